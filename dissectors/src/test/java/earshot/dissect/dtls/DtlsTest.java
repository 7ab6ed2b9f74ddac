package earshot.dissect.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent;
import earshot.event.ImEvent.Anomaly;
import earshot.kit.Dialogue;
import earshot.kit.Lines;
import earshot.tls.Hello;
import earshot.tls.Wire;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DtlsTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 500);
    private static final int USE_SRTP = 14;
    private static final String BY_CERTIFICATE = "service discord certain [cert:*.discord.media";

    /// type, version, epoch, number, length, content.
    private static byte[] record(int version, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {22, (byte) (version >> 8), (byte) version, 0, 0, 0, 0, 0, 0, 0, 1});
        out.writeBytes(new byte[] {(byte) (content.length >> 8), (byte) content.length});
        out.writeBytes(content);
        return out.toByteArray();
    }

    /// The bytes [from, to) of a message's body, behind type, length, number, offset and size.
    private static byte[] fragment(int type, int number, byte[] body, int from, int to) {
        var out = new ByteArrayOutputStream();
        out.write(type);
        u24(out, body.length);
        out.write(number >> 8);
        out.write(number);
        u24(out, from);
        u24(out, to - from);
        out.write(body, from, to - from);
        return out.toByteArray();
    }

    private static void u24(ByteArrayOutputStream out, int value) {
        out.write(value >> 16);
        out.write(value >> 8);
        out.write(value);
    }

    private static byte[] withoutHeader(byte[] message) {
        return Arrays.copyOfRange(message, 4, message.length);
    }

    /// A hello of DTLS: that of TLS with an empty cookie behind the empty session id.
    private static byte[] hello(Hello hello) {
        byte[] body = withoutHeader(hello.version(0xfefd).message());
        var out = new ByteArrayOutputStream();
        out.write(body, 0, 35);
        out.write(0);
        out.write(body, 35, body.length - 35);
        return out.toByteArray();
    }

    private static final byte[] NAMED = hello(new Hello().name("chat.signal.org"));
    private static final byte[] NAMELESS = hello(new Hello().extension(USE_SRTP, new byte[] {0, 2, 0, 7, 0}));
    private static final byte[] CERTIFICATE = withoutHeader(Wire.certificate("*.discord.media", "discord.media"));

    private static Dialogue udp() {
        return Dialogue.udp(50001).with(new Dtls());
    }

    private static void named(String beginning, Dialogue dialogue) {
        List<String> lines = dialogue.said();
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.getFirst().startsWith(beginning), lines::toString);
    }

    @ParameterizedTest(name = "version {0}")
    @ValueSource(ints = {0xfeff, 0xfefd, 0xfefc})
    void theHelloNamesTheServer(int version) {
        byte[] whole = fragment(1, 0, NAMED, 0, NAMED.length);
        named("service signal certain [sni:chat.signal.org", udp().client(record(version, whole)));
    }

    @Test
    void beforeTheHandshakeAWayIsSought() {
        Dialogue dialogue = udp();
        for (int i = 0; i < 12; i++) dialogue.clientHex("00010000 2112a442 b7e7a701bc34d686fa87dfae");
        byte[] whole = fragment(1, 0, NAMED, 0, NAMED.length);
        named("service signal certain [sni:chat.signal.org", dialogue.client(record(0xfefd, whole)));
    }

    @Test
    void aHelloInFragmentsInAnyOrder() {
        byte[] a = record(0xfeff, fragment(1, 0, NAMED, 0, 20)), b = record(0xfeff, fragment(1, 0, NAMED, 15, 40));
        byte[] c = record(0xfeff, fragment(1, 0, NAMED, 40, NAMED.length));
        String expected = "service signal certain [sni:chat.signal.org";
        named(expected, udp().client(a).client(b).client(c));
        named(expected, udp().client(c).client(b).client(b).client(a));
        assertEquals(List.of(), udp().client(a).client(c).said(), "a fragment is missing");
    }

    @Test
    void theCertificateNamesAServerThatTheClientDidNot() {
        byte[] hello = record(0xfeff, fragment(1, 0, NAMELESS, 0, NAMELESS.length));
        byte[] verify = record(0xfeff, fragment(3, 0, new byte[19], 0, 19));
        byte[] again = record(0xfeff, fragment(1, 1, NAMELESS, 0, NAMELESS.length));
        byte[] serverHello = fragment(2, 1, new byte[40], 0, 40);
        List<byte[]> parts = new ArrayList<>();
        for (int at = 0; at < CERTIFICATE.length; at += 100) {
            parts.add(fragment(11, 2, CERTIFICATE, at, Math.min(CERTIFICATE.length, at + 100)));
        }
        // Records share a datagram.
        var first = new ByteArrayOutputStream();
        first.writeBytes(record(0xfefd, serverHello));
        first.writeBytes(record(0xfefd, parts.removeFirst()));
        Dialogue dialogue = udp().client(hello).server(verify).client(again).server(first.toByteArray());
        for (byte[] part : parts.reversed()) dialogue.server(record(0xfefd, part));
        named(BY_CERTIFICATE, dialogue);
    }

    @Test
    void snapchatsCallsCarryItsName() {
        byte[] hello = record(0xfefd, fragment(1, 0, NAMELESS, 0, NAMELESS.length));
        byte[] certificate = withoutHeader(Wire.certificate("Snapchat Inc."));
        byte[] server = record(0xfefd, fragment(11, 1, certificate, 0, certificate.length));
        named("service snapchat certain", udp().client(hello).server(server));
    }

    @Test
    void certificatesMadeForACallNameNobody() {
        byte[] hello = record(0xfefd, fragment(1, 0, NAMELESS, 0, NAMELESS.length));
        byte[] certificate = withoutHeader(Wire.certificate("WebRTC"));
        byte[] server = record(0xfefd, fragment(11, 1, certificate, 0, certificate.length));
        assertEquals(List.of(), udp().client(hello).server(server).said());
    }

    @Test
    void mediaAfterTheHandshakeIsACall() {
        byte[] hello = record(0xfefd, fragment(1, 0, NAMELESS, 0, NAMELESS.length));
        byte[] server = record(0xfefd, fragment(11, 1, CERTIFICATE, 0, CERTIFICATE.length));
        Dialogue dialogue = udp().client(hello).server(server);
        for (int i = 0; i < 60; i++)
            dialogue.clientHex("8078 0001 00000001 0000ace3").serverHex("8078 0001 00000001");
        List<String> lines = dialogue.said();
        assertEquals(2, lines.size(), lines::toString);
        assertEquals("call ?192.0.2.1 ->  established", lines.getLast());
    }

    @Test
    void damageIsNoException() {
        Random random = new Random(6347);
        byte[][] seeds = {
            record(0xfeff, fragment(1, 0, NAMED, 0, NAMED.length)),
            record(0xfeff, fragment(1, 0, NAMED, 0, 30)),
            record(0xfefd, fragment(11, 1, CERTIFICATE, 0, CERTIFICATE.length)),
            record(0xfefd, fragment(11, 1, CERTIFICATE, 20, 90)),
        };
        for (int round = 0; round < ROUNDS; round++) {
            Dialogue dialogue = udp();
            for (int i = 0; i < 6; i++) {
                byte[] bytes = seeds[random.nextInt(seeds.length)].clone();
                for (int n = random.nextInt(5); n > 0; n--)
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length + 20));
                if (random.nextBoolean()) dialogue.client(bytes);
                else dialogue.server(bytes);
            }
            for (ImEvent event : dialogue.events()) {
                boolean defect =
                        event instanceof Anomaly anomaly && anomaly.what().equals("dissector-failed");
                assertTrue(!defect, () -> Lines.of(event));
            }
        }
    }
}
