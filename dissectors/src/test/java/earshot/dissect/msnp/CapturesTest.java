package earshot.dissect.msnp;

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
                // One switchboard, recorded from its first line on.
                "legacy/msnp-ppa-msnms.pcap",
                // MSNP8 with a switchboard of three, a contact blocked and allowed again.
                "live/msn-msnp8-bitlbee128.pcap",
                // MSNP18 with endpoints; a file over a direct connection whose headers lag.
                "live/msn-msnp18-libpurple-soap.pcap",
            })
    void saysWhatIsWrittenDown(String capture) throws IOException {
        Golden.assertSays("msnp", capture);
    }
}
