package earshot.dissect.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.capture.file.CaptureFiles;
import earshot.engine.Engine;
import earshot.engine.FileSpool;
import earshot.flow.Limits;
import earshot.kit.Replay;
import earshot.services.Services;
import earshot.tls.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Captures of other projects' tests, with their keys: how many bytes each side said inside each connection.
class PublicCapturesTest {
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                // TLS 1.2, keys inside the capture
                "tls12-dsb.pcapng          | -                             | 76+338 76+338",
                // seven suites with ChaCha20; one connection's premaster secret by its encrypted form (RSA …)
                "tls12-chacha20poly1305.pcap | tls12-chacha20poly1305.keys"
                        + " | 35+4234 35+4138 35+4240 35+4245 35+4138 35+4127 35+4126",
                // draft 20 of TLS 1.3
                "tls13-20-chacha20poly1305.pcap | tls13-20-chacha20poly1305.keys | 16+2608 16+2608",
                // 0-RTT, with and without the early secret
                "tls13-rfc8446.pcap        | tls13-rfc8446.keys            | 47+237 23+117",
                "tls13-rfc8446.pcap        | tls13-rfc8446-noearly.keys    | 24+237 23+117",
                // RSA keys in both forms, one with its primes the other way round
                "rsa-p-lt-q.pcap           | rsa-p-lt-q.key                | 72+256",
                "rsa-p-lt-q.pcap           | rsa-p-lt-q.p8                 | 72+256",
                // SSL 3.0, the hello in the form of SSL 2.0
                "rsasnakeoil2.pcap         | rsasnakeoil2.key              | 2416+8307",
                // the handshake repeated five times, inside the connection, twice as a resumption
                "tls-renegotiation.pcap    | rsasnakeoil2.key              | 86+2218",
                "challenge01_ooo_stream.pcapng.gz | -                      | 5122+1470678",
                "tls-fragmented-over-tcp-segmented.pcapng.gz | -           | 19580+105",
                "http2-data-reassembly.pcap | http2-data-reassembly.keys   | 120+76224",
            })
    void read(String capture, String keyFile, String wanted) throws IOException {
        Keys keys = new Keys();
        if (!keyFile.equals("-")) {
            var path = Replay.shared("other/wireshark/keys/" + keyFile);
            String text = Files.readString(path);
            if (text.startsWith("-----")) keys.addPrivateKey(text);
            else keys.addLog(Files.readAllBytes(path));
        }
        Plain plain = new Plain();
        try (CaptureFiles source = CaptureFiles.open(Replay.shared("other/wireshark/captures/" + capture));
                Engine engine = new Engine(
                        List.of(new Tls(keys), plain),
                        Limits.DEFAULT,
                        1,
                        FileSpool.none(),
                        Services.standard(),
                        keys)) {
            engine.run(source, _ -> {}, () -> {});
        }
        assertEquals(
                wanted,
                plain.all.stream()
                        .map(said -> said.client.size() + "+" + said.server.size())
                        .collect(Collectors.joining(" ")));
    }
}
