package earshot.dissect.oscar;

import static earshot.dissect.oscar.Wire.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.dissect.oscar.oft.Oft;
import earshot.kit.Dialogue;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// ICBM channel 2: everything that is proposed, cancelled and accepted. Files themselves are in `OftTest`.
class RendezvousTest {
    private static final byte[] CHAT = hex("748f2420 6287 11d1 8222 444553540000");

    private static Dialogue ann() {
        return Dialogue.tcp(5190).with(new Oscar(), new Oft()).client(logon()).server(welcome("ann"));
    }

    private static List<String> lines(Dialogue dialogue) {
        return dialogue.lines().stream()
                .filter(line -> !line.startsWith("service") && !line.startsWith("session"))
                .filter(line -> !line.equals("presence ann online"))
                .toList();
    }

    private static byte[] from(String who, int act, byte[] capability, byte[]... tlvs) {
        return rendezvous(Snac.MESSAGE_IN, user(who), act, capability, tlvs);
    }

    /// 04/06 to bob: gone.scr, 38,912 bytes, 10.0.0.5:5190, with the addresses XORed beside (TLV 16, 17).
    @Test
    void aFileIsOffered() {
        String sendFile = """
                2a02000d00790004000600000000000c3131313131313131000203626f620005
                005d00003131313131313131094613434c7f11d18222444553540000000a0002
                0001000f0000000200040a00000500160004f5fffffa000300040a0000050005
                0002144600170002ebb9271100110001000100009800676f6e652e73637200""";
        assertEquals(List.of("file offered ann -> bob \"gone.scr\" 38912"), lines(ann().clientHex(sendFile)));
    }

    @Test
    void aNameThatClimbsIsSaidAtOnce() {
        byte[] data = tlv(0x2711, u16(1), u16(1), u32(9), ascii("..\\..\\x.exe\0"));
        assertEquals(
                List.of("anomaly path-in-file-name \"..\\..\\x.exe\"", "file offered bob -> ann \"..\\..\\x.exe\" 9"),
                lines(ann().server(from("bob", 0, capability(0x1343), data))));
    }

    /// 04/06 to bob: "join us" to room !aol://2719:10-4-lounge, exchange 4.
    @Test
    void anInvitationToARoom() {
        String invitation = """
                2a020013006b000400060000000000103131313131313131000203626f620005
                004f00003131313131313131748f2420628711d18222444553540000000a0002
                0001000f0000000c00076a6f696e2075732711001c00041721616f6c3a2f2f32
                3731393a31302d342d6c6f756e67650000""";
        assertEquals(List.of("room lounge bob invited \"join us\""), lines(ann().clientHex(invitation)));
    }

    @Test
    void roomNamesComeOutOfTheirCookies() {
        assertEquals("stage crew", Chat.name("4-0-stage crew"));
        assertEquals("a-b-c", Chat.name("!aol://2719:10-4-a-b-c"));
        assertEquals("anything", Chat.name("anything"));
        byte[] data = tlv(0x2711, u16(4), s8("4-0-stage crew"), u16(0));
        assertEquals(List.of("room stage crew ann invited"), lines(ann().server(from("bob", 0, CHAT, data))));
    }

    @Test
    void contactsAreHandedOver() {
        byte[] data = tlv(0x2711, s16("Work"), u16(2), s16("carol"), s16("dan"), s16(""), u16(1), s16("eve"));
        assertEquals(
                List.of(
                        "contact bob listed carol in [Work]",
                        "contact bob listed dan in [Work]",
                        "contact bob listed eve"),
                lines(ann().server(from("bob", 0, capability(0x134b), data))));
    }

    @Test
    void callsAreOfferedAndAnswered() {
        byte[] video = capability(0x0101);
        assertEquals(
                List.of(
                        "call bob -> ann voice offered",
                        "call bob -> ann video offered",
                        "call ann -> bob video accepted",
                        "call bob -> ann video ended"),
                lines(ann().server(from("bob", 0, capability(0x1341)))
                        .server(from("bob", 0, video))
                        .client(rendezvous(Snac.MESSAGE_OUT, s8("bob"), 2, video))
                        .server(from("bob", 1, video))));
    }

    @Test
    void secureImIsAMessageThatCannotBeRead() {
        byte[] trillian = hex("f2e7c7f4 fead 4dfb b235 36798bdf0000");
        assertEquals(
                List.of("message chat delivered bob -> ann trillian-secureim 40 bytes"),
                lines(ann().server(from("bob", 0, trillian, tlv(0x3e7, u16(0)))) // keys first
                        .server(from("bob", 0, trillian, tlv(0x3e7, u16(3)), tlv(0x3e9, new byte[40])))));
    }

    @Test
    void invitationsThatOverflowedTheClient() {
        byte[] data = tlv(0x2711, new byte[1200]);
        assertEquals(
                List.of("anomaly oversized-invitation \"game or add-in invitation of 1200 bytes\""),
                lines(ann().server(from("bob", 0, capability(0x134a), data))));
    }

    @Test
    void directImIsReadWithTheAccountsThatTheServerVouchesFor() {
        byte[] proposal = from("bob", 0, capability(0x1345), tlv(2, hex("c0000203")), tlv(5, u16(4443)));
        byte[] text = join(
                ascii("ODC2"),
                u16(76),
                u16(1),
                u16(6),
                u16(0),
                COOKIE,
                new byte[8],
                u32(2),
                new byte[12], // charset, flags
                Arrays.copyOf(ascii("mallory"), 32),
                ascii("hi"));
        Dialogue direct = Dialogue.tcp(4443)
                .clientPort(40_001)
                .between(Dialogue.CLIENT, 0xc0000203)
                .server(text);
        assertEquals(
                List.of(
                        "anomaly sender-mismatch \"agreed with bob, who calls himself mallory\"",
                        "message chat sent bob -> ann \"hi\""),
                lines(ann().server(proposal).then(direct)));
    }

    @Test
    void aRendezvousCutShortSaysNothing() {
        byte[] whole = from("bob", 0, CHAT, tlv(0x2711, u16(4), s8("4-0-x"), u16(0)));
        byte[] cut = Arrays.copyOf(whole, whole.length - 3);
        cut[5] = (byte) (cut[5] - 3);
        assertEquals(
                1,
                lines(ann().server(cut)).stream()
                        .filter(l -> l.startsWith("anomaly"))
                        .count());
        assertEquals(
                0,
                lines(ann().server(cut)).stream()
                        .filter(l -> l.startsWith("room"))
                        .count());
    }
}
