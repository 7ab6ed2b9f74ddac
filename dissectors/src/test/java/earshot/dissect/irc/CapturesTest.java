package earshot.dissect.irc;

import earshot.kit.Golden;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Captures of real servers and clients say what stands in the `.events` file of the same name. To accept a
/// change: `-Dgolden=write`. Skipped where the captures are not.
class CapturesTest {
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
        Golden.assertSays("irc", capture);
    }
}
