package earshot.dissect.icq;

import static earshot.dissect.icq.Wire.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IcqTest {
    private static final String SERVICE = "service icq certain [signature:icq]";

    private static Dialogue udp() {
        return Dialogue.udp(4000);
    }

    private static List<String> lines(Dialogue dialogue) {
        List<String> lines = new ArrayList<>(dialogue.lines());
        assertEquals(SERVICE, lines.removeFirst());
        return lines;
    }

    /// What a client says in version 5.
    private static List<String> said(int command, Wire body) {
        return lines(udp().client(five(command, 7, body.bytes())));
    }

    private static List<String> answered(int command, Wire body) {
        return lines(udp().server(fiveFromServer(command, 7).raw(body.bytes()).bytes()));
    }

    /// The worked examples of the fact sheet: the login of 123456 with the password `secret` in all versions.
    @ParameterizedTest
    @CsvSource({
        "v5, reversible, 05000000000040e201006acf6422c99a6b7a32993ee3c04550fa88a2f03f2999"
                + "573056fc33426ced50e5f798503a109955342d99503031995030139950302f9951300a9950300e995030",
        "v4, cleartext, 0400f7b3d0da2ba2d1dac2a19038c2a16233ff04a00f00000700736563726574"
                + "00720000000a00000504000000000300000000000000",
        "v3, cleartext, 0300e8030100020040e2010000000000b609000007007365637265740002007a"
                + "000a0000050400010000020000000000000003007a00",
        "v2, cleartext, 0200e803010040e20100a00f0000070073656372657400780000000a00000504"
                + "0000000002000000000000000000",
    })
    void logins(String version, String form, String hex) {
        assertEquals(
                List.of("credential 123456 " + form + " ICQ " + version + " login \"secret\""),
                lines(udp().clientHex(hex)));
    }

    @Test
    void messagesOfTheSheet() {
        assertEquals(
                List.of("message chat sent 123456 -> 654321 \"hello\""),
                lines(udp().clientHex(
                                "05000000000040e201009a0f3990ff5831c8015a3ee3c045fc79eb590c82ff59" + "65e799356282")));
        assertEquals(
                List.of("message chat delivered 654321 -> 123456 \"hey\""),
                lines(udp().serverHex("0500007856341204010700030040e2010000000000f1fb090001000400686579" + "00")));
    }

    @Test
    void aSession() {
        Dialogue dialogue = udp().client(five(
                        0x03e8,
                        1,
                        wire().u32(0x3b9aca00)
                                .u32(5000)
                                .text("secret")
                                .u32(0xd5)
                                .hex("0a000005")
                                .u8(4)
                                .u32(1)
                                .u32(6)
                                .bytes()))
                .server(fiveFromServer(0x000a, 1).bytes())
                .server(fiveFromServer(0x005a, 2)
                        .hex("8c000000 3200 3c00 0a00 0500 0a000005 00000000")
                        .bytes())
                .client(five(0x000a, 2, wire().u32(1).bytes()))
                .client(five(0x0406, 3, wire().u8(2).u32(BOB).u32(777_777).bytes()))
                .client(five(0x06ae, 4, wire().u8(1).u32(BOB).bytes()))
                .client(five(0x06a4, 5, wire().u8(1).u32(888_888).bytes()))
                .server(fiveFromServer(0x006e, 6)
                        .u32(BOB)
                        .hex("c0000209")
                        .u32(5001)
                        .hex("c0000209")
                        .u8(4)
                        .u32(0)
                        .u32(6)
                        .bytes())
                .client(five(0x04d8, 7, wire().u32(0).bytes()))
                .client(five(0x053c, 8, wire().u32(999_999).bytes()))
                .server(fiveFromServer(0x0078, 9).u32(BOB).bytes())
                .client(five(
                        0x0438, 10, wire().text("B_USER_DISCONNECTED").u16(5).bytes()));
        assertEquals(
                List.of(
                        "credential 123456 reversible ICQ v5 login \"secret\"",
                        "session started 123456 by ICQ password",
                        "presence 123456 away",
                        "contact 123456 listed 654321",
                        "contact 123456 listed 777777",
                        "contact 123456 allowed 654321",
                        "contact 123456 blocked 888888",
                        "presence 654321 online",
                        "presence 123456 online",
                        "contact 123456 added 999999",
                        "presence 654321 offline",
                        "session ended 123456"),
                lines(dialogue));
    }

    @Test
    void aRefusedLogin() {
        Dialogue dialogue = udp().client(two(0x03e8, 1).u32(0).text("wrong").bytes())
                .server(twoFromServer(0x0064, 1).bytes());
        assertEquals(
                List.of(
                        "credential 123456 cleartext ICQ v2 login \"wrong\"",
                        "session failed 123456 by ICQ password because bad-name-or-password"),
                lines(dialogue));
    }

    @Test
    void registrationAndChangesOfPassword() {
        List<String> lines = lines(udp().client(
                        wire().u16(2).u16(0x03fc).u16(1).u32(0).text("newpass").bytes())
                .client(two(0x049c, 2).u16(1).text("other").bytes()));
        assertEquals(
                List.of(
                        "credential ?192.0.2.1 cleartext ICQ registration \"newpass\"",
                        "identity ?192.0.2.1 named 123456",
                        "credential 123456 cleartext password change (new) \"other\""),
                lines);
        assertEquals(
                List.of("credential 123456 reversible password change (new) \"third\""),
                said(0x064a, wire().u16(0x042e).text("third")));
    }

    @Test
    void typedMessages() {
        assertEquals(
                List.of("message chat sent 123456 -> 654321 \"a page\nhttp://a.example\""),
                said(0x010e, wire().u32(BOB).u16(4).text("a page\u00fehttp://a.example")));
        assertEquals(
                List.of("message chat sent 123456 -> 654321 \"777777 Eva\n888888 Dan\""),
                said(0x010e, wire().u32(BOB).u16(0x13).text("2\u00fe777777\u00feEva\u00fe888888\u00feDan\u00fe")));
        assertEquals(
                List.of("contact 123456 requested 654321", "message system sent 123456 -> 654321 \"please\""),
                said(0x010e, wire().u32(BOB).u16(6).text("ann\u00feA\u00feB\u00fea@b.example\u00fe1\u00feplease")));
        assertEquals(
                List.of("contact 654321 allowed 123456"),
                answered(0x0104, wire().u32(BOB).u16(8).text("")));
        assertEquals(
                List.of("contact 654321 added 123456"),
                answered(0x0104, wire().u32(BOB).u16(0x0c).text("bob\u00feB\u00feC\u00feb@c.example\u00fe0")));
        assertEquals(
                List.of("message chat delivered carl@d.example -> 123456 \"call me\""),
                answered(
                        0x0104,
                        wire().u32(10_000).u16(0x0d).text("Carl\u00fe\u00fe\u00fecarl@d.example\u00fe3\u00fecall me")));
        // The top bit: sent to several at once.
        assertEquals(
                List.of("message chat sent 123456 -> 654321 \"all of you\""),
                said(0x010e, wire().u32(BOB).u16(0x8001).text("all of you")));
    }

    /// The person's own words stand fifth where there is no flag before them.
    @Test
    void requestsOfOlderPrograms() {
        assertEquals(
                List.of("contact 123456 requested 654321", "message system sent 123456 -> 654321 \"please\""),
                said(0x010e, wire().u32(BOB).u16(6).text("ann\u00feA\u00feB\u00fea@b.example\u00feplease")));
    }

    @Test
    void listsAreChanged() {
        assertEquals(
                List.of("contact 123456 blocked 654321"),
                said(0x06b8, wire().u32(BOB).u8(1).u8(1)));
        assertEquals(
                List.of("contact 123456 removed 654321 in [permit]"),
                said(0x06b8, wire().u32(BOB).u8(2).u8(0)));
        assertEquals(
                List.of("contact 123456 allowed 654321"),
                said(0x06b8, wire().u8(1).u32(BOB)));
    }

    /// With and without the number of whom the answer is about.
    @Test
    void detailsOfSomebody() {
        Wire card = wire().text("bob").text("Bob").text("Smith").text("b@c.example");
        Dialogue asked =
                udp().client(five(0x064a, 1, wire().u16(0x04b0).u32(BOB).bytes()));
        List<String> expected = List.of(
                "lookup 123456 about 654321 \"asks for details\"",
                "lookup 123456 about 654321 \"bob Bob Smith b@c.example\"");
        assertEquals(
                expected,
                lines(asked.server(fiveFromServer(0x03de, 2)
                        .u16(0x00c8)
                        .u8(10)
                        .raw(card.bytes())
                        .bytes())));
        assertEquals(
                List.of("message chat delivered 777777 -> 123456 \"x\"", expected.getLast()),
                lines(udp().server(fiveFromServer(0x0104, 1)
                                .u32(777_777)
                                .u16(1)
                                .text("x")
                                .bytes())
                        .server(fiveFromServer(0x03de, 2)
                                .u16(0x019a)
                                .u8(10)
                                .u32(BOB)
                                .raw(card.bytes())
                                .bytes())));
    }

    /// 24 December 1999, 18:30.
    @Test
    void storedMessages() {
        var message = (earshot.event.ImEvent.Message) udp().server(fiveFromServer(0x00dc, 1)
                        .u32(BOB)
                        .u16(1999)
                        .u8(12)
                        .u8(24)
                        .u8(18)
                        .u8(30)
                        .u16(1)
                        .text("merry")
                        .bytes())
                .events()
                .getLast();
        assertEquals("message offline delivered 654321 -> 123456 \"merry\"", earshot.kit.Lines.of(message));
        assertEquals(946_060_200L, message.statedTime() / 1_000_000_000L);
    }

    @Test
    void severalPacketsInOne() {
        byte[] one = fiveFromServer(0x0104, 2).u32(BOB).u16(1).text("one").bytes();
        byte[] two = fiveFromServer(0x0104, 3).u32(BOB).u16(1).text("two").bytes();
        Wire several = wire().u8(2).u16(one.length).raw(one).u16(two.length).raw(two);
        Dialogue dialogue = udp().server(
                        fiveFromServer(0x0104, 1).u32(BOB).u16(1).text("zero").bytes())
                .server(fiveFromServer(0x0212, 1).raw(several.bytes()).bytes());
        assertEquals(
                List.of(
                        "message chat delivered 654321 -> 123456 \"zero\"",
                        "message chat delivered 654321 -> 123456 \"one\"",
                        "message chat delivered 654321 -> 123456 \"two\""),
                lines(dialogue));
    }

    @Test
    void aRepeatedPacketIsOneMessage() {
        byte[] packet = five(0x010e, 9, wire().u32(BOB).u16(1).text("hi").bytes());
        byte[] again = five(0x010e, 10, wire().u32(BOB).u16(1).text("hi").bytes());
        assertEquals(
                List.of("message chat sent 123456 -> 654321 \"hi\"", "message chat sent 123456 -> 654321 \"hi\""),
                lines(udp().client(packet).client(packet).client(again)));
    }

    @Test
    void theSendersCharset() {
        assertEquals(
                List.of("message chat sent 123456 -> 654321 \"Привет, как дела? Все хорошо\""),
                said(
                        0x010e,
                        wire().u32(BOB).u16(1).text("Привет, как дела? Все хорошо", Charset.forName("windows-1251"))));
    }

    @Test
    void anotherNumberOnTheSameFlowIsSaid() {
        List<String> lines =
                lines(udp().client(two(0x010e, 1).u32(BOB).u16(1).text("a").bytes())
                        .client(wire().u16(2)
                                .u16(0x010e)
                                .u16(2)
                                .u32(777_777)
                                .u32(BOB)
                                .u16(1)
                                .text("b")
                                .bytes()));
        assertEquals(
                List.of(
                        "message chat sent 123456 -> 654321 \"a\"",
                        "anomaly sender-changed \"packets of 123456, then of 777777\"",
                        "message chat sent 777777 -> 654321 \"b\""),
                lines);
    }

    /// The server's packet is seen first, so that it is taken for the client.
    @Test
    void whoIsTheClientThePacketsTell() {
        assertEquals(
                List.of("message chat delivered 654321 -> 123456 \"hey\"", "message chat sent 123456 -> 654321 \"hi\""),
                lines(udp().client(fiveFromServer(0x0104, 1)
                                .u32(BOB)
                                .u16(1)
                                .text("hey")
                                .bytes())
                        .server(five(
                                0x010e, 1, wire().u32(BOB).u16(1).text("hi").bytes()))));
    }

    @ParameterizedTest
    @CsvSource({
        // RADIUS: an access request, and an accept.
        "01 2a 00 14 00112233445566778899aabbccddeeff",
        "02 2a 00 14 00112233445566778899aabbccddeeff",
        // Version 2, a keep-alive: only ten bytes that agree.
        "0200 2e04 0100 40e20100",
        // Version 3, a message whose text is longer than the packet.
        "0300 0e01 0100 0100 40e20100 00000000 f1fb0900 0100 9000 6869 00",
        // Version 5, an unknown command, and a number that nobody has.
        "0500 00 78563412 0505 0700 0300 40e20100 00000000",
        "0500 00 78563412 0401 0700 0300 00000000 00000000 f1fb0900 0100 0400 68657900",
    })
    void otherDatagramsAreNotIcq(String hex) {
        assertEquals(List.of(), udp().clientHex(hex).lines());
    }
}
