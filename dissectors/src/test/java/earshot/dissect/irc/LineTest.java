package earshot.dissect.irc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {
    /// line | tags | source | command | parameters, separated by a slash.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PRIVMSG #c :hi all             |     |       | PRIVMSG | #c/hi all",
                "privmsg #c hi                  |     |       | PRIVMSG | #c/hi",
                ":n!u@h PRIVMSG  #c  :a :b      |     | n!u@h | PRIVMSG | #c/a :b",
                "@a=1;b :x 005 me A=b :are      | a=1;b | x   | 005     | me/A=b/are",
                "@a=1   NICK ann                | a=1 |       | NICK    | ann",
                "':irc.t 670  :STARTTLS'        |     | irc.t | 670     | STARTTLS",
                "USER a \"\" \"h\" :mIRC user   |     |       | USER    | a/\"\"/\"h\"/mIRC user",
                "'   QUIT'                      |     |       | QUIT    | ''"
            })
    void aLineIsTakenApart(String octets, String tags, String source, String command, String params) {
        Line line = Line.read(octets);
        assertEquals(tags == null ? "" : tags, line.tags());
        assertEquals(source == null ? "" : source, line.source());
        assertEquals(command, line.command());
        assertEquals(params, String.join("/", line.params()));
    }

    @Test
    void theFifteenthParameterHasAllThatFollows() {
        Line line = Line.read("CMD 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16");
        assertEquals(15, line.count());
        assertEquals("15 16", line.last());
    }

    @Test
    void anEmptyLastParameterIsOne() {
        assertEquals(List.of("#c", "t", ""), Line.read("KICK #c t :").params());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", ":source", "@tags", "20 ftp", "2200 x", "+OK", "a-b c", "\u0001x", ": NICK"})
    void whatHasNoCommandIsNoLine(String octets) {
        // ": NICK" has an empty source and is a line all the same; the others are none.
        if (octets.equals(": NICK")) assertEquals("NICK", Line.read(octets).command());
        else assertNull(Line.read(octets));
    }

    @Test
    void ircuWritesTheSourceWithoutAColon() {
        Line line = Line.read("ABAAC P #c :hi", true);
        assertEquals("ABAAC", line.source());
        assertEquals("P", line.command());
    }

    @ParameterizedTest
    @CsvSource({
        "ann!ann@192.0.2.1, ann, ann, 192.0.2.1",
        "ann!~ann@gateway/web/x, ann, ~ann, gateway/web/x",
        "ann@host, ann, '', host",
        "irc.t, irc.t, '', ''",
        "n!u, n, u, ''",
        "a@b!c@d, a@b, c, d"
    })
    void aSourceIsAServerOrAPerson(String prefix, String name, String user, String host) {
        assertEquals(new Source(name, user, host), Source.of(prefix));
    }

    @Test
    void onlyAServerHasDotsInItsName() {
        assertTrue(Source.of("irc.t").server());
        assertTrue(Source.of("").server());
        assertTrue(!Source.of("ann").server());
        assertTrue(!Source.of("ann!ann@irc.t").server());
    }

    @Test
    void tagsAreLookedUpAndUnescaped() {
        Tags tags =
                new Tags("time=2020-01-01T00:00:00.000Z;msgid=a\\:b\\sc\\\\d\\r\\n\\x\\;+draft/reply=;flag;msgid=z");
        assertEquals("z", tags.value("msgid"));
        assertEquals("a;b c\\d\r\nx", new Tags("k=a\\:b\\sc\\\\d\\r\\n\\x\\").value("k"));
        assertTrue(tags.has("flag") && tags.has("+draft/reply") && !tags.has("fla") && !tags.has("draft/reply"));
        assertEquals("", tags.value("flag"));
        assertEquals(1_577_836_800_000_000_000L, tags.time());
        assertEquals(0, new Tags("time=yesterday").time());
        assertEquals(0, new Tags("time=+999999999-01-01T00:00:00Z").time());
        assertEquals("", Tags.NONE.value("time"));
    }
}
