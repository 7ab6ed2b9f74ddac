package earshot.dissect.icq;

import static earshot.dissect.icq.Wire.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.kit.Dialogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// From client to client: Ann (123456) connects to Bob (654321).
class DirectTest {
    private static List<String> lines(Dialogue dialogue) {
        List<String> lines = new ArrayList<>(dialogue.lines());
        assertEquals("service icq certain [signature:icq-direct]", lines.removeFirst());
        return lines;
    }

    private static Dialogue opened() {
        return Dialogue.tcp(5001).client(hello());
    }

    @Test
    void messagesAndAnswers() {
        byte[] ack = framed(wire().u32(BOB)
                .u16(3)
                .u16(0x07da)
                .u16(0)
                .u32(BOB)
                .u16(0xe8)
                .text("at lunch")
                .hex("c0000202 c0000202 89130000 04 0100 0000"));
        Dialogue dialogue = opened().client(direct(ANN, 1, "hi"))
                .server(direct(BOB, 4, "look\u00fehttp://a.example"))
                .client(direct(ANN, 0xe8, ""))
                .server(ack);
        List<String> expected = List.of(
                "message chat delivered 123456 -> ?192.0.2.2 \"hi\"",
                "message chat delivered 654321 -> 123456 \"look\nhttp://a.example\"",
                "lookup 123456 about 654321 \"asks for the away text\"",
                "presence 654321 away \"at lunch\"");
        assertEquals(expected, lines(dialogue));
        for (int longest : List.of(1, 3, 9)) {
            assertEquals(expected, lines(dialogue.cut(new Random(longest), longest)));
        }
    }

    /// The server told Ann where Bob listens, and Bob is there.
    @Test
    void whoIsCalledIsKnownFromTheServer() {
        Dialogue told = Dialogue.udp(4000)
                .server(fiveFromServer(0x0104, 1).u32(777_777).u16(1).text("x").bytes())
                .server(fiveFromServer(0x006e, 2)
                        .u32(BOB)
                        .hex("c0000202")
                        .u32(5001)
                        .hex("c0000202")
                        .u8(4)
                        .u32(0)
                        .u32(3)
                        .bytes());
        List<String> lines = told.then(opened().client(direct(ANN, 1, "hi"))).lines();
        assertEquals("message chat delivered 123456 -> 654321 \"hi\"", lines.getLast());
    }

    /// Version 7: both sides open, each naming the other; messages are hidden, their first quarter at least.
    @Test
    void versionSeven() {
        // The fact sheet's opening of 123456 towards 654321, and one back.
        Dialogue dialogue = Dialogue.tcp(5001)
                .clientHex("3000ff07002b00f1fb090000008813000040e201000a0000050a000005048813"
                        + "0000feca0000500000000300000000000000")
                .serverHex("0400 01000000")
                .serverHex("3000 ff 0700 2b00 40e20100 0000 89130000 f1fb0900 c0000202 c0000202 04 89130000"
                        + "feca0000 50000000 03000000 00000000")
                .client(framed(wire().u8(2).raw(hidden(7, seven("secretly")))));
        assertEquals(List.of("message chat delivered 123456 -> 654321 \"secretly\""), lines(dialogue));
    }

    private static byte[] seven(String text) {
        return wire().u32(0)
                .u16(0x07ee)
                .u16(0x0e)
                .u16(1)
                .hex("00".repeat(12))
                .u16(1)
                .u16(0)
                .u16(0x10)
                .text(text)
                .u32(0)
                .u32(0xffffff)
                .bytes();
    }

    /// The check code names byte 10 and entry 0 (`A`) of the table.
    private static byte[] hidden(int version, byte[] frame) {
        int at = version < 6 ? 6 : 0;
        int high = (frame[at + 4] & 255) << 24 | (frame[at + 6] & 255) << 16;
        int low = version < 6 ? (frame[2] & 255) << 8 | frame[0] & 255 : (frame[4] & 255) << 8 | frame[6] & 255;
        int place = version < 6 ? 30 : 10;
        int check = (high | low) ^ (place << 24 | (~frame[place] & 255) << 16 | (~'A' & 255));
        for (int i = 0; i < 4; i++) frame[at + i] = (byte) (check >>> 8 * i);
        Scramble.openDirect(frame, version); // the second time undoes the first
        return frame;
    }

    @Test
    void versionFour() {
        byte[] hello = hello();
        hello[3] = 4;
        byte[] message = wire().u32(ANN)
                .u16(4)
                .u32(0)
                .u16(0x07ee)
                .u16(0)
                .u32(ANN)
                .u16(1)
                .text("hidden in part")
                .hex("c0000201 c0000201 88130000 04 0000 1000")
                .bytes();
        assertEquals(
                List.of("message chat delivered 123456 -> ?192.0.2.2 \"hidden in part\""),
                lines(Dialogue.tcp(5001).client(hello).client(framed(wire().raw(hidden(4, message))))));
    }

    @Test
    void aFile() {
        byte[] first = "hello ".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] second = "world".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Dialogue dialogue = opened().client(
                        framed(wire().u8(0).u32(0).u32(1).u32(11).u32(100).text("Ann")))
                .server(framed(wire().u8(1).u32(100).text("Bob")))
                .client(framed(wire().u8(2)
                        .u8(0)
                        .text("plan.doc")
                        .text("")
                        .u32(11)
                        .u32(0)
                        .u32(100)))
                .server(framed(wire().u8(3).u32(0).u32(0).u32(100).u32(1)))
                .client(framed(wire().u8(6).raw(first)))
                .client(framed(wire().u8(6).raw(second)));
        assertEquals(
                List.of(
                        "file complete 123456 -> ?192.0.2.2 \"plan.doc\" 11 got 11 md5 5eb63bbbe01eeed093cb22bb8f5acdc3"),
                lines(dialogue));
    }

    @Test
    void aFileCutShort() {
        Dialogue dialogue = opened().client(
                        framed(wire().u8(0).u32(0).u32(1).u32(11).u32(100).text("Ann")))
                .client(framed(wire().u8(2)
                        .u8(0)
                        .text("plan.doc")
                        .text("")
                        .u32(11)
                        .u32(0)
                        .u32(100)))
                .client(framed(wire().u8(6).raw(new byte[4])));
        assertTrue(lines(dialogue).getLast().startsWith("file partial 123456 -> ?192.0.2.2 \"plan.doc\" 11 got 4"));
    }

    @Test
    void anOfferOfAFile() {
        byte[] offer = framed(wire().u32(ANN)
                .u16(3)
                .u16(0x07ee)
                .u16(0)
                .u32(ANN)
                .u16(3)
                .text("the plan")
                .hex("c0000201 c0000201 88130000 04 0000 1000")
                .u32(0)
                .text("plan.doc")
                .u32(11)
                .u32(0));
        assertEquals(
                List.of(
                        "file offered 123456 -> ?192.0.2.2 \"plan.doc\" 11",
                        "message chat delivered 123456 -> ?192.0.2.2 \"the plan\""),
                lines(opened().client(offer)));
    }

    /// Names and fonts first, then keys: a colour in between, and a letter taken back.
    @Test
    void aChat() {
        Dialogue dialogue = opened().client(framed(wire().u32(0x64)
                        .u32(-3)
                        .text("Ann")
                        .u16(0)
                        .u32(0)
                        .u32(0xffffff)
                        .u8(0)))
                .server(framed(wire().u32(0x65).u32(-3).text("Bob").u32(0).u32(0xffffff)))
                .client(framed(wire().u32(3).u32(5000).text("Arial")))
                .client("hek\bllo")
                .client(wire().u8(0).u32(0xff).bytes())
                .client(" bob\r")
                .server("hi\r");
        assertEquals(
                List.of(
                        "message chat delivered 123456 -> ?192.0.2.2 \"hello bob\"",
                        "message chat delivered ?192.0.2.2 -> 123456 \"hi\""),
                lines(dialogue));
    }

    @Test
    void otherOpeningsAreNotIcq() {
        assertEquals(
                List.of(),
                Dialogue.tcp(5001).clientHex("1a00ff0300000088").client("more").lines());
        // A version that never was.
        byte[] hello = hello();
        hello[3] = 1;
        assertEquals(
                List.of(),
                Dialogue.tcp(5001).client(hello).client(direct(ANN, 1, "hi")).lines());
    }
}
