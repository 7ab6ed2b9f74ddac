package earshot.dissect.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.bytes.Cursor;
import earshot.kit.Dialogue;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TalkTest {
    /// anna at 192.0.2.7 (`c0000207`) invites ben; she waits on port 40000 (`9c40`).
    private static final String ANNOUNCE = "01 03 00 00 00000000" // version, ANNOUNCE, answer, pad, id
            + "0002 9c40 c0000201 0000000000000000" // where anna waits: 192.0.2.1:40000
            + "0002 9c42 c0000201 0000000000000000" // where answers go
            + "00001092" // process
            + "616e6e610000000000000000 62656e000000000000000000" // anna, ben
            + "7074732f330000000000000000000000"; // pts/3

    /// The same in the layout of 4.2BSD.
    private static final String OLD_ANNOUNCE = "03 616e6e610000000000 62656e000000000000 00 00000000 00001092"
            + "00000000000000000000000000000000 0002 9c40 c0000201 0000000000000000 0002 9c42 c0000201 0000000000000000";

    /// The one who is invited connects to the one who invites.
    private static final int ANNA = Dialogue.CLIENT, BEN = Dialogue.SERVER;

    private static ControlMessage read(String hex) {
        return ControlMessage.read(new Cursor(HexFormat.of().parseHex(hex.replace(" ", ""))));
    }

    @Test
    void bothLayoutsSayTheSame() {
        for (String hex : List.of(ANNOUNCE, OLD_ANNOUNCE)) {
            ControlMessage message = read(hex);
            assertEquals("anna", message.caller());
            assertEquals("ben", message.callee());
            assertEquals(ControlMessage.Type.ANNOUNCE, message.type());
            assertEquals("192.0.2.1:40000", message.listener() + ":" + message.port());
        }
    }

    @ParameterizedTest
    @CsvSource({"0200", "0002", "1002"})
    void theAddressFamilyIsInAnyByteOrder(String family) {
        assertEquals(
                40_000, read(ANNOUNCE.replace("0002 9c40", family + " 9c40")).port());
    }

    @Test
    void aNameWithBytesBehindItsEndIsNone() {
        assertNull(read(ANNOUNCE.replace("616e6e610000", "616e6e610041")));
    }

    private static Dialogue conversation() {
        return Dialogue.udp(518)
                .clientHex(ANNOUNCE)
                .then(Dialogue.tcp(40_000)
                        .between(BEN, ANNA)
                        .clientPort(5000)
                        .clientHex("7f 15 17")
                        .serverHex("7f 15 17")
                        .server("hel\u007f\u007fello ben\n")
                        .client("hi x\u0017anna\n")
                        .server("never mind\u0015bye"));
    }

    @Test
    void linesAreWhatTheScreenShows() {
        List<String> lines = conversation().lines();
        assertTrue(lines.contains("message chat sent anna@192.0.2.1 -> ben@192.0.2.2 \"hello ben\""), lines.toString());
        assertTrue(lines.contains("message chat sent ben@192.0.2.2 -> anna@192.0.2.1 \"hi anna\""), lines.toString());
        assertTrue(lines.contains("message chat sent anna@192.0.2.1 -> ben@192.0.2.2 \"bye\""), lines.toString());
    }

    @Test
    void aStreamWithoutItsNegotiationHasUnnamedParties() {
        List<String> lines = Dialogue.tcp(4321)
                .clientHex("7f1517")
                .serverHex("081517")
                .client("hi\n")
                .lines();
        assertTrue(lines.contains("message chat sent ?192.0.2.1 -> ?192.0.2.2 \"hi\""), lines.toString());
    }

    @Test
    void damageIsNoException() {
        Random random = new Random(4);
        byte[] announce = HexFormat.of().parseHex(ANNOUNCE.replace(" ", ""));
        for (int run = 0; run < 200; run++) {
            byte[] damaged = announce.clone();
            for (int i = 0; i < 3; i++) damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            Dialogue.udp(518).client(damaged).events();
        }
    }

    @Test
    void fingerIsALookup() {
        String answer =
                "Login: ann           \t\t\tName: Ann Example\r\nDirectory: /home/ann\tShell: /bin/sh\r\nNo Plan.\r\n";
        List<String> lines =
                Dialogue.tcp(79).client("/W ann\r\n").server(answer).lines();
        assertEquals("service talk certain [signature:finger]", lines.getFirst());
        assertTrue(lines.getLast().startsWith("lookup ?192.0.2.1 about ann \"Login: ann"), lines.toString());
    }

    @Test
    void aLineWithAnyAnswerIsNotFinger() {
        assertEquals(
                List.of(),
                Dialogue.tcp(79).client("ann\r\n").server("220 mail ready\r\n").lines());
    }
}
