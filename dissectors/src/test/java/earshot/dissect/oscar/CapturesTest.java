package earshot.dissect.oscar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.event.ImEvent;
import earshot.event.ImEvent.FileTransfer;
import earshot.kit.Golden;
import earshot.kit.Lines;
import earshot.kit.Replay;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Captures of real servers and clients say what stands in the `.events` file of the same name, with the
/// frames that prove it. To accept a change: `-Dgolden=write`. Skipped where the captures are not.
class CapturesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                // Strong MD5, one login refused, contacts, HTML, several alphabets, away, a file, a room.
                "live/oscar-aim-libpurple-filetransfer.pcap",
                // Weak MD5, Latin-1, a link that loses, doubles and reorders packets.
                "live/oscar-aim-bitlbee-lossy-link.pcap",
                // The same with more frames taken out: nothing may be there that is not in the one above.
                "live/oscar-aim-bitlbee-lossy-link-1pct-dropped.pcap",
                // ICQ's own servers on port 443, with a hole of 61 kB in the middle.
                "legacy/icq-oscar-port443.pcapng",
            })
    void saysWhatIsWrittenDown(String capture) throws IOException {
        List<String> lines = Replay.events(Replay.shared(capture)).stream()
                .filter(event -> !(event instanceof ImEvent.Host))
                .map(event -> "#" + event.seen().frames().text(0) + " " + Lines.of(event))
                .toList();
        Golden.assertSays("oscar", capture, lines);
    }

    /// The first puzzle of the Network Forensics Puzzle Contest: OSCAR on port 443 joined in the middle, and
    /// a file that goes from one client to the other.
    @Test
    void annsBadAim() {
        List<ImEvent> events = Replay.events(Replay.shared("legacy/aim-oscar-oft-anns-bad-aim-evidence01.pcap"));
        List<String> said = events.stream()
                .filter(event -> event instanceof ImEvent.Message m && m.kind() == ImEvent.Message.Kind.CHAT)
                .map(event -> "#" + event.seen().frames().text(0) + " " + Lines.of(event))
                .toList();
        assertEquals(
                List.of(
                        "#25 message chat sent ?192.168.1.158 -> Sec558user1 \"Here's the secret recipe... I just"
                                + " downloaded it from the file server. Just copy to a thumb drive and you're good to"
                                + " go >:-)\"",
                        "#167 message chat delivered Sec558user1 -> ?192.168.1.158 \"thanks dude\"",
                        "#184 message chat delivered Sec558user1 -> ?192.168.1.158 \"can't wait to sell it on ebay\"",
                        "#210,212 message chat sent ?192.168.1.158 -> Sec558user1 \"see you in hawaii!\""),
                said);
        FileTransfer file = events.stream()
                .filter(event -> event instanceof FileTransfer f && f.recovered() != null)
                .map(event -> (FileTransfer) event)
                .reduce((a, b) -> null)
                .orElseThrow();
        assertEquals(
                "file complete ?192.168.1.158 -> Sec558user1 \"recipe.docx\" 12008 got 12008 md5"
                        + " 8350582774e1d4dbe1d61d64c89e0ea1",
                Lines.of(file));
        assertEquals(
                "f0f74a982a814640aedaa5fd6542ac810e8c5e257552bcc024a5c808343bccf9",
                file.recovered().sha256());
    }
}
