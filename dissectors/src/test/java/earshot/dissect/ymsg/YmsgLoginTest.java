package earshot.dissect.ymsg;

import static earshot.dissect.ymsg.Wire.client;
import static earshot.dissect.ymsg.Wire.packet;
import static earshot.dissect.ymsg.Wire.server;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.kit.Dialogue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YmsgLoginTest {
    private static final String CHALLENGE = "U3gYpXz_aB.dkQ1wEr9tZ0--";

    /// The worked example of the sheet: alice, hunter2, version 9, written little end first by the client.
    private static Dialogue login9() {
        return Dialogue.tcp(5050)
                // YMSG, version 0900, vendor, length, service 4c, status, session
                .clientHex("594d5347 0900 0000 0000 004c 00000000 00000000")
                .serverHex("594d5347 0009 0000 0000 004c 00000001 00000000")
                .clientHex("594d5347 0900 0000 000a 0057 00000000 00000000 31c080616c696365c080") // 1 alice
                .serverHex(
                        "594d5347 0009 0000 0028 0057 00000001 1a2b3c4d 31c080616c696365c080" // 1 alice
                                + "3934c0805533675970587a5f61422e646b513177457239745a302d2dc080") // 94 challenge
                .clientHex(
                        "594d5347 0900 0000 0069 0054 0000000c 1a2b3c4d 30c080616c696365c080" // 0 alice
                                + "36c0806b63477a4b647648674170725647374e65362e3731772d2dc080" // 6
                                + "3936c0806c3030586449326a6f41782e4f56654a6852534349772d2dc080" // 96
                                + "32c08031c08031c080616c696365c080" // 2 1, 1 alice
                                + "313335c080352c20362c20302c2031333437c080"); // 135 "5, 6, 0, 1347"
    }

    private static final String LIST9 = "594d5347 0009 0000 00c4 0055 00000000 1a2b3c4d"
            + "3837c080467269656e64733a626f622c6361726f6c0a576f726b3a646176650ac080" // 87 Friends:bob,carol / Work:dave
            + "3838c0806d616c6c6f7279c0803839c080616c696365c080" // 88 mallory, 89 alice
            + "3539c0805909763d31266e3d616263266c3d30623832342f6f3b20657870697265733d5468752c2031352041707220"
            + "323031302032303a30303a303020474d543b20706174683d2f3b20646f6d61696e3d2e7961686f6f2e636f6dc080"
            + "3539c08054097a3d64656164626565663b20706174683d2f3b20646f6d61696e3d2e7961686f6f2e636f6dc080";

    @Test
    void aLoginOfVersionNineExposesADigestAndTheList() {
        assertEquals(
                List.of(
                        "service yahoo certain [signature:ymsg]",
                        "credential alice digest YMSG MD5 \"$ymsg$md5$alice$" + CHALLENGE
                                + "$kcGzKdvHgAprVG7Ne6.71w--$l00XdI2joAx.OVeJhRSCIw--\"",
                        "session started alice \"Yahoo! Messenger 5.6.0.1347\" by YMSG 9 MD5",
                        "contact alice listed bob in [Friends]",
                        "contact alice listed carol in [Friends]",
                        "contact alice listed dave in [Work]",
                        "contact alice blocked mallory"),
                login9().serverHex(LIST9).lines());
    }

    /// What the digest's notation says is enough to try a password: this is how the client made it.
    @Test
    void theDigestCanBeSearchedForThePassword() throws Exception {
        assertEquals("kcGzKdvHgAprVG7Ne6.71w--", response("alice", CHALLENGE, y64(md5("hunter2"))));
        String crypted = "$1$_2S43d5f$i9tT.Wsn4bKsHMNglJlKa1"; // openssl passwd -1 -salt _2S43d5f hunter2
        assertEquals("l00XdI2joAx.OVeJhRSCIw--", response("alice", CHALLENGE, y64(md5(crypted))));
    }

    private static byte[] md5(String text) throws Exception {
        return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String y64(byte[] bytes) {
        return Base64.getEncoder()
                .encodeToString(bytes)
                .replace('+', '.')
                .replace('/', '_')
                .replace('=', '-');
    }

    private static String response(String user, String challenge, String hash) throws Exception {
        int mode = challenge.charAt(15) % 8 % 5;
        char check = challenge.charAt(challenge.charAt(new int[] {7, 9, 15, 1, 3}[mode]) % 16);
        String mixed = switch (mode) {
            case 0 -> hash + user + challenge;
            case 1 -> user + challenge + hash;
            case 2 -> challenge + hash + user;
            case 3 -> user + hash + challenge;
            default -> hash + challenge + user;
        };
        return y64(md5(check + mixed));
    }

    @ParameterizedTest
    @CsvSource({
        "3, no such account",
        "13, wrong password",
        "14, account locked",
        "1013, not an account name",
        "29, a captcha is asked for",
        "4711, error 4711"
    })
    void aRefusedLoginCountsToo(String code, String reason) {
        List<String> lines = login9().server(packet(0, 0x54, 0xffff_ffffL, "1", "alice", "66", code, "0", "alice"))
                .lines();
        assertTrue(lines.get(1).startsWith("credential alice digest"), lines::toString);
        assertEquals(
                "session failed alice \"Yahoo! Messenger 5.6.0.1347\" by YMSG 9 MD5 because " + reason, lines.get(2));
    }

    @Test
    void laterVersionsProveATicket() {
        assertEquals(
                List.of(
                        "service yahoo certain [signature:ymsg]",
                        "credential carl digest YMSG ticket \"$ymsg$crumb$carl$ch$16seed$m9MppUjm82poMtkHS3YBQA--\"",
                        "session started carl \"Yahoo! Messenger 9.0.0.2162\" by YMSG 16 ticket",
                        "contact carl listed bob in [Friends]",
                        "contact carl listed carol in [Friends]",
                        "contact carl blocked mallory"),
                Dialogue.tcp(80)
                        .client(client(0x57, "1", "carl"))
                        .server(server(0x57, "1", "carl", "94", "ch$16seed", "13", "2"))
                        .client(client(
                                0x54,
                                "1",
                                "carl",
                                "0",
                                "carl",
                                "277",
                                "v=1&n=x",
                                "278",
                                "z=y",
                                "307",
                                "m9MppUjm82poMtkHS3YBQA--",
                                "244",
                                "4194239",
                                "2",
                                "carl",
                                "98",
                                "us",
                                "135",
                                "9.0.0.2162"))
                        .serverHex(LIST15)
                        .server(server(0xf1, "302", "320", "300", "320", "7", "mallory", "301", "320", "303", "320"))
                        .lines());
    }

    /// The list of the sheet's example, which goes on in another packet.
    private static final String LIST15 = "594d5347 0010 0000 0083 00f1 00000005 1a2b3c4d"
            + "333032c080333138c080333030c080333138c0803635c080467269656e6473c080" // 302 318, 300 318, 65 Friends
            + "333032c080333139c080333030c080333139c08037c080626f62c080333031c080333139c080" // 302 319, 300 319, 7 bob
            // …
            + "333030c080333139c08037c0806361726f6cc080333031c080333139c080333033c080333139c080" // 7 carol
            + "333031c080333138c080333033c080333138c080"; // 301 318, 303 318

    @Test
    void oldClientsSendACryptedPassword() {
        List<String> lines = Dialogue.tcp(5050)
                .client(packet(8, 0x54, 0, "0", "dora", "6", "$1$_2S43d5f$i9tT.Wsn4bKsHMNglJlKa1", "1", "dora"))
                .server(server(0x55, "87", "", "88", "", "89", "dora,dora_at_work"))
                .lines();
        assertEquals(
                List.of(
                        "service yahoo certain [signature:ymsg]",
                        "credential dora digest YMSG MD5crypt \"$1$_2S43d5f$i9tT.Wsn4bKsHMNglJlKa1\" hashcat 500",
                        "session started dora by YMSG 8 MD5crypt",
                        "identity dora_at_work same dora"),
                lines);
    }

    @Test
    void theHostAndTheEndAreSaid() {
        String windows = Base64.getEncoder().encodeToString("Windows XP 5.1".getBytes(StandardCharsets.US_ASCII));
        List<String> lines = login9().server(server(0x55, "87", "", "3", "alice"))
                .client(client(0x16, "25", "", "146", windows, "145", "SW50ZWw="))
                .server(packet(0, 0x02, 0xffff_ffffL, "1", "alice", "66", "42"))
                .lines();
        assertEquals(
                List.of(
                        "presence alice online client Yahoo! Messenger 5.6.0.1347",
                        "session ended alice \"Yahoo! Messenger 5.6.0.1347\" because signed-on-elsewhere"),
                lines.subList(3, lines.size()));
    }

    @Test
    void theWebClientIsNamed() {
        List<String> lines = Dialogue.tcp(5050)
                .client(packet(0x65, 0x226, 0x5a55_aa55L, "0", "wanda", "1", "wanda", "6", "Y=v=1; T=z=1"))
                .server(server(0x55, "87", "", "3", "wanda"))
                .lines();
        assertEquals("session started wanda \"Yahoo! Messenger for the Web\" by YMSG 101", lines.get(1));
    }

    @Test
    void withoutItsChallengeADigestExposesNothing() {
        assertEquals(
                List.of(
                        "service yahoo certain [signature:ymsg]",
                        "anomaly challenge-missing \"a login answers a challenge that was not captured\""),
                Dialogue.tcp(5050)
                        .client(packet(10, 0x57, 0, "1", "erin"))
                        .client(packet(10, 0x54, 0, "6", "x--", "96", "y--", "0", "erin"))
                        .lines());
    }
}
