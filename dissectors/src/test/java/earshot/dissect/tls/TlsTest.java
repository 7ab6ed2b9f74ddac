package earshot.dissect.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.dissect.irc.Irc;
import earshot.engine.Engine;
import earshot.engine.FileSpool;
import earshot.event.ImEvent;
import earshot.flow.Limits;
import earshot.kit.Dialogue;
import earshot.kit.Lines;
import earshot.kit.Records;
import earshot.tls.Extension;
import earshot.tls.Hello;
import earshot.tls.Keys;
import earshot.tls.Version;
import earshot.tls.Wire;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which service a connection belongs to, without any key.
class TlsTest {
    private static final int HANDSHAKE = 22, APPLICATION = 23;

    private static Dialogue dialogue(int port) {
        return Dialogue.tcp(port).with(new Tls(new Keys()), new Irc());
    }

    /// What is said, the fingerprint and how much was sent left out.
    private static List<String> lines(Dialogue dialogue) {
        return dialogue.lines().stream()
                .filter(line -> !line.startsWith("usage"))
                .map(line -> line.replaceAll(", ja4:[a-z0-9_]+", ""))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "e13.whatsapp.net,            whatsapp certain [sni:e13.whatsapp.net]",
        "E13.WhatsApp.NET,            whatsapp certain [sni:E13.WhatsApp.NET]",
        "chat.signal.org,             signal certain [sni:chat.signal.org]",
        "www.example.org,             ",
        "whatsapp.net.example.org,    ",
        "cloudflare-ech.com,          ",
    })
    void theServerName(String name, String service) {
        Dialogue dialogue =
                dialogue(443).client(new Hello().name(name).record()).server(Wire.record(HANDSHAKE, new byte[99]));
        assertEquals(service == null ? List.of() : List.of("service " + service), lines(dialogue));
    }

    /// Supports the name; that is all it can.
    @Test
    void theFingerprintGoesWithTheName() {
        ImEvent.Service service = (ImEvent.Service) dialogue(443)
                .client(new Hello().name("chat.signal.org").record())
                .events()
                .getFirst();
        assertEquals(List.of("sni:chat.signal.org", "ja4:t12d010100_0f2cb44170f4_000000000000"), service.evidence());
        assertTrue(service.encrypted());
        assertEquals("tls", service.seen().protocol());
    }

    /// A key share as large as a segment, records of a few bytes, segments cut anywhere.
    @Test
    void theHelloInAnyPieces() {
        byte[] hello = new Hello()
                .extension(Extension.KEY_SHARE, new byte[1258])
                .name("chat.signal.org")
                .extension(Extension.ENCRYPTED_HELLO, new byte[200])
                .message();
        for (int each : new int[] {1, 2, 7, 500, 4000}) {
            Dialogue whole = dialogue(443).client(Wire.records(HANDSHAKE, hello, each));
            assertEquals(List.of("service signal certain [sni:chat.signal.org]"), lines(whole));
            for (int longest : new int[] {1, 3, 600}) {
                assertEquals(lines(whole), lines(whole.cut(new Random(each), longest)), each + " " + longest);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "xmpp-client, service xmpp probable [alpn:xmpp-client]",
        "xmpp-server, service xmpp probable [alpn:xmpp-server]",
        "irc,         service irc probable [alpn:irc]",
        "h2,          ",
    })
    void theProtocolOffered(String alpn, String line) {
        byte[] hello = new Hello().name("chat.example.org").alpn(alpn).record();
        assertEquals(Stream.ofNullable(line).toList(), lines(dialogue(5223).client(hello)));
    }

    /// 6697 is registered for IRC inside TLS; a port alone is a guess, and a name that is somebody else's better.
    @Test
    void thePortOfIrc() {
        assertEquals(
                List.of("service irc guess [port:6697]"),
                lines(dialogue(6697).client(new Hello().name("chat.example.org").record())));
        assertEquals(
                List.of("service signal certain [sni:chat.signal.org]"),
                lines(dialogue(6697).client(new Hello().name("chat.signal.org").record())));
    }

    // Before TLS 1.3 the certificate is in clear.

    private static List<String> certified(byte[] hello, int version, String... names) {
        byte[] flight = Wire.bytes(Wire.serverHello(version, 0xc02f), Wire.certificate(names));
        return lines(dialogue(443).client(hello).server(Wire.records(HANDSHAKE, flight, 300)));
    }

    @Test
    void theCertificateNamesWhereTheClientNamesNobody() {
        assertEquals(
                List.of("service signal certain [cert:*.signal.org]"),
                certified(new Hello().record(), Version.TLS_1_2, "*.signal.org", "signal.org"));
        assertEquals(
                List.of("service signal certain [cert:*.signal.org]"),
                certified(new Hello().name("192.0.2.2").record(), Version.TLS_1_0, "*.signal.org"));
    }

    @Test
    void aCertificateOfManyNamesNone() {
        byte[] hello = new Hello().record();
        assertEquals(List.of(), certified(hello, Version.TLS_1_2, "*.signal.org", "*.whatsapp.net"));
        assertEquals(
                List.of(), certified(hello, Version.TLS_1_2, "*.signal.org", "a.example", "b.example", "c.example"));
        assertEquals(List.of(), certified(hello, Version.TLS_1_2, "www.example.org"));
    }

    /// In TLS 1.3 a certificate is not in clear: what looks like one is none.
    @Test
    void nothingIsReadBehindTheHelloOfVersionThree() {
        assertEquals(List.of(), certified(new Hello().record(), Version.TLS_1_3, "*.signal.org"));
    }

    @Test
    void onlyTheServerWasCaptured() {
        byte[] flight = Wire.bytes(Wire.serverHello(Version.TLS_1_2, 0xc02f), Wire.certificate("chat.signal.org"));
        assertEquals(
                List.of("service signal certain [cert:chat.signal.org]"),
                lines(dialogue(443).server(Wire.record(HANDSHAKE, flight))));
    }

    @Test
    void theBeginningOfTheConnectionIsMissing() {
        byte[] hello = new Hello().name("chat.signal.org").record();
        assertEquals(
                List.of("service signal certain [sni:chat.signal.org]"),
                lines(dialogue(443).midStream().client(hello)));
        assertEquals(
                List.of("service signal certain [sni:chat.signal.org]"),
                lines(dialogue(443).midStream().server(hello)),
                "the sides were guessed wrongly");
        assertEquals(List.of(), lines(dialogue(443).midStream().client(Wire.record(APPLICATION, new byte[500]))));
    }

    @Test
    void whatIsNoTlsIsSomebodyElses() {
        Dialogue dialogue = dialogue(6667)
                .client("NICK ann\r\nUSER ann 0 * :A\r\n")
                .server(":irc.t 001 ann :Welcome\r\n:irc.t 422 ann :x\r\n");
        assertEquals(List.of("service irc certain [signature:irc]", "session started ann"), lines(dialogue));
    }

    /// After the handshake a connection is only counted: none of its bytes are held or read.
    @Test
    void bulkIsNotRead() {
        for (String name : List.of("chat.signal.org", "www.example.org")) {
            byte[] hello = new Hello().name(name).record();
            Dialogue dialogue = dialogue(443).client(hello);
            for (int i = 0; i < 100; i++) dialogue.server(Wire.record(APPLICATION, new byte[1400]));
            try (Engine engine = new Engine(List.of(new Tls(new Keys())), Limits.DEFAULT, 1, FileSpool.none())) {
                engine.run(new Records(dialogue.records()), event -> Lines.of(event), () -> {});
                assertEquals(hello.length, engine.summary().counters().readBytes);
            }
        }
    }

    /// Damage anywhere in a handshake: no exception, nothing named that is not there.
    @Test
    void damage() {
        byte[] hello = new Hello().name("chat.signal.org").record();
        byte[] flight = Wire.record(
                HANDSHAKE, Wire.bytes(Wire.serverHello(Version.TLS_1_2, 0xc02f), Wire.certificate("chat.signal.org")));
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            byte[] a = hello.clone(), b = flight.clone();
            a[random.nextInt(a.length)] = (byte) random.nextInt();
            b[random.nextInt(b.length)] = (byte) random.nextInt();
            for (String line : lines(dialogue(443).client(a).server(b))) {
                assertTrue(
                        line.startsWith("service signal certain") || line.startsWith("anomaly"), round + ": " + line);
            }
        }
    }
}
