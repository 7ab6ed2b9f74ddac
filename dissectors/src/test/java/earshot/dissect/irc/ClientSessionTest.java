package earshot.dissect.irc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent;
import earshot.event.ImEvent.Message;
import earshot.kit.Dialogue;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Dialogues of a client with its server, and what they come to.
class ClientSessionTest {
    private static Dialogue dialogue() {
        return Dialogue.tcp(6667).with(new Irc());
    }

    /// A client called ann, welcomed.
    private static Dialogue ann() {
        return dialogue()
                .client("NICK ann\r\nUSER ann 0 * :Ann\r\n")
                .server(
                        ":irc.t 001 ann :Welcome to TNet ann!ann@h\r\n:irc.t 005 ann NETWORK=TNet CHANTYPES=# :are supported\r\n")
                .server(":irc.t 422 ann :no MOTD\r\n");
    }

    /// What a dialogue says after the welcome of [#ann].
    private static List<String> after(Dialogue dialogue) {
        List<String> lines = dialogue.lines();
        assertEquals(List.of("service irc certain [signature:irc]", "session started ann"), lines.subList(0, 2));
        return lines.subList(2, lines.size());
    }

    private static List<Message> messages(Dialogue dialogue) {
        List<Message> messages = new ArrayList<>();
        for (ImEvent event : dialogue.events()) if (event instanceof Message message) messages.add(message);
        return messages;
    }

    @Test
    void aSessionBelongsToItsNetwork() {
        List<ImEvent> events = ann().client("QUIT :bye\r\n")
                .server("ERROR :Closing Link: h (bye)\r\n")
                .events();
        assertEquals("TNet", events.get(1).seen().network());
        assertEquals("session ended ann because bye", earshot.kit.Lines.of(events.getLast()));
        assertEquals("TNet", events.getLast().seen().network());
    }

    @Test
    void withoutANameTheNetworkIsItsServer() {
        Dialogue dialogue = dialogue()
                .client("NICK ann\r\nUSER ann 0 * :A\r\n")
                .server(":irc.t 001 ann :Hi\r\n:irc.t 422 ann :x\r\n");
        assertEquals("irc.t", dialogue.events().getLast().seen().network());
    }

    // Passwords.

    @Test
    void passBelongsToTheNickThatFollows() {
        Dialogue dialogue = dialogue().client("PASS s3cret\r\n").client("NICK ann\r\nUSER ann 0 * :Ann\r\n");
        assertEquals(
                "credential ann cleartext PASS \"s3cret\"", dialogue.lines().getLast());
        // Frames 4 and 5 after the handshake: the password, and whose it is.
        assertEquals("4-5", dialogue.events().getLast().seen().frames().text(0));
    }

    @Test
    void aTokenIsNoPassword() {
        Dialogue dialogue =
                dialogue().client("PASS oauth:abc\r\nNICK ann\r\n").server(":tmi.twitch.tv 001 ann :Hi\r\n");
        assertTrue(dialogue.lines().contains("credential ann token PASS \"oauth:abc\""));
    }

    @Test
    void wrongPasswordsCount() {
        List<String> lines = dialogue()
                .client("PASS wrong\r\nNICK ann\r\nUSER ann 0 * :Ann\r\n")
                .server(":irc.t 464 ann :Password incorrect\r\nERROR :Closing Link: h (Bad Password)\r\n")
                .lines();
        assertEquals(
                List.of(
                        "service irc certain [signature:irc]",
                        "credential ann cleartext PASS \"wrong\"",
                        "session failed ann by PASS because Password incorrect"),
                lines);
    }

    @Test
    void operatorsTellTheirName() {
        List<String> lines = after(ann().client("OPER boss wrong\r\n").server(":irc.t 491 ann :No O-lines\r\n"));
        assertEquals(
                List.of("credential boss cleartext OPER \"wrong\"", "session failed ann by OPER because No O-lines"),
                lines);
    }

    @Test
    void saslPlain() {
        List<String> lines = dialogue()
                .client("CAP LS 302\r\nNICK ann\r\nUSER ann 0 * :Ann A\r\n")
                .server(":irc.t CAP * LS :sasl=PLAIN message-tags\r\n")
                .client("CAP REQ :sasl\r\n")
                .server(":irc.t CAP ann ACK :sasl\r\n")
                .client("AUTHENTICATE PLAIN\r\n")
                .server("AUTHENTICATE +\r\n")
                .client("AUTHENTICATE YW5uAGFubgBzM2NyZXQ=\r\n")
                .server(":irc.t 900 ann ann!ann@h ann :You are now logged in as ann\r\n:irc.t 903 ann :ok\r\n")
                .server(":irc.t 001 ann :Welcome to TNet ann!ann@h\r\n:irc.t 422 ann :x\r\n")
                .lines();
        assertEquals(
                List.of(
                        "service irc certain [signature:irc]",
                        "credential ann reversible SASL PLAIN \"s3cret\"",
                        "session started ann by SASL PLAIN"),
                lines);
    }

    @Test
    void saslMessagesOfFourHundredCharactersGoOn() {
        String password = "p".repeat(289);
        String base64 = Base64.getEncoder().encodeToString(("\0ann\0" + password).getBytes(StandardCharsets.UTF_8));
        // 394 bytes are 528 characters in base64: one full line and a rest.
        Dialogue split = ann().client("AUTHENTICATE PLAIN\r\n")
                .server("AUTHENTICATE +\r\n")
                .client("AUTHENTICATE " + base64.substring(0, Math.min(400, base64.length())) + "\r\n");
        if (base64.length() > 400) split.client("AUTHENTICATE " + base64.substring(400) + "\r\n");
        assertEquals(
                "credential ann reversible SASL PLAIN \"" + password + "\"",
                after(split).getLast());
        // Exactly 400: an empty line ends it.
        String even =
                Base64.getEncoder().encodeToString(("\0ann\0" + "q".repeat(295)).getBytes(StandardCharsets.UTF_8));
        assertEquals(400, even.length());
        Dialogue exact = ann().client("AUTHENTICATE PLAIN\r\nAUTHENTICATE " + even + "\r\n")
                .client("AUTHENTICATE +\r\n");
        assertEquals(
                "credential ann reversible SASL PLAIN \"" + "q".repeat(295) + "\"",
                after(exact).getLast());
    }

    @Test
    void saslRefused() {
        List<String> lines = after(ann().client("AUTHENTICATE PLAIN\r\nAUTHENTICATE AGJvYgB4\r\n")
                .server(":irc.t 904 ann :SASL authentication failed\r\n"));
        assertEquals(
                List.of(
                        "credential bob reversible SASL PLAIN \"x\"",
                        "session failed bob by SASL PLAIN because SASL authentication failed"),
                lines);
    }

    @Test
    void otherMechanismsExposeWhatTheyExpose() {
        String first = base64("n,,n=ann,r=abc"), challenge = base64("r=abcdef,s=c2FsdA==,i=4096");
        String proof = base64("c=biws,r=abcdef,p=cHJvb2Y=");
        List<String> lines = after(ann().client("AUTHENTICATE SCRAM-SHA-256\r\n")
                .server("AUTHENTICATE +\r\n")
                .client("AUTHENTICATE " + first + "\r\n")
                .server("AUTHENTICATE " + challenge + "\r\n")
                .client("AUTHENTICATE " + proof + "\r\n")
                .server(":irc.t 903 ann :ok\r\n")
                .client("AUTHENTICATE EXTERNAL\r\nAUTHENTICATE +\r\n")
                .server(":irc.t 903 ann :ok\r\n")
                .client("AUTHENTICATE CRAM-MD5\r\n")
                .server("AUTHENTICATE " + base64("<1@irc.t>") + "\r\n")
                .client("AUTHENTICATE " + base64("ann 0123456789abcdef0123456789abcdef") + "\r\n"));
        assertEquals(
                List.of(
                        "credential ann digest SASL SCRAM-SHA-256 \"$scram$SHA-256$" + first + "$" + challenge + "$"
                                + proof + "\"",
                        "credential ann digest SASL CRAM-MD5 \"$cram_md5$" + base64("<1@irc.t>") + "$"
                                + base64("ann 0123456789abcdef0123456789abcdef") + "\" hashcat 10200"),
                lines);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void wordsToServicesAreMessagesAndCredentials() {
        Dialogue dialogue =
                ann().client("PRIVMSG NickServ :identify hunter2\r\n").client("NS ID ann2 hunter3\r\n");
        assertEquals(
                List.of(
                        "message chat sent ann -> NickServ \"identify hunter2\"",
                        "credential ann cleartext NickServ IDENTIFY \"hunter2\"",
                        "credential ann2 cleartext NickServ IDENTIFY \"hunter3\""),
                after(dialogue));
        assertEquals("hunter2", messages(dialogue).getFirst().secret());
    }

    @Test
    void keysGatewaysAndAccounts() {
        List<String> lines = after(ann().client("JOIN #a,#b key1\r\nREGISTER * ann@ex.org pw1\r\n")
                .client("WEBIRC gwpw gateway host.example 198.51.100.7\r\n")
                .server(":ann!a@h MODE #a +ok-v ann key2 bob\r\n"));
        assertEquals(
                List.of(
                        "credential ann cleartext channel key \"key1\"",
                        "credential ann cleartext REGISTER \"pw1\"",
                        "credential gateway cleartext WEBIRC \"gwpw\"",
                        "host 198.51.100.7 name host.example by webirc",
                        "room #a ann role \"+o by ann\"",
                        "credential ann cleartext channel key \"key2\"",
                        "room #a bob role \"-v by ann\""),
                lines);
    }

    // Words.

    @Test
    void messagesToSeveralAreOneEach() {
        List<String> lines = after(ann().client("PRIVMSG #c,bob :hi all\r\n")
                .server("@time=2020-01-01T00:00:00.000Z;account=bob :bob!b@h PRIVMSG ann :\u0001ACTION waves\u0001\r\n")
                .server(":bob!b@h NICK robert\r\n:robert!b@h PRIVMSG @#c :ops\r\n"));
        assertEquals(
                List.of(
                        "message room sent ann -> #c \"hi all\"",
                        "message chat sent ann -> bob \"hi all\"",
                        "message history delivered bob -> ann \"waves\"",
                        "identity bob renamed robert",
                        "message room delivered robert -> #c (ann) \"ops\""),
                lines);
    }

    @Test
    void whatServersSayIsNotTalk() {
        List<String> lines = after(ann().server(":irc.t NOTICE ann :*** you are connected\r\nNOTICE ann :old\r\n")
                .server(":bob!b@h PRIVMSG ann :\u0001PING 1\u0001\r\n:bob!b@h NOTICE ann :\u0001PING 1\u0001\r\n")
                .server(":bob!b@h NOTICE ann :a word\r\n:NickServ!s@services NOTICE ann :registered\r\n")
                .server(":NickServ NOTICE ann :plain\r\n"));
        assertEquals(
                List.of(
                        "message notice delivered bob -> ann \"a word\"",
                        "message notice delivered NickServ -> ann \"registered\"",
                        "message notice delivered NickServ -> ann \"plain\""),
                lines);
    }

    @Test
    void ownWordsThatComeBackAreEchoes() {
        List<String> lines = after(ann().client("@label=1 PRIVMSG #c :hi\r\n")
                .server("@label=1;msgid=m1 :ann!a@h PRIVMSG #c :hi\r\n:ann!a@h PRIVMSG bob :from my other client\r\n"));
        assertEquals(
                List.of(
                        "message room sent ann -> #c \"hi\"",
                        "message room echo ann -> #c \"hi\"",
                        "message chat echo ann -> bob \"from my other client\""),
                lines);
    }

    @Test
    void tagsSayMore() {
        List<Message> messages = messages(
                ann().server("@msgid=m2;+draft/reply=m1;time=2023-11-14T22:13:20.500Z :bob!b@h PRIVMSG #c :yes\r\n")
                        .server("@+typing=active :bob!b@h TAGMSG #c\r\n@+typing=done :bob!b@h TAGMSG #c\r\n")
                        .server("@+draft/react=👍;+draft/reply=m2 :bob!b@h TAGMSG ann\r\n")
                        .server(":bob!b@h REDACT #c m2 :wrong room\r\n"));
        assertEquals(4, messages.size());
        assertEquals("m2", messages.get(0).messageId());
        assertEquals("m1", messages.get(0).replyTo());
        assertEquals(1_700_000_000_500_000_000L, messages.get(0).statedTime());
        assertEquals(Message.Kind.ROOM, messages.get(0).kind());
        assertEquals(Message.Kind.TYPING, messages.get(1).kind());
        assertEquals(Message.Kind.REACTION, messages.get(2).kind());
        assertEquals("👍", messages.get(2).text());
        assertEquals("m2", messages.get(2).replyTo());
        assertEquals("m2", messages.get(3).retracts());
    }

    @Test
    void whatIsPlayedBackIsHistory() {
        List<String> lines = after(ann().server(
                        "BATCH +1 chathistory #c\r\n@batch=1 :bob!b@h PRIVMSG #c :old\r\nBATCH -1\r\n")
                .server(":***!znc@znc.in PRIVMSG #c :Buffer Playback...\r\n")
                .server(":bob!b@h PRIVMSG #c :[10:00:01] older\r\n:***!znc@znc.in PRIVMSG #c :Playback Complete.\r\n")
                .server(":bob!b@h PRIVMSG #c :new\r\n")
                .server("@time=2023-11-14T22:10:00.000Z :bob!b@h PRIVMSG #c :late\r\n"));
        assertEquals(
                List.of(
                        "message history delivered bob -> #c (ann) \"old\"",
                        "message history delivered *** -> #c (ann) \"Buffer Playback...\"",
                        "message history delivered bob -> #c (ann) \"[10:00:01] older\"",
                        "message history delivered *** -> #c (ann) \"Playback Complete.\"",
                        "message room delivered bob -> #c (ann) \"new\"",
                        "message history delivered bob -> #c (ann) \"late\""),
                lines);
    }

    @Test
    void aServersClockMayBeWrong() {
        // An hour behind the capture, as every line of it says.
        List<String> lines = after(ann().server("@time=2023-11-14T21:13:20.000Z :irc.t 305 ann :back\r\n")
                .server("@time=2023-11-14T21:13:21.000Z :bob!b@h PRIVMSG #c :now\r\n")
                .server("@time=2023-11-14T21:03:21.000Z :bob!b@h PRIVMSG #c :then\r\n"));
        assertEquals("message room delivered bob -> #c (ann) \"now\"", lines.get(1));
        assertEquals("message history delivered bob -> #c (ann) \"then\"", lines.get(2));
    }

    @Test
    void severalLinesMayBeOneMessage() {
        List<Message> messages = messages(ann().client("BATCH +1 draft/multiline #c\r\n@batch=1 PRIVMSG #c :one\r\n")
                .client(
                        "@batch=1 PRIVMSG #c :two \r\n@batch=1;draft/multiline-concat PRIVMSG #c :halves\r\nBATCH -1\r\n")
                .server("@msgid=m7 BATCH +x draft/multiline #c\r\n@batch=x :bob!b@h PRIVMSG #c :a\r\n")
                .server("@batch=x :bob!b@h PRIVMSG #c :b\r\n")
                .server("BATCH -x\r\n"));
        assertEquals(2, messages.size());
        assertEquals("one\ntwo halves", messages.get(0).text());
        assertEquals("a\nb", messages.get(1).text());
        assertEquals("m7", messages.get(1).messageId());
        assertEquals(2, messages.get(1).seen().frames().count());
    }

    @Test
    void aGapInsideAMessageShows() {
        List<Message> messages =
                messages(ann().server("BATCH +x draft/multiline #c\r\n@batch=x :bob!b@h PRIVMSG #c :a\r\n")
                        .serverGap(40)
                        .server(":x\r\nBATCH -x\r\n"));
        assertEquals("a", messages.getFirst().text());
        assertEquals(40, messages.getFirst().gap());
        assertTrue(messages.getFirst().truncated());
    }

    @Test
    void coloursGoAndAreKept() {
        Message message = messages(ann().client("PRIVMSG #c :\u0002bold\u0002 and \u000304red\r\n"))
                .getFirst();
        assertEquals("bold and red", message.text());
        assertEquals("\u0002bold\u0002 and \u000304red", message.markup());
    }

    @Test
    void bytesThatAreNotUtf8AreKept() {
        byte[] words = "PRIVMSG #c :Grüße\r\n".getBytes(Charset.forName("windows-1252"));
        Message message = messages(ann().client(words)).getFirst();
        assertEquals("Grüße", message.text());
        assertEquals("windows-1252", message.charset());
        assertEquals(5, message.raw().length);
    }

    @Test
    void everySpeakerHasTheirOwnCharset() {
        Dialogue dialogue = ann();
        for (String line : List.of("привет", "как дела, что нового?", "завтра встречаемся у метро в семь")) {
            dialogue.server((":ivan!i@h PRIVMSG #c :" + line + "\r\n").getBytes(Charset.forName("KOI8-R")));
            dialogue.server((":eva!e@h PRIVMSG #c :schöne Grüße\r\n").getBytes(Charset.forName("windows-1252")));
        }
        List<Message> messages = messages(dialogue);
        assertEquals("завтра встречаемся у метро в семь", messages.get(4).text());
        assertEquals("schöne Grüße", messages.get(5).text());
    }

    @Test
    void ciphertextIsNotText() {
        List<String> lines = after(ann().client("PRIVMSG bob :?OTRv23?\r\n")
                .client("PRIVMSG #c :+OK 9ciwK/vn8As0\r\n")
                .client("PRIVMSG bob :hi \t  \t\t\t\t \t \t \t    \t\t  \t\t\r\n"));
        assertEquals(
                List.of(
                        "message chat sent ann -> bob otr 8 bytes",
                        "message room sent ann -> #c fish 16 bytes",
                        "message chat sent ann -> bob \"hi\""),
                lines);
    }

    // People.

    @Test
    void roomsAndWhoIsInThem() {
        List<String> lines = after(ann().client("JOIN #c\r\n")
                .server(":ann!a@h JOIN #c ann :Ann\r\n:irc.t 332 ann #c :Old topic\r\n")
                .server(":irc.t 353 ann = #c :@bob!b@h +eva ann\r\n:irc.t 366 ann #c :End\r\n")
                .server(":bob!b@h TOPIC #c :New topic\r\n:bob!b@h KICK #c eva :enough\r\n")
                .server(":bob!b@h MODE #c +b eva!*@*\r\n:bob!b@h MODE #c +b *!*@h\r\n")
                .server(":bob!b@h PART #c :off\r\n:bob!b@h INVITE ann :#d\r\n:irc.t 341 ann eva #c\r\n"));
        assertEquals(
                List.of(
                        "room #c ann joined",
                        "room #c  topic \"Old topic\"",
                        "room #c bob present \"@\"",
                        "room #c eva present \"+\"",
                        "room #c ann present",
                        "room #c bob topic \"New topic\"",
                        "room #c eva kicked \"by bob: enough\"",
                        "room #c eva banned \"eva!*@* by bob\"",
                        "room #c  banned \"*!*@h by bob\"",
                        "room #c bob left \"off\"",
                        "room #d ann invited \"by bob\"",
                        "room #c eva invited \"by ann\""),
                lines);
    }

    @Test
    void watchedNicksAreContacts() {
        List<String> lines = after(ann().client("MONITOR + bob,eva\r\nISON bob ivan\r\nISON bob ivan\r\n")
                .client("WATCH +ed -eva\r\nMONITOR - bob\r\nACCEPT zoe\r\nSILENCE +pest!*@*\r\nSILENCE +*!*@spam\r\n")
                .server(":irc.t 730 ann :bob!b@h,eva!e@h\r\n:irc.t 731 ann :ivan\r\n:irc.t 303 ann :bob \r\n")
                .server(":bob!b@h AWAY :lunch\r\n:bob!b@h AWAY\r\n:irc.t 301 ann eva :asleep\r\n")
                .client("AWAY :out\r\n")
                .server(":irc.t 306 ann :You are away\r\n:bob!b@h QUIT :Quit: WeeChat 3.8\r\n"));
        assertEquals(
                List.of(
                        "contact ann listed bob",
                        "contact ann listed eva",
                        "contact ann listed ivan",
                        "contact ann listed ed",
                        "contact ann removed eva",
                        "contact ann removed bob",
                        "contact ann allowed zoe",
                        "contact ann blocked pest",
                        "presence bob online",
                        "presence eva online",
                        "presence ivan offline",
                        "presence bob online",
                        "presence bob away \"lunch\"",
                        "presence bob online",
                        "presence eva away \"asleep\"",
                        "presence ann away \"out\"",
                        "presence bob offline \"Quit: WeeChat 3.8\" client WeeChat 3.8"),
                lines);
    }

    @Test
    void whatServersTellOfUsers() {
        List<String> lines = after(ann().client("WHOIS bob\r\n")
                .server(":irc.t 311 ann bob b host.t * :Bob B\r\n:irc.t 319 ann bob :@#c #d\r\n")
                .server(":irc.t 330 ann bob bobby :is logged in as\r\n:irc.t 318 ann bob :End of WHOIS\r\n")
                .server(":irc.t 352 ann #c e eva.t irc.t eva H@ :0 Eva E\r\n"));
        assertEquals(
                List.of(
                        "identity bob same bobby",
                        "lookup ann about bob \"b host.t * Bob B\n@#c #d\nbobby is logged in as\"",
                        "lookup ann about eva \"e@eva.t irc.t H@ 0 Eva E\""),
                lines);
    }

    @Test
    void programsNameThemselves() {
        List<String> lines = after(ann().server(":bob!b@h PRIVMSG ann :\u0001VERSION\u0001\r\n")
                .client("NOTICE bob :\u0001VERSION irssi v1.4.3 - running on Linux x86_64\u0001\r\n"));
        assertEquals(List.of("presence ann online client irssi 1.4.3"), lines);
        Dialogue mirc =
                dialogue().client("NICK ann\r\nUSER a \"\" \"irc.t\" :Ann\r\n").server(":irc.t 001 ann :Hi\r\n");
        assertTrue(mirc.lines().contains("session started ann \"mIRC\""));
    }

    @Test
    void whoIsThrownOut() {
        List<String> lines = after(ann().server(":boss!b@h KILL ann :irc.t!boss (flooding)\r\n")
                .server("ERROR :Closing Link: h (Killed (boss (flooding)))\r\n"));
        assertEquals(List.of("session ended ann because killed by boss: irc.t!boss (flooding)"), lines);
    }

    // One's own nick.

    @Test
    void aRefusedNickIsNotOnes() {
        List<String> lines = dialogue()
                .client("PASS pw\r\nNICK ann\r\nUSER ann 0 * :Ann\r\n")
                .server(":irc.t 433 * ann :Nickname is already in use.\r\n")
                .client("NICK ann_\r\n")
                .server(":irc.t 001 ann_ :Hi\r\n:irc.t 422 ann_ :x\r\n")
                .client("PRIVMSG #c :hi\r\n")
                .lines();
        assertEquals("session started ann_ by PASS", lines.get(2));
        assertEquals("message room sent ann_ -> #c \"hi\"", lines.getLast());
    }

    @Test
    void ownRenamesAreFollowed() {
        List<String> lines = after(ann().client("NICK anna\r\nPRIVMSG #c :before\r\n")
                .server(":ann!a@h NICK :anna\r\n")
                .client("PRIVMSG #c :after\r\n"));
        assertEquals(
                List.of(
                        "message room sent ann -> #c \"before\"",
                        "identity ann renamed anna",
                        "message room sent anna -> #c \"after\""),
                lines);
    }

    @Test
    void inTheMiddleOfAConversationTheNickIsLearned() {
        List<String> lines = dialogue()
                .midStream()
                .client("PRIVMSG #c :who am I\r\n")
                .server(":bob!b@h PRIVMSG #c :who indeed\r\n:irc.t 404 ann #c :Cannot send\r\n")
                .client("PRIVMSG #c :now I know\r\n")
                .lines();
        assertEquals(
                List.of(
                        "service irc certain [signature:irc]",
                        "message room sent ?192.0.2.1 -> #c \"who am I\"",
                        "message room delivered bob -> #c \"who indeed\"",
                        "identity ?192.0.2.1 named ann",
                        "presence ann online",
                        "message room sent ann -> #c \"now I know\""),
                lines);
    }

    @Test
    void afterLostBytesOfTheServerTheNickIsUnknown() {
        Dialogue dialogue = ann().serverGap(30).server("t of a line\r\n:bob!b@h PRIVMSG #c :hi\r\n");
        // The engine waits a while for bytes that may only have been captured late.
        for (int i = 0; i < 20; i++) dialogue.client("PING x\r\n");
        dialogue.client("PRIVMSG #c :me\r\n")
                .server(":irc.t 305 anna :back\r\n")
                .client("PRIVMSG #c :me again\r\n");
        List<String> lines = after(dialogue);
        assertEquals(
                List.of(
                        "anomaly stream-gap \"30 bytes of the server are missing\"",
                        "message room delivered bob -> #c \"hi\"",
                        "message room sent ?192.0.2.1 -> #c \"me\"",
                        "identity ?192.0.2.1 named anna",
                        "presence anna online",
                        "message room sent anna -> #c \"me again\""),
                lines);
    }

    @Test
    void theRestOfALineIsNotALine() {
        // The first half of what eva wrote is lost; the second half looks like a line of bob's.
        List<Message> messages =
                messages(ann().serverGap(30).server(":bob!b@h PRIVMSG #c :I did it\r\n:bob!b@h PRIVMSG #c :hello\r\n"));
        assertEquals(List.of("hello"), messages.stream().map(Message::text).toList());
    }

    @Test
    void lostBytesOfTheClientChangeNothingThatTheServerWouldSay() {
        List<String> lines = after(ann().clientGap(20).client("PRIVMSG #c :still me\r\n"));
        assertEquals("message room sent ann -> #c \"still me\"", lines.getLast());
    }

    @Test
    void whereOnlyTheClientIsCapturedItsWordCounts() {
        List<String> lines = dialogue()
                .client("NICK ann\r\nUSER ann 0 * :Ann\r\n")
                .client("PRIVMSG #c :hi\r\nNICK anna\r\nPRIVMSG #c :ho\r\n")
                .lines();
        assertEquals(
                List.of(
                        "service irc certain [signature:irc]",
                        "message room sent ann -> #c \"hi\"",
                        "message room sent anna -> #c \"ho\""),
                lines);
    }

    @Test
    void aClientCannotPretendToBeAServer() {
        List<String> lines = dialogue()
                .midStream()
                .client("PRIVMSG #c :one\r\nPRIVMSG #c :two\r\n")
                .client("SERVER a.t 1 :x\r\nCAPAB START 1205\r\nPRIVMSG #c :three\r\n")
                .lines();
        assertEquals("message room sent ?192.0.2.1 -> #c \"three\"", lines.getLast());
    }

    // Bytes.

    @Test
    void startTlsIsHandedOn() {
        List<String> lines = dialogue()
                .client("STARTTLS\r\n")
                .server(":irc.t 670  :STARTTLS successful\r\n")
                .clientHex("16 03 01 00 05 01 00 00 01 03")
                .serverHex("16 03 03 00 05 02 00 00 01 03")
                .lines();
        assertEquals(List.of("service irc certain [signature:irc]"), lines);
    }

    @Test
    void aLineTooLongIsSkippedAndSaid() {
        List<String> lines = after(ann().client("PRIVMSG #c :" + "x".repeat(20_000) + "\r\nPRIVMSG #c :short\r\n"));
        assertEquals("message room sent ann -> #c \"short\"", lines.getLast());
        assertTrue(lines.getFirst().startsWith("anomaly lost-sync"), lines.getFirst());
        assertEquals(2, lines.size());
    }

    @Test
    void linesMayEndInAnyWay() {
        List<String> lines = after(ann().client("PRIVMSG #c :a\nPRIVMSG #c :b\rPRIVMSG #c :c\r\n\r\n\n"));
        assertEquals(3, lines.size());
    }

    @Test
    void anyCutGivesTheSame() {
        Dialogue dialogue = ann().client("PRIVMSG #c :a\r\n\r\nPRIVMSG #c :" + "x".repeat(700) + "\r\n")
                .server(":bob!b@h PRIVMSG #c :hé\r\n:irc.t 353 ann = #c :@bob ann\r\n");
        List<String> whole = dialogue.lines();
        Random random = new Random(17);
        for (int longest : List.of(1, 2, 7, 100))
            assertEquals(whole, dialogue.cut(random, longest).lines());
    }
}
