package earshot.dissect.webchat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import earshot.kit.Web;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Chats in web pages when those were still in clear, and programs that chat.
class EraTest {
    /// The answer is the sheets' example fb_web_2010.
    @Test
    void facebook() {
        List<String> lines = Dialogue.tcp(80)
                .client(Web.request(
                        "POST",
                        "/ajax/chat/send.php",
                        "Cookie: datr=x; c_user=1; xs=SECRET\r\n",
                        "msg_text=a+%26+b&msg_id=8&to=2&client_time=1270000000000"))
                .server(Web.ok("for (;;);{\"error\":0}"))
                .client(Web.request("GET", "/x/1270000000/false/p_1=5", "Cookie: c_user=1; xs=SECRET\r\n", ""))
                .server(Web.ok(
                        "for (;;);{\"t\":\"msg\",\"c\":\"p_1\",\"ms\":[{\"type\":\"msg\",\"msg\":{\"text\":\"hi\","
                                + "\"msgID\":\"9\"},\"from\":2,\"to\":1,\"from_name\":\"Bo\",\"to_name\":\"Al\"}]}"))
                .client(Web.request("GET", "/x/1270000001/false/p_1=5", "", ""))
                .server(
                        Web.ok(
                                "for (;;);{\"t\":\"msg\",\"c\":\"p_1\",\"ms\":[{\"type\":\"msg\",\"msg\":{\"text\":\"hi\","
                                        + "\"msgID\":\"9\"},\"from\":2,\"to\":1},{\"type\":\"msg\",\"msg\":{\"text\":\"a &amp; b\","
                                        + "\"msgID\":\"8\"},\"from\":1,\"to\":2},{\"type\":\"typ\",\"st\":1,\"from\":2,\"to\":1}]}"))
                .client(Web.request("POST", "/ajax/chat/buddy_list.php", "Cookie: c_user=1\r\n", "user=1"))
                .server(Web.ok("for (;;);{\"payload\":{\"buddy_list\":{\"nowAvailableList\":{\"2\":{\"i\":true}},"
                        + "\"userInfos\":{\"2\":{\"name\":\"Bo B\"}}}}}"))
                .lines();
        assertEquals(
                List.of(
                        "service messenger certain [signature:facebook-chat]",
                        "credential 1 token Facebook session cookie \"SECRET\"",
                        "message chat sent 1 -> 2 \"a & b\"",
                        "message chat delivered 2 -> 1 \"hi\"",
                        "identity 2 same Bo",
                        "identity 1 same Al",
                        "message chat echo 1 -> 2 \"a & b\"",
                        "message typing delivered 2 -> 1 \"\"",
                        "contact 1 listed 2 \"Bo B\"",
                        "presence 2 idle"),
                lines);
    }

    @Test
    void meebo() {
        List<String> lines = Dialogue.tcp(80)
                .client(Web.post("/mcmd/im", "sessionKey=k&sender=ann&receiver=ben&protocol=aim&msg=hi+there"))
                .server(Web.ok("{\"stat\":\"ok\"}"))
                .client(Web.get("/mcmd/events?sessionKey=k&rev=1"))
                .server(Web.ok(
                        "{\"events\":[{\"type\":\"im::message\",\"data\":{\"sender\":\"ben\",\"receiver\":\"ann\","
                                + "\"msg\":\"hi ann\"}}]}"))
                .lines();
        assertEquals(
                List.of(
                        "service meebo probable [signature:meebo]",
                        "message chat sent ann -> ben \"hi there\"",
                        "message chat delivered ben -> ann \"hi ann\""),
                lines);
    }

    @Test
    void aTelegramBot() {
        String bot = "/bot1234567890:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/";
        String chat = "\"chat\":{\"id\":55,\"type\":\"private\",\"username\":\"ann\"}";
        List<String> lines = Dialogue.tcp(80)
                .client(Web.get(bot + "getMe"))
                .server(Web.ok("{\"ok\":true,\"result\":{\"id\":1234567890,\"is_bot\":true,\"username\":\"lab_bot\"}}"))
                .client(Web.get(bot + "getUpdates"))
                .server(Web.ok("{\"ok\":true,\"result\":[{\"update_id\":1,\"message\":{\"message_id\":7,\"from\":"
                        + "{\"id\":55,\"username\":\"ann\"}," + chat + ",\"date\":1700000000,\"text\":\"run it\"}}]}"))
                .client(Web.post(bot + "sendMessage", "{\"chat_id\":55,\"text\":\"done\"}"))
                .server(Web.ok("{\"ok\":true,\"result\":{\"message_id\":8,\"from\":{\"id\":1234567890,\"is_bot\":true,"
                        + "\"username\":\"lab_bot\"}," + chat + ",\"text\":\"done\"}}"))
                .client(Web.get(bot + "sendMessage?chat_id=-9&text=to+all"))
                .lines();
        assertEquals(
                List.of(
                        "service telegram certain [signature:telegram]",
                        "credential 1234567890 token Telegram bot token"
                                + " \"1234567890:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"",
                        "identity 1234567890 named lab_bot",
                        "message chat delivered ann -> lab_bot \"run it\"",
                        "message chat sent lab_bot -> ann \"done\"",
                        "message room sent lab_bot -> -9 \"to all\""),
                lines);
    }

    @Test
    void zulip() {
        // ann@x.example:KEY in Base64
        String login = "Authorization: Basic YW5uQHguZXhhbXBsZTpLRVk=\r\n";
        List<String> lines = Dialogue.tcp(80)
                .client(Web.request("POST", "/api/v1/messages", login, "type=stream&to=general&topic=t&content=to+all"))
                .server(Web.ok("{\"result\":\"success\",\"id\":1}"))
                .client(Web.request(
                        "POST",
                        "/api/v1/messages",
                        login,
                        "type=private&to=%5B%22ben%40x.example%22%5D&content=to+one"))
                .server(Web.ok("{\"result\":\"success\",\"id\":2}"))
                .client(Web.request("GET", "/api/v1/events?queue_id=1", login, ""))
                .server(Web.ok("{\"events\":[{\"type\":\"message\",\"message\":{\"id\":3,\"sender_email\":"
                        + "\"ben@x.example\",\"display_recipient\":\"general\",\"content\":\"<p>a &lt; b</p>\","
                        + "\"timestamp\":1700000000}}]}"))
                .lines();
        assertEquals(
                List.of(
                        "service zulip certain [signature:zulip]",
                        "credential ann@x.example token Zulip API key \"KEY\"",
                        "message room sent ann@x.example -> general \"to all\"",
                        "message chat sent ann@x.example -> ben@x.example \"to one\"",
                        "message room delivered ben@x.example -> general \"a < b\""),
                lines);
    }
}
