package earshot.dissect.webchat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import earshot.kit.Web;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixTest {
    private static final String CLIENT = "/_matrix/client/v3/", BEARER = "Authorization: Bearer syt_1\r\n";
    private static final String ROOM = "%21r%3Aex.org";

    private static String call(String method, String target, String body) {
        return Web.request(method, CLIENT + target, BEARER, body);
    }

    private static String event(String id, String type, String sender, String content, String more) {
        return "{\"event_id\":\"" + id + "\",\"type\":\"" + type + "\",\"sender\":\"" + sender
                + "\",\"origin_server_ts\":1700000000123,\"content\":" + content + more + "}";
    }

    private static String said(String id, String sender, String text) {
        return event(id, "m.room.message", sender, "{\"msgtype\":\"m.text\",\"body\":\"" + text + "\"}", "");
    }

    private static String sync(String events) {
        return "{\"next_batch\":\"s2\",\"rooms\":{\"join\":{\"!r:ex.org\":{\"timeline\":{\"events\":[" + events
                + "]}}}}}";
    }

    private static Dialogue login() {
        return Dialogue.tcp(8008)
                .client(Web.request(
                        "POST",
                        CLIENT + "login",
                        "User-Agent: nheko/0.11.3\r\n",
                        "{\"type\":\"m.login.password\",\"identifier\":{\"type\":\"m.id.user\",\"user\":\"ann\"},"
                                + "\"password\":\"pw\"}"))
                .server(Web.ok("{\"user_id\":\"@ann:ex.org\",\"access_token\":\"syt_1\",\"device_id\":\"D\"}"));
    }

    private static final List<String> LOGIN = List.of(
            "service matrix certain [signature:matrix]",
            "credential @ann:ex.org cleartext Matrix m.login.password \"pw\"",
            "credential @ann:ex.org token Matrix access token \"syt_1\"",
            "session started @ann:ex.org \"nheko 0.11.3\" by Matrix m.login.password");

    private static void assertAfterLogin(List<String> wanted, Dialogue dialogue) {
        List<String> lines = dialogue.lines();
        assertEquals(LOGIN, lines.subList(0, LOGIN.size()));
        assertEquals(wanted, lines.subList(LOGIN.size(), lines.size()));
    }

    @Test
    void aMessageAndItsEcho() {
        String echo = event(
                "$1",
                "m.room.message",
                "@ann:ex.org",
                "{\"msgtype\":\"m.text\",\"body\":\"hi\"}",
                ",\"unsigned\":{\"transaction_id\":\"t1\"}");
        Dialogue dialogue = login();
        for (int again = 0; again < 2; again++)
            dialogue.client(call(
                            "PUT",
                            "rooms/" + ROOM + "/send/m.room.message/t1",
                            "{\"msgtype\":\"m.text\",\"body\":\"hi\"}"))
                    .server(Web.ok("{\"event_id\":\"$1\"}"));
        dialogue.client(call("GET", "sync?since=s1", ""))
                .server(Web.ok(sync(echo + "," + said("$2", "@ben:ex.org", "hello ann"))))
                .client(call("GET", "sync?since=s1", ""))
                .server(Web.ok(sync(said("$2", "@ben:ex.org", "hello ann"))));
        assertAfterLogin(
                List.of(
                        "message room sent @ann:ex.org -> !r:ex.org \"hi\"",
                        "message room echo @ann:ex.org -> !r:ex.org \"hi\"",
                        "message room delivered @ben:ex.org -> !r:ex.org \"hello ann\""),
                dialogue);
    }

    /// The first sync, and pages of what was said before.
    @Test
    void history() {
        assertAfterLogin(
                List.of(
                        "message history delivered @ben:ex.org -> !r:ex.org \"before\"",
                        "message history delivered @ben:ex.org -> !r:ex.org \"long\"",
                        "message history delivered @ben:ex.org -> !r:ex.org \"long ago\""),
                login().client(call("GET", "sync", ""))
                        .server(Web.ok(sync(said("$9", "@ben:ex.org", "before"))))
                        .client(call("GET", "rooms/" + ROOM + "/messages?dir=b&limit=2", ""))
                        .server(Web.ok("{\"chunk\":[" + said("$8", "@ben:ex.org", "long ago") + ","
                                + said("$7", "@ben:ex.org", "long") + "]}")));
    }

    /// Each kind of content, and what is said of it.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "m.room.message|{\"msgtype\":\"m.emote\",\"body\":\"waves\"}|message action sent @ann:ex.org -> !r:ex.org \"waves\"",
                "m.room.message|{\"msgtype\":\"m.notice\",\"body\":\"beep\"}|message notice sent @ann:ex.org -> !r:ex.org \"beep\"",
                "m.room.message|{\"msgtype\":\"m.text\",\"body\":\"> <@b:x> old\\n\\nnew\",\"m.relates_to\":{\"m.in_reply_to\":{\"event_id\":\"$0\"}}}|message room sent @ann:ex.org -> !r:ex.org \"new\"",
                "m.room.message|{\"msgtype\":\"m.text\",\"body\":\"* b\",\"m.new_content\":{\"msgtype\":\"m.text\",\"body\":\"b\"},\"m.relates_to\":{\"rel_type\":\"m.replace\",\"event_id\":\"$0\"}}|message room sent @ann:ex.org -> !r:ex.org \"b\"",
                "m.room.encrypted|{\"algorithm\":\"m.megolm.v1.aes-sha2\",\"ciphertext\":\"AwgA\"}|message room sent @ann:ex.org -> !r:ex.org megolm 4 bytes",
                "m.reaction|{\"m.relates_to\":{\"rel_type\":\"m.annotation\",\"event_id\":\"$0\",\"key\":\"+1\"}}|message reaction sent @ann:ex.org -> !r:ex.org \"+1\"",
                "m.room.message|{\"msgtype\":\"m.file\",\"body\":\"q3.xls\",\"url\":\"mxc://ex.org/a\",\"info\":{\"size\":9}}|file offered @ann:ex.org ->  \"q3.xls\" 9",
            })
    void contents(String type, String content, String line) {
        assertAfterLogin(
                List.of(line), login().client(call("PUT", "rooms/" + ROOM + "/send/" + type + "/t1", content)));
    }

    @Test
    void filesAreRecovered() {
        String abc = "900150983cd24fb0d6963f7d28e17f72"; // MD5 of "abc"
        assertAfterLogin(
                List.of(
                        "file complete @ann:ex.org ->  \"a b.txt\" 3 got 3 md5 " + abc,
                        "file offered @ann:ex.org ->  \"a b.txt\" -1",
                        "file complete @ann:ex.org ->  \"a b.txt\" 3 got 3 md5 " + abc),
                login().client(Web.request("POST", "/_matrix/media/v3/upload?filename=a+b.txt", BEARER, "abc"))
                        .server(Web.ok("{\"content_uri\":\"mxc://ex.org/a\"}"))
                        .client(call(
                                "PUT",
                                "rooms/" + ROOM + "/send/m.room.message/t1",
                                "{\"msgtype\":\"m.file\",\"body\":\"a b.txt\",\"url\":\"mxc://ex.org/a\"}"))
                        .server(Web.ok("{}"))
                        .client(Web.get("/_matrix/client/v1/media/download/ex.org/a"))
                        .server(Web.ok("abc")));
    }

    @Test
    void roomsAndPresence() {
        assertAfterLogin(
                List.of(
                        "room !n:ex.org @ann:ex.org created \"plans\"",
                        "room !n:ex.org @ben:ex.org invited",
                        "presence @ann:ex.org idle \"lunch\"",
                        "message typing sent @ann:ex.org -> !r:ex.org \"\"",
                        "room !r:ex.org @eve:ex.org kicked \"spam\"",
                        "room !r:ex.org @ben:ex.org joined"),
                login().client(call("POST", "createRoom", "{\"name\":\"plans\",\"invite\":[\"@ben:ex.org\"]}"))
                        .server(Web.ok("{\"room_id\":\"!n:ex.org\"}"))
                        .client(call(
                                "PUT",
                                "presence/@ann%3Aex.org/status",
                                "{\"presence\":\"unavailable\",\"status_msg\":\"lunch\"}"))
                        .server(Web.ok("{}"))
                        .client(call("PUT", "rooms/" + ROOM + "/typing/@ann:ex.org", "{\"typing\":true,\"timeout\":9}"))
                        .server(Web.ok("{}"))
                        .client(call(
                                "POST", "rooms/" + ROOM + "/kick", "{\"user_id\":\"@eve:ex.org\",\"reason\":\"spam\"}"))
                        .server(Web.ok("{}"))
                        .client(call("GET", "sync?since=s1", ""))
                        .server(Web.ok(sync(event(
                                "$5",
                                "m.room.member",
                                "@ben:ex.org",
                                "{\"membership\":\"join\"}",
                                ",\"state_key\":\"@ben:ex.org\"")))));
    }

    @Test
    void aRefusedLogin() {
        List<String> lines = Dialogue.tcp(8008)
                .client(Web.post(
                        "/_matrix/client/r0/login",
                        "{\"type\":\"m.login.password\",\"user\":\"@ann:ex.org\",\"password\":\"no\"}"))
                .server(Web.answer(403, "", "{\"errcode\":\"M_FORBIDDEN\",\"error\":\"Invalid password\"}"))
                .lines();
        assertEquals(
                List.of(
                        "service matrix certain [signature:matrix]",
                        "credential @ann:ex.org cleartext Matrix m.login.password \"no\"",
                        "session failed @ann:ex.org by Matrix m.login.password because Invalid password"),
                lines);
    }

    @Test
    void betweenServers() {
        List<String> lines = Dialogue.tcp(8448)
                .client(Web.request(
                        "PUT",
                        "/_matrix/federation/v1/send/1",
                        "",
                        "{\"origin\":\"a.org\",\"pdus\":[{\"type\":\"m.room.message\",\"sender\":\"@ann:a.org\","
                                + "\"room_id\":\"!r:b.org\",\"content\":{\"msgtype\":\"m.text\",\"body\":\"over\"}}],"
                                + "\"edus\":[{\"edu_type\":\"m.typing\",\"content\":{\"room_id\":\"!r:b.org\","
                                + "\"user_id\":\"@ann:a.org\",\"typing\":true}}]}"))
                .lines();
        assertEquals(
                List.of(
                        "service matrix certain [signature:matrix]",
                        "message room relayed @ann:a.org -> !r:b.org \"over\"",
                        "message typing delivered @ann:a.org -> !r:b.org \"\""),
                lines);
    }
}
