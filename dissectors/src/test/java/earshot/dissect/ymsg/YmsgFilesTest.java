package earshot.dissect.ymsg;

import static earshot.dissect.ymsg.Wire.client;
import static earshot.dissect.ymsg.Wire.joined;
import static earshot.dissect.ymsg.Wire.packet;
import static earshot.dissect.ymsg.Wire.server;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.kit.Dialogue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Files of all three kinds, from the offer to the last byte, and YMSG inside HTTP.
class YmsgFilesTest {
    private static final byte[] PHOTO =
            "GIF89a, and what follows a GIF's first bytes".getBytes(StandardCharsets.US_ASCII); // 44 bytes
    private static final String MD5 = "got 44 md5 ";

    private static List<String> files(Dialogue dialogue) {
        return dialogue.lines().stream()
                .filter(line -> line.startsWith("file "))
                .map(line -> line.replaceAll("md5 [0-9a-f]{32}", "md5").replaceAll("missing ", "lacks "))
                .toList();
    }

    private static Dialogue ann() {
        return Dialogue.tcp(5050).client(client(0x8a, "0", "ann"));
    }

    private static byte[] request(String head, byte[] body) {
        String fields = body.length == 0 ? "" : "Content-Length: " + body.length + "\r\n";
        return joined((head + "\r\n" + fields + "\r\n").getBytes(StandardCharsets.ISO_8859_1), body);
    }

    private static byte[] answer(byte[] body) {
        return request("HTTP/1.1 200 OK", body);
    }

    /// What stands behind the last key, 29, is the file; the packet's length does not say so.
    private static byte[] uploaded() {
        byte[] head = packet(10, 0x46, 0, "0", "ann", "5", "bob", "28", "44", "27", "photo.gif", "14", "", "29");
        return joined(head, PHOTO);
    }

    private static byte[] upload(byte[] body) {
        return request("POST http://filetransfer.msg.yahoo.com:80/notifyft HTTP/1.0\r\nCookie: Y=v=1&n=x; T=z=y", body);
    }

    @Test
    void aFileIsPutOnTheServerAndFetched() {
        Dialogue fetch = Dialogue.tcp(80)
                .clientPort(40_002)
                .client(request("GET /u/photo.gif?key=1 HTTP/1.1\r\nHost: filetransfer.msg.yahoo.com", new byte[0]))
                .server(answer(PHOTO));
        Dialogue told = Dialogue.tcp(5050)
                .clientPort(40_001)
                .client(client(0x8a, "0", "bob"))
                .server(server(
                        0x46,
                        "1",
                        "bob",
                        "4",
                        "ann",
                        "5",
                        "bob",
                        "14",
                        "look",
                        "20",
                        "http://filetransfer.msg.yahoo.com:80/u/photo.gif?key=1",
                        "27",
                        "photo.gif",
                        "28",
                        "44"))
                .then(fetch);
        assertEquals(
                List.of(
                        "file offered ann -> bob \"photo.gif\" 44",
                        "file complete ann -> bob \"photo.gif\" 44 got 44 md5",
                        "file offered ann -> bob \"photo.gif\" 44",
                        "file complete ann -> bob \"photo.gif\" 44 got 44 md5"),
                files(Dialogue.tcp(80)
                        .client(upload(uploaded()))
                        .server(answer(new byte[0]))
                        .then(told)));
    }

    @Test
    void anUploadWithAHoleIsPartial() {
        byte[] whole = upload(uploaded());
        List<String> files = files(Dialogue.tcp(80)
                .client(java.util.Arrays.copyOf(whole, whole.length - 20))
                .clientGap(10)
                .client(java.util.Arrays.copyOfRange(whole, whole.length - 10, whole.length))
                .server(answer(new byte[0])));
        assertEquals("file partial ann -> bob \"photo.gif\" 44 got 34 md5 lacks 24-33", files.getLast());
    }

    /// The sheet's example: the file is on the sender's own machine.
    @Test
    void aFileIsFetchedFromTheSender() {
        String path = "/Messenger.bob.11000000000000000photo.scr?AppID=Messenger";
        Dialogue fetch = Dialogue.tcp(80)
                .clientPort(40_001)
                .client(request("GET " + path + " HTTP/1.1\r\nHost: 10.0.0.5:80", new byte[0]))
                .server(answer(PHOTO));
        assertEquals(
                List.of(
                        "file offered alice -> bob \"photo.scr\" 38912",
                        // Fewer bytes than were offered.
                        "file partial alice -> bob \"photo.scr\" 38912 got 44 md5"),
                files(
                        Dialogue.tcp(5050)
                                .clientHex(
                                        "594d5347 0009 0000 00b3 004d 00000000 1a2b3c4d"
                                                + "35c080626f62c0803439c08046494c4558464552c08031c080616c696365c080" // 5, 49, 1
                                                + "3133c08031c0803237c08070686f746f2e736372c0803238c0803338393132c080" // 13, 27, 28
                                                + "3230c080687474703a2f2f31302e302e302e353a38302f4d657373656e6765722e626f622e" // 20
                                                + "313130303030303030303030303030303070686f746f2e7363723f41707049443d4d657373656e676572c080"
                                                + "3533c08070686f746f2e736372c0803134c0806c6f6f6bc0803534c0804d5347312e30c080") // 53, 14, 54
                                .then(fetch)));
    }

    /// Version 15: the receiver can be reached and the sender cannot, so it is posted. The host is named without its
    /// port.
    @Test
    void aFileIsPostedToTheReceiver() {
        String path = "/Messenger.ann.1100000000000a+b.gif?AppID=Messenger&UserID=ann&K=lc9lu2u89gz1llmplwksajkjx";
        Dialogue post = Dialogue.tcp(50_123)
                .clientPort(40_001)
                .client(request("POST " + path + " HTTP/1.0\r\nHost: 192.0.2.2", PHOTO))
                .server(answer(new byte[0]));
        assertEquals(
                List.of(
                        "file offered ann -> bob \"a b.gif\" 44",
                        "file accepted ann -> bob \"a b.gif\" 44",
                        "file complete ann -> bob \"a b.gif\" 44 got 44 md5"),
                files(ann().client(client(
                                0xdc, "1", "ann", "5", "bob", "265", "T1$$", "222", "1", "266", "1", "27", "a b.gif",
                                "28", "44"))
                        .server(server(0xdc, "4", "bob", "5", "ann", "265", "T1$$", "222", "3"))
                        .server(server(
                                0xde,
                                "4",
                                "bob",
                                "5",
                                "ann",
                                "265",
                                "T1$$",
                                "27",
                                "a b.gif",
                                "249",
                                "2",
                                "250",
                                "http://192.0.2.2:50123" + path))
                        .then(post)));
    }

    @Test
    void aFileGoesThroughTheRelay() {
        String relay = "/relay?token=AbC%2Bd%3D&sender=ann&recver=bob HTTP/1.1\r\nHost: 192.0.2.9\r\nCookie: T=z";
        Dialogue get = Dialogue.tcp(80)
                .clientPort(40_002)
                .client(request("GET " + relay, new byte[0]))
                .server(answer(PHOTO));
        Dialogue post = Dialogue.tcp(80)
                .clientPort(40_001)
                .client(request("POST " + relay, PHOTO))
                .server(answer(new byte[0]))
                .then(get);
        assertEquals(
                List.of(
                        "file offered ann -> bob \"photo.gif\" 44",
                        "file offered ann -> bob \"more.gif\" 9",
                        "file accepted ann -> bob \"photo.gif\" 44",
                        "file accepted ann -> bob \"more.gif\" 9",
                        "file complete ann -> bob \"photo.gif\" 44 got 44 md5",
                        "file complete ann -> bob \"photo.gif\" 44 got 44 md5"),
                files(ann().client(client(
                                0xdc,
                                "1",
                                "ann",
                                "5",
                                "bob",
                                "265",
                                "T22$$",
                                "222",
                                "1",
                                "266",
                                "2",
                                "302",
                                "268",
                                "300",
                                "268",
                                "27",
                                "photo.gif",
                                "28",
                                "44",
                                "301",
                                "268",
                                "300",
                                "268",
                                "27",
                                "more.gif",
                                "28",
                                "9",
                                "301",
                                "268",
                                "303",
                                "268"))
                        .server(server(0xdc, "4", "bob", "5", "ann", "265", "T22$$", "222", "3"))
                        .client(client(
                                0xdd,
                                "1",
                                "ann",
                                "5",
                                "bob",
                                "265",
                                "T22$$",
                                "27",
                                "photo.gif",
                                "249",
                                "3",
                                "250",
                                "192.0.2.9",
                                "251",
                                "AbC+d="))
                        .then(post)));
    }

    @Test
    void anOfferIsRefused() {
        assertEquals(
                List.of("file offered bob -> ann \"a.exe\" 9", "file declined bob -> ann \"a.exe\" 9"),
                files(ann().server(server(
                                0xdc, "4", "bob", "5", "ann", "265", "T1$$", "222", "1", "266", "1", "27", "a.exe",
                                "28", "9"))
                        .client(client(0xdc, "1", "ann", "5", "bob", "265", "T1$$", "222", "4"))));
    }

    /// A session of pushes and polls; the answers have the number of packets in front.
    @Test
    void messagesInTheBodiesOfHttp() {
        byte[] poll = packet(9, 0x8a, 0, "0", "ann");
        byte[] said = packet(9, 0x06, 0, "1", "ann", "5", "bob", "14", "hi");
        byte[] heard = server(0x06, "4", "bob", "5", "ann", "14", "ho");
        String head = "POST http://http.pager.yahoo.com/notify HTTP/1.0\r\nHost: http.pager.yahoo.com";
        List<String> lines = Dialogue.tcp(80)
                .client(request(head, poll))
                .server(answer(joined(new byte[] {0, 0, 0, 1}, heard)))
                .client(request(head, said))
                .server(answer(heard))
                .lines();
        assertEquals(
                List.of(
                        "service yahoo certain [signature:ymsg]",
                        "presence ann online",
                        "message chat delivered bob -> ann \"ho\"",
                        "message chat sent ann -> bob \"hi\"",
                        "message chat delivered bob -> ann \"ho\""),
                lines);
    }

    /// One session over several connections: the number that the server gave it says whose it is.
    @Test
    void aSessionInManyConnectionsIsOneAccounts() {
        String head = "POST /notify HTTP/1.0\r\nHost: shttp.msg.yahoo.com";
        Dialogue second = Dialogue.tcp(80)
                .clientPort(40_001)
                .client(request(head, client(0x8a)))
                .server(answer(server(0x55, "87", "Friends:bob\n")));
        List<String> lines = Dialogue.tcp(80)
                .client(request(head, packet(9, 0x8a, 0, "0", "ann")))
                .server(answer(server(0x12, "143", "60")))
                .then(second)
                .lines();
        assertTrue(lines.contains("contact ann listed bob in [Friends]"), lines::toString);
    }

    @Test
    void passwordsInClear() {
        Dialogue form = Dialogue.tcp(80)
                .clientPort(40_001)
                .client(request(
                        "POST /config/login HTTP/1.1\r\nHost: login.yahoo.com",
                        "login=bob&passwd=s%20cret".getBytes(StandardCharsets.US_ASCII)))
                .server(answer("<html>".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(
                List.of(
                        "credential ann cleartext Yahoo! web login \"hunter2\"",
                        "session failed ann by YMSG ticket because wrong password",
                        "credential bob cleartext Yahoo! web login \"s cret\""),
                Dialogue.tcp(80)
                        .client(request(
                                "GET /config/pwtoken_get?src=ymsgr&ts=&login=ann&passwd=hunter2&chal=x HTTP/1.1\r\n"
                                        + "Host: login.example",
                                new byte[0]))
                        .server(answer("1212\r\n".getBytes(StandardCharsets.US_ASCII)))
                        .then(form)
                        .lines()
                        .stream()
                        .filter(line -> !line.startsWith("service"))
                        .toList());
    }

    @Test
    void anyCutOfAnUploadGivesTheSame() {
        Random random = new Random(4);
        Dialogue dialogue = Dialogue.tcp(80).client(upload(uploaded())).server(answer(new byte[0]));
        List<String> whole = dialogue.lines();
        assertTrue(whole.getLast().contains(MD5), whole::toString);
        for (int i = 0; i < 40; i++)
            assertEquals(whole, dialogue.cut(random, 1 + random.nextInt(30)).lines());
    }
}
