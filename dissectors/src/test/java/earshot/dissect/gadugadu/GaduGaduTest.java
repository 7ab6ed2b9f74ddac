package earshot.dissect.gadugadu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent;
import earshot.kit.Dialogue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/// The shapes of logins, states, messages and file packets here were held against tshark 4's dissector, which reads
/// them
/// the same.
class GaduGaduTest {
    private static final Charset POLISH = Charset.forName("windows-1250");
    /// Type 1, length 4, challenge 12345678 (little-endian).
    private static final String WELCOME = "01000000 04000000 78563412";
    private static final String SHA1 = "ddcace286ea2c73c07e2129b98dd109ddd3428b6";
    /// The sheet's login of 4567 with the password `tajne`, version 8.
    private static final String LOGIN_80 = "31000000 8c000000 d7110000 706c 02" // number, "pl", SHA-1
            + SHA1 + "00".repeat(44) // the digest in a field of 64
            + "02000000 00000000 67030000" // status, flags, features
            + "00000000 0000 00000000 0000 ff 64" // addresses, picture size
            + "23000000 476164752d4761647520436c69656e74206275696c642031302e302e302e3130343530 00000000";
    /// `Cześć` to 9876, as HTML in UTF-8 and plain in Windows-1250.
    private static final String SEND_80 = "2d000000 50000000 94260000 6d7c4d08 00000041".replace("00000041", "08000000")
            + "41000000 47000000" // where the plain text and the attributes are
            + "3c7370616e207374796c653d22636f6c6f723a233030303030303b20223e437a65c59bc4873c2f7370616e3e00"
            + "437a659ce600 020600000008000000";

    /// A packet: values as numbers (32 bits little-endian), bytes or text (ASCII).
    private static byte[] packet(int type, Object... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Object part : parts) {
            switch (part) {
                case Integer number -> number(body, number);
                case Byte one -> body.write(one);
                case byte[] bytes -> body.writeBytes(bytes);
                default -> body.writeBytes(part.toString().getBytes(POLISH));
            }
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        number(all, type);
        number(all, body.size());
        all.writeBytes(body.toByteArray());
        return all.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, int value) {
        for (int shift = 0; shift < 32; shift += 8) out.write(value >> shift);
    }

    private static byte[] zeros(int count) {
        return new byte[count];
    }

    private static Dialogue login() {
        return Dialogue.tcp(443).serverHex(WELCOME).clientHex(LOGIN_80);
    }

    /// What is said after the login.
    private static List<String> after(Dialogue dialogue) {
        List<String> lines = dialogue.lines();
        return lines.subList(3, lines.size());
    }

    @Test
    void aLoginExposesADigest() {
        assertEquals(
                List.of(
                        "service gadu-gadu certain [signature:gadu-gadu]",
                        "credential 4567 digest Gadu-Gadu SHA-1 \"" + SHA1 + ":78563412\" hashcat 110",
                        "presence 4567 online",
                        "session started 4567 \"Gadu-Gadu 10.0.0.10450\" by Gadu-Gadu SHA-1",
                        "session ended 4567 \"Gadu-Gadu 10.0.0.10450\" because signed-on-elsewhere"),
                login().server(packet(0x35, 1)).server(packet(0x0b)).lines());
        assertEquals(
                List.of("session failed 4567 \"Gadu-Gadu 10.0.0.10450\" by Gadu-Gadu SHA-1 because refused"),
                after(login().server(packet(0x43, 1))));
    }

    @Test
    void olderLogins() {
        // Number, digest of 32 bits, status (offline with description), version.
        byte[] login60 =
                packet(0x15, 4567, 0xf13ac1fc, 0x15, 0x20, (byte) 0, zeros(12), (byte) 0x40, (byte) 0xbe, "zaraz");
        assertEquals(
                List.of(
                        "service gadu-gadu certain [signature:gadu-gadu]",
                        "credential 4567 digest Gadu-Gadu GG32 \"$gg32$78563412$fcc13af1\"",
                        "presence 4567 offline"),
                Dialogue.tcp(8074).serverHex(WELCOME).client(login60).lines());
    }

    @Test
    void theLoginOfVersionEleven() {
        byte[] hash = HexFormat.of().parseHex(SHA1);
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        fields.writeBytes(new byte[] {0x0a, 2, 'p', 'l', 0x12, 6, 0, 4, '4', '5', '6', '7', 0x1a, 20});
        fields.writeBytes(hash);
        fields.writeBytes(new byte[] {0x3a, 8, 'G', 'G', ' ', '1', '1', '.', '0', '1', 0x40, 2});
        assertEquals(
                List.of(
                        "service gadu-gadu certain [signature:gadu-gadu]",
                        "credential 4567 digest Gadu-Gadu SHA-1 \"" + SHA1 + ":78563412\" hashcat 110",
                        "presence 4567 online",
                        "session started 4567 \"GG 11.01\" by Gadu-Gadu SHA-1",
                        "message chat delivered 9876 -> 4567 \"hej\""),
                Dialogue.tcp(443)
                        .serverHex(WELCOME)
                        .client(packet(0x83, fields.toByteArray()))
                        .server(packet(0x9d, new byte[] {8, 1}))
                        .server(packet(0x7e, new byte[] {
                            0x0a, 6, 0, 4, '9', '8', '7', '6', 0x25, 0, 0, 0, 0x40, 0x2a, 3, 'h', 'e', 'j'
                        }))
                        .lines());
    }

    @Test
    void messagesOfAllVersions() {
        byte[] plain = "Cześć".getBytes(POLISH);
        byte[] html = "<b>Cze&lt;ść</b>\0".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                List.of(
                        "message chat sent 4567 -> 9876 \"Cześć\"",
                        "message chat sent 4567 -> 9876 \"Cześć\"",
                        "message chat sent 4567 -> 9876,111,222 \"we three\"",
                        "message offline delivered 9876 -> 4567 \"Cześć\"",
                        "message chat delivered 9876 -> 4567 \"Cze<ść\"",
                        "message chat echo 4567 -> 9876 \"Cze<ść\"",
                        "message chat delivered 9876 -> 4567 \"no html\"",
                        "message typing delivered 9876 -> 4567 \"\"",
                        "message typing sent 4567 -> 9876 \"\""),
                after(login().clientHex(SEND_80)
                        .client(packet(0x0b, 9876, 1, 8, plain, (byte) 0))
                        // Attribute 1: two more readers.
                        .client(packet(0x0b, 9876, 2, 8, "we three", (byte) 0, (byte) 1, 2, 111, 222))
                        // A request of one program to the other is no message.
                        .client(packet(0x0b, 9876, 3, 0x10, (byte) 2))
                        .server(packet(0x0a, 9876, 4, 1_100_000_000, 1, plain, (byte) 0))
                        .server(packet(
                                0x2e, 9876, 5, 1_100_000_000, 8, 24 + html.length, 30 + html.length, html, plain, (byte)
                                        0))
                        .server(packet(
                                0x5a, 9876, 5, 1_100_000_000, 8, 24 + html.length, 30 + html.length, html, plain, (byte)
                                        0))
                        .server(packet(0x2e, 9876, 6, 1_100_000_000, 8, 24, 32, "no html", (byte) 0))
                        .server(packet(0x59, new byte[] {5, 0}, 9876))
                        .client(packet(0x59, new byte[] {5, 0}, 9876))));
    }

    @Test
    void peopleAndTheirStates() {
        assertEquals(
                List.of(
                        "contact 4567 listed 111",
                        "contact 4567 blocked 222",
                        "contact 4567 added 333",
                        "contact 4567 removed 111",
                        "contact 4567 listed 77777",
                        "presence 4567 away \"zaraz wracam\"",
                        "presence 111 online \"w pracy\"",
                        "presence 222 busy",
                        "presence 333 offline",
                        "presence 444 away \"śpię\""),
                after(login().client(packet(0x10, 111, (byte) 3, 222, (byte) 4))
                        .client(packet(0x0d, 333, (byte) 3))
                        .client(packet(0x0e, 111, (byte) 3))
                        .client(packet(0x78, new byte[] {0, 5}, "77777", (byte) 3))
                        .client(packet(0x38, 5, 0, 12, "zaraz wracam"))
                        .server(packet(
                                0x37, 111, 4, 0, 0, zeros(2), (byte) 0, (byte) 0, 0, 7, "w pracy", 222, 0x21, 0, 0,
                                zeros(2), (byte) 0, (byte) 0, 0, 0))
                        // Nothing new.
                        .server(packet(0x36, 111, 4, 0, 0, zeros(2), (byte) 0, (byte) 0, 0, 7, "w pracy"))
                        .server(packet(0x02, 333, 1))
                        // Version 6: flags in the number's highest byte, a description behind its length.
                        .server(packet(
                                0x11, 0x40000000 | 444, (byte) 5, zeros(9), (byte) 4, "śpię".getBytes(POLISH)))));
    }

    @Test
    void theListOnTheServer() {
        byte[] xml = ("<ContactBook><Contacts><Contact><Guid>x</Guid><GGNumber>111</GGNumber>"
                        + "<ShowName>Ola</ShowName></Contact></Contacts></ContactBook>")
                .getBytes(StandardCharsets.UTF_8);
        Deflater deflater = new Deflater();
        deflater.setInput(xml);
        deflater.finish();
        byte[] packed = new byte[400];
        packed = Arrays.copyOf(packed, deflater.deflate(packed));
        assertEquals(
                List.of("contact 4567 listed 222 \"Jan\" in [Praca]", "contact 4567 listed 111 \"Ola\""),
                after(login().server(packet(0x10, (byte) 6, "Jan;Nowak;jan;Jan;;Praca;222;j@example.com;\r\n"))
                        .server(packet(0x41, (byte) 0, 1, (byte) 2, (byte) 1, packed))));
    }

    @Test
    void theDirectory() {
        assertEquals(
                List.of(
                        "lookup 4567 about  \"firstname=Ola, city=Gdańsk\"",
                        "lookup 4567 about 111 \"FmNumber=111, firstname=Ola\""),
                after(login().client(packet(0x14, (byte) 3, 1, "firstname\0Ola\0city\0Gdańsk\0"))
                        .server(packet(0x0e, (byte) 5, 1, "FmNumber\000111\0firstname\0Ola\0\0"))));
    }

    /// A picture in two pieces, behind messages without text.
    @Test
    void aPictureInAMessage() {
        byte[] bytes = "GIF89a picture".getBytes(StandardCharsets.US_ASCII);
        List<String> lines = after(login().server(
                        packet(0x0a, 9876, 1, 0, 8, (byte) 0, (byte) 5, 14, 0x1234, "a.gif\0", Arrays.copyOf(bytes, 6)))
                .server(packet(0x0a, 9876, 2, 0, 8, (byte) 0, (byte) 6, 14, 0x1234, Arrays.copyOfRange(bytes, 6, 14))));
        assertEquals(1, lines.size());
        assertTrue(lines.getFirst().startsWith("file complete 9876 -> 4567 \"a.gif\" 14 got 14 md5 "), lines::toString);
    }

    private static final byte[] ID = {1, 2, 3, 4, 5, 6, 7, 8};

    /// Offered through the server, with the sender's address; then each side says the identifier, and the file comes.
    @Test
    void aFileGoesDirectly() {
        byte[] name = Arrays.copyOf("plan.txt".getBytes(StandardCharsets.US_ASCII), 255);
        byte[] where = Arrays.copyOf("192.0.2.1 1550".getBytes(StandardCharsets.US_ASCII), 32);
        Dialogue direct = Dialogue.tcp(1550)
                .between(0xc0000209, Dialogue.CLIENT)
                .client(ID)
                .server(ID)
                .server("twelve bytes");
        assertEquals(
                List.of(
                        "file offered 4567 -> 9876 \"plan.txt\" 12",
                        "file accepted 4567 -> 9876 \"plan.txt\" 12",
                        "service gadu-gadu certain [signature:gadu-gadu-file]",
                        "file complete 4567 -> 9876 \"plan.txt\" 12 got 12 md5 "),
                after(login().client(packet(0x20, ID, 4567, 9876, 4, name, 12, 0, zeros(20)))
                                .server(packet(0x21, 9876, ID, 0, 0))
                                .client(packet(0x1f, 9876, 1, ID, where, zeros(32)))
                                .then(direct))
                        .stream()
                        .map(line -> line.replaceAll("md5 [0-9a-f]{32}", "md5 "))
                        .toList());
    }

    @Test
    void whatIsAskedByHttp() {
        Dialogue form = Dialogue.tcp(80)
                .clientPort(40_001)
                .client(
                        "POST /appsvc/fmregister3.asp HTTP/1.0\r\nHost: register.gadu-gadu.pl\r\nContent-Length: 39\r\n\r\n"
                                + "pwd=tajne&email=ola%40example.com&code=")
                .server("HTTP/1.0 200 OK\r\n\r\n");
        assertEquals(
                List.of(
                        "service gadu-gadu certain [signature:gadu-gadu-hub]",
                        "presence 4567 online client Gadu-Gadu 8.0.0.7669",
                        "service gadu-gadu certain [signature:gadu-gadu-registration]",
                        "credential ola@example.com cleartext Gadu-Gadu registration \"tajne\""),
                Dialogue.tcp(80)
                        .client(
                                "GET /appsvc/appmsg_ver8.asp?fmnumber=4567&fmt=2&lastmsg=0&version=8.0.0.7669 HTTP/1.0\r\n"
                                        + "Host: appmsg.gadu-gadu.pl\r\n\r\n")
                        .server("HTTP/1.0 200 OK\r\n\r\n0 0 91.197.13.78:8074 91.197.13.78")
                        .then(form)
                        .lines());
    }

    /// Without a login nobody knows whose connection it is, but what is said is read, whoever opened it.
    @Test
    void inTheMiddle() {
        byte[] heard = packet(0x2e, 9876, 6, 1_100_000_000, 8, 24, 32, "no html", (byte) 0);
        assertEquals(
                List.of(
                        "service gadu-gadu certain [signature:gadu-gadu]",
                        "message chat sent ?192.0.2.1 -> 9876 \"Cześć\"",
                        "message chat delivered 9876 -> ?192.0.2.1 \"no html\""),
                Dialogue.tcp(8074).midStream().clientHex(SEND_80).server(heard).lines());
        assertEquals(
                List.of(
                        "service gadu-gadu certain [signature:gadu-gadu]",
                        "message chat delivered 9876 -> ?192.0.2.2 \"no html\""),
                Dialogue.tcp(40_001).clientPort(8074).midStream().client(heard).lines());
    }

    @Test
    void oneSideIsNotEnough() {
        assertEquals(
                List.of(),
                Dialogue.tcp(8074).serverHex(WELCOME).client("HELO x\r\n").lines());
        assertEquals(
                List.of(),
                Dialogue.tcp(8074).clientHex(LOGIN_80).server("220 hi\r\n").lines());
        assertEquals(List.of(), Dialogue.tcp(8074).serverHex(WELCOME).lines());
    }

    @Test
    void damageIsNoException() {
        Random random = new Random(8);
        List<byte[]> packets = List.of(
                HexFormat.of().parseHex(SEND_80.replace(" ", "")),
                HexFormat.of().parseHex(LOGIN_80.replace(" ", "")),
                packet(0x2e, 9876, 6, 1, 8, 24, 32, "no html", (byte) 0),
                packet(0x0a, 9876, 1, 0, 8, (byte) 0, (byte) 5, 14, 0x1234, "a.gif\0", "GIF89a"),
                packet(0x7e, new byte[] {0x0a, 6, 0, 4, '9', '8', '7', '6', 0x2a, 3, 'h', 'e', 'j'}),
                packet(0x37, 111, 4, 0, 0, zeros(2), (byte) 0, (byte) 0, 0, 7, "w pracy"),
                packet(0x41, (byte) 0, 1, (byte) 2, (byte) 1, zeros(9)),
                packet(0x20, ID, 4567, 9876, 4, zeros(255), 12, 0, zeros(20)));
        int events = 0;
        for (int round = 0; round < Integer.getInteger("fuzz.rounds", 300); round++) {
            Dialogue dialogue = login();
            for (int i = 0; i < 8; i++) {
                byte[] bytes = packets.get(random.nextInt(packets.size())).clone();
                for (int n = random.nextInt(3); n > 0; n--)
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                if (random.nextBoolean()) dialogue.client(bytes);
                else dialogue.server(bytes);
                if (random.nextInt(9) == 0) dialogue.serverGap(1 + random.nextInt(50));
            }
            List<ImEvent> said = dialogue.cut(random, 90).events();
            events += said.size();
            assertTrue(said.size() < 80);
        }
        assertTrue(events > 0);
    }
}
