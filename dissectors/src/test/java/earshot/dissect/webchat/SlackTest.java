package earshot.dissect.webchat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import earshot.kit.Web;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackTest {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

    @Test
    void callsAndEvents() {
        Dialogue calls = Dialogue.tcp(80)
                .client(Web.request("POST", "/api/rtm.start", FORM, "token=xoxb-1"))
                .server(Web.ok("{\"ok\":true,\"self\":{\"id\":\"U1\",\"name\":\"ann\"},\"users\":[{\"id\":\"U2\","
                        + "\"name\":\"ben\"}],\"channels\":[{\"id\":\"C1\",\"name\":\"general\"}],"
                        + "\"ims\":[{\"id\":\"D1\",\"user\":\"U2\"}]}"))
                .client(Web.request(
                        "POST",
                        "/api/chat.postMessage",
                        FORM,
                        "token=xoxb-1&channel=C1&text=see+%3Chttp%3A%2F%2Fx%7Chere%3E"))
                .server(Web.ok("{\"ok\":true,\"ts\":\"1700000000.000100\",\"message\":{\"user\":\"U1\"}}"));
        Dialogue events = Web.socket("/?token=xoxb-1", "")
                .clientPort(40_001)
                .server(Web.frame("{\"type\":\"hello\"}"))
                .server(Web.frame("{\"type\":\"message\",\"channel\":\"C1\",\"user\":\"U2\",\"text\":\"a &lt; b\","
                        + "\"ts\":\"1700000001.000100\"}"))
                .client(Web.masked("{\"id\":1,\"type\":\"message\",\"channel\":\"D1\",\"text\":\"between us\"}"))
                .server(Web.frame(
                        "{\"type\":\"message\",\"subtype\":\"message_changed\",\"channel\":\"C1\",\"message\":"
                                + "{\"user\":\"U2\",\"text\":\"a > b\",\"ts\":\"1700000001.000100\"}}"))
                .server(Web.frame("{\"type\":\"user_typing\",\"channel\":\"D1\",\"user\":\"U2\"}"))
                .server(Web.frame("{\"type\":\"presence_change\",\"user\":\"U2\",\"presence\":\"away\"}"));
        assertEquals(
                List.of(
                        "service slack certain [signature:slack]",
                        "credential ?192.0.2.1 token Slack token \"xoxb-1\"",
                        "session started ann by Slack token",
                        "message room sent ann -> general \"see here\"",
                        "service slack certain [signature:slack]",
                        "credential ann token Slack token \"xoxb-1\"",
                        "message room delivered ben -> general \"a < b\"",
                        "message chat sent ann -> ben \"between us\"",
                        "message room delivered ben -> general \"a > b\"",
                        "message typing delivered ben -> ann \"\"",
                        "presence ben away"),
                calls.then(events).lines().stream()
                        .filter(line -> !line.startsWith("identity"))
                        .toList());
    }

    @Test
    void argumentsInParts() {
        String body = "--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nxoxc-9\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"channel\"\r\n\r\nC1\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\ntwo\r\nlines\r\n--b--\r\n";
        List<String> lines = Dialogue.tcp(80)
                .client(Web.request(
                        "POST",
                        "/api/chat.postMessage?_x_id=1",
                        "Cookie: b=1; d=xoxd-7\r\nContent-Type: multipart/form-data; boundary=b\r\n",
                        body))
                .lines();
        assertEquals(
                List.of(
                        "service slack certain [signature:slack]",
                        "credential ?192.0.2.1 token Slack token \"xoxc-9\"",
                        "credential ?192.0.2.1 token Slack cookie \"xoxd-7\"",
                        "message room sent ?192.0.2.1 -> C1 \"two\r\nlines\""),
                lines);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '\t',
            value = {
                "hi <@U1>\thi @U1",
                "<@U1|ann> and <#C1|general>\t@ann and #general",
                "<!here> look\t@here look",
                "<https://a.example|https://b.example>\thttps://b.example",
                "<https://a.example>\thttps://a.example",
                "1 &lt; 2 &amp;amp; 3\t1 < 2 &amp; 3",
                "a < b\ta < b",
                "<>\t<>"
            })
    void markup(String sent, String shown) {
        assertEquals(shown, SlackText.plain(sent));
    }
}
