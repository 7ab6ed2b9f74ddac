package earshot.dissect.xmpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the units of a stream end. `|` marks the end in each example.
class FramerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<presence/>|",
                "<presence/>|<presence/>",
                "<message to='a'><body>hi</body></message>|<iq/>",
                "<a><b/><c><d/></c></a>| ",
                " \n\t |<presence/>",
                "\0|<presence/>",
                "<?xml version='1.0'?>|<stream:stream>",
                "<stream:stream to='x' xmlns='jabber:client'>|<message/>",
                "<stream to='x' xmlns='http://etherx.jabber.org/streams'>|<message/>",
                "<flash:stream to='x' />|\0",
                "<stream:features><a/></stream:features>|",
                "</stream:stream>|",
                "</stream:stream >|",
                "<m a='>' b=\"/>\">x</m>|y",
                "<m a=\"it's\"/>|",
                "<m><![CDATA[</m><x>]]></m>|z",
                "<m><!-- </m> --></m>|z",
                "<m><?pi </m> ?></m>|z",
                "<!-- between -->|<m/>",
                "<!DOCTYPE x [ <!ENTITY a 'b>'> ]>|<m/>",
                "<m ><b\n></b\n></m >|",
            })
    void unitsEnd(String example) {
        int end = example.indexOf('|');
        byte[] bytes = example.replace("|", "").getBytes(StandardCharsets.UTF_8);
        assertEquals(end, new Framer().frame(new Cursor(bytes)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "</message>",
                "<1/>",
                "<m <n/></m>",
                "<m a='<'/>",
                "<m/ >",
                "<![CDATA[x]]>",
                "<!x>",
                "\u0001"
            })
    void nothingBeginsHere(String bytes) {
        assertEquals(Dissection.LOST, new Framer().frame(cursor(bytes)));
    }

    @Test
    void elementsTooDeepAreNone() {
        assertEquals(Dissection.LOST, new Framer().frame(cursor("<a>".repeat(65) + "</a>".repeat(65))));
        assertTrue(new Framer().frame(cursor("<a>".repeat(64) + "</a>".repeat(64))) > 0);
    }

    /// However the bytes come, the answer is the same, and each byte is looked at once.
    @Test
    void goesOnWhereItStopped() {
        byte[] stanza = ("<message to='a@b' id='1'><body>" + "x".repeat(100_000) + "</body></message>")
                .getBytes(StandardCharsets.UTF_8);
        Framer framer = new Framer();
        for (int n = 1; n < stanza.length; n++) {
            assertEquals(Dissection.MORE, framer.frame(new Cursor(stanza, 0, n)));
            assertEquals(n, framer.seen());
        }
        assertEquals(stanza.length, framer.frame(new Cursor(stanza)));
        assertEquals(0, framer.seen());
    }

    private static Cursor cursor(String text) {
        return new Cursor(text.getBytes(StandardCharsets.UTF_8));
    }
}
