package earshot.dissect.ymsg;

import static earshot.dissect.ymsg.Wire.client;
import static earshot.dissect.ymsg.Wire.server;
import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Conferences and chat rooms.
class YmsgRoomTest {
    private static List<String> said(Dialogue dialogue) {
        return dialogue.lines().stream()
                .filter(line -> line.startsWith("message ") || line.startsWith("room "))
                .toList();
    }

    @Test
    void aConferenceAsItsHostSeesIt() {
        assertEquals(
                List.of(
                        "room ann-7 ann joined",
                        "room ann-7 bob invited \"come in\"",
                        "room ann-7 carl invited \"come in\"",
                        "room ann-7 bob joined",
                        "message room sent ann -> ann-7 \"all here?\"",
                        "message room delivered bob -> ann-7 (ann) \"yes\"",
                        "room ann-7 dora invited \"you too\"",
                        "room ann-7 bob left",
                        "room ann-7 ann left"),
                said(Dialogue.tcp(5050)
                        .client(client(
                                0x18, "1", "ann", "50", "ann", "52", "bob", "52", "carl", "57", "ann-7", "58",
                                "come in", "97", "1", "13", "0"))
                        .server(server(0x19, "1", "ann", "57", "ann-7", "53", "bob"))
                        .client(client(0x1d, "1", "ann", "53", "bob", "57", "ann-7", "14", "all here?", "97", "1"))
                        .server(server(0x1d, "1", "ann", "3", "bob", "57", "ann-7", "14", "yes", "97", "1"))
                        .client(client(0x1c, "1", "ann", "51", "dora", "57", "ann-7", "58", "you too", "13", "0"))
                        .server(server(0x1a, "1", "ann", "54", "carl", "57", "ann-7", "14", "no thanks"))
                        .server(server(0x1b, "1", "ann", "56", "bob", "57", "ann-7"))
                        .client(client(0x1b, "1", "ann", "3", "bob", "57", "ann-7"))));
    }

    @Test
    void aConferenceAsAGuestSeesIt() {
        assertEquals(
                List.of(
                        "room ann-7 ann present",
                        "room ann-7 bob invited \"come in\"",
                        "room ann-7 carl invited \"come in\"",
                        "room ann-7 bob joined"),
                said(Dialogue.tcp(5050)
                        .client(client(0x4c))
                        .server(server(
                                0x18, "1", "bob", "57", "ann-7", "50", "ann", "58", "come in", "52", "carl", "53",
                                "ann"))
                        .client(client(0x19, "1", "bob", "3", "ann", "57", "ann-7"))));
    }

    /// A later guest; this server names those who are there as invited too.
    @Test
    void whoIsThereIsNotInvited() {
        assertEquals(
                List.of("room ann-7 ann present", "room ann-7 carl present", "room ann-7 bob invited \"you too\""),
                said(Dialogue.tcp(5050)
                        .client(client(0x4c))
                        .server(server(
                                0x1c, "1", "bob", "57", "ann-7", "50", "ann", "58", "you too", "52", "carl", "53",
                                "carl", "13", "0"))));
    }

    @Test
    void aChatRoom() {
        assertEquals(
                List.of(
                        "room Computers:1 ann joined",
                        "room Computers:1  topic \"bits & bytes\"",
                        "room Computers:1 bob present",
                        "room Computers:1 carl joined",
                        "message room sent ann -> Computers:1 \"hi all\"",
                        "message room delivered bob -> Computers:1 (ann) \"hi ann\"",
                        "message action delivered carl -> Computers:1 (ann) \"waves\"",
                        "room Computers:1 dora invited \"join us\"",
                        "room Computers:1 bob left",
                        "room Computers:1 ann left"),
                said(Dialogue.tcp(5050)
                        .client(client(0x96, "1", "ann", "109", "ann", "6", "abcde"))
                        .client(client(0x98, "1", "ann", "104", "Computers:1", "129", "1600326591", "62", "2"))
                        .server(server(
                                0x98,
                                "104",
                                "Computers:1",
                                "105",
                                "bits & bytes",
                                "108",
                                "2",
                                "109",
                                "ann",
                                "110",
                                "0",
                                "113",
                                "1024",
                                "109",
                                "bob",
                                "110",
                                "27",
                                "113",
                                "2048",
                                "142",
                                "Bonn"))
                        .server(server(0x98, "104", "Computers:1", "108", "1", "109", "carl", "110", "0"))
                        .client(client(0xa8, "1", "ann", "104", "Computers:1", "117", "hi all", "124", "1"))
                        .server(server(0xa8, "104", "Computers:1", "109", "bob", "117", "hi ann", "124", "1"))
                        .server(server(0xa8, "104", "Computers:1", "109", "carl", "117", "waves", "124", "2"))
                        .client(client(0x9d, "1", "ann", "118", "dora", "104", "Computers:1", "117", "join us"))
                        .server(server(0x9b, "104", "Computers:1", "109", "bob"))
                        .client(client(0xa0, "1", "ann", "1005", "12345678"))));
    }
}
