package earshot.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.dissect.Dissector;
import earshot.event.ImEvent;
import earshot.flow.Limits;
import earshot.kit.Lines;
import earshot.kit.Records;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArpHostsTest {
    private static final String A = "000c293a5b7c", B = "001122334455";
    private final List<Records.Captured> records = new ArrayList<>();

    private ArpHostsTest arp(int operation, String mac, String address) {
        String hex = "ffffffffffff" + mac + "0806 0001 0800 0604 %04x".formatted(operation) + mac + address
                + "000000000000 c0a80002";
        byte[] frame = HexFormat.of().parseHex(hex.replace(" ", ""));
        records.add(new Records.Captured(records.size(), frame));
        return this;
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        try (Engine engine = new Engine(List.<Dissector>of(), Limits.DEFAULT, 1, FileSpool.none())) {
            engine.run(new Records(records), event -> lines.add(frame(event) + Lines.of(event)), () -> {});
        }
        return lines;
    }

    private static String frame(ImEvent event) {
        return "#" + event.seen().frames().text(0) + " ";
    }

    @Test
    void twoMachinesThatClaimOneAddressShowAsOftenAsTheyTakeIt() {
        arp(1, A, "c0a80001")
                .arp(2, A, "c0a80001")
                .arp(2, B, "c0a80001")
                .arp(2, B, "c0a80001")
                .arp(2, A, "c0a80001");
        assertEquals(
                List.of(
                        "#1 host 192.168.0.1 mac 00:0c:29:3a:5b:7c by arp",
                        "#3 host 192.168.0.1 mac 00:11:22:33:44:55 by arp",
                        "#5 host 192.168.0.1 mac 00:0c:29:3a:5b:7c by arp"),
                lines());
    }

    @Test
    void probesAndOtherOperationsClaimNothing() {
        arp(1, A, "00000000").arp(8, A, "c0a80001");
        assertEquals(List.of(), lines());
    }
}
