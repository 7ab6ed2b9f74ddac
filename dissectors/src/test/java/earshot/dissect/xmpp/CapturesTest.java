package earshot.dissect.xmpp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Captures of real servers and clients say what stands in the `.events` file of the same name. To accept a
/// change: `-Dgolden=write`. Skipped where the captures are not.
class CapturesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/earshot/dissect/xmpp");

    @ParameterizedTest
    @ValueSource(
            strings = {
                // SASL PLAIN, a refused login, subscriptions, a room, a file over SOCKS5, an offline message.
                "live/xmpp-plain-bitlbee.pcap",
                // SCRAM, two resources with carbons, a correction, a nick changed in a room.
                "live/xmpp-tcp-carbons-correction-mucnick-nodejs.pcap",
                // BOSH: SCRAM, a refused login, a session over two connections.
                "live/xmpp-bosh-libpurple.pcap",
                // DIGEST-MD5, streams joined in the middle, lost packets, a change of password.
                "legacy/xmpp-ndpi-jabber.pcapng",
                // Ends with TLS.
                "legacy/xmpp-zeek-starttls.pcap",
            })
    void saysWhatIsWrittenDown(String capture) throws IOException {
        List<String> lines = Replay.lines(Replay.shared(capture)).stream()
                .filter(line -> !line.startsWith("host "))
                .toList();
        String name = Path.of(capture).getFileName().toString().replaceAll("\\.pcap(ng)?$", ".events");
        Path golden = Path.of(System.getProperty("earshot.root"), "dissectors")
                .resolve(GOLDEN)
                .resolve(name);
        String said = String.join("\n", lines) + "\n";
        if (System.getProperty("golden", "").equals("write")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, said);
        }
        assertEquals(Files.readString(golden), said);
    }
}
