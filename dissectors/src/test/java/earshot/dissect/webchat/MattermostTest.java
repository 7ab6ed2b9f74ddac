package earshot.dissect.webchat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import earshot.kit.Web;
import java.util.List;
import org.junit.jupiter.api.Test;

class MattermostTest {
    private static final String ALICE = "aaaaaaaaaaaaaaaaaaaaaaaaaa", BOB = "bbbbbbbbbbbbbbbbbbbbbbbbbb";

    /// An event whose post is JSON in a JSON text.
    private static String posted(String type, String title, String sender, String post) {
        return "{\"event\":\"posted\",\"seq\":3,\"broadcast\":{},\"data\":{\"channel_type\":\"" + type
                + "\",\"channel_display_name\":\"" + title + "\",\"channel_name\":\"" + ALICE + "__" + BOB
                + "\",\"sender_name\":\"" + sender + "\",\"post\":\"" + post.replace("\"", "\\\"") + "\"}}";
    }

    private static String post(String id, String user, String channel, String text) {
        return "{\"id\":\"" + id + "\",\"create_at\":1700000000123,\"user_id\":\"" + user + "\",\"channel_id\":\""
                + channel + "\",\"message\":\"" + text + "\",\"type\":\"\"}";
    }

    @Test
    void theSocketSaysWhoSaidWhatWhere() {
        List<String> lines = Web.socket("/api/v4/websocket", "")
                .client(Web.masked("{\"seq\":1,\"action\":\"authentication_challenge\",\"data\":{\"token\":\"tok1\"}}"))
                .server(Web.frame("{\"status\":\"OK\",\"seq_reply\":1}"))
                .server(Web.frame(posted("O", "Town Square", "@bob", post("p1", BOB, "c1", "ship it <now>"))))
                .server(Web.frame("{\"event\":\"typing\",\"data\":{\"user_id\":\"" + BOB
                        + "\"},\"broadcast\":{\"channel_id\":\"c1\"}}"))
                .server(Web.frame(
                        "{\"event\":\"status_change\",\"data\":{\"user_id\":\"" + BOB + "\",\"status\":\"dnd\"}}"))
                .lines();
        assertEquals(
                List.of(
                        "service mattermost certain [signature:mattermost]",
                        "credential ?192.0.2.1 token Mattermost session \"tok1\"",
                        "message room delivered bob -> Town Square \"ship it <now>\"",
                        "message typing delivered bob -> Town Square \"\"",
                        "presence bob busy"),
                lines);
    }

    @Test
    void aDirectChannelIsNoRoom() {
        List<String> lines = Web.socket("/api/v4/websocket", "Cookie: MMAUTHTOKEN=tok2; MMUSERID=" + ALICE + "\r\n")
                .server(Web.frame(posted("D", "@alice", "@alice", post("p1", ALICE, "d1", "hi bob"))))
                .server(Web.frame(posted("D", "@bob", "@bob", post("p2", BOB, "d1", "hi alice"))))
                .lines();
        assertEquals(
                List.of(
                        "service mattermost certain [signature:mattermost]",
                        "message chat echo alice -> " + BOB + " \"hi bob\"",
                        "identity " + BOB + " named bob",
                        "message chat delivered bob -> alice \"hi alice\""),
                lines);
    }

    /// What one connection tells is known on the next: who logged in, and what channels are called.
    @Test
    void requestsOfSeveralConnections() {
        Dialogue login = Dialogue.tcp(8065)
                .client(Web.post("/api/v4/users/login", "{\"login_id\":\"alice@x.example\",\"password\":\"wrong\"}"))
                .server(Web.answer(401, "", "{\"id\":\"api.user.login\"}"))
                .client(Web.post("/api/v4/users/login", "{\"login_id\":\"alice@x.example\",\"password\":\"s3cret\"}"))
                .server(Web.answer(
                        200, "Token: tok3\r\n", "{\"id\":\"" + ALICE + "\",\"username\":\"alice\",\"email\":\"\"}"))
                .client(Web.request("GET", "/api/v4/users/me/channels", "Authorization: Bearer tok3\r\n", ""))
                .server(Web.ok("[{\"id\":\"c1\",\"type\":\"P\",\"display_name\":\"Ops\",\"name\":\"ops\"},"
                        + "{\"id\":\"d1\",\"type\":\"D\",\"display_name\":\"\",\"name\":\"" + ALICE + "__" + BOB
                        + "\"}]"))
                .client(Web.request("POST", "/api/v4/users/ids", "", "[\"" + BOB + "\"]"))
                .server(Web.ok("[{\"id\":\"" + BOB + "\",\"username\":\"bob\"}]"));
        Dialogue posts = Dialogue.tcp(8065)
                .clientPort(40_001)
                .client(Web.request(
                        "POST",
                        "/api/v4/posts",
                        "Authorization: Bearer tok3\r\n",
                        "{\"channel_id\":\"c1\",\"message\":\"to all\"}"))
                .server(Web.answer(201, "", post("p1", ALICE, "c1", "to all")))
                .client(Web.request(
                        "POST",
                        "/api/v4/posts",
                        "Authorization: Bearer tok3\r\n",
                        "{\"channel_id\":\"d1\",\"message\":\"to one\"}"))
                .server(Web.answer(201, "", post("p2", ALICE, "d1", "to one")));
        assertEquals(
                List.of(
                        "service mattermost certain [signature:mattermost]",
                        "credential alice@x.example cleartext Mattermost \"wrong\"",
                        "session failed alice@x.example by Mattermost because wrong name or password",
                        "credential alice@x.example cleartext Mattermost \"s3cret\"",
                        "credential alice token Mattermost session \"tok3\"",
                        "session started alice by Mattermost",
                        "service mattermost certain [signature:mattermost]",
                        "credential alice token Mattermost session \"tok3\"",
                        "message room sent alice -> Ops \"to all\"",
                        "message chat sent alice -> bob \"to one\""),
                login.then(posts).lines());
    }

    /// A sender known by a token only is named by the answer, once the user's name is told.
    @Test
    void theAnswerNamesTheSender() {
        List<String> lines = Dialogue.tcp(8065)
                .client(Web.request(
                        "POST",
                        "/api/v4/posts",
                        "Authorization: Bearer tok4\r\n",
                        "{\"channel_id\":\"c1\",\"message\":\"who am I?\"}"))
                .server(Web.answer(201, "", post("p1", ALICE, "c1", "who am I?")))
                .client(Web.get("/api/v4/users/" + ALICE))
                .server(Web.ok("{\"id\":\"" + ALICE + "\",\"username\":\"alice\"}"))
                .lines();
        assertEquals(
                List.of(
                        "service mattermost certain [signature:mattermost]",
                        "credential ?192.0.2.1 token Mattermost session \"tok4\"",
                        "message room sent ?192.0.2.1 -> c1 \"who am I?\"",
                        "identity ?192.0.2.1 named alice"),
                lines);
    }

    @Test
    void historyIsNotSaidAgain() {
        List<String> lines = Dialogue.tcp(8065)
                .client(Web.get("/api/v4/channels/c1/posts"))
                .server(Web.ok("{\"order\":[\"p2\",\"p1\"],\"posts\":{\"p1\":" + post("p1", BOB, "c1", "first")
                        + ",\"p2\":" + post("p2", BOB, "c1", "second") + "}}"))
                .lines();
        assertEquals(
                List.of(
                        "service mattermost certain [signature:mattermost]",
                        "message history delivered " + BOB + " -> c1 \"first\"",
                        "message history delivered " + BOB + " -> c1 \"second\""),
                lines);
    }

    @Test
    void files() {
        String abc = "900150983cd24fb0d6963f7d28e17f72"; // MD5 of "abc"
        String parts = "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.txt\"\r\n\r\nabc\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"channel_id\"\r\n\r\nc1\r\n--b--\r\n";
        List<String> lines = Dialogue.tcp(8065)
                .client(Web.request(
                        "POST", "/api/v4/files", "Content-Type: multipart/form-data; boundary=b\r\n", parts))
                .server(Web.ok("{\"file_infos\":[{\"id\":\"f1\",\"name\":\"a.txt\",\"size\":3}]}"))
                .client(Web.get("/api/v4/files/f1"))
                .server(Web.answer(200, "Content-Disposition: attachment;filename=\"a.txt\"\r\n", "abc"))
                .lines();
        assertEquals(
                List.of(
                        "service mattermost certain [signature:mattermost]",
                        "file complete ?192.0.2.1 ->  \"a.txt\" 3 got 3 md5 " + abc,
                        "file complete  ->  \"a.txt\" 3 got 3 md5 " + abc),
                lines);
    }

    /// GitLab has an `/api/v4/users` too.
    @Test
    void whatOnlyLooksAlike() {
        assertEquals(
                List.of(),
                Dialogue.tcp(80)
                        .client(Web.get("/api/v4/users?username=ann"))
                        .server(Web.ok("[{\"id\":5,\"username\":\"ann\",\"name\":\"Ann\"}]"))
                        .lines());
    }
}
