package earshot.dissect.mrim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent;
import earshot.kit.Dialogue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MrimTest {
    private static final int ANNA = Dialogue.CLIENT, IVAN = Dialogue.SERVER;

    private static final String NOWHERE = "00".repeat(24);
    /// Magic, version 1.23, number, message, length.
    private static final String HELLO = "efbeadde 17000100 01000000 01100000 00000000" + NOWHERE;
    private static final String HELLO_ACK = "efbeadde 17000100 01000000 02100000 04000000" + NOWHERE + "1e000000";
    /// Version 1.7: anna@mail.ru, parol1, online, Agent 4.9.
    private static final String LOGIN_2 = "efbeadde 07000100 02000000 38100000 2b000000" + NOWHERE
            + "0c000000 616e6e61406d61696c2e7275 06000000 7061726f6c31 01000000 09000000 4167656e7420342e39";
    /// To ivan@mail.ru, `привет` in UTF-16.
    private static final String MESSAGE = "efbeadde 17000100 03000000 08100000 29000000" + NOWHERE
            + "00000000 0c000000 6976616e406d61696c2e7275 0c000000 3f0440043804320435044204 01000000 20";

    private static final Charset WIDE = StandardCharsets.UTF_16LE, CYRILLIC = Charset.forName("windows-1251");

    /// A packet of version 1.`minor`: numbers (32 bits), strings behind their length (text as Windows-1251, or bytes).
    private static byte[] packet(int minor, int message, Object... parts) {
        byte[] body = strings(parts);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(HexFormat.of().parseHex("efbeadde"));
        for (int number : new int[] {0x10000 | minor, 7, message, body.length, 0, 0, 0, 0, 0, 0}) number(all, number);
        all.writeBytes(body);
        return all.toByteArray();
    }

    private static byte[] strings(Object... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof Integer number) {
                number(body, number);
            } else {
                byte[] bytes =
                        part instanceof byte[] raw ? raw : part.toString().getBytes(CYRILLIC);
                number(body, bytes.length);
                body.writeBytes(bytes);
            }
        }
        return body.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, int value) {
        for (int shift = 0; shift < 32; shift += 8) out.write(value >> shift);
    }

    private static Dialogue anna() {
        return Dialogue.tcp(2042).clientHex(HELLO).serverHex(HELLO_ACK).clientHex(LOGIN_2);
    }

    private static List<String> after(Dialogue dialogue) {
        List<String> lines = dialogue.lines();
        return lines.subList(2, lines.size());
    }

    @Test
    void aLoginHasThePasswordInClear() {
        assertEquals(
                List.of(
                        "service mailru-agent certain [signature:mrim]",
                        "credential anna@mail.ru cleartext MRIM \"parol1\"",
                        "session started anna@mail.ru \"Agent 4.9\" by MRIM 1.7",
                        "session ended anna@mail.ru \"Agent 4.9\" because signed-on-elsewhere"),
                anna().server(packet(7, 0x1004)).server(packet(7, 0x1013, 0x10)).lines());
        assertEquals(
                List.of("session failed anna@mail.ru \"Agent 4.9\" by MRIM 1.7 because Invalid login"),
                after(anna().server(packet(7, 0x1005, "Invalid login"))));
    }

    @Test
    void laterLoginsHaveItsDigest() {
        byte[] md5 = HexFormat.of().parseHex("5f4dcc3b5aa765d61d8327deb882cf99"); // "password"
        assertEquals(
                List.of(
                        "service mailru-agent certain [signature:mrim]",
                        "credential olga@bk.ru digest MRIM MD5 \"5f4dcc3b5aa765d61d8327deb882cf99\"",
                        "session started olga@bk.ru \"Mail.Ru Agent 5.10 build 5282\" by MRIM 1.22"),
                Dialogue.tcp(443)
                        .clientHex(HELLO)
                        .client(packet(
                                22,
                                0x1078,
                                "olga@bk.ru",
                                md5,
                                -1,
                                "client=\"magent\" version=\"5.10\" build=\"5282\"",
                                "ru"))
                        .server(packet(22, 0x1004))
                        .lines());
    }

    @Test
    void messages() {
        assertEquals(
                List.of(
                        "message chat sent anna@mail.ru -> ivan@mail.ru \"привет\"",
                        "message chat delivered ivan@mail.ru -> anna@mail.ru \"привет\"",
                        "message chat delivered ivan@mail.ru -> anna@mail.ru \"ok\"",
                        "message typing delivered ivan@mail.ru -> anna@mail.ru \"\"",
                        "message nudge delivered ivan@mail.ru -> anna@mail.ru \"wake up\"",
                        "contact olga@bk.ru requested anna@mail.ru",
                        "message chat sent anna@mail.ru -> a@mail.ru,b@mail.ru \"to both\"",
                        "message chat sent anna@mail.ru -> +79160000000 \"call\"",
                        "message room delivered ivan@mail.ru -> 12@chat.agent (anna@mail.ru) \"all?\"",
                        "message room sent anna@mail.ru -> 12@chat.agent \"all!\""),
                after(anna().clientHex(MESSAGE)
                        .server(packet(7, 0x1009, 1, 0, "ivan@mail.ru", "привет", ""))
                        // Not UTF-16, as the flag says.
                        .server(packet(22, 0x1009, 2, 0x200000, "ivan@mail.ru", "ok", ""))
                        .server(packet(22, 0x1009, 3, 0x400, "ivan@mail.ru", " ", ""))
                        .server(packet(22, 0x1009, 4, 0x4000, "ivan@mail.ru", "wake up".getBytes(WIDE), ""))
                        .server(packet(22, 0x1009, 5, 0xc, "olga@bk.ru", "AgAAAA==", ""))
                        .client(packet(7, 0x1008, 0x1000, strings("a@mail.ru", "b@mail.ru"), "to both", ""))
                        .client(packet(7, 0x1039, 0, "+79160000000", "call"))
                        .server(packet(
                                22,
                                0x1009,
                                6,
                                0x400000,
                                "12@chat.agent",
                                "all?".getBytes(WIDE),
                                "",
                                strings(0, "room".getBytes(WIDE), "ivan@mail.ru")))
                        .client(packet(22, 0x1008, 0x400000, "12@chat.agent", "all!".getBytes(WIDE), ""))));
    }

    @Test
    void whatWasKept() {
        String mail = "From: ivan@mail.ru\nDate: Tue, 11 Mar 2008 22:17:04\nX-MRIM-Flags: 00000000\nBoundary: xYz\n"
                + "Content-Transfer-Encoding: base64\n\n"
                + Base64.getEncoder().encodeToString("до завтра".getBytes(WIDE)) + "\n--xYz\ncnRm\n--xYz--\n";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] whole = packet(22, 0x101d, 0x11223344, 0x55667788, mail);
        body.writeBytes(whole);
        assertEquals(
                List.of("message offline delivered ivan@mail.ru -> anna@mail.ru \"до завтра\""),
                after(anna().server(body.toByteArray())));
    }

    @Test
    void people() {
        assertEquals(
                List.of(
                        "contact anna@mail.ru listed ivan@mail.ru \"Ваня\" in [Друзья]",
                        "contact anna@mail.ru blocked eve@mail.ru \"Eve\" in [Работа]",
                        "presence ivan@mail.ru away",
                        "presence ivan@mail.ru online \"занят работаю\" client Mail.Ru Agent 6.0",
                        "contact anna@mail.ru added olga@bk.ru",
                        "contact anna@mail.ru removed ivan@mail.ru",
                        "contact anna@mail.ru allowed olga@bk.ru",
                        "contact olga@bk.ru allowed anna@mail.ru",
                        "lookup anna@mail.ru about ivan@mail.ru \"Username=ivan, Domain=mail.ru, Nickname=vanya\""),
                after(anna().server(packet(
                                7,
                                0x1037,
                                0,
                                2,
                                "us",
                                "uussuu",
                                0,
                                "Друзья",
                                1,
                                "Работа",
                                0,
                                0,
                                "ivan@mail.ru",
                                "Ваня",
                                0,
                                1,
                                0x10,
                                1,
                                "eve@mail.ru",
                                "Eve",
                                0,
                                0,
                                1,
                                0,
                                "gone@mail.ru",
                                "Gone",
                                0,
                                0))
                        .server(packet(7, 0x100f, 2, "ivan@mail.ru"))
                        .server(packet(
                                22,
                                0x100f,
                                4,
                                "status_5",
                                "занят".getBytes(WIDE),
                                "работаю".getBytes(WIDE),
                                "ivan@mail.ru",
                                0x3ff,
                                "client=\"magent\" version=\"6.0\""))
                        .client(packet(7, 0x1019, 0, 0, "olga@bk.ru", "Olga", "", ""))
                        .client(packet(7, 0x101b, 5, 1, 0, "ivan@mail.ru", "Ваня", ""))
                        .client(packet(7, 0x1020, "olga@bk.ru"))
                        .server(packet(7, 0x1021, "olga@bk.ru"))
                        .server(packet(
                                7,
                                0x1028,
                                1,
                                3,
                                10,
                                0,
                                "Username",
                                "Domain",
                                "Nickname",
                                "ivan",
                                "mail.ru",
                                "vanya"))));
    }

    @Test
    void filesFromMachineToMachine() {
        Dialogue transfer = Dialogue.tcp(2041)
                .between(IVAN, ANNA)
                .client("MRA_FT_HELLO ivan@mail.ru\0")
                .server("MRA_FT_HELLO anna@mail.ru\0")
                .client("MRA_FT_GET_FILE a.txt\0")
                .server("abc")
                .client("MRA_FT_GET_FILE b.txt\0")
                .server("a");
        assertEquals(
                List.of(
                        "file offered anna@mail.ru -> ivan@mail.ru \"a.txt\" 3",
                        "file offered anna@mail.ru -> ivan@mail.ru \"b.txt\" 9",
                        "file accepted anna@mail.ru -> ivan@mail.ru \"a.txt\" 3",
                        "file accepted anna@mail.ru -> ivan@mail.ru \"b.txt\" 9",
                        "service mailru-agent certain [signature:mrim-file]",
                        "file complete anna@mail.ru -> ivan@mail.ru \"a.txt\" 3 got 3 md5 900150983cd24fb0d6963f7d28e17f72",
                        "file partial anna@mail.ru -> ivan@mail.ru \"b.txt\" 9 got 1 md5 0cc175b9c0f1b6a831c399e269772661"),
                after(anna().client(packet(
                                7, 0x1026, "ivan@mail.ru", 77, 12, strings("a.txt;3;b.txt;9;", "", "192.0.2.1:2041;")))
                        .server(packet(7, 0x1027, 1, "ivan@mail.ru", 77, ""))
                        .then(transfer)));
    }

    @Test
    void inTheMiddle() {
        assertEquals(
                List.of(
                        "service mailru-agent certain [signature:mrim]",
                        "message chat sent ?192.0.2.2 -> ivan@mail.ru \"привет\""),
                Dialogue.tcp(40_001)
                        .clientPort(2042)
                        .midStream()
                        .client(packet(7, 0x100f, 2, ""))
                        .serverHex("ffff" + MESSAGE)
                        .lines()
                        .stream()
                        .filter(line -> !line.startsWith("anomaly"))
                        .toList());
    }

    @Test
    void damageIsNoException() {
        Random random = new Random(6);
        List<byte[]> packets = List.of(
                packet(22, 0x1009, 1, 0, "ivan@mail.ru", "text".getBytes(WIDE), ""),
                packet(22, 0x1008, 0x1000, strings("a@mail.ru", "b@mail.ru"), "to both", ""),
                packet(7, 0x1037, 0, 1, "us", "uussz", 0, "Friends", 0, 0, "ivan@mail.ru", "Ivan"),
                packet(22, 0x100f, 4, "status_5", "a", "b", "ivan@mail.ru", 1, "client=\"magent\""),
                packet(22, 0x101d, 1, 2, "From: a@mail.ru\nBoundary: x\n\ntext\n--x"),
                packet(7, 0x1026, "ivan@mail.ru", 77, 12, strings("a.txt;3;", "", "")));
        int events = 0;
        for (int round = 0; round < Integer.getInteger("fuzz.rounds", 300); round++) {
            Dialogue dialogue = anna();
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
