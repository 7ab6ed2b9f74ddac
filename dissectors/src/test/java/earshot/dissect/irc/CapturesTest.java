package earshot.dissect.irc;

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
    private static final Path GOLDEN = Path.of("src/test/resources/earshot/dissect/irc");

    @ParameterizedTest
    @ValueSource(
            strings = {
                // PASS, OPER, NickServ, a kick, away, a file and a chat by DCC, a rename.
                "live/irc-ngircd-irssi-weechat-dcc.pcap",
                // A query and a key exchange of OTR that come to nothing.
                "live/irc-otr-handshake-fails-irssi.pcap",
                // Both sides of a SOCKS 5 proxy with a login.
                "live/irc-via-socks5-weechat.pcap",
                // A file offered to everybody who joins, taken by many.
                "live/worm-irc-dcc-exe-12clients.pcap",
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
