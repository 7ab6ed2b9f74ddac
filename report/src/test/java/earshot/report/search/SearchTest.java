package earshot.report.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.Account;
import earshot.event.ImEvent;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.Message;
import earshot.report.Recording;
import earshot.report.casefile.CaseFolder;
import earshot.report.line.EventLine;
import earshot.report.search.Search.Found;
import earshot.report.search.Search.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Queries over one small recording, and what each finds: the letters of the messages that fit.
class SearchTest {
    @TempDir
    static Path temp;

    private static CaseFolder folder;
    private static Search search;

    @BeforeAll
    static void aRecording() throws IOException {
        new Recording()
                .said("sec558user1", "Sec558user2", "a: Here is the secret recipe, I just downloaded it!")
                .said("Sec558user2", "sec558user1", "b: can't wait to see it on eBay.com; see pic.pif or foo_bar")
                .said("ann", "bob smith", "c: Müller trinkt Café au lait in der Straße")
                .said("ann", "#Tea", "d: 你好世界,今天天气很好")
                .said("ann", "#tea", "e: 東京タワーでラーメンを食べました")
                .said("ann", "#tea", "f: 한국어를 배우고 있습니다")
                .said("ann", "#tea", "g: สวัสดีชาวโลก")
                .said("ann", "#tea", "h: Добрый день, ёлка; ΜΆΪΟΣ; שָׁלוֹם; مُحَمَّد")
                .said("ann", "#tea", "i: Đặng Thị Łucja Øre ışık")
                .said("ann", "bob", "j: 😀 see you 🇩🇪")
                .said("ann", "NickServ", "k: IDENTIFY hunter2", m -> m.secret("hunter2"))
                .on(Recording.flow("2001:db8::7", 4000, "2001:db8::1", 6667))
                .said("carl", "bob", "l: over IPv6", m -> m.kind(Message.Kind.OFFLINE))
                .add(new FileTransfer(
                        new Recording().seen("icq"),
                        Account.of("ann"),
                        Account.of("bob"),
                        "Holiday Pics.EXE",
                        9,
                        FileTransfer.State.COMPLETE,
                        new ImEvent.Recovered(9, "ab".repeat(32), "cd".repeat(16), "", "", null),
                        ""))
                .into(temp.resolve("case"));
        folder = CaseFolder.open(temp.resolve("case"));
        search = Search.open(folder, _ -> {});
    }

    @AfterAll
    static void close() throws IOException {
        search.close();
        folder.close();
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                // words
                "recipe|a",
                "RECIPE|a",
                "secret recipe|a",
                "see|b j",
                "secret OR wait|a b",
                "see -ebay|j",
                "-ann -from:ann -type:file|a b l",
                "\"the secret recipe\"|a",
                "\"recipe secret\"|",
                "\"here recipe\"~3|a",
                "rec?pe|a",
                "reci*|a",
                "*ecipe|a",
                "recpie~|a",
                "downloaded~1|a",
                "/recip[a-e]/|a",
                "nothing|",
                // parts of words
                "ebay|b",
                "ebay.com|b",
                "pic.pif|b",
                "pif|b",
                "foo|b",
                "pic.p*|b",
                "pic.p?f|b",
                "*.pif|b",
                "can't|b",
                // any language
                "muller|c",
                "MÜLLER|c",
                "cafe|c",
                "cafe\u0301|c",
                "strasse|c",
                "stra\u00dfe|c",
                "世界|d",
                "好世|d",
                "世|d",
                "世好|",
                "天*|d",
                "天气 世界|d",
                "ラーメン|e",
                "タワ|e",
                "ﾗｰﾒﾝ|e",
                "東京|e",
                "한국어|f",
                "배우|f",
                "ชาวโลก|g",
                "โลก|g",
                "елка|h",
                "μαιος|h",
                "שלום|h",
                "محمد|h",
                "dang thi lucja ore isik|i",
                "😀|j",
                "🇩🇪|j",
                // fields
                "from:sec558user1|a",
                "from:SEC558USER2|b",
                "to:\"bob smith\"|c",
                "to:bobsmith|c",
                "to:bob*|c j l F",
                "from:*user1|a",
                "account:sec558user2|a b",
                "room:#tea|d e f g h i",
                "room:#tea 世界|d",
                "service:icq|F",
                "protocol:oscar -service:aim|F",
                "type:file|F",
                "kind:offline|l",
                "file:*.exe|F",
                "file:\"holiday pics.exe\"|F",
                "pics|F",
                "hash:CDCDCDCDCDCDCDCDCDCDCDCDCDCDCDCD|F",
                "ip:192.168.1.158 recipe|a",
                "ip:192.168.0.0/16 recipe|a",
                "ip:10.0.0.0/8|",
                "ip:2001:db8::7|l",
                "ip:2001:db8::/32|l",
                "ip:[64.12.24.0 TO 64.12.24.255] recipe|a",
                "port:6667|l",
                "port:[6000 TO 7000]|l",
                "capture:evidence01.pcap recipe|a",
                "id:3f2a9c1e77aa-1-message-1|a",
                // times
                "time:[2009-11-20T18:00:01Z TO 2009-11-20T18:00:02Z] type:message|b c",
                "time:{2009-11-20T18:00:01Z TO 2009-11-20T18:00:02Z] type:message|c",
                "time:[* TO 2009-11-20T18:00:00Z] type:message|a",
                "time:[2009-11-20T18:00:11 TO *]|l",
                "time:2009-11-20T18:00:01Z|b",
                "time:2009-11-20T19:00:01+01:00|b",
                "time:2009-11-20 recipe|a",
                "time:2009-11 recipe|a",
                "time:2009 recipe|a",
                "time:[2009-11-20 TO 2009-11-20] recipe|a",
                "time:[2009-11-21 TO *]|",
                // brackets
                "(recipe OR 世界) from:ann|d",
                "from:(ann carl)|",
                "from:(ann OR carl) \"you\"|j"
            })
    void finds(String query, String letters) throws Exception {
        assertEquals(letters == null ? "" : letters, found(query));
    }

    @Test
    void secretsAreNeitherFoundNorShown() throws Exception {
        assertEquals("", found("hunter2"));
        assertEquals("", found("hunter*"));
        EventLine line =
                search.find("identify", Options.PLAIN).hits().getFirst().line();
        assertEquals("k: IDENTIFY …", line.text("text"));
        assertFalse(line.has("secret"));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "recipe|a: Here is the secret [recipe], I just downloaded it!",
                "\"secret recipe\"|a: Here is the [secret recipe], I just downloaded it!",
                "rec* OR here|a: [Here] is the secret [recipe], I just downloaded it!",
                "recpie~|a: Here is the secret [recipe], I just downloaded it!",
                "from:sec558user1|a: Here is the secret recipe, I just downloaded it!",
                "cafe strasse|c: Müller trinkt [Café] au lait in der [Straße]",
                "世界|d: 你好[世界],今天天气很好",
                "pic.p*|b: can't wait to see it on eBay.com; see [pic.pif] or foo_bar"
            })
    void marksWhatWasLookedFor(String query, String marked) throws Exception {
        Hit hit = search.find(query, Options.PLAIN).hits().getFirst();
        StringBuilder text = new StringBuilder(hit.text());
        for (Hit.Mark mark : hit.marks().reversed())
            text.insert(mark.until(), ']').insert(mark.from(), '[');
        assertEquals(marked, text.toString());
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"open|the query ends where something is missing: is a bracket or quotation mark open? (at character 6)",
                "(a OR|the query ends where something is missing: is a bracket or quotation mark open? (at character 6)",
                "a ) b|the query cannot be read at \") b\" (at character 3)",
                "colour:red|there is no field \"colour\"",
                "time:yesterday|\"yesterday\" is no time",
                "time:[2009-13-01 TO *]|\"2009-13-01\" is no time",
                "time:2009*|the field time knows no patterns",
                "ip:example.com|\"example.com\" is no address",
                "ip:10.0.0.0/99|is no network",
                "port:http|\"http\" is no port",
                "...|there is no word in the query",
                "`  `|the query is empty",
                "time:[2009-11-20 TO|the query ends where something is missing",
                "ip:2001:db8::1 )|the query cannot be read at \")\" (at character 16)"
            })
    void saysWhatIsWrong(String query, String said) {
        QueryException wrong = assertThrows(QueryException.class, () -> search.find(query, Options.PLAIN));
        assertTrue(wrong.getMessage().contains(said), wrong.getMessage());
    }

    @Test
    void anyTextIsAQueryOrAQueryException() throws IOException {
        java.util.Random random = new java.util.Random(5);
        String pieces = "ab*?~^:\"'()[]{}+-!&|/\\ .,0129世 ";
        for (int i = 0; i < 3000; i++) {
            StringBuilder query = new StringBuilder(random.nextInt(4) == 0 ? "time:" : "");
            for (int n = random.nextInt(12); n >= 0; n--) query.append(pieces.charAt(random.nextInt(pieces.length())));
            try {
                search.find(query.toString(), Options.PLAIN);
            } catch (QueryException e) {
                assertTrue(e.position() <= query.length(), () -> query + ": " + e.getMessage());
            }
        }
    }

    private static String found(String query) throws IOException, QueryException {
        Found found = search.find(query, Options.PLAIN);
        return String.join(
                " ",
                found.hits().stream()
                        .map(SearchTest::letter)
                        .sorted(SearchTest::small)
                        .toList());
    }

    private static int small(String a, String b) {
        return Integer.compare(
                Character.toLowerCase(a.charAt(0)) + (a.equals("F") ? 99 : 0), b.charAt(0) + (b.equals("F") ? 99 : 0));
    }

    private static String letter(Hit hit) {
        return hit.line().type().equals("file") ? "F" : hit.line().text("text").substring(0, 1);
    }

    @Test
    void contextIsWhatWasSaidAroundItInTheSameTalkOnce() throws Exception {
        Path place = temp.resolve("talks");
        Recording recording = new Recording();
        for (int i = 0; i < 20; i++) {
            recording.said("ann", "bob", "line " + i);
            recording.said("ann", "bob", "line " + i, m -> m.leg(Message.Leg.DELIVERED));
            recording.said("ann", "bob", "", m -> m.kind(Message.Kind.TYPING));
            recording.said("eve", "bob", "noise " + i);
        }
        recording.into(place);
        try (CaseFolder read = CaseFolder.open(place);
                Search in = Search.open(read, _ -> {})) {
            Found found = in.find("\"line 10\"", new Options(0, 10, 2, false));
            assertEquals(1, found.hits().size(), "two hops are one hit");
            assertEquals(2, found.lines());
            Hit hit = found.hits().getFirst();
            assertEquals(
                    List.of("line 8", "line 9"),
                    hit.before().stream().map(l -> l.text("text")).toList());
            assertEquals(
                    List.of("line 11", "line 12"),
                    hit.after().stream().map(l -> l.text("text")).toList());
            Options all = new Options(0, 100, 0, false);
            assertEquals(20, in.find("talk:" + hit.talk(), all).hits().size());
            assertEquals(20, in.find("from:ann kind:typing", all).hits().size());

            Found page = in.find("line", new Options(5, 3, 0, false));
            assertEquals(
                    List.of("line 5", "line 6", "line 7"),
                    page.hits().stream().map(Hit::text).toList());
            assertTrue(page.more());
            assertFalse(in.find("line", new Options(18, 2, 0, false)).more());
            assertEquals(
                    0, in.find("line", new Options(100, 2, 0, false)).hits().size());
        }
    }

    @Test
    void tagsCanBeLookedFor() throws Exception {
        Path place = temp.resolve("tags");
        new Recording()
                .said("ann", "bob", "one")
                .said("ann", "bob", "two")
                .said("ann", "carl", "three")
                .into(place);
        try (CaseFolder read = CaseFolder.open(place);
                Search in = Search.open(read, _ -> {})) {
            read.notes().tag("3f2a9c1e77aa-2-message-1", "key");
            assertEquals(
                    "two", in.find("tag:key", Options.PLAIN).hits().getFirst().text());
            read.notes().tag(in.find("three", Options.PLAIN).hits().getFirst().talk(), "other");
            assertEquals(
                    "three",
                    in.find("tag:other", Options.PLAIN).hits().getFirst().text());
            assertEquals(List.of(), in.find("tag:none", Options.PLAIN).hits());
        }
    }
}
