package earshot.dissect.proxyprotocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import earshot.kit.Lines;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Behind each header there is IRC.
class ProxyProtocolTest {
    private static final String IRC = "NICK ann\r\nUSER ann 0 * :A\r\n", MARK = "0d0a0d0a000d0a515549540a";

    private static List<String> withVia(Dialogue dialogue) {
        return dialogue.events().stream()
                .map(event -> event.seen().via() + " | " + Lines.of(event))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "'PROXY TCP4 203.0.113.7 192.0.2.2 56324 6667', '203.0.113.7:56324 to 192.0.2.2:6667'",
        "'PROXY TCP6 2001:db8::7 2001:db8::2 56324 6667', '[2001:db8::7]:56324 to [2001:db8::2]:6667'",
        "'PROXY UNKNOWN', ''",
    })
    void versionOne(String line, String via) {
        Dialogue dialogue = Dialogue.tcp(6667)
                .client(line + "\r\n" + IRC)
                .server(":irc.t 001 ann :Welcome\r\n:irc.t 422 ann :x\r\n");
        List<String> lines = withVia(dialogue);
        assertEquals(("proxy-protocol " + via).strip() + " | session started ann", lines.getLast());
        for (int longest : List.of(1, 5)) {
            assertEquals(lines, withVia(dialogue.cut(new Random(longest), longest)));
        }
    }

    /// 21: version 2, PROXY; 11: TCP over IPv4; 12 bytes: 203.0.113.7, 192.0.2.2, 56324, 6667. 21 means IPv6. 20:
    /// LOCAL.
    @ParameterizedTest
    @CsvSource({
        "21 11 000c cb007107 c0000202 dc04 1a0b, 203.0.113.7:56324 to 192.0.2.2:6667",
        "21 21 0024 20010db8000000000000000000000007 20010db8000000000000000000000002 dc04 1a0b,"
                + " [2001:db8::7]:56324 to [2001:db8::2]:6667",
        "20 00 0000, ''",
        // With a further field behind the addresses: type 4 (nothing), one byte.
        "21 11 0010 cb007107 c0000202 dc04 1a0b 04000100, 203.0.113.7:56324 to 192.0.2.2:6667",
    })
    void versionTwo(String header, String via) {
        Dialogue dialogue = Dialogue.tcp(6667)
                .clientHex(MARK + header)
                .client(IRC)
                .server(":irc.t 001 ann :Welcome\r\n:irc.t 422 ann :x\r\n");
        assertEquals(
                ("proxy-protocol " + via).strip() + " | session started ann",
                withVia(dialogue).getLast());
    }

    @Test
    void aServerMaySpeakFirst() {
        Dialogue dialogue = Dialogue.tcp(6667)
                .server(":irc.t NOTICE * :*** Looking up your hostname\r\n")
                .client("PROXY TCP4 203.0.113.7 192.0.2.2 56324 6667\r\n" + IRC)
                .server(":irc.t 001 ann :Welcome\r\n:irc.t 422 ann :x\r\n");
        assertEquals(
                "proxy-protocol 203.0.113.7:56324 to 192.0.2.2:6667 | session started ann",
                withVia(dialogue).getLast());
    }

    @ParameterizedTest
    @CsvSource({
        "'PROXY FOO a b 1 2'",
        "'PROXY TCP4 203.0.113.7 192.0.2.2 56324 6667 and so on and on and on and on and on" + " and on and on and on'",
        "'PROXYTCP4'"
    })
    void otherLinesAreNone(String line) {
        assertEquals(
                List.of(), withVia(Dialogue.tcp(6667).with(new ProxyProtocol()).client(line + "\r\n" + IRC)));
    }
}
