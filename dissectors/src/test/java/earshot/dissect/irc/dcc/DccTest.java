package earshot.dissect.irc.dcc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.dissect.irc.Irc;
import earshot.kit.Dialogue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Offers on IRC and the connections that follow them. ann is at 192.0.2.1, bob's machine is 192.0.2.235.
class DccTest {
    private static final int ANN = Dialogue.CLIENT, BOB = 0xc00002eb, ELSEWHERE = 0xc6336401;
    /// MD5 of `hello world`.
    private static final String HELLO = "5eb63bbbe01eeed093cb22bb8f5acdc3";

    /// ann's connection to the server.
    private static Dialogue ann() {
        return Dialogue.tcp(6667)
                .with(new Irc())
                .client("NICK ann\r\nUSER ann 0 * :Ann\r\n")
                .server(":irc.t 001 ann :Hi\r\n:irc.t 422 ann :x\r\n");
    }

    private static Dialogue to(int address, int port) {
        return Dialogue.tcp(port).between(ANN, address).clientPort(41_000);
    }

    private static String bob(String ctcp) {
        return ":bob!b@h PRIVMSG ann :\u0001" + ctcp + "\u0001\r\n";
    }

    private static String toBob(String ctcp) {
        return "PRIVMSG bob :\u0001" + ctcp + "\u0001\r\n";
    }

    private static List<String> after(Dialogue dialogue) {
        List<String> lines = dialogue.lines();
        return lines.subList(2, lines.size());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aFileIsRecovered() {
        Dialogue dialogue = ann().server(bob("DCC SEND \"my file.txt\" 3221226219 5000 11"))
                .then(to(BOB, 5000)
                        .server("hello ")
                        .clientHex("00000006")
                        .server("world")
                        .clientHex("0000000b"));
        List<String> expected = List.of(
                "file offered bob -> ann \"my file.txt\" 11",
                "service irc certain [offer:dcc-send]",
                "file accepted bob -> ann \"my file.txt\" 11",
                "file complete bob -> ann \"my file.txt\" 11 got 11 md5 " + HELLO);
        assertEquals(expected, after(dialogue));
        for (int longest : List.of(1, 3)) assertEquals(expected, after(dialogue.cut(new Random(1), longest)));
    }

    @Test
    void theSendersOwnAddressCountsToo() {
        // ann offers her public address; the capture sees the one behind the NAT.
        Dialogue dialogue = ann().client(toBob("DCC SEND a.txt 3325256705 5000 11"))
                .then(Dialogue.tcp(5000).between(ELSEWHERE, ANN).server("hello world"));
        assertEquals(
                "file complete ann -> bob \"a.txt\" 11 got 11 md5 " + HELLO,
                after(dialogue).getLast());
    }

    @Test
    void aConnectionThatEndsEarlyGivesAPart() {
        Dialogue dialogue = ann().server(bob("DCC SEND a.txt 3221226219 5000 11"))
                .then(to(BOB, 5000).server("hello "));
        assertEquals(
                "file partial bob -> ann \"a.txt\" 11 got 6 md5 f814893777bcc2295fff05f00e508da6 missing 6-10",
                after(dialogue).getLast());
    }

    @Test
    void lostBytesLeaveAHole() {
        Dialogue dialogue = ann().server(bob("DCC SEND a.txt 3221226219 5000 11"))
                .then(to(BOB, 5000).server("hello").serverGap(1).server("world"));
        List<String> lines = after(dialogue);
        assertEquals(true, lines.getLast().startsWith("file partial bob -> ann \"a.txt\" 11 got 10 "), lines.getLast());
        assertEquals(true, lines.getLast().endsWith(" missing 5-5"), lines.getLast());
    }

    @Test
    void moreThanOfferedIsNoPartOfTheFile() {
        Dialogue dialogue = ann().server(bob("DCC SEND a.txt 3221226219 5000 11"))
                .then(to(BOB, 5000).server("hello world and more").server("still more"));
        List<String> lines = after(dialogue);
        assertEquals("file complete bob -> ann \"a.txt\" 11 got 11 md5 " + HELLO, lines.getLast());
        assertEquals(
                1,
                lines.stream()
                        .filter(line -> line.startsWith("anomaly dcc-more-than-offered"))
                        .count());
    }

    @Test
    void aSizeNobodySaidIsToldByTheAcknowledgements() {
        Dialogue whole = ann().server(bob("DCC SEND a.txt 3221226219 5000"))
                .then(to(BOB, 5000).server("hello world").clientHex("0000000b"));
        assertEquals(
                "file complete bob -> ann \"a.txt\" -1 got 11 md5 " + HELLO,
                after(whole).getLast());
        Dialogue part = ann().server(bob("DCC SEND a.txt 3221226219 5000"))
                .then(to(BOB, 5000).server("hello world").clientHex("00000006"));
        assertEquals(
                "file partial bob -> ann \"a.txt\" -1 got 11 md5 " + HELLO,
                after(part).getLast());
    }

    @Test
    void aResumedFileBeginsWhereItWasBroken() {
        Dialogue dialogue = ann().server(bob("DCC SEND a.txt 3221226219 5000 11"))
                .client(toBob("DCC RESUME file.ext 5000 6"))
                .server(bob("DCC ACCEPT file.ext 5000 6"))
                .then(to(BOB, 5000).server("world"));
        List<String> lines = after(dialogue);
        assertEquals("file accepted bob -> ann \"a.txt\" 11", lines.get(1));
        assertEquals(
                "file complete bob -> ann \"a.txt\" 11 got 5 missing 0-5",
                lines.getLast().replaceAll(" md5 [0-9a-f]{32}", ""));
        assertEquals(4, lines.size());
    }

    @Test
    void inAReverseOfferTheReceiverListens() {
        Dialogue dialogue = ann().client(toBob("DCC SEND a.txt 3221225985 0 11 77"))
                .server(bob("DCC SEND a.txt 3221226219 5000 11 77"))
                .then(to(BOB, 5000).client("hello world").serverHex("0000000b"));
        assertEquals(
                List.of(
                        "file offered ann -> bob \"a.txt\" 11",
                        "file accepted ann -> bob \"a.txt\" 11",
                        "service irc certain [offer:dcc-send]",
                        "file complete ann -> bob \"a.txt\" 11 got 11 md5 " + HELLO),
                after(dialogue));
    }

    @Test
    void ofAnAnswerWhoseOfferWasNotSeenTheFirstBytesTellTheSender() {
        Dialogue dialogue = ann().server(bob("DCC SEND a.txt 3221226219 5000 11 77"))
                .then(to(BOB, 5000).client("hello world").serverHex("0000000b"));
        assertEquals(
                "file complete ann -> bob \"a.txt\" 11 got 11 md5 " + HELLO,
                after(dialogue).getLast());
    }

    @Test
    void offersCanBeDeclined() {
        List<String> lines = after(ann().server(bob("DCC SEND a.txt 3221226219 5000 11"))
                .client("NOTICE bob :\u0001DCC REJECT SEND a.txt\u0001\r\n"));
        assertEquals("file declined bob -> ann \"a.txt\" 11", lines.getLast());
    }

    @Test
    void whatCannotBeReadIsSaid() {
        List<String> lines = after(ann().server(bob("DCC SEND \"x 0 0 0")));
        assertEquals(List.of("anomaly dcc-offer-not-understood \"DCC with 13 bytes of arguments\""), lines);
    }

    @Test
    void playedBackOffersAreNone() {
        Dialogue dialogue = ann().server("@time=2020-01-01T00:00:00.000Z " + bob("DCC SEND a.txt 3221226219 5000 11"))
                .then(to(BOB, 5000).server("hello world"));
        assertEquals(List.of(), after(dialogue));
    }

    @Test
    void chatsGoBetweenTheNicksOfTheOffer() {
        Dialogue dialogue = ann().client(toBob("DCC CHAT chat 3221225985 5001"))
                .then(Dialogue.tcp(5001)
                        .between(BOB, ANN)
                        .client("hi ann\n")
                        .server("\u0001ACTION waves\u0001\r\nsecond ")
                        .server("line\n\u0001PING 1\u0001\n"));
        assertEquals(
                List.of(
                        "service irc certain [offer:dcc-chat]",
                        "message chat sent bob -> ann \"hi ann\"",
                        "message action sent ann -> bob \"waves\"",
                        "message chat sent ann -> bob \"second line\""),
                after(dialogue));
    }

    @Test
    void aReverseChat() {
        Dialogue dialogue = ann().client(toBob("DCC CHAT chat 3221225985 0 9"))
                .server(bob("DCC CHAT chat 3221226219 5001 9"))
                .then(to(BOB, 5001).client("hi bob\n"));
        assertEquals("message chat sent ann -> bob \"hi bob\"", after(dialogue).getLast());
    }

    @Test
    void botsAskForPasswords() {
        Dialogue dialogue = ann().server(bob("DCC CHAT chat 3221226219 5001"))
                .then(to(BOB, 5001)
                        .server("Enter your password.\n")
                        .client("hunter2\n")
                        .server("Welcome.\n")
                        .client("who\n"));
        assertEquals(
                List.of(
                        "service irc certain [offer:dcc-chat]",
                        "message chat sent bob -> ann \"Enter your password.\"",
                        "message chat sent ann -> bob \"hunter2\"",
                        "credential ann cleartext DCC CHAT password \"hunter2\"",
                        "message chat sent bob -> ann \"Welcome.\"",
                        "message chat sent ann -> bob \"who\""),
                after(dialogue));
    }

    @Test
    void whatIsInsideTlsIsNamedOnly() {
        Dialogue dialogue = ann().server(bob("DCC SCHAT chat 3221226219 5001"))
                .then(to(BOB, 5001).client(bytes("\u0016\u0003\u0001")));
        assertEquals(List.of("service irc certain [offer:dcc-schat]", "usage irc 3 sent, 0 received"), after(dialogue));
    }

    @Test
    void anOfferDoesNotHideWhatElseGoesToItsPort() {
        // bob offers a file and a chat at ports where IRC is spoken, and the server itself.
        for (String offer : List.of("SEND a.txt 3221226219 5000 11", "CHAT chat 3221226219 5000")) {
            Dialogue dialogue = ann().server(bob("DCC " + offer))
                    .then(to(BOB, 5000)
                            .client("NICK eva\r\nUSER eva 0 * :Eva\r\n")
                            .server(":b.t 001 eva :Hi\r\n:b.t 422 eva :x\r\n"));
            List<String> expected = List.of("service irc certain [signature:irc]", "session started eva");
            List<String> lines = after(dialogue);
            assertEquals(expected, lines.subList(lines.size() - 2, lines.size()));
            assertEquals(lines, after(dialogue.cut(new Random(1), 3)));
        }
        Dialogue server = ann().server(bob("DCC CHAT chat 3221225986 6667"))
                .then(Dialogue.tcp(6667).clientPort(42_000).client("NICK eva\r\nUSER eva 0 * :Eva\r\nQUIT :off\r\n"));
        assertEquals("session ended eva because off", after(server).getLast());
    }

    @Test
    void anOfferAloneIsEnough() {
        // One line of one side is all that the capture has of IRC.
        List<String> lines = Dialogue.tcp(6667)
                .with(new Irc())
                .client("PRIVMSG bob :\u0001DCC SEND hello.txt 3221225985 5555 11\u0001\r\n")
                .then(Dialogue.tcp(5555).between(BOB, ANN).server("hello world").open())
                .open()
                .lines();
        assertEquals("file complete ?192.0.2.1 -> bob \"hello.txt\" 11 got 11 md5 " + HELLO, lines.getLast());
    }
}
