package earshot.dissect.sametime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent;
import earshot.kit.Dialogue;
import earshot.kit.Lines;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.RC2ParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sametime, with messages as the sheet describes them. Its worked examples (vectors.json) were put through tshark's
/// `sametime` dissector: it sees the same messages with the same types, options and channels (and of the handshake
/// reads no more than the login type).
class SametimeTest {
    private static final String
            HANDSHAKE = "000000250000000000000000001e001d000000000000000010020100007f0100000000000003777331",
            LOGIN =
                    "0000002e000100000000000010020005616c69636500000015000000051122334455000000086e3f772e3e1e09b500020000";

    /// A message being written.
    private static final class Vp {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Vp u8(int value) {
            out.write(value);
            return this;
        }

        Vp u16(int value) {
            return u8(value >> 8).u8(value);
        }

        Vp u32(long value) {
            return u16((int) (value >> 16)).u16((int) value);
        }

        Vp bytes(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        Vp s(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return u16(bytes.length).bytes(bytes);
        }

        Vp o(byte[] bytes) {
            return u32(bytes.length).bytes(bytes);
        }

        /// LoginInfo.
        Vp login(String loginId, String user) {
            return s(loginId).u16(0x1002).s(user).s(user).s("").u8(0);
        }

        byte[] body() {
            return out.toByteArray();
        }

        byte[] message(int type, long channel) {
            return message(type, 0, channel);
        }

        byte[] message(int type, int options, long channel) {
            byte[] body = body();
            return new Vp()
                    .u32(8 + body.length)
                    .u16(type)
                    .u16(options)
                    .u32(channel)
                    .bytes(body)
                    .body();
        }
    }

    private static Vp vp() {
        return new Vp();
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] handshakeAck() {
        return vp().u16(0x1e).u16(0x1d).u32(0x7f000001).message(0x8000, 0);
    }

    /// LOGIN_ACK: LoginInfo, privacy (allow nobody by name), status active.
    private static byte[] loginAck() {
        return vp().login("ALICE1234", "CN=Alice/O=Acme")
                .u16(0)
                .u8(0)
                .u32(0)
                .u16(0x20)
                .u32(0)
                .s("I am here")
                .message(0x8001, 0);
    }

    private static Dialogue loggedIn() {
        return Dialogue.tcp(1533)
                .client(hex("80" + HANDSHAKE))
                .server(handshakeAck())
                .client(hex(LOGIN))
                .server(loginAck());
    }

    private static byte[] create(int channel, String target, int service, byte[] more) {
        return vp().u32(0)
                .u32(channel)
                .s(target)
                .s("")
                .u32(service)
                .u32(service)
                .u32(3)
                .u32(0)
                .o(more)
                .u8(0)
                .u16(0)
                .o(new byte[0])
                .message(2, 0);
    }

    /// By somebody else, who is named.
    private static byte[] created(long channel, String loginId, String user, int service, byte[] more) {
        return vp().u32(0)
                .u32(channel)
                .s("CN=Alice/O=Acme")
                .s("")
                .u32(service)
                .u32(service)
                .u32(3)
                .u32(0)
                .o(more)
                .u8(1)
                .login(loginId, user)
                .u16(0)
                .o(new byte[0])
                .message(2, 0);
    }

    private static byte[] send(long channel, int type, byte[] data) {
        return vp().u16(type).o(data).message(4, channel);
    }

    private static byte[] text(String text) {
        return vp().u32(1).s(text).body();
    }

    private static byte[] data(int type, int subtype, String content) {
        return vp().u32(2)
                .u32(type)
                .u32(subtype)
                .o(content.getBytes(StandardCharsets.UTF_8))
                .body();
    }

    private static List<String> after(Dialogue dialogue, int lines) {
        List<String> all = dialogue.lines();
        return all.subList(lines, all.size());
    }

    private static final List<String> LOGGED_IN = List.of(
            "service sametime certain [signature:vp]",
            "credential alice reversible Sametime RC2/40 \"secret7\"",
            "identity alice same CN=Alice/O=Acme",
            "session started CN=Alice/O=Acme \"Sametime Connect\" by Sametime RC2/40",
            "presence CN=Alice/O=Acme online \"I am here\"");

    @Test
    void theKeyOfThePasswordTravelsWithIt() {
        assertEquals(LOGGED_IN, loggedIn().lines());
    }

    @Test
    void aRefusedLoginAndAPlainOne() {
        byte[] plain = vp().u16(0x1700)
                .s("bob")
                .o("hunter2".getBytes(StandardCharsets.UTF_8))
                .u16(0)
                .u16(0)
                .message(1, 0);
        assertEquals(
                List.of(
                        "credential bob cleartext Sametime plain \"hunter2\"",
                        "session failed bob \"Meanwhile\" by Sametime plain because incorrect login"),
                after(
                        Dialogue.tcp(1533)
                                .client(hex(HANDSHAKE))
                                .server(handshakeAck())
                                .client(plain)
                                .server(vp().u32(0x80000211L).o(new byte[0]).message(3, 0)),
                        1));
    }

    @Test
    void messagesOfBothSides() {
        byte[] status = vp().u32(1).u32(1).body();
        assertEquals(
                List.of(
                        "message chat sent CN=Alice/O=Acme -> CN=Bob/O=Acme \"hello bob\"",
                        "message chat delivered CN=Bob/O=Acme -> CN=Alice/O=Acme \"naïve\"",
                        "message typing delivered CN=Bob/O=Acme -> CN=Alice/O=Acme \"\"",
                        "message chat sent CN=Alice/O=Acme -> CN=Bob/O=Acme \"bold & plain\"",
                        "message chat sent CN=Alice/O=Acme -> CN=Bob/O=Acme \"long text in pieces\"",
                        "message chat delivered CN=Carl/O=Acme -> CN=Alice/O=Acme \"first\""),
                after(
                        loggedIn()
                                .client(create(1, "CN=Bob/O=Acme", 0x1000, status))
                                // vectors.json: im_plain, on channel 0x80000001
                                .client(hex("0000001d000400000000000100640000000f00000001000968656c6c6f20626f62"))
                                .server(send(1, 0x64, text("naïve")))
                                .server(send(1, 0x64, data(1, 0, "")))
                                .server(send(1, 0x64, data(1, 1, "")))
                                .client(new byte[] {(byte) 0x80})
                                .client(send(1, 0x64, data(4, 0, "<b>bold</b> &amp; plain")))
                                .client(send(1, 0x64, data(0x1388, 4, "")))
                                .client(send(1, 0x64, data(4, 0, "<i>long</i> text")))
                                .client(send(1, 0x64, data(4, 0, " in pieces")))
                                .client(send(1, 0x64, data(0x1389, 4, "")))
                                .server(created(0x80000001L, "CARL9", "CN=Carl/O=Acme", 0x1000, status))
                                .server(send(0x80000001L, 0x64, text("first"))),
                        LOGGED_IN.size()));
    }

    private static byte[] sealed(long channel, int type, byte[] sealed) {
        return vp().u16(type).o(sealed).message(4, 0x4000, channel);
    }

    /// The second message of a direction begins where the first one ended. vectors.json: im_rc2_40.
    @Test
    void theWeakCipherIsOpened() throws Exception {
        byte[] first = hex("65bf1803ad71e1531370bf736875f1dc");
        Cipher cipher = Cipher.getInstance("RC2/CBC/PKCS5Padding");
        byte[] chained = java.util.Arrays.copyOfRange(first, 8, 16);
        SecretKeySpec alice = new SecretKeySpec("ALICE".getBytes(StandardCharsets.US_ASCII), "RC2");
        cipher.init(Cipher.ENCRYPT_MODE, alice, new RC2ParameterSpec(1024, chained));
        byte[] second = cipher.doFinal(text("and again"));
        SecretKeySpec bob = new SecretKeySpec("BOB77".getBytes(StandardCharsets.US_ASCII), "RC2");
        cipher.init(Cipher.ENCRYPT_MODE, bob, new RC2ParameterSpec(1024, hex("0123456789abcdef")));
        byte[] answer = cipher.doFinal(text("hi alice"));
        byte[] accept = vp().u32(0x1000)
                .u32(0x1000)
                .u32(3)
                .o(new byte[0])
                .u8(1)
                .login("BOB77X", "CN=Bob/O=Acme")
                .u16(0x1000)
                .o(vp().u16(0).o(new byte[0]).u16(0).u8(0).body())
                .message(6, 1);
        assertEquals(
                List.of(
                        "message chat sent CN=Alice/O=Acme -> CN=Bob/O=Acme \"hello bob\"",
                        "message chat sent CN=Alice/O=Acme -> CN=Bob/O=Acme \"and again\"",
                        "message chat delivered CN=Bob/O=Acme -> CN=Alice/O=Acme \"hi alice\""),
                after(
                        loggedIn()
                                .client(create(1, "CN=Bob/O=Acme", 0x1000, new byte[0]))
                                .server(accept)
                                .client(sealed(1, 0x64, first))
                                .client(sealed(1, 0x64, second))
                                .server(sealed(1, 0x64, answer)),
                        LOGGED_IN.size()));
    }

    @Test
    void theStrongOneIsSaidToBeThere() {
        byte[] accept = vp().u32(0x1000)
                .u32(0x1000)
                .u32(3)
                .o(new byte[0])
                .u8(0)
                .u16(0x2000)
                .o(vp().u16(1).o(new byte[64]).u16(0).u8(0).body())
                .message(6, 1);
        assertEquals(
                List.of("message chat sent CN=Alice/O=Acme -> CN=Bob/O=Acme sametime-rc2-128 16 bytes"),
                after(
                        loggedIn()
                                .client(create(1, "CN=Bob/O=Acme", 0x1000, new byte[0]))
                                .server(accept)
                                .client(sealed(1, 0x64, new byte[16])),
                        LOGGED_IN.size()));
    }

    private static Vp awareId(Vp vp, String user) {
        return vp.u16(2).s(user).s("");
    }

    @Test
    void contactsAndPresence() {
        byte[] watch =
                awareId(awareId(vp().u32(2), "CN=Bob/O=Acme"), "CN=Carl/O=Acme").body();
        byte[] unwatch = awareId(vp().u32(1), "CN=Carl/O=Acme").body();
        Vp snapshot = awareId(vp().u32(1).u32(0), "CN=Bob/O=Acme")
                .s("")
                .u8(1)
                .s("b")
                .u16(0x60)
                .u32(9)
                .s("out")
                .s("Bob");
        byte[] gone = awareId(vp().u32(0), "CN=Bob/O=Acme").s("").u8(0).body();
        String list = "Version=3.1.3\r\nG People2 My;People O\r\nU CN=Dora/O=Acme1:: Dora;Ek,Dorka\r\n";
        byte[] stored = vp().u32(7).u32(1).u32(0).s(list).body();
        byte[] privacy = vp().u8(1).u32(1).u8(0).s("CN=Eve/O=Acme").s("").message(0x0b, 0);
        assertEquals(
                List.of(
                        "contact CN=Alice/O=Acme listed CN=Bob/O=Acme",
                        "contact CN=Alice/O=Acme listed CN=Carl/O=Acme",
                        "presence CN=Bob/O=Acme away \"out\"",
                        "presence CN=Bob/O=Acme offline",
                        "contact CN=Alice/O=Acme removed CN=Carl/O=Acme",
                        "contact CN=Alice/O=Acme listed CN=Dora/O=Acme \"Dorka\" in [My People]",
                        "contact CN=Alice/O=Acme blocked CN=Eve/O=Acme"),
                after(
                        loggedIn()
                                .client(create(1, "", 0x11, new byte[0]))
                                .client(send(1, 0x68, watch))
                                .server(send(1, 0x1f4, snapshot.body()))
                                .server(send(1, 0x1f5, gone))
                                .client(send(1, 0x69, unwatch))
                                .client(create(2, "", 0x18, new byte[0]))
                                .server(send(2, 5, stored))
                                .client(privacy),
                        LOGGED_IN.size()));
    }

    @Test
    void aConference() {
        byte[] invite = vp().u32(0)
                .s("conf7")
                .s("Budget")
                .u32(0)
                .login("X", "CN=Bob/O=Acme")
                .u32(0)
                .s("join us")
                .body();
        byte[] welcome = vp().s("conf7")
                .s("Budget")
                .u16(2)
                .u32(0)
                .u32(1)
                .u16(1)
                .login("X", "CN=Bob/O=Acme")
                .body();
        long channel = 0x80000003L;
        assertEquals(
                List.of(
                        "room Budget CN=Alice/O=Acme invited \"join us\"",
                        "room Budget CN=Alice/O=Acme joined",
                        "room Budget CN=Bob/O=Acme present",
                        "message room delivered CN=Bob/O=Acme -> Budget (CN=Alice/O=Acme) \"cut it\"",
                        "message room sent CN=Alice/O=Acme -> Budget \"no\"",
                        "room Budget CN=Bob/O=Acme left"),
                after(
                        loggedIn()
                                .server(created(channel, "X", "CN=Bob/O=Acme", 0x80000010, invite))
                                .server(send(channel, 0, welcome))
                                .server(send(
                                        channel,
                                        4,
                                        vp().u16(1).u32(0).u32(1).s("cut it").body()))
                                .client(send(channel, 4, text("no")))
                                .server(send(channel, 3, vp().u16(1).body())),
                        LOGGED_IN.size()));
    }

    @Test
    void aFileByteForByteAndOneRefused() throws Exception {
        byte[] bytes = new byte[3000];
        new Random(2).nextBytes(bytes);
        byte[] offer =
                vp().u32(0).s("plan.bin").s("see").u32(3000).u32(0).u16(0).body();
        String md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        Dialogue dialogue = loggedIn()
                .client(create(1, "CN=Bob/O=Acme", 0x38, offer))
                .client(send(1, 1, java.util.Arrays.copyOf(bytes, 2048)))
                .server(send(1, 2, new byte[0]))
                .client(send(1, 1, java.util.Arrays.copyOfRange(bytes, 2048, 3000)))
                .client(vp().u32(0).o(new byte[0]).message(3, 1))
                .client(create(2, "CN=Bob/O=Acme", 0x38, offer))
                .server(vp().u32(0x08000606).o(new byte[0]).message(3, 2));
        List<String> expected = List.of(
                "file offered CN=Alice/O=Acme -> CN=Bob/O=Acme \"plan.bin\" 3000",
                "file complete CN=Alice/O=Acme -> CN=Bob/O=Acme \"plan.bin\" 3000 got 3000 md5 " + md5,
                "file offered CN=Alice/O=Acme -> CN=Bob/O=Acme \"plan.bin\" 3000",
                "file declined CN=Alice/O=Acme -> CN=Bob/O=Acme \"plan.bin\" 3000");
        assertEquals(expected, after(dialogue, LOGGED_IN.size()));
        assertEquals(expected, after(dialogue.cut(new Random(1), 3), LOGGED_IN.size()));
    }

    /// What is plain VP inside the tunnel is read; the tunnel is named by its path in any case.
    @Test
    void throughHttp() {
        byte[] hello = hex(HANDSHAKE), ack = handshakeAck();
        String post = "POST /CommunityCBR HTTP/1.1\r\nHost: st.example.com\r\nContent-Length: %d\r\n\r\n";
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n";
        List<String> lines = Dialogue.tcp(8082)
                .client(post.formatted(hello.length))
                .client(hello)
                .server(answer.formatted(ack.length))
                .server(ack)
                .client(post.formatted(hex(LOGIN).length))
                .client(hex(LOGIN))
                .server(answer.formatted(0))
                .lines();
        assertEquals("service sametime probable [path:/CommunityCBR]", lines.getFirst());
        assertTrue(lines.contains(LOGGED_IN.get(1)), lines::toString);
    }

    @Test
    void behindAGapNobodyIsGuessed() {
        List<String> lines = after(
                loggedIn()
                        .client(create(1, "CN=Bob/O=Acme", 0x1000, new byte[0]))
                        .clientGap(300)
                        .client(send(1, 0x64, text("who gets this")))
                        .client(send(1, 0x64, text("and this")))
                        .client(send(1, 0x64, text("and that"))),
                LOGGED_IN.size());
        assertEquals(
                "message chat sent CN=Alice/O=Acme -> ?192.0.2.2 \"who gets this\"",
                lines.stream()
                        .filter(line -> line.startsWith("message"))
                        .findFirst()
                        .orElse(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000025000000000000000000",
                "000000250000000000000000001d001d000000000000000010020100007f0100000000000003777331",
                "000000850000000000000001001e001d000000000000000010020100007f0100000000000003777331",
                "0000002fff534d4272000000000800000000000000000000000000000000000000000000"
            })
    void isNotWhatLooksLikeIt(String hex) {
        assertEquals(
                List.of(),
                Dialogue.tcp(1533).with(new Sametime()).client(hex(hex)).lines());
    }

    @Test
    void damageIsSaidAndNotThrown() {
        Random random = new Random(5);
        List<byte[]> all = List.of(
                hex(HANDSHAKE),
                hex(LOGIN),
                loginAck(),
                create(1, "CN=Bob/O=Acme", 0x1000, new byte[0]),
                send(1, 0x64, text("hello")),
                send(1, 0x64, data(5, 0, "Content-Type: multipart/related;boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--")),
                created(0x80000001L, "X", "CN=B", 0x80000010, new byte[40]),
                send(0x80000001L, 0, vp().s("a").s("b").u16(1).u32(0).u32(9).body()));
        int events = 0;
        for (int round = 0; round < Integer.getInteger("fuzz.rounds", 300); round++) {
            Dialogue dialogue = Dialogue.tcp(1533).with(new Sametime());
            dialogue.client(hex(HANDSHAKE));
            for (int i = 0; i < 10; i++) {
                byte[] bytes = all.get(random.nextInt(all.size())).clone();
                for (int k = random.nextInt(3); k > 0; k--)
                    bytes[4 + random.nextInt(bytes.length - 4)] = (byte) random.nextInt(256);
                if (random.nextBoolean()) dialogue.client(bytes);
                else dialogue.server(bytes);
            }
            List<ImEvent> said = dialogue.cut(random, 60).events();
            events += said.size();
            List<String> lines = said.stream().map(Lines::of).toList();
            assertTrue(said.size() < 150, lines::toString);
            assertTrue(lines.stream().noneMatch(line -> line.contains("dissector-failed")), lines::toString);
        }
        assertTrue(events > 900, "the conversations were not read at all");
    }
}
