package earshot.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Replay;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Machines in captures of real networks, as Wireshark shows them too.
class RealHostsTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            modern/1kxun.pcap          | 192.168.3.237 mac 70:3e:ac:f0:f0:07 name Shen by dhcp
            modern/1kxun.pcap          | 192.168.5.49 mac e8:b1:fc:ab:fb:b2 by dhcp
            modern/1kxun.pcap          | 192.168.5.45 name MACBOOKAIR-E1D0 by netbios
            negatives/alexa-app.pcapng | 172.16.42.216 mac 78:f8:82:d3:fb:c2 name android-1c1335ec95a27318 by dhcp
            negatives/iphone.pcap      | 192.168.2.1 name Lucas-iMac.local by mdns
            negatives/iphone.pcap      | fe80::c42c:3ff:fe60:6a64 name Lucas-iMac.local by mdns
            negatives/netbios.pcap     | 10.0.4.24 mac 00:1c:c4:10:79:0f name GUNNAR by netbios
            negatives/netbios.pcap     | 10.0.5.1 name GURU by netbios
            modern/zoom.pcap           | 192.168.1.117 name LUCAS-IMAC by netbios
            """)
    void areNamed(String capture, String host) {
        List<String> hosts = Replay.lines(Replay.shared(capture)).stream()
                .filter(line -> line.startsWith("host ") && line.endsWith(host))
                .toList();
        assertEquals(List.of("host " + host), hosts);
    }
}
