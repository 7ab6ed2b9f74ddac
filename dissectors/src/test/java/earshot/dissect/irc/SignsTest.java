package earshot.dissect.irc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.event.ImEvent;
import earshot.kit.Dialogue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Recognition, on a port that says nothing.
class SignsTest {
    private static Dialogue dialogue() {
        return Dialogue.tcp(8443).with(new Irc());
    }

    private static boolean isIrc(Dialogue dialogue) {
        return dialogue.events().stream().anyMatch(ImEvent.Service.class::isInstance);
    }

    /// `C:` and `S:` before what each side says, `/` between lines.
    private static Dialogue said(Dialogue dialogue, String script) {
        for (String line : script.split(" / ")) {
            String text = line.substring(2).strip() + "\r\n";
            if (line.startsWith("C:")) dialogue.client(text);
            else dialogue.server(text);
        }
        return dialogue;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C: NICK ann / C: USER ann 0 * :Ann",
                "C: USER ann 0 * :Ann / C: NICK ann",
                "C: CAP LS 302 / C: NICK ann / C: USER ann 0 * :Ann",
                "C: CAP LS / S: :irc.t CAP * LS :sasl",
                "S: :irc.t NOTICE AUTH :*** Looking up your hostname... / S: :irc.t NOTICE AUTH :*** Found it",
                "S: NOTICE AUTH :*** Looking up / S: NOTICE AUTH :*** Checking ident",
                "C: PASS oauth:abc / C: NICK ann / S: :tmi.twitch.tv 001 ann :Welcome, GLHF!",
                "S: PING :irc.t / C: PONG :irc.t / S: PING :irc.t / C: PONG :irc.t",
                "C: PRIVMSG #c :hi / C: PRIVMSG #c :again",
                "C: PRIVMSG #c :hi / C: PONG :irc.t",
                "C: privmsg bob :\u0001DCC SEND a.txt 3221226219 5000 11\u0001",
                "C: STARTTLS / S: :irc.t 670  :go ahead",
                "C: PASS secret TS 6 :42X / C: CAPAB :QS EX CHW",
                "C: CAPAB START 1205",
                "C: PROTOCTL NOQUIT EAUTH=a.t SID=001 / C: SERVER a.t 1 :U5000-x here"
            })
    void whatIrcSays(String script) {
        assertEquals(true, isIrc(said(dialogue(), script)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "S: 220 ftp ready / C: USER ann / S: 331 password / C: PASS x / S: 230 in / C: LIST / C: QUIT",
                "C: USER ann / C: PASS x / C: LIST / C: HELP / C: QUIT",
                "S: +OK pop3 / C: USER ann / S: +OK / C: PASS x / S: +OK / C: LIST / C: QUIT",
                "S: 220 mail ESMTP / C: HELO x / S: 250 hi / C: MAIL FROM:<a@b> / C: QUIT",
                "S: 200 news ready / C: MODE READER / S: 200 ok / C: LIST / C: GROUP alt.irc",
                "C: INVITE sip:bob@ex.org SIP/2.0 / C: Via: SIP/2.0/TCP a / C: From: <sip:ann@ex.org>",
                "C: CONNECT irc.t:6667 HTTP/1.1 / C: Host: irc.t:6667 / S: HTTP/1.1 200 OK",
                "C: GET / HTTP/1.1 / C: Host: irc.t",
                "S: INFO {} / C: CONNECT {} / C: PING / S: PONG",
                "C: PING / S: PONG / C: PING / S: PONG / C: PING / S: PONG",
                "C: STATS / S: STAT pid 1 / S: END",
                "S: 4.4.1 Private messages / S:    Parameters: <receiver>{,<receiver>} <text to be sent>"
                        + " / S: :Angel!a@h PRIVMSG Wiz :Hello are you receiving this message ? / S: ; Message from Angel",
                "C: 353 ",
                "C: NICK / C: NICK"
            })
    void whatOthersSay(String script) {
        assertEquals(false, isIrc(said(dialogue(), script)));
        assertEquals(false, isIrc(said(dialogue().midStream(), script)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "S: hal of a line / S: :irc.t 372 ann :- motd / S: :irc.t 376 ann :End of MOTD",
                "S: :bob!b@h PRIVMSG #c :hi",
                "C: PRIVMSG #c :hi / C: PRIVMSG #c :again",
                "S: :bob!b@h JOIN :#c"
            })
    void theMiddleOfAConversation(String script) {
        assertEquals(true, isIrc(said(dialogue().midStream(), script)));
    }

    @Test
    void sidesThatWereTakenForEachOtherAreTurned() {
        // Captured from the server's first packet on: the "client" is the side that speaks first.
        Dialogue turned = dialogue().midStream();
        turned.client(":bob!b@h PRIVMSG #c :hi\r\n")
                .server("PRIVMSG #c :hello\r\n")
                .client(":irc.t 372 ann :x\r\n");
        List<String> lines = turned.lines();
        assertEquals(
                List.of(
                        "service irc certain [signature:irc]",
                        "message room delivered bob -> #c \"hi\"",
                        "message room sent ?192.0.2.2 -> #c \"hello\"",
                        "identity ?192.0.2.2 named ann",
                        "presence ann online"),
                lines);
    }

    @Test
    void anyLineEndWillDo() {
        assertEquals(true, isIrc(dialogue().client("NICK ann\nUSER ann 0 * :Ann\n")));
        assertEquals(true, isIrc(dialogue().client("NICK ann\rUSER ann 0 * :Ann\r")));
    }

    @Test
    void binaryIsNoLine() {
        assertEquals(false, isIrc(dialogue().client("NICK ann\r\nUSER a 0 * :A\0B\r\nNICK x\0\r\n")));
    }
}
