package earshot.dissect.msnp;

import earshot.kit.Replay;
import org.junit.jupiter.api.Test;

class LiveCapturesTest {
    @Test
    void show() {
        for (String n : new String[] {
            "legacy/msnp-ppa-msnms.pcap", "live/msn-msnp8-bitlbee128.pcap", "live/msn-msnp18-libpurple-soap.pcap"
        }) {
            System.out.println("=== " + n);
            Replay.lines(Replay.shared(n)).stream()
                    .filter(l -> !l.startsWith("host") && !l.startsWith("lookup"))
                    .forEach(System.out::println);
        }
    }
}
