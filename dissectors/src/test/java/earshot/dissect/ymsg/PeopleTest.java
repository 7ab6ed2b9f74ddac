package earshot.dissect.ymsg;

import static earshot.dissect.ymsg.Wire.client;
import static earshot.dissect.ymsg.Wire.packet;
import static earshot.dissect.ymsg.Wire.server;
import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Contacts, presence, calls.
class PeopleTest {
    /// What is said after the client has named itself.
    private static List<String> said(Dialogue dialogue) {
        return dialogue.lines().stream()
                .filter(line -> !line.startsWith("service ") && !line.equals("presence ann online"))
                .toList();
    }

    private static Dialogue ann() {
        return Dialogue.tcp(5050).client(client(0x8a, "0", "ann"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, '', online",
        "0, 1, '', away",
        "1, , '', 'away \"Be Right Back\"'",
        "2, , '', busy",
        "6, , '', 'away \"On The Phone\"'",
        "12, , '', invisible",
        "99, 0, humming, 'online \"humming\"'",
        "99, 1, at the dentist, 'away \"at the dentist\"'",
        "99, 2, zzz, 'idle \"zzz\"'",
        "999, , '', idle",
    })
    void statesOfABuddy(String status, String away, String text, String said) {
        byte[] packet = away == null
                ? server(0xc6, "7", "bob", "10", status, "19", text, "13", "1")
                : server(0xc6, "7", "bob", "10", status, "19", text, "47", away, "13", "1");
        assertEquals(List.of("presence bob " + said), said(ann().server(packet)));
    }

    @Test
    void manyInOnePacket() {
        assertEquals(
                List.of(
                        "presence bob online",
                        "presence carl away \"Out To Lunch\"",
                        "presence dora online client Yahoo! Messenger 9.0.0.2162",
                        "presence bob offline",
                        "presence ann away \"in a meeting\"",
                        "presence ann invisible"),
                said(ann().server(server(
                                0x01, "0", "ann", "1", "ann", "8", "2", "7", "bob", "10", "0", "11", "2A", "17", "0",
                                "13", "1", "7", "carl", "10", "8", "11", "2B", "17", "0", "13", "1"))
                        // The same again is no news.
                        .server(server(0x01, "7", "bob", "10", "0", "13", "1"))
                        .server(server(
                                0xf0, "302", "315", "300", "315", "7", "dora", "10", "0", "13", "1", "244", "4194239",
                                "301", "315", "303", "315"))
                        .server(server(0x02, "7", "bob", "10", "0", "13", "0"))
                        .client(client(0xc6, "10", "99", "19", "in a meeting", "47", "1"))
                        .client(client(0xc5, "13", "2"))));
    }

    @Test
    void theListIsChanged() {
        assertEquals(
                List.of(
                        "contact ann added bob in [Friends]",
                        "contact carl added dora in [Work]",
                        "contact ann removed bob in [Friends]",
                        "contact ann blocked eve",
                        "contact ann allowed eve",
                        "contact ann listed gil in [Work]",
                        "contact fay requested ann",
                        "contact hal requested ann",
                        "contact ann allowed hal"),
                said(ann().client(client(0x83, "1", "ann", "7", "bob", "65", "Friends", "14", "", "97", "1"))
                        .server(server(0x83, "1", "ann", "66", "0", "7", "bob", "65", "Friends"))
                        // An answer to a request that was not captured, and a refusal.
                        .server(server(0x83, "1", "carl", "66", "0", "7", "dora", "65", "Work"))
                        .server(server(0x83, "1", "carl", "66", "3", "7", "nobody", "65", "Work"))
                        .client(client(0x84, "1", "ann", "7", "bob", "65", "Friends"))
                        .client(client(0x85, "1", "ann", "7", "eve", "13", "1"))
                        .client(client(0x85, "1", "ann", "7", "eve", "13", "2"))
                        .client(client(
                                0xe7, "1", "ann", "302", "240", "300", "240", "7", "gil", "224", "Friends", "264",
                                "Work", "301", "240", "303", "240"))
                        .server(packet(0, 0x0f, 3, "1", "ann", "3", "fay", "14", "it is me"))
                        .server(server(0xd6, "4", "hal", "5", "ann", "216", "Hal", "254", "Holt", "14", "may I"))
                        .client(client(0xd6, "1", "ann", "5", "hal", "13", "1"))));
    }

    /// A list of lines may be cut anywhere, names included.
    @Test
    void aListInPieces() {
        assertEquals(
                List.of(
                        "contact ann listed bob in [Friends]",
                        "contact ann listed carl in [Friends]",
                        "contact ann listed dora in [Work: old]",
                        "contact ann blocked eve"),
                said(ann().server(packet(0, 0x55, 5, "87", "Friends:bob,ca"))
                        .server(packet(0, 0x55, 5, "87", "rl\nWork: old:do", "88", "e"))
                        .server(packet(0, 0x55, 0, "87", "ra\n", "88", "ve", "89", "ann"))));
    }

    /// After lost bytes the first name may be half of one.
    @Test
    void aListWithoutItsBeginning() {
        assertEquals(
                List.of("contact ann listed dora in [Work]"),
                said(ann().serverGap(40).server(packet(0, 0x55, 0, "87", "rl\nWork:dora\n", "88", "ve"))).stream()
                        .filter(line -> line.startsWith("contact"))
                        .toList());
        assertEquals(
                List.of("contact ann listed gus"),
                said(ann().serverGap(40)
                                .server(server(0xf1, "7", "fay", "301", "319", "300", "319", "7", "gus", "301", "319")))
                        .stream()
                        .filter(line -> line.startsWith("contact"))
                        .toList());
    }

    @Test
    void callsAreAnnounced() {
        assertEquals(
                List.of(
                        "call ann -> bob webcam offered",
                        "call bob -> ann webcam accepted",
                        "call ann -> bob webcam requested",
                        "call bob -> ann voice offered"),
                said(ann().client(client(0x4b, "49", "WEBCAMINVITE", "14", " ", "13", "0", "1", "ann", "5", "bob"))
                        .server(server(0x4b, "49", "WEBCAMINVITE", "14", "ok", "13", "1", "4", "bob", "5", "ann"))
                        .client(client(0x50, "1", "ann", "5", "bob"))
                        .server(server(0x4a, "4", "bob", "5", "ann", "13", "1"))));
    }
}
