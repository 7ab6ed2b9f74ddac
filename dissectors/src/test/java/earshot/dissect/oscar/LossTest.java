package earshot.dissect.oscar;

import static earshot.dissect.oscar.Wire.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.dissect.oscar.oft.Ars;
import earshot.dissect.oscar.oft.Oft;
import earshot.event.ImEvent;
import earshot.kit.Dialogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is lost or damaged: nothing is invented, what can be read is read, and no bytes are an exception.
class LossTest {
    private static Dialogue ann() {
        return Dialogue.tcp(5190).with(new Oscar()).client(logon()).server(welcome("ann"));
    }

    private static List<String> lines(Dialogue dialogue) {
        return dialogue.lines().stream()
                .filter(line -> line.matches("(message|contact|room) .*"))
                .toList();
    }

    @Test
    void afterAHoleTheNextFrameIsFound() {
        byte[] lost = message("bob", "this one is cut in two by a hole in the capture");
        assertEquals(
                List.of(
                        "message chat sent ann -> bob \"before\"",
                        "message chat sent ann -> bob \"after\"",
                        "message chat sent ann -> bob \"and after that\""),
                lines(ann().client(message("bob", "before"))
                        .client(Arrays.copyOf(lost, 40))
                        .clientGap(20)
                        .client(Arrays.copyOfRange(lost, 60, lost.length))
                        .client(message("bob", "after"))
                        .client(message("bob", "and after that"))));
    }

    @Test
    void theAccountOutlivesAHoleButGroupNamesDoNot() {
        byte[] group = join(s16("Work"), u16(3), u16(0), u16(1), u16(0));
        byte[] bob = join(s16("bob"), u16(3), u16(1), u16(0), u16(0));
        assertEquals(
                List.of("contact ann added bob in [Work]", "contact ann removed bob"),
                lines(ann().client(snac(Snac.ITEM_ADD, group))
                        .client(snac(Snac.ITEM_ADD, bob))
                        .clientGap(100)
                        .client(snac(Snac.ITEM_REMOVE, bob))));
    }

    @Test
    void halfARosterIsTheHalfThatIsThere() {
        byte[] first = join(s16("bob"), u16(1), u16(1), u16(0), u16(0));
        assertEquals(
                List.of("contact ann listed bob"),
                lines(ann().server(snac(Snac.LIST, 1, u8(0), u16(1), first))
                        .serverGap(500)
                        .server(frame(5))));
    }

    /// Frames of every kind that the readers know, as plausible as a real server's.
    private static List<byte[]> seeds(boolean client) {
        byte[] words = tlv(5, tlv(1, ascii("hi all")), tlv(2, ascii("us-ascii")));
        byte[] relay = join(le16(0x1b), new byte[27], le16(14), new byte[14], u8(1), new byte[5], les(ascii("hey")));
        byte[] file = rendezvous(
                client ? Snac.MESSAGE_OUT : Snac.MESSAGE_IN,
                client ? s8("bob") : user("bob"),
                0,
                capability(0x1343),
                tlv(2, hex("c0000202")),
                tlv(5, u16(4443)),
                tlv(0x2711, u16(1), u16(1), u32(9), ascii("a.txt\0")));
        return client
                ? List.of(
                        logon(),
                        message("bob", "<b>hello</b>"),
                        file,
                        snac(Snac.SET_INFO, tlv(1, ascii("text/aolrtf")), tlv(2, ascii("me")), tlv(4, ascii("out"))),
                        snac(Snac.ITEM_ADD, s16("bob"), u16(1), u16(1), u16(0), u16(7), tlv(0x131, ascii("Bob"))),
                        snac(Snac.LIST_ADD, s8("a"), s8("b"), s8("c")),
                        snac(Snac.ROOM_OUT, COOKIE, u16(3), tlv(1), words),
                        extension(Snac.ICQ_REQUEST, 123456, 0x07d0, le16(0x042e), les(ascii("pw"))),
                        snac(Snac.LOGIN, tlv(1, ascii("ann")), tlv(0x25, new byte[16]), tlv(3, ascii("x/1.0"))),
                        snac(Snac.CLIENT_REPLY, COOKIE, u16(2), s8("1234"), u16(3), relay),
                        frame(4))
                : List.of(
                        welcome("ann"),
                        receive("bob", said("<b>hello</b>"), tlv(0x16, u32(1_000_000_000))),
                        file,
                        icq(Snac.MESSAGE_IN, user("123456"), 123456, 6, ascii("a\u00feb")),
                        rendezvous(Snac.MESSAGE_IN, user("123456"), 0, capability(0x1349), tlv(0x2711, relay)),
                        snac(Snac.ARRIVED, user("bob", tlv(1, u16(0x20)), tlv(0x0d, ascii("MirandaM"), new byte[8]))),
                        snac(Snac.LIST, u8(0), u16(1), s16("bob"), u16(1), u16(1), u16(0), u16(0), u32(0)),
                        snac(Snac.ROOM_INFO, u16(4), s8("4-0-x"), u16(0), u8(2), u16(1), tlv(0xd3, ascii("x"))),
                        snac(Snac.ROOM_JOINED, user("a"), user("b")),
                        snac(Snac.ROOM_IN, COOKIE, u16(3), tlv(3, user("bob")), words),
                        extension(
                                Snac.ICQ_REPLY,
                                123456,
                                0x41,
                                le32(1),
                                le16(2003),
                                hex("070e121e0100"),
                                les(ascii("x"))),
                        snac(Snac.CHALLENGE, s16("1234567890")),
                        snac(Snac.LOGIN_REPLY, tlv(1, ascii("ann")), tlv(6, new byte[16])),
                        frame(4, tlv(9, u16(1))));
    }

    /// Mutated dialogues; the seed of a failure is in its message, and `-Dearshot.fuzz=N` runs N of them.
    @Test
    void noBytesAreADefect() {
        int runs = Integer.getInteger("earshot.fuzz", 400);
        for (int seed = 0; seed < runs; seed++) {
            List<ImEvent> events = mutated(new Random(seed)).events();
            int failed = seed;
            for (ImEvent event : events) {
                boolean defect = event instanceof ImEvent.Anomaly anomaly
                        && anomaly.what().equals("dissector-failed");
                assertTrue(!defect, () -> "seed " + failed + ": " + event);
            }
        }
    }

    private static Dialogue mutated(Random random) {
        Dialogue dialogue = Dialogue.tcp(5190).with(new Oscar(), new Oft(), new Ars());
        if (random.nextInt(4) == 0) dialogue.midStream();
        else dialogue.client(logon()).server(welcome("ann"));
        for (int i = 0; i < 25; i++) {
            boolean client = random.nextBoolean();
            List<byte[]> seeds = seeds(client);
            byte[] bytes = mutate(seeds.get(random.nextInt(seeds.size())), random);
            if (client) dialogue.client(bytes);
            else dialogue.server(bytes);
            if (random.nextInt(20) == 0) dialogue.clientGap(1 + random.nextInt(300));
        }
        return random.nextBoolean() ? dialogue : dialogue.cut(random, 1 + random.nextInt(100));
    }

    /// Bytes changed, lengths too large and too small, pieces left out or repeated; half of them with the
    /// frame's own length put right, so that the damage is inside.
    private static byte[] mutate(byte[] seed, Random random) {
        List<Byte> bytes = new ArrayList<>();
        for (byte b : seed) bytes.add(b);
        for (int n = random.nextInt(4); n > 0; n--) {
            int at = random.nextInt(bytes.size());
            switch (random.nextInt(5)) {
                case 0 -> bytes.set(at, (byte) random.nextInt(256));
                case 1 -> bytes.set(at, (byte) 0xff);
                case 2 -> bytes.set(at, (byte) 0);
                case 3 ->
                    bytes.subList(at, Math.min(bytes.size(), at + 1 + random.nextInt(12)))
                            .clear();
                default -> bytes.addAll(at, List.copyOf(bytes.subList(at, Math.min(bytes.size(), at + 20))));
            }
            if (bytes.size() < 7) return seed;
        }
        byte[] out = new byte[bytes.size()];
        for (int i = 0; i < out.length; i++) out[i] = bytes.get(i);
        if (random.nextBoolean()) {
            out[0] = '*';
            out[4] = (byte) ((out.length - 6) >> 8);
            out[5] = (byte) (out.length - 6);
        }
        return out;
    }
}
