package earshot.dissect.webchat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import earshot.kit.Web;
import java.util.List;
import org.junit.jupiter.api.Test;

class RocketChatTest {
    /// SHA-256 of `pw1`, which the client sends instead of it.
    private static final String DIGEST = "c592df4a86933b92addc9842402ddf198c638ea9be58916ee6e3734e1e3152f8";

    private static String message(String id, String rid, String user, String text) {
        return "{\"_id\":\"" + id + "\",\"rid\":\"" + rid + "\",\"msg\":\"" + text
                + "\",\"ts\":{\"$date\":1700000000123},\"u\":{\"_id\":\"u-" + user + "\",\"username\":\"" + user
                + "\"}}";
    }

    private static String changed(String message) {
        return "{\"msg\":\"changed\",\"collection\":\"stream-room-messages\",\"id\":\"id\",\"fields\":"
                + "{\"eventName\":\"r\",\"args\":[" + message + "]}}";
    }

    @Test
    void aSession() {
        List<String> lines = Web.socket("/websocket", "")
                .client(Web.masked("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}"))
                .server(Web.frame("{\"msg\":\"connected\",\"session\":\"s\"}"))
                .client(Web.masked("{\"msg\":\"method\",\"method\":\"login\",\"id\":\"1\",\"params\":[{\"user\":"
                        + "{\"username\":\"ann\"},\"password\":{\"digest\":\"" + DIGEST
                        + "\",\"algorithm\":\"sha-256\"}}]}"))
                .server(Web.frame("{\"msg\":\"result\",\"id\":\"1\",\"result\":{\"id\":\"u-ann\",\"token\":\"T1\"}}"))
                .client(Web.masked("{\"msg\":\"method\",\"method\":\"subscriptions/get\",\"id\":\"2\",\"params\":[]}"))
                .server(
                        Web.frame(
                                "{\"msg\":\"result\",\"id\":\"2\",\"result\":["
                                        + "{\"rid\":\"GENERAL\",\"name\":\"general\",\"t\":\"c\"},"
                                        + "{\"rid\":\"d1\",\"name\":\"ben\",\"t\":\"d\",\"u\":{\"_id\":\"u-ann\",\"username\":\"ann\"}}]}"))
                .client(Web.masked("{\"msg\":\"method\",\"method\":\"sendMessage\",\"id\":\"3\",\"params\":"
                        + "[{\"_id\":\"m1\",\"rid\":\"GENERAL\",\"msg\":\"to all\"}]}"))
                .server(Web.frame(changed(message("m1", "GENERAL", "ann", "to all"))))
                .client(Web.masked("{\"msg\":\"method\",\"method\":\"sendMessage\",\"id\":\"4\",\"params\":"
                        + "[{\"_id\":\"m2\",\"rid\":\"d1\",\"msg\":\"to one\"}]}"))
                .server(Web.frame(changed(message("m3", "d1", "ben", "back"))))
                .server(Web.frame("{\"msg\":\"changed\",\"collection\":\"stream-notify-room\",\"fields\":"
                        + "{\"eventName\":\"GENERAL/typing\",\"args\":[\"ben\",true]}}"))
                .lines();
        assertEquals(
                List.of(
                        "service rocketchat certain [signature:rocketchat]",
                        "credential ann digest Rocket.Chat SHA-256 \"" + DIGEST + "\" hashcat 1400",
                        "credential ann token Rocket.Chat session \"T1\"",
                        "session started ann by Rocket.Chat password",
                        "message room sent ann -> general \"to all\"",
                        "message room echo ann -> general \"to all\"",
                        "message chat sent ann -> ben \"to one\"",
                        "message chat delivered ben -> ann \"back\"",
                        "message typing delivered ben -> general \"\""),
                lines);
    }

    /// SockJS: `o` opens, `h` is a heartbeat, messages are texts in a list.
    @Test
    void wrappedBySockJs() {
        List<String> lines = Web.socket("/sockjs/123/abc/websocket", "")
                .server(Web.frame("o"))
                .server(Web.frame("h"))
                .client(Web.masked("[\"{\\\"msg\\\":\\\"method\\\",\\\"method\\\":\\\"login\\\",\\\"id\\\":\\\"1\\\","
                        + "\\\"params\\\":[{\\\"resume\\\":\\\"T2\\\"}]}\"]"))
                .server(Web.frame(
                        "a[\"" + changed(message("m1", "r", "ben", "hi")).replace("\"", "\\\"") + "\"]"))
                .lines();
        assertEquals(
                List.of(
                        "service rocketchat certain [signature:rocketchat]",
                        "credential ?192.0.2.1 token Rocket.Chat session \"T2\"",
                        "message room delivered ben -> r \"hi\""),
                lines);
    }

    @Test
    void rest() {
        List<String> lines = Dialogue.tcp(3000)
                .client(Web.post("/api/v1/login", "{\"user\":\"ann\",\"password\":\"pw1\"}"))
                .server(Web.ok("{\"status\":\"success\",\"data\":{\"userId\":\"u-ann\",\"authToken\":\"T3\","
                        + "\"me\":{\"username\":\"ann\"}}}"))
                .client(Web.request(
                        "POST",
                        "/api/v1/chat.postMessage",
                        "X-Auth-Token: T3\r\nX-User-Id: u-ann\r\n",
                        "{\"channel\":\"#general\",\"text\":\"posted\"}"))
                .server(Web.ok("{\"success\":true}"))
                .client(Web.request("GET", "/api/v1/channels.messages?roomId=r", "X-User-Id: u-ann\r\n", ""))
                .server(Web.ok("{\"messages\":[" + message("m2", "r", "ben", "second") + ","
                        + message("m1", "r", "ann", "first") + "]}"))
                .lines();
        assertEquals(
                List.of(
                        "service rocketchat certain [signature:rocketchat]",
                        "credential ann cleartext Rocket.Chat REST \"pw1\"",
                        "credential ann token Rocket.Chat session \"T3\"",
                        "session started ann by Rocket.Chat REST",
                        "message room sent ann -> general \"posted\"",
                        "message history delivered ann -> r \"first\"",
                        "message history delivered ben -> r \"second\""),
                lines);
    }

    @Test
    void otherWebSocketsOfThatName() {
        assertEquals(
                List.of(),
                Web.socket("/websocket", "")
                        .client(Web.masked("{\"msg\":\"hello\",\"text\":\"hi\"}"))
                        .server(Web.frame("[1,2,3]"))
                        .lines());
    }
}
