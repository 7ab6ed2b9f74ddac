package earshot.dissect.sip;

import earshot.kit.Golden;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Captures of real servers and clients say what stands in the `.events` file of the same name. To accept a
/// change: `-Dgolden=write`. Skipped where the captures are not.
class SipCapturesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                // Three people behind a proxy, over TCP and UDP; a refused login; a message that nobody gets.
                "live/sip-simple-kamailio-libpurple.pcap",
                // A program that puts the address it was given into the text; a call with its media.
                "live/sip-baresip-kamailio-call-message.pcap",
                // Calls and registrations, nothing said.
                "legacy/sip-zeek-wireshark.pcap",
                // Calls between gateways that become faxes.
                "modern/FAX-Call-t38-CA-TDM-SIP-FB-1.pcap",
            })
    void saysWhatIsWrittenDown(String capture) throws IOException {
        Golden.assertSays("sip", capture);
    }
}
