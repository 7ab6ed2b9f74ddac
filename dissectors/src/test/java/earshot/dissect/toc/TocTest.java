package earshot.dissect.toc;

import static earshot.dissect.toc.Wire.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.event.ImEvent;
import earshot.kit.Dialogue;
import earshot.kit.Lines;
import earshot.kit.Replay;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TocTest {
    /// What is said after the sign-on.
    private static List<String> after(Dialogue dialogue) {
        List<String> lines = dialogue.lines();
        int online = -1;
        for (int i = 0; i < lines.size(); i++) if (lines.get(i).startsWith("session started")) online = i;
        return lines.subList(online + 1, lines.size());
    }

    private static List<String> clientSays(String line) {
        return after(signedOn(9898).client(said(line)));
    }

    private static List<String> serverSays(String line) {
        return after(signedOn(9898).server(answered(line)));
    }

    /// The worked examples of the fact sheet, frame by frame.
    @Test
    void theSheetsConversation() {
        Dialogue dialogue = Dialogue.tcp(9898)
                .clientHex("464c41504f4e0d0a0d0a")
                .serverHex("2a010000000400000001")
                .clientHex("2a010001000d0000000100010005616c696365")
                .clientHex("2a0200020052746f635f7369676e6f6e206c6f67696e2e6f736361722e616f6c"
                        + "2e636f6d203132333420616c69636520307833633163306435623331316435312"
                        + "0656e676c69736820225449433a54694b20302e39302200")
                .serverHex("2a020001000e5349474e5f4f4e3a544f43312e30")
                .serverHex("2a0200020023434f4e4649473a6d20310a6720427564646965730a6220626f620a62206361726f6c0a")
                .clientHex("2a020003001f746f635f73656e645f696d20626f6220226869205c2435205c22715c222200")
                .serverHex(
                        "2a0200040027494d5f494e3a626f623a463a73656520687474703a2f2f612e6578616d706c653a383038302f78");
        assertEquals(
                List.of(
                        "service aim certain [signature:toc]",
                        "credential alice reversible TOC roasted \"hunter2\"",
                        "session started alice \"TIC:TiK 0.90\" by TOC roasted",
                        "contact alice listed bob in [Buddies]",
                        "contact alice listed carol in [Buddies]",
                        "message chat sent alice -> bob \"hi $5 \"q\"\"",
                        "message chat delivered bob -> alice \"see http://a.example:8080/x\""),
                dialogue.lines());
    }

    @Test
    void aRefusedLoginExposesItsPasswordToo() {
        Dialogue dialogue = Dialogue.tcp(9898)
                .client(FLAPON)
                .server(frame(1, 0, HELLO))
                .client(hello("ann"))
                .client(said("toc_signon h 1 ann 0x2408105c23001130 english \"naim:0.11.6:contact x@y\""))
                .server(answered("ERROR:980"));
        List<String> lines = dialogue.lines();
        assertEquals(
                List.of(
                        "credential ann reversible TOC roasted \"password\"",
                        "session failed ann \"naim 0.11.6\" by TOC roasted because bad-name-or-password"),
                lines.subList(lines.size() - 2, lines.size()));
    }

    @ParameterizedTest
    @CsvSource({
        "'naim:0.11.6:contact a@b', naim, 0.11.6",
        "'TIC:$Revision: 1.148 $', TIC, 1.148",
        "'TIC:TiK 0.90', TIC:TiK, 0.90",
        "'Net::AIM desk', Net::AIM desk, ''",
        "gaim, gaim, ''",
        "'penguin/1.2.3', penguin, 1.2.3",
    })
    void clientsSayWhoTheyAre(String said, String name, String version) {
        assertEquals(new ImEvent.Client(name, version, ""), Login.client(said));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "toc_send_im bob hi                                   | message chat sent ann -> bob `hi`",
                "toc_send_im bob `a \\`b\\` \\{c\\} \\\\` auto        | message auto sent ann -> bob `a `b` {c} \\`",
                "toc_send_im bob `<b>bold</b> &amp; <again>`          | message chat sent ann -> bob `bold & <again>`",
                "toc2_send_im bob `hi: there`                         | message chat sent ann -> bob `hi: there`",
                "toc2_send_im_enc bob F U en `grüße` auto             | message auto sent ann -> bob `grüße`",
                "toc_send_im bob `?OTR:AAMDJ+MVmSf.`                  | message chat sent ann -> bob otr 17 bytes",
                "toc2_client_event bob 2                              | message typing sent ann -> bob ``",
                "toc_change_passwd `old one` newone"
                        + " | credential ann cleartext password change (old) `old one`"
                        + " ; credential ann cleartext password change (new) `newone`",
                "toc_set_away `back <i>soon</i>`                      | presence ann away `back soon` client TIC:TiK 0.90",
                "toc_set_idle 600                                     | presence ann idle client TIC:TiK 0.90",
                "toc_set_info `I like <b>tea</b>`                     | lookup ann about ann `I like tea`",
                "toc_get_info bob                                     | lookup ann about bob `asks for the profile`",
                "toc_dir_search `Bob::Smith`                          | lookup ann about  `directory search Bob::Smith`",
                "toc_evil bob anon                                    | anomaly account-warned `ann warns bob anonymously`",
                "toc_add_deny eva                                     | contact ann blocked eva",
                "toc_add_permit ann                                   | ``",
                "toc2_add_permit eva                                  | contact ann allowed eva",
                "toc2_remove_deny eva                                 | contact ann removed eva in [deny]",
                "toc2_remove_buddy bob eva Work"
                        + " | contact ann removed bob in [Work] ; contact ann removed eva in [Work]",
                "toc2_new_buddies {g:Work⏎b:bob:Bobby⏎b:eva⏎}"
                        + " | contact ann added bob `Bobby` in [Work] ; contact ann added eva in [Work]",
            })
    void clientsLines(String line, String expected) {
        List<String> want = expected.isEmpty()
                ? List.of()
                : List.of(expected.replace('`', '"').split(" ; "));
        assertEquals(want, clientSays(line.replace('`', '"').replace('⏎', '\n')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "IM_IN:Bob B:F:see a:b                                | message chat delivered Bob B -> ann `see a:b`",
                "IM_IN:bob:T:I am away                                | message auto delivered bob -> ann `I am away`",
                "IM_IN2:bob:F:F:hi                                    | message chat delivered bob -> ann `hi`",
                "IM_IN_ENC2:bob:F:F:F: O:F:U:en:grüße: ja             | message chat delivered bob -> ann `grüße: ja`",
                "CLIENT_EVENT2:bob:2                                  | message typing delivered bob -> ann ``",
                "CLIENT_EVENT2:bob:1                                  | ``",
                "UPDATE_BUDDY:Bob:T:0:1795173405:0: O                 | presence Bob online",
                "UPDATE_BUDDY:Bob:T:0:1795173405:0: OU                | presence Bob away",
                "UPDATE_BUDDY2:Bob:T:0:1795173405:7: O :              | presence Bob idle",
                "UPDATE_BUDDY:bob:F:0:0:0:                            | presence bob offline",
                "EVILED:20:bob                                        | anomaly account-warned `ann warned by bob, level now 20 %`",
                "ERROR:901:bob                                        | anomaly message-refused `bob: not signed on`",
                "INSERTED2:b:Bobby:bob:Work                           | contact ann added bob `Bobby` in [Work]",
                "DELETED2:b:bob:Work                                  | contact ann removed bob in [Work]",
                "INSERTED2:d:eva                                      | contact ann blocked eva",
                "CHAT_INVITE:lounge:7:bob:come: in                    | room lounge ann invited `come: in`",
                "IM_IN:bob:F                                          | anomaly malformed-line `IM_IN has fewer fields than it must have`",
                "PAUSE                                                | ``",
            })
    void serversLines(String line, String expected) {
        List<String> want = expected.isEmpty()
                ? List.of()
                : List.of(expected.replace('`', '"').split(" ; "));
        assertEquals(want, serverSays(line));
    }

    @Test
    void theServersListIsTheContactList() {
        assertEquals(
                List.of(
                        "contact ann listed bob in [Work]",
                        "contact ann listed eva \"Evita\" in [Work]",
                        "contact ann blocked spammer"),
                serverSays("CONFIG2:\nm:1\ng:Work\nb:bob\nb:eva:Evita:::::note\nd:spammer\ndone:\n"));
    }

    /// The client announces an entry, then saves the list that has it; what it only watches is no contact.
    @Test
    void watchedNamesAreContactsOnceTheListHasThem() {
        Dialogue dialogue = signedOn(9898)
                .server(answered("CONFIG:m 1\ng Work\nb bob\n"))
                .client(said("toc_add_buddy bob author"))
                .client(said("toc_init_done"))
                .client(said("toc_add_buddy eva"))
                .client(said("toc_set_config {m 1\ng Work\nb bob\nb eva\n}"))
                .client(said("toc_remove_buddy bob"));
        assertEquals(
                List.of(
                        "contact ann listed bob in [Work]",
                        "contact ann added eva in [Work]",
                        "lookup ann about author \"watches for presence only\"",
                        "contact ann removed bob"),
                after(dialogue));
    }

    @Test
    void withoutASavedListWhoIsWatchedIsAContact() {
        assertEquals(
                List.of("contact ann listed bob", "contact ann added eva"),
                after(signedOn(9898)
                        .client(said("toc_add_buddy bob"))
                        .client(said("toc_init_done"))
                        .client(said("toc_add_buddy eva"))));
    }

    @Test
    void aRoom() {
        Dialogue dialogue = signedOn(9898)
                .client(said("toc_chat_join 4 \"Tile Depot\""))
                .server(answered("CHAT_JOIN:3:Tile Depot"))
                .server(answered("CHAT_UPDATE_BUDDY:3:T:ann:bob"))
                .client(said("toc_chat_invite 3 \"come\" eva dan"))
                .server(answered("CHAT_UPDATE_BUDDY:3:T:eva"))
                .client(said("toc_chat_send 3 \"all here?\""))
                .server(answered("CHAT_IN:3:ann:F:all here?"))
                .server(answered("CHAT_IN:3:bob:F:yes: all"))
                .client(said("toc_chat_whisper 3 bob \"just you\""))
                .server(answered("CHAT_IN_ENC:3:bob:T:F:U:en:aha"))
                .server(answered("CHAT_UPDATE_BUDDY:3:F:eva"))
                .client(said("toc_chat_leave 3"))
                .server(answered("CHAT_LEFT:3"));
        assertEquals(
                List.of(
                        "room Tile Depot ann joined",
                        "room Tile Depot ann present",
                        "room Tile Depot bob present",
                        "room Tile Depot eva invited \"come\"",
                        "room Tile Depot dan invited \"come\"",
                        "room Tile Depot eva joined",
                        "message room sent ann -> Tile Depot \"all here?\"",
                        "message room echo ann -> Tile Depot (ann) \"all here?\"",
                        "message room delivered bob -> Tile Depot (ann) \"yes: all\"",
                        "message room sent ann -> Tile Depot (bob) \"just you\"",
                        "message room delivered bob -> Tile Depot (ann) \"aha\"",
                        "room Tile Depot eva left",
                        "room Tile Depot ann left"),
                after(dialogue));
    }

    /// 09461343-…: send-file; tag 10001: u16 1, u16 1 file, u32 42 bytes, `plan.doc`, NUL. The cookie is `cookie01`.
    @Test
    void anOfferOfAFile() {
        String proposal = "RVOUS_PROPOSE:bob:09461343-4C7F-11D1-8222-444553540000:Y29va2llMDE=:0:192.0.2.9:192.0.2.9"
                + ":192.0.2.9:4443:10001:AAEAAQAAACpwbGFuLmRvYwA=";
        assertEquals(
                List.of("file offered bob -> ann \"plan.doc\" 42", "file declined bob -> ann \"plan.doc\" 42"),
                after(signedOn(9898)
                        .server(answered(proposal))
                        .client(said("toc_rvous_cancel bob Y29va2llMDE= 09461343-4C7F-11D1-8222-444553540000"))));
    }

    @Test
    void textInTheSendersCharset() {
        byte[] cyrillic =
                "IM_IN:bob:F:\u041f\u0440\u0438\u0432\u0435\u0442, \u043a\u0430\u043a \u0434\u0435\u043b\u0430? \u0412\u0441\u0435 \u0445\u043e\u0440\u043e\u0448\u043e"
                        .getBytes(java.nio.charset.Charset.forName("windows-1251"));
        assertEquals(
                List.of("message chat delivered bob -> ann \"\u041f\u0440\u0438\u0432\u0435\u0442, \u043a\u0430\u043a"
                        + " \u0434\u0435\u043b\u0430? \u0412\u0441\u0435 \u0445\u043e\u0440\u043e\u0448\u043e\""),
                after(signedOn(9898).server(frame(2, 9, cyrillic))));
        byte[] stated = "IM_IN_ENC2:bob:F:F:F: O:F:L:en:caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(
                List.of("message chat delivered bob -> ann \"caf\u00e9\""),
                after(signedOn(9898).server(frame(2, 9, stated))));
    }

    @Test
    void theServerSpellsTheName() {
        List<String> lines = after(signedOn(9898)
                .server(answered("NICK:Ann Lee"))
                .server(answered("NICK:An N"))
                .client(said("toc_send_im bob x")));
        assertEquals("message chat sent An N -> bob \"x\"", lines.getLast());
    }

    @Test
    void anyCutIsTheSame() {
        Dialogue dialogue = signedOn(443).server(answered("IM_IN:bob:F:hi")).client(said("toc_send_im bob yes"));
        for (int longest : List.of(1, 2, 3, 7)) {
            assertEquals(
                    dialogue.lines(), dialogue.cut(new Random(longest), longest).lines());
        }
    }

    /// Who is in the room, and which room it is, may have changed while nobody listened.
    @Test
    void aGapForgetsRoomsThatMayHaveBeenEntered() {
        Dialogue inRoom = signedOn(9898)
                .client(said("toc_chat_join 4 a"))
                .server(answered("CHAT_JOIN:3:a"))
                .client(said("toc_set_idle 0"));
        List<String> one = new ArrayList<>(after(inRoom.serverGap(40).server(answered("CHAT_IN:3:bob:F:x"))));
        assertEquals("message room delivered bob -> a (ann) \"x\"", one.getLast());
        Dialogue asked = signedOn(9898)
                .client(said("toc_chat_join 4 a"))
                .server(answered("CHAT_JOIN:3:a"))
                .client(said("toc_chat_leave 3"))
                .client(said("toc_chat_join 4 b"))
                .serverGap(40)
                .server(answered("CHAT_IN:3:bob:F:x"));
        assertEquals(
                "message room delivered bob -> ?192.0.2.2 (ann) \"x\"",
                asked.lines().getLast());
    }

    /// Three people, a room, a refused login: real programs on both sides. To see it all: the sample `toc.pcap`.
    @Test
    void aRealConversation() {
        List<String> said = Replay.events(Replay.shared("live/toc-aim-netaim-perl.pcap")).stream()
                .filter(event -> event instanceof ImEvent.Message m && m.leg() == ImEvent.Message.Leg.DELIVERED)
                .map(event -> "#" + event.seen().frames().text(0) + " " + Lines.of(event))
                .limit(4)
                .toList();
        assertEquals(4, said.size());
        assertEquals(
                "message chat delivered lars holt 3 -> minaferro \"yes 25 euros \"deposit\"",
                said.get(2).substring(said.get(2).indexOf(' ') + 1));
    }
}
