package earshot.dissect.oscar.oft;

import static earshot.dissect.oscar.Wire.*;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent;
import earshot.kit.Dialogue;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Damaged peer connections: no bytes are a defect, and no file has more bytes than were sent.
class DamageTest {
    /// An OFT header of this type: size 300 unless damaged, a short name.
    private static byte[] oft(int type) {
        byte[] header = new byte[256];
        System.arraycopy(join(ascii("OFT2"), u16(256), u16(type), ascii("1234567\0")), 0, header, 0, 16);
        System.arraycopy(u32(300), 0, header, 32, 4);
        System.arraycopy(ascii("a.bin"), 0, header, 192, 5);
        return header;
    }

    private static byte[] odc(byte[] payload) {
        byte[] header = new byte[76];
        System.arraycopy(join(ascii("ODC2"), u16(76), u16(1), u16(6)), 0, header, 0, 10);
        System.arraycopy(u32(payload.length), 0, header, 28, 4);
        System.arraycopy(ascii("ann"), 0, header, 44, 3);
        return join(header, payload);
    }

    private static byte[] ars(int type, byte[]... payload) {
        byte[] whole = join(u16(0x044a), u16(type), u32(0), u16(0x0220), join(payload));
        return join(u16(whole.length), whole);
    }

    private static final byte[] DATA = join(
            ascii("<IMG SRC=\"x\" ID=\"1\"><BINARY><DATA ID=\"1\" SIZE=\"40\">"),
            new byte[40],
            ascii("</DATA></BINARY>"));

    private static final List<List<byte[]>> CONVERSATIONS = List.of(
            List.of(oft(0x0101), oft(0x0202), new byte[300], oft(0x0204), oft(0x0101), oft(0x0204)),
            List.of(oft(0x0101), oft(0x0205), oft(0x0106), oft(0x0207), new byte[300], oft(0x0204)),
            List.of(oft(0x1108), oft(0x1209), new byte[300], oft(0x120b), oft(0x120c), oft(0x0101)),
            List.of(odc(new byte[0]), odc(ascii("hi")), odc(DATA), odc(ascii("bye"))),
            List.of(
                    ars(2, s8("ann"), ascii("12345678"), tlv(1, capability(0x1343))),
                    ars(3, u16(7), u32(1)),
                    ars(5),
                    oft(0x0101),
                    oft(0x0202),
                    new byte[300]));

    @Test
    void noBytesAreADefect() {
        int runs = Integer.getInteger("earshot.fuzz", 400);
        for (int seed = 0; seed < runs; seed++) {
            Random random = new Random(seed);
            Dialogue dialogue = Dialogue.tcp(4443).with(new Oft(), new Ars());
            if (random.nextInt(5) == 0) dialogue.midStream();
            long sent = 0;
            boolean client = random.nextBoolean();
            for (byte[] piece : CONVERSATIONS.get(random.nextInt(CONVERSATIONS.size()))) {
                byte[] bytes = damage(piece, random);
                sent += bytes.length;
                if (client) dialogue.client(bytes);
                else dialogue.server(bytes);
                // Mostly in turns, as it should be.
                if (random.nextInt(8) != 0) client = !client;
                if (random.nextInt(12) == 0) dialogue.clientGap(1 + random.nextInt(400));
            }
            List<ImEvent> events =
                    (random.nextBoolean() ? dialogue : dialogue.cut(random, 1 + random.nextInt(200))).events();
            for (ImEvent event : events) {
                int failed = seed;
                boolean defect = event instanceof ImEvent.Anomaly anomaly
                        && anomaly.what().equals("dissector-failed");
                assertTrue(!defect, () -> "seed " + failed + ": " + event);
                if (event instanceof ImEvent.FileTransfer file && file.recovered() != null) {
                    assertTrue(file.recovered().bytes() <= sent, () -> "seed " + failed + ": " + event);
                }
            }
        }
    }

    private static byte[] damage(byte[] piece, Random random) {
        if (piece.length == 0 || random.nextInt(3) == 0) return piece;
        byte[] bytes = piece.clone();
        for (int n = random.nextInt(4); n > 0; n--) {
            int at = random.nextInt(Math.min(bytes.length, random.nextBoolean() ? 64 : 300));
            bytes[at] = (byte) (random.nextInt(3) == 0 ? 0xff : random.nextInt(256));
        }
        return random.nextInt(6) == 0 ? Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length)) : bytes;
    }
}
