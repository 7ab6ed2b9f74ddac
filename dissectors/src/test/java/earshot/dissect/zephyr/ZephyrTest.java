package earshot.dissect.zephyr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.kit.Dialogue;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Notices as the sheet describes them; tshark has no dissector for them, so this is one reading only.
class ZephyrTest {
    /// vectors.json: zephyr.notice, 17 fields.
    private static final String NOTICE =
            "5a455048302e3200307830303030303031310030783030303030303032003078433030303032303920"
                    + "307834443743364430302030783030303145323430003078384132420030783030303030303030003078303030303030303000004d45"
                    + "535341474500504552534f4e414c0000616e6e61404558414d504c452e4f52470062656e404558414d504c452e4f5247000030783030"
                    + "30303030303000302f313500307843303030303230392030783444374336443030203078303030314532343000416e6e610068656c6c"
                    + "6f2062656e0a";

    private static String notice(
            String kind,
            String uid,
            String where,
            String opcode,
            String sender,
            String recipient,
            String part,
            String body) {
        String[] fields = {
            "ZEPH0.2",
            "0x00000013",
            kind,
            uid,
            "0x8A2B",
            "0x00000000",
            "0x00000000",
            "",
            where.split(",")[0],
            where.split(",")[1],
            opcode,
            sender,
            recipient,
            "",
            "0x00000000",
            part,
            "group",
            "",
            "0x0000006A"
        };
        return String.join("\0", fields) + "\0" + body;
    }

    private static String said(String uid, String where, String opcode, String recipient, String body) {
        return notice("0x00000002", uid, where, opcode, "anna@EX.ORG", recipient, "0/" + body.length(), body);
    }

    private static List<String> lines(Dialogue dialogue) {
        List<String> all = dialogue.lines();
        assertEquals("service zephyr certain [signature:zephyr]", all.getFirst());
        return all.subList(1, all.size());
    }

    @Test
    void aMessageAndItsRepetitionAndItsAcknowledgement() {
        String acknowledged = new String(HexFormat.of().parseHex(NOTICE), StandardCharsets.ISO_8859_1)
                .replace("0x00000002", "0x00000005");
        assertEquals(
                List.of("message chat sent anna@EXAMPLE.ORG -> ben@EXAMPLE.ORG \"hello ben\""),
                lines(Dialogue.udp(2103).clientHex(NOTICE).clientHex(NOTICE).server(acknowledged)));
    }

    @Test
    void classesTypingAutomaticAnswersAndCiphertext() {
        assertEquals(
                List.of(
                        "message room sent anna@EX.ORG -> sipb,lunch \"pizza?\"",
                        "message typing sent anna@EX.ORG -> ben@EX.ORG \"\"",
                        "message auto sent anna@EX.ORG -> ben@EX.ORG \"I am out\"",
                        "message room sent anna@EX.ORG -> secret,x zcrypt 8 bytes"),
                lines(Dialogue.udp(2103)
                        .client(said("1", "sipb,lunch", "", "", "Anna\0pizza?\n"))
                        .client(said("2", "MESSAGE,PERSONAL", "PING", "ben@EX.ORG", ""))
                        .client(said("3", "MESSAGE,PERSONAL", "AUTO", "ben@EX.ORG", "Anna\0I am out\0"))
                        .client(said("4", "secret,x", "CRYPT", "", "deadbeef"))));
    }

    @Test
    void fragmentsAreOneMessage() {
        String one =
                notice("0x00000002", "1", "MESSAGE,PERSONAL", "", "anna@EX.ORG", "ben@EX.ORG", "0/15", "Anna\0hel");
        String two = notice("0x00000002", "2", "MESSAGE,PERSONAL", "", "anna@EX.ORG", "ben@EX.ORG", "8/15", "lo ben\n");
        assertEquals(
                List.of("message chat sent anna@EX.ORG -> ben@EX.ORG \"hello ben\""),
                lines(Dialogue.udp(2103).client(two).client(one)));
    }

    @Test
    void whoComesAndWhoWatches() {
        String subscriptions = "LOGIN\0ben@EX.ORG\0\0sipb\0*\0*\0";
        assertEquals(
                List.of(
                        "presence ben@EX.ORG online \"at w20.ex.org\"",
                        "contact anna@EX.ORG listed ben@EX.ORG",
                        "room sipb,* anna@EX.ORG joined"),
                lines(Dialogue.udp(2103)
                        .client(said("1", "LOGIN,ben@EX.ORG", "USER_LOGIN", "", "w20.ex.org\0now\0:0\0"))
                        .client(said("2", "ZEPHYR_CTL,CLIENT", "SUBSCRIBE", "", subscriptions))));
    }

    @Test
    void damageIsSaidAndNotThrown() {
        Random random = new Random(3);
        int events = 0;
        for (int round = 0; round < Integer.getInteger("fuzz.rounds", 500); round++) {
            Dialogue dialogue = Dialogue.udp(2103).with(new Zephyr());
            for (int i = 0; i < 6; i++) {
                byte[] bytes = HexFormat.of().parseHex(NOTICE);
                for (int k = random.nextInt(4); k > 0; k--)
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                dialogue.client(java.util.Arrays.copyOf(bytes, bytes.length - random.nextInt(3) * random.nextInt(60)));
            }
            List<String> lines = dialogue.lines();
            events += lines.size();
            assertTrue(lines.stream().noneMatch(line -> line.contains("dissector-failed")), lines::toString);
        }
        assertTrue(events > 500);
    }
}
