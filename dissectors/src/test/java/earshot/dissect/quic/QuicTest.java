package earshot.dissect.quic;

import static earshot.dissect.quic.Sealed.crypto;
import static earshot.dissect.quic.Sealed.frames;
import static earshot.dissect.quic.Sealed.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent;
import earshot.event.ImEvent.Anomaly;
import earshot.kit.Dialogue;
import earshot.kit.Lines;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuicTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 400);
    private static final String ID = "8394c8f03e515708";
    private static final String NAMED = "service signal certain [sni:chat.signal.org";

    /// A ClientHello with a server name and nothing else.
    private static byte[] hello(String host) {
        byte[] name = host.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer body = ByteBuffer.allocate(512);
        body.putShort((short) 0x0303).put(new byte[32]).put((byte) 0); // version, random, no session
        body.putShort((short) 2).putShort((short) 0x1301); // one cipher
        body.putShort((short) 0x0100); // no compression
        body.putShort((short) (name.length + 9)); // extensions
        body.putShort((short) 0).putShort((short) (name.length + 5)).putShort((short) (name.length + 3));
        body.put((byte) 0).putShort((short) name.length).put(name);
        int length = body.position();
        return ByteBuffer.allocate(4 + length)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) length)
                .put(body.array(), 0, length)
                .array();
    }

    private static final byte[] HELLO = hello("chat.signal.org");

    private static Dialogue udp() {
        return Dialogue.udp(443).with(new Quic());
    }

    private static void named(Dialogue dialogue) {
        List<String> lines = dialogue.said();
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.getFirst().startsWith(NAMED), lines::toString);
    }

    private static byte[] part(int from, int to) {
        return Arrays.copyOfRange(HELLO, from, to);
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            longs = {
                1,
                0x6b3343cfL,
                0xff000016L,
                0xff000017L,
                0xff00001cL,
                0xff00001dL,
                0xff000020L,
                0xff000021L,
                0xff000022L,
                0xfaceb001L,
                0xfaceb002L,
                0xfaceb00eL,
                0x54303530L,
                0x54303531L
            })
    void everyVersionThatIsReadNamesTheServer(long version) {
        named(udp().client(Sealed.client(version, ID).initial(0, frames(1162, crypto(0, HELLO)))));
    }

    @Test
    void otherVersionsClaimNothing() {
        byte[] packet = Sealed.client(1, ID).initial(0, frames(1162, crypto(0, HELLO)));
        packet[4] = 7;
        assertEquals(List.of(), udp().client(packet).said());
    }

    @Test
    void theFramesOfAHelloComeInAnyOrderOverPacketsAndDatagrams() {
        Sealed client = Sealed.client(1, ID);
        byte[] ping = {1}, acknowledgement = hex("02 05 00 00 05");
        byte[] first = client.initial(0, frames(0, crypto(40, part(40, 60)), ping, crypto(10, part(10, 45))));
        byte[] second = client.initial(1, frames(700, acknowledgement, crypto(60, part(60, HELLO.length))));
        byte[] third = client.initial(2, frames(1100, new byte[9], crypto(0, part(0, 12))));
        named(udp().client(join(first, second)).client(third));
        named(udp().client(third).client(join(first, second)));
        assertEquals(List.of(), udp().client(third).client(first).said(), "a part is missing");
    }

    @Test
    void otherPacketsInTheDatagramArePassedOver() {
        byte[] early = hex("d0 00000001 08 " + ID + " 00 4004 01020304"); // 0-RTT
        named(udp().client(join(early, Sealed.client(1, ID).initial(0, frames(1000, crypto(0, HELLO))))));
    }

    @Test
    void afterTheServersAnswerTheIdChangesAndTheKeysDoNot() {
        Sealed client = Sealed.client(1, ID);
        Sealed later = new Sealed(1, hex("0a0b0c0d"), new byte[0], new byte[0], hex(ID));
        named(udp().client(client.initial(0, frames(1162, crypto(0, part(0, 30)))))
                .client(later.initial(1, frames(1162, crypto(30, part(30, HELLO.length))))));
    }

    @Test
    void afterARetryTheKeysComeFromTheServersId() {
        byte[] retry = join(hex("f0 00000001 00 08 f067a5502a4262b5 746f6b656e"), new byte[16]);
        Sealed again = new Sealed(1, hex("f067a5502a4262b5"), new byte[0], hex("746f6b656e"), hex("f067a5502a4262b5"));
        named(udp().client(Sealed.client(1, ID).initial(0, frames(1162, crypto(0, part(0, 30)))))
                .server(retry)
                .client(again.initial(1, frames(1162, crypto(0, HELLO)))));
    }

    @Test
    void aVersionThatForcesANegotiation() {
        byte[] packet = Sealed.client(1, ID).initial(0, frames(1162, crypto(0, HELLO)));
        byte[] forced = new Sealed(1, hex(ID), new byte[0], new byte[0], hex(ID))
                .seal(hex("c3 1a2a3a4a 08" + ID + "00 00 449e 00000000"), 0, frames(1162, crypto(0, HELLO)));
        named(udp().client(forced));
        named(udp().client(hex("c3 1a2a3a4a 08" + ID + "00 00 4014" + "00".repeat(20)))
                .client(packet));
    }

    @Test
    void googlesOwnHandshakeIsInClear() {
        byte[] name = "chat.signal.org".getBytes(StandardCharsets.US_ASCII);
        String tags = "43484c4f 0200 0000" // CHLO, two tags
                + "50414400 04000000" // PAD ends at 4
                + "534e4900 13000000"; // SNI ends at 19
        byte[] message = join(hex(tags + "2d2d2d2d"), name);
        byte[] header = hex("0d 0102030405060708 51303433 01" + "aa".repeat(12) + "a00104000400"); // Q043
        named(udp().client(join(header, message)));
        byte[] longer = hex("c3 51303436 50 0102030405060708 00000001" + "aa".repeat(12) + "a00104000400"); // Q046
        named(udp().client(join(longer, message)));
    }

    @Test
    void damageIsNoException() {
        Random random = new Random(9001);
        byte[][] seeds = {
            Sealed.client(1, ID).initial(0, frames(300, crypto(0, HELLO))),
            Sealed.client(0x6b3343cfL, ID).initial(0, frames(300, crypto(0, part(0, 30)))),
            hex("f0 00000001 00 08 f067a5502a4262b5 746f6b656e"),
            hex("0d 0102030405060708 51303433 01 43484c4f 0100 0000 534e4900 03000000 612e62"),
        };
        for (int round = 0; round < ROUNDS; round++) {
            Dialogue dialogue = udp();
            for (int i = 0; i < 6; i++) {
                byte[] bytes = seeds[random.nextInt(seeds.length)].clone();
                for (int n = random.nextInt(4); n > 0; n--)
                    bytes[random.nextInt(Math.min(40, bytes.length))] = (byte) random.nextInt();
                bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length + 9));
                if (random.nextBoolean()) dialogue.client(bytes);
                else dialogue.server(bytes);
            }
            noDefect(dialogue);
        }
    }

    /// Whoever can compute the keys can put anything into the frames.
    @Test
    void framesOfAnEnemyAreNoException() {
        Random random = new Random(9369);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] frames = frames(60, crypto(random.nextInt(1 << 30), HELLO), crypto(0, HELLO));
            for (int n = random.nextInt(6); n > 0; n--) frames[random.nextInt(frames.length)] = (byte) random.nextInt();
            noDefect(udp().client(Sealed.client(1, ID).initial(0, frames)));
        }
    }

    private static void noDefect(Dialogue dialogue) {
        for (ImEvent event : dialogue.events()) {
            boolean defect = event instanceof Anomaly anomaly && anomaly.what().equals("dissector-failed");
            assertTrue(!defect, () -> Lines.of(event));
        }
    }
}
