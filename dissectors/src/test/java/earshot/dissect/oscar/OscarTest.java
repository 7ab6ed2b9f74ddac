package earshot.dissect.oscar;

import static earshot.dissect.oscar.Wire.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Messages, presence, contacts and rooms, each from the bytes of a small connection.
class OscarTest {
    /// A main connection of `ann`, up to her name; what it says about that alone is left out by [#lines].
    private static Dialogue ann() {
        return Dialogue.tcp(5190).with(new Oscar()).client(logon()).server(welcome("ann"));
    }

    private static List<String> lines(Dialogue dialogue) {
        return dialogue.lines().stream()
                .filter(line -> !line.startsWith("service") && !line.startsWith("session"))
                .filter(line -> !line.equals("presence ann online"))
                .toList();
    }

    private static byte[] u(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theSenderIsTheAccountOfTheConnection() {
        assertEquals(
                List.of("message chat sent ann -> bob \"hi bob\"", "message chat delivered Bob -> ann \"hi ann\""),
                lines(ann().client(send("bob", said("hi bob"))).server(receive("Bob", said("hi ann")))));
    }

    @Test
    void aimTextIsHtml() {
        assertEquals(
                List.of(
                        "message chat delivered Bob -> ann \"a < b\n<again>\"",
                        "message chat sent ann -> bob \"no tags & yet >\""),
                lines(ann().server(receive("Bob", said("<HTML><BODY>a &lt; b<BR><again></BODY></HTML>")))
                        .client(send("bob", said("no tags &amp; yet &gt;")))));
    }

    @Test
    void icqTextIsPlainUnlessItIsAWholeDocument() {
        assertEquals(
                List.of(
                        "message chat delivered 123456 -> ann \"<b>&lt;</b>\"",
                        "message chat delivered 123456 -> ann \"hi\""),
                lines(ann().server(receive("123456", said("<b>&lt;</b>")))
                        .server(receive("123456", said("<HTML><BODY>hi</BODY></HTML>")))));
    }

    @Test
    void charsetsAreReadAsStatedOrByEvidence() {
        byte[] twice = tlv(2, hex("01 01 0007 0000 0000 616263  01 01 0006 0002 0000 20ac"));
        assertEquals(
                List.of(
                        "message chat delivered bob -> ann \"Привет\"",
                        "message chat delivered bob -> ann \"Tür\"",
                        "message chat delivered bob -> ann \"Tür\"",
                        "message chat delivered bob -> ann \"Tür\"",
                        "message chat delivered bob -> ann \"abc€\""),
                lines(ann().server(receive("bob", said("Привет", 2, StandardCharsets.UTF_16BE)))
                        .server(receive("bob", said("Tür", 3, StandardCharsets.ISO_8859_1)))
                        .server(receive("bob", said("Tür", 0, StandardCharsets.UTF_8)))
                        .server(receive("bob", said("Tür", 0x0d, StandardCharsets.UTF_8)))
                        .server(receive("bob", twice))));
    }

    @Test
    void anIcqSpeakersCodePageIsFoundOut() {
        Charset cyrillic = Charset.forName("windows-1251");
        String said = "завтра встречаемся у метро в семь часов";
        assertEquals(
                List.of("message chat delivered 123456 -> ann \"" + said + "\""),
                lines(ann().server(receive("123456", said(said, 3, cyrillic)))));
    }

    @Test
    void automaticAndStoredMessages() {
        byte[] lastYear = tlv(0x16, u32(1_670_000_000L)), store = tlv(6), automatic = tlv(4);
        byte[] now = tlv(0x16, u32(1_700_000_000L));
        assertEquals(
                List.of(
                        "message auto delivered bob -> ann \"not here\"",
                        "message offline delivered bob -> ann \"while you were out\"",
                        "message chat delivered bob -> ann \"now\"",
                        "message chat delivered bob -> ann \"kept if need be\""),
                lines(ann().server(receive("bob", said("not here"), automatic))
                        .server(receive("bob", said("while you were out"), lastYear))
                        .server(receive("bob", said("now"), now))
                        .server(receive("bob", said("kept if need be"), store))));
    }

    @Test
    void ciphertextIsNoText() {
        assertEquals(
                List.of("message chat delivered bob -> ann otr 31 bytes"),
                lines(ann().server(receive("bob", said("<HTML>?OTR:AAMDabcdefgh.</HTML>")))));
    }

    @Test
    void typingIsSaidWhenItBegins() {
        byte[] zero = new byte[8];
        assertEquals(
                List.of("message typing sent ann -> bob \"\"", "message typing delivered bob -> ann \"\""),
                lines(ann().client(snac(Snac.TYPING, zero, u16(1), s8("bob"), u16(2)))
                        .client(snac(Snac.TYPING, zero, u16(1), s8("bob"), u16(1)))
                        .server(snac(Snac.TYPING, zero, u16(1), s8("bob"), u16(2)))
                        .server(snac(Snac.TYPING, zero, u16(1), s8("bob"), u16(0)))));
    }

    @Test
    void refusalsAreNoMessages() {
        assertEquals(
                List.of(
                        "message chat sent ann -> ghost \"hi\"",
                        "anomaly message-refused \"to ghost: the reader is not signed on\"",
                        "anomaly messages-missed \"3 from bob on channel 1: too fast\""),
                lines(ann().client(send("ghost", said("hi")))
                        .server(snac(Snac.ICBM_ERROR, u16(4)))
                        .server(snac(Snac.MISSED, u16(1), user("bob"), u16(3), u16(2)))));
    }

    @Test
    void presenceOfSeveralUsersInOneSnac() {
        byte[] away = user("bob", tlv(1, u16(0x30))), idle = user("cid", tlv(1, u16(0x10)), tlv(4, u16(5)));
        byte[] busy = user("123456", tlv(6, u32(0x0000_0013)));
        byte[] lunch = user("123457", tlv(1, u16(0x50)), tlv(6, u32(0x1000_2001)));
        assertEquals(
                List.of(
                        "presence bob away",
                        "presence cid idle",
                        "presence 123456 busy",
                        "presence 123457 away",
                        "presence bob offline"),
                lines(ann().server(snac(Snac.ARRIVED, away, idle, busy, lunch))
                        .server(snac(Snac.ARRIVED, away)) // the same again
                        .server(snac(Snac.LEFT, user("bob", tlv(1, u16(0)))))));
    }

    @Test
    void statusTextAndClientComeWithThePresence() {
        // TLV 1D: u16 type 2, u8 flags 4, u8 length, s16 text, u16 no charset
        byte[] status = tlv(0x1d, hex("0002 04 09"), s16("at l "), u16(0));
        byte[] miranda = tlv(0x0d, ascii("MirandaM"), hex("0008 0105 8000 0102"));
        assertEquals(
                List.of("presence bob online \"at l \" client Miranda IM 0.8.1.5"),
                lines(ann().server(snac(Snac.ARRIVED, user("bob", status, miranda)))));
    }

    @Test
    void awayTextsAndProfiles() {
        byte[] html = ascii("text/aolrtf; charset=\"us-ascii\""), wide = ascii("text/aolrtf; charset=\"unicode-2-0\"");
        assertEquals(
                List.of(
                        "lookup ann about ann \"born in <Ulm>\"",
                        "presence ann away \"Mittag\"",
                        "lookup ann about bob \"über mich\"",
                        "presence bob away \"gone fishing\""),
                lines(ann().client(snac(
                                Snac.SET_INFO,
                                tlv(1, html),
                                tlv(2, ascii("<B>born in &lt;Ulm&gt;</B>")),
                                tlv(4, u(""))))
                        .client(snac(Snac.SET_INFO, tlv(3, wide), tlv(4, "Mittag".getBytes(StandardCharsets.UTF_16BE))))
                        .server(snac(
                                Snac.INFO,
                                user("bob", tlv(1, u16(0x20))),
                                tlv(1, html),
                                tlv(2, u("über mich")),
                                tlv(3, html),
                                tlv(4, ascii("gone fishing"))))));
    }

    @Test
    void ownStatusAndIdleness() {
        assertEquals(
                List.of("presence ann busy", "presence ann idle", "presence ann busy", "presence ann invisible"),
                lines(ann().client(snac(Snac.SET_STATUS, tlv(6, u32(0x1000_0011))))
                        .client(snac(Snac.IDLE, u32(600)))
                        .client(snac(Snac.IDLE, u32(0)))
                        .client(snac(Snac.SET_STATUS, tlv(6, u32(0x1000_0100))))));
    }

    @Test
    void aListKeptByTheClient() {
        assertEquals(
                List.of(
                        "contact ann listed bob",
                        "contact ann listed Carol C",
                        "contact ann added dan",
                        "contact ann removed bob",
                        "contact ann blocked eve",
                        "contact ann removed eve in [deny]",
                        "contact ann allowed bob"),
                lines(ann().client(snac(Snac.LIST_ADD, s8("bob"), s8("Carol C")))
                        .client(snac(Snac.READY))
                        .client(snac(Snac.LIST_ADD, s8("dan")))
                        .client(snac(Snac.LIST_REMOVE, s8("bob")))
                        .client(snac(Snac.DENY_ADD, s8("eve")))
                        .client(snac(Snac.DENY_REMOVE, s8("eve")))
                        .client(snac(Snac.PERMIT_ADD, s8("bob")))));
    }

    /// s16 name, u16 group, u16 item, u16 type, sized TLVs.
    private static byte[] item(String name, int group, int type, byte[]... tlvs) {
        byte[] whole = join(tlvs);
        return join(s16(name), u16(group), u16(1), u16(type), u16(whole.length), whole);
    }

    @Test
    void aListKeptByTheServerInParts() {
        byte[] buddies = item("bob", 1, 0, tlv(0x0131, ascii("Bobby")));
        byte[] rest = join(item("Friends", 1, 1), item("carol", 1, 0), item("mallory", 0, 3), item("dan", 0, 2));
        byte[] settings = join(item("", 0, 4, tlv(0xca, u8(1))), item("1", 0, 0x14));
        assertEquals(
                List.of(
                        "contact ann listed bob \"Bobby\" in [Friends]",
                        "contact ann listed carol in [Friends]",
                        "contact ann blocked mallory",
                        "contact ann allowed dan"),
                lines(ann().server(snac(Snac.LIST, 1, u8(0), u16(1), buddies))
                        .server(snac(Snac.LIST, u8(0), u16(6), rest, settings, u32(1_100_000_000)))));
    }

    @Test
    void changesToTheServersList() {
        assertEquals(
                List.of("contact ann added bob in [Work]", "contact ann removed bob in [Work]"),
                lines(ann().client(snac(Snac.ITEM_ADD, item("Work", 3, 1)))
                        .client(snac(Snac.ITEM_ADD, item("bob", 3, 0)))
                        .client(snac(Snac.ITEM_REMOVE, item("bob", 3, 0)))));
    }

    @Test
    void consentIsAskedForAndGiven() {
        assertEquals(
                List.of(
                        "contact ann requested 123456",
                        "message system sent ann -> 123456 \"let me in\"",
                        "contact 123456 allowed ann",
                        "contact 654321 requested ann",
                        "contact ann allowed 654321",
                        "contact 654321 added ann"),
                lines(ann().client(snac(Snac.ASK_FOR_CONSENT, s8("123456"), s16("let me in"), u16(0)))
                        .server(snac(Snac.CONSENTED, s8("123456"), u8(1), u16(0)))
                        .server(snac(Snac.ASKED_FOR_CONSENT, s8("654321"), u16(0), u16(0)))
                        .client(snac(Snac.CONSENT, s8("654321"), u8(1), u16(0)))
                        .server(snac(Snac.WAS_ADDED, s8("654321")))));
    }

    @Test
    void warningsAndRateLimits() {
        assertEquals(
                List.of(
                        "anomaly account-warned \"ann warned by bob, level now 20.0 %\"",
                        "anomaly rate-limited \"rate class 3\""),
                lines(ann().server(snac(Snac.WARNED, u16(200), user("bob")))
                        .server(snac(Snac.RATE_CHANGE, u16(1), u16(3)))
                        .server(snac(Snac.RATE_CHANGE, u16(3), u16(3)))));
    }

    @Test
    void aChatRoom() {
        byte[] words = tlv(5, tlv(1, ascii("hi &amp; all")), tlv(2, ascii("us-ascii")));
        byte[] mine = ascii("mine...."), others = ascii("others..");
        Dialogue room = Dialogue.tcp(5190)
                .with(new Oscar())
                .client(logon())
                .server(hello())
                .server(snac(Snac.ROOM_JOINED, user("ann"), user("bob")))
                .server(snac(
                        Snac.ROOM_INFO, u16(4), s8("4-0-lounge"), u16(0), u8(2), u16(1), tlv(0xd3, ascii("lounge"))))
                .client(snac(Snac.ROOM_OUT, mine, u16(3), tlv(1), tlv(6), words))
                .server(snac(Snac.ROOM_IN, mine, u16(3), tlv(3, user("ann")), tlv(1), words))
                .server(snac(Snac.ROOM_IN, others, u16(3), tlv(3, user("bob")), tlv(1), words))
                .server(snac(Snac.ROOM_JOINED, user("cid")))
                .server(snac(Snac.ROOM_LEFT, user("bob")));
        assertEquals(
                List.of(
                        "room lounge ann present",
                        "room lounge bob present",
                        "message room sent ?192.0.2.1 -> lounge \"hi & all\"",
                        "message room echo ann -> lounge (?192.0.2.1) \"hi & all\"",
                        "message room delivered bob -> lounge (?192.0.2.1) \"hi & all\"",
                        "room lounge cid joined",
                        "room lounge bob left"),
                lines(room));
    }

    @Test
    void aRoomWithoutNameIsALabelOfTheFlow() {
        byte[] words = tlv(5, tlv(1, ascii("hi")));
        assertEquals(
                List.of("room ?192.0.2.2 bob joined", "message room delivered bob -> ?192.0.2.2 (?192.0.2.1) \"hi\""),
                lines(Dialogue.tcp(5190)
                        .with(new Oscar())
                        .midStream()
                        .server(snac(Snac.ROOM_JOINED, user("bob")))
                        .server(snac(Snac.ROOM_IN, COOKIE, u16(3), tlv(3, user("bob")), words))));
    }

    @Test
    void aStructureCutShortSaysNothing() {
        byte[] whole = send("bob", said("hello"));
        for (int length = 16; length < whole.length; length++) {
            // The frame's own length is right, so that what is inside ends too early.
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            cut[4] = (byte) ((length - 6) >> 8);
            cut[5] = (byte) (length - 6);
            List<String> said = lines(ann().client(cut));
            assertEquals(
                    0, said.stream().filter(line -> line.startsWith("message")).count(), said.toString());
        }
    }

    @Test
    void anOverrunSaysWhichLengthLied() {
        byte[] lying = join(u16(2), u16(900), new byte[31]);
        assertEquals(
                List.of("anomaly tlv-overrun \"04/06: TLV 0x0002 says 900 bytes, 31 remain\""),
                lines(ann().client(send("bob", lying))));
    }

    @Test
    void aSnacFromTheWrongSideIsNotRead() {
        assertEquals(
                List.of("anomaly wrong-direction \"04/06 from the SERVER\""),
                lines(ann().server(send("bob", said("not yours to say")))));
    }
}
