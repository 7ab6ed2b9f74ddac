package earshot.dissect.pseudossl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.kit.Dialogue;
import earshot.kit.Lines;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PseudoSslTest {
    /// SSL 2's form of a hello: 15 ciphers and the challenge 1f17…f1ea.
    private static final String CLIENT =
            "80460103 01002d00 00001001 00800300 800700c0 06004002 00800400 80000004 00feff00"
                    + "000a00fe fe000009 00006400 00620000 03000006 1f170ca6 2f0078fc 46552eb1 8339f1ea";
    /// A ServerHello: constant random, a session of 32 bytes, RC4-MD5, no compression.
    private static final String SERVER = "160301004a 02000046 0301 428545a727a95da0 b3c5e753da482b3f c65aca89c15852a1"
            + "783c5b174600853f 20" + "00".repeat(32) + "0004 00";

    @Test
    void whatIsInsideIsRead() {
        Dialogue dialogue = Dialogue.tcp(443)
                .clientHex(CLIENT)
                .serverHex(SERVER)
                .client("NICK ann\r\nUSER ann 0 * :A\r\n")
                .server(":irc.t 001 ann :Welcome\r\n:irc.t 422 ann :x\r\n");
        for (Dialogue one : List.of(dialogue, dialogue.cut(new Random(1), 5))) {
            List<String> lines = one.events().stream()
                    .map(event -> event.seen().via() + " | " + Lines.of(event))
                    .toList();
            assertEquals("pseudo-ssl | session started ann", lines.getLast());
        }
    }

    /// Another challenge: somebody's real hello.
    @Test
    void realHellosAreNot() {
        List<String> lines = Dialogue.tcp(443)
                .clientHex(CLIENT.replace("8339f1ea", "8339f1eb"))
                .serverHex(SERVER)
                .lines();
        assertTrue(lines.stream().noneMatch(line -> line.contains("pseudo")), lines::toString);
    }
}
