package earshot.dissect.ymsg;

import earshot.kit.Golden;
import earshot.kit.Lines;
import earshot.kit.Replay;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Captures of real servers and clients say what stands in the `.events` file of the same name, as far as it is YMSG.
/// To accept a change: `-Dgolden=write`. Skipped where the captures are not.
class YmsgCapturesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                // Three people, a refused login, an offline message, a conference, a file put on the server.
                "live/ymsg10-libpurple.pcap",
                // One packet of a running connection.
                "legacy/ymsg-zeek-keepalive-inside-smtp.pcap",
            })
    void saysWhatIsWrittenDown(String capture) throws IOException {
        List<String> lines = Replay.events(Replay.shared(capture)).stream()
                .filter(event -> event.seen().protocol().equals("ymsg"))
                .map(Lines::of)
                .toList();
        Golden.assertSays("ymsg", capture, lines);
    }
}
