package earshot.dissect.groupwise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.kit.Dialogue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// GroupWise Messenger as the sheet describes it; tshark has no dissector for it, so this is one reading only.
class GroupWiseTest {
    /// vectors.json: groupwise.login_text and groupwise.event_receive_message.
    private static final String LOGIN = "POST /login HTTP/1.0\r\nHost: im.example.com:8300\r\n\r\n"
            + "&tag=NM_A_SZ_USERID&cmd=0&val=alice&type=10&tag=NM_A_SZ_CREDENTIALS&cmd=0&val=s3cret%21&type=10"
            + "&tag=NM_A_SZ_USER_AGENT&cmd=0&val=TestClient%2F1.0&type=10&tag=NM_A_UD_BUILD&cmd=0&val=2&type=8"
            + "&tag=NM_A_SZ_TRANSACTION_ID&cmd=0&val=1&type=10\r\n";
    private static final String MESSAGE =
            "6c00000012000000434e3d626f622c4f3d6578616d706c650000270000005b31313131313131312d3232"
                    + "32322d333333332d343434342d3535353535353535353535355d0000000000130000007b5c727466315c616e73692068656c6c6f7d00";
    private static final String GUID = "[11111111-2222-3333-4444-555555555555]";

    private static String request(String command, int id, String... fields) {
        return "POST /" + command + " HTTP/1.0\r\n\r\n" + String.join("", fields)
                + field("NM_A_SZ_TRANSACTION_ID", Integer.toString(id), 10) + "\r\n";
    }

    private static String field(String tag, String value, int type) {
        return "&tag=" + tag + "&cmd=0&val=" + value + "&type=" + type;
    }

    /// Little-endian: type, method, tag, value.
    private static final class Answer {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        private Answer u32(int value) {
            for (int i = 0; i < 4; i++) out.write(value >> 8 * i);
            return this;
        }

        Answer string(String text) {
            byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
            u32(bytes.length);
            out.writeBytes(bytes);
            return this;
        }

        private Answer head(int type, String tag) {
            out.write(type);
            out.write(0);
            return string(tag);
        }

        Answer text(String tag, String value) {
            return head(10, tag).string(value);
        }

        Answer array(String tag, int count) {
            return head(9, tag).u32(count);
        }

        byte[] answer(int id) {
            text("NM_A_SZ_TRANSACTION_ID", Integer.toString(id));
            out.write(0);
            return after("HTTP/1.0 200 OK\r\nDate: x\r\n\r\n");
        }

        byte[] after(String head) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
            all.writeBytes(out.toByteArray());
            return all.toByteArray();
        }
    }

    private static Dialogue loggedIn() {
        byte[] answer = new Answer()
                .text("NM_A_SZ_RESULT_CODE", "0")
                .text("NM_A_SZ_DN", "CN=alice,O=example")
                .array("NM_A_FA_CONTACT_LIST", 2)
                .array("NM_A_FA_FOLDER", 2)
                .text("NM_A_SZ_OBJECT_ID", "7")
                .text("NM_A_SZ_DISPLAY_NAME", "Work")
                .array("NM_A_FA_CONTACT", 3)
                .text("NM_A_SZ_PARENT_ID", "7")
                .text("NM_A_SZ_DN", "CN=bob,O=example")
                .text("NM_A_SZ_DISPLAY_NAME", "Bob")
                .answer(1);
        return Dialogue.tcp(8300).client(LOGIN).server(answer);
    }

    private static final List<String> LOGGED_IN = List.of(
            "service zephyr certain [signature:groupwise]",
            "credential alice cleartext GroupWise login \"s3cret!\"",
            "session started alice \"TestClient 1.0\" by GroupWise login",
            "identity alice same CN=alice,O=example",
            "contact alice listed CN=bob,O=example \"Bob\" in [Work]");

    private static List<String> after(Dialogue dialogue) {
        List<String> all = dialogue.lines();
        return all.subList(LOGGED_IN.size(), all.size());
    }

    @Test
    void aLoginWithItsPasswordAndTheList() {
        assertEquals(LOGGED_IN, loggedIn().lines());
        assertEquals(LOGGED_IN, loggedIn().cut(new Random(1), 7).lines());
    }

    @Test
    void aRefusedLogin() {
        byte[] refused = new Answer().text("NM_A_SZ_RESULT_CODE", "53516").answer(1);
        List<String> lines = Dialogue.tcp(8300).client(LOGIN).server(refused).lines();
        assertEquals("session failed alice \"TestClient 1.0\" by GroupWise login because wrong password", lines.get(2));
    }

    @Test
    void messagesStatusAndTyping() {
        byte[] status = new Answer().u32(103).string("CN=bob,O=example").after("");
        byte[] whole = java.util.Arrays.copyOf(status, status.length + 2 + 4 + 5);
        whole[status.length] = 4;
        whole[status.length + 2] = 5;
        System.arraycopy("out!\0".getBytes(StandardCharsets.US_ASCII), 0, whole, status.length + 6, 5);
        byte[] typing =
                new Answer().u32(112).string("CN=bob,O=example").string(GUID).after("");
        String said = request(
                "sendmessage",
                3,
                field("NM_A_FA_CONVERSATION", "1", 9),
                field("NM_A_SZ_OBJECT_ID", GUID, 10),
                field("NM_A_FA_MESSAGE", "3", 9),
                field("NM_A_SZ_MESSAGE_BODY", "%7B%5Crtf1+hi+there%7D", 10),
                field("NM_A_UD_MESSAGE_TYPE", "0", 8),
                field("NM_A_SZ_MESSAGE_TEXT", "hi+there", 10),
                field("NM_A_SZ_DN", "CN%3Dbob%2CO%3Dexample", 10));
        assertEquals(
                List.of(
                        "presence CN=bob,O=example away \"out!\"",
                        "message typing delivered CN=bob,O=example -> alice \"\"",
                        "message chat delivered CN=bob,O=example -> alice \"hello\"",
                        "message chat sent alice -> CN=bob,O=example \"hi there\""),
                after(loggedIn().server(whole).server(typing).serverHex(MESSAGE).client(said)));
    }

    @Test
    void aWebServersLoginIsHttp() {
        String web = "POST /login HTTP/1.0\r\nHost: www.example.com\r\nContent-Length: 9\r\n\r\nuser=ann&";
        List<String> lines = Dialogue.tcp(80)
                .client(web)
                .server("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok")
                .lines();
        assertTrue(lines.stream().noneMatch(line -> line.contains("groupwise")), lines::toString);
    }

    @Test
    void damageIsSaidAndNotThrown() {
        Random random = new Random(9);
        int events = 0;
        for (int round = 0; round < Integer.getInteger("fuzz.rounds", 300); round++) {
            Dialogue dialogue = loggedIn().with(new GroupWise());
            for (int i = 0; i < 6; i++) {
                byte[] bytes = HexFormat.of().parseHex(MESSAGE);
                for (int k = random.nextInt(3); k > 0; k--)
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                dialogue.server(bytes);
            }
            List<String> lines = dialogue.cut(random, 50).lines();
            events += lines.size();
            assertTrue(lines.stream().noneMatch(line -> line.contains("dissector-failed")), lines::toString);
        }
        assertTrue(events > 1500);
    }
}
