package earshot.dissect.xmpp;

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
        Golden.assertSays("xmpp", capture);
    }
}
