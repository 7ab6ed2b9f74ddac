package earshot.dissect.xmpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.kit.Dialogue;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Rooms: a speaker is a nick, and a person only where that is known.
class RoomTest {
    private static final String TO_ROMEO = "to='romeo@ex.org/orchard'";

    private static String join(String nick) {
        return "<presence to='den@rooms.ex.org/" + nick + "'><x xmlns='http://jabber.org/protocol/muc'/></presence>";
    }

    /// A room tells a reader that this nick is there.
    private static String there(String reader, String nick, String item, String... codes) {
        StringBuilder x = new StringBuilder("<x xmlns='http://jabber.org/protocol/muc#user'><item " + item + "/>");
        for (String code : codes) x.append("<status code='").append(code).append("'/>");
        return "<presence from='den@rooms.ex.org/" + nick + "' " + reader + ">" + x + "</x></presence>";
    }

    private static String gone(String reader, String nick, String item, String... codes) {
        return there(reader, nick, item, codes).replace("<presence ", "<presence type='unavailable' ");
    }

    private static String line(String reader, String nick, String text) {
        return "<message type='groupchat' from='den@rooms.ex.org/" + nick + "' " + reader + "><body>" + text
                + "</body></message>";
    }

    /// Romeo inside as `r`, with `ann` there before him and bob, whom the room names, joining later.
    private static Dialogue inside() {
        return Talk.romeo()
                .client(join("r"))
                .server(there(TO_ROMEO, "ann", "role='participant' affiliation='none'"))
                .server(there(TO_ROMEO, "r", "role='moderator' affiliation='owner'", "110"))
                .server(there(TO_ROMEO, "bob", "role='participant' affiliation='none' jid='bob@ex.org/b'"));
    }

    private static final List<String> INSIDE = List.of(
            "room den@rooms.ex.org den@rooms.ex.org/ann present",
            "room den@rooms.ex.org romeo@ex.org joined \"r\"",
            "room den@rooms.ex.org bob@ex.org joined \"bob\"");

    private static List<String> after(Dialogue dialogue) {
        List<String> lines = Talk.lines(dialogue);
        assertEquals(INSIDE, lines.subList(0, INSIDE.size()));
        return lines.subList(INSIDE.size(), lines.size());
    }

    @Test
    void whoSpeaks() {
        assertEquals(
                List.of(
                        "message room sent romeo@ex.org -> den@rooms.ex.org \"one\"",
                        "message room echo romeo@ex.org -> den@rooms.ex.org (romeo@ex.org) \"one\"",
                        "message room delivered bob@ex.org -> den@rooms.ex.org (romeo@ex.org) \"two\"",
                        "message room delivered den@rooms.ex.org/ann -> den@rooms.ex.org (romeo@ex.org) \"three\""),
                after(inside().client("<message type='groupchat' to='den@rooms.ex.org'><body>one</body></message>")
                        .server(line(TO_ROMEO, "r", "one"))
                        .server(line(TO_ROMEO, "bob", "two"))
                        .server(line(TO_ROMEO, "ann", "three"))));
    }

    @Test
    void privateWordsInARoom() {
        assertEquals(
                List.of(
                        "message chat delivered bob@ex.org -> romeo@ex.org \"psst\"",
                        "message chat sent romeo@ex.org -> den@rooms.ex.org/ann \"hey\""),
                after(inside().server("<message type='chat' from='den@rooms.ex.org/bob' " + TO_ROMEO
                                + "><body>psst</body></message>")
                        .client("<message type='chat' to='den@rooms.ex.org/ann'><body>hey</body></message>")));
    }

    @Test
    void historyIsNoNewUtterance() {
        String delayed = line(TO_ROMEO, "bob", "old")
                .replace("</message>", "<delay xmlns='urn:xmpp:delay' stamp='2026-11-20T10:38:22Z'/></message>");
        assertEquals(
                // Whoever was called bob then need not be called bob now.
                List.of("message history delivered den@rooms.ex.org/bob -> den@rooms.ex.org (romeo@ex.org) \"old\""),
                after(inside().server(delayed)));
    }

    @Test
    void aSubjectIsATopicAndNoMessage() {
        assertEquals(
                List.of("room den@rooms.ex.org bob@ex.org topic \"plans\""),
                after(inside().server("<message type='groupchat' from='den@rooms.ex.org' " + TO_ROMEO
                                + "><subject/></message>")
                        .server("<message type='groupchat' from='den@rooms.ex.org/bob' " + TO_ROMEO
                                + "><subject>plans</subject></message>")));
    }

    @Test
    void comingsAndGoings() {
        String item = "role='none' affiliation='none'";
        assertEquals(
                List.of(
                        "room den@rooms.ex.org bob@ex.org role \"moderator/admin\"",
                        "room den@rooms.ex.org den@rooms.ex.org/ann kicked \"by r: spam\"",
                        "room den@rooms.ex.org bob@ex.org banned",
                        "room den@rooms.ex.org romeo@ex.org left"),
                after(inside().server(there(TO_ROMEO, "bob", "role='moderator' affiliation='admin' jid='bob@ex.org/b'"))
                        .server(gone(TO_ROMEO, "ann", item, "307")
                                .replace("affiliation='none'/>", "><actor nick='r'/><reason>spam</reason></item>"))
                        .server(gone(TO_ROMEO, "bob", item, "301"))
                        .server(gone(TO_ROMEO, "r", item, "110"))));
    }

    @Test
    void nicksChange() {
        assertEquals(
                List.of(
                        "identity den@rooms.ex.org/bob renamed den@rooms.ex.org/rob",
                        "message room delivered bob@ex.org -> den@rooms.ex.org (romeo@ex.org) \"still me\"",
                        "message room delivered den@rooms.ex.org/bob -> den@rooms.ex.org (romeo@ex.org) \"not him\""),
                after(inside().server(gone(TO_ROMEO, "bob", "nick='rob' jid='bob@ex.org/b'", "303"))
                        .server(line(TO_ROMEO, "rob", "still me"))
                        .server(line(TO_ROMEO, "bob", "not him"))));
    }

    @Test
    void invitations() {
        assertEquals(
                List.of(
                        "room den@rooms.ex.org romeo@ex.org invited \"come\"",
                        "credential den@rooms.ex.org cleartext MUC password \"sesame\"",
                        "room den@rooms.ex.org juliet@ex.org invited \"you too\""),
                Talk.lines(Talk.romeo()
                        .server("<message from='den@rooms.ex.org' " + TO_ROMEO
                                + "><x xmlns='http://jabber.org/protocol/"
                                + "muc#user'><invite from='bob@ex.org'><reason>come</reason></invite>"
                                + "<password>sesame</password></x><body>bob invites you</body></message>")
                        .client("<message to='juliet@ex.org'><x xmlns='jabber:x:conference' jid='den@rooms.ex.org'"
                                + " reason='you too'/></message>")));
    }

    @Test
    void aRefusedNickIsNobodys() {
        Dialogue dialogue = Talk.romeo()
                .client(join("ann"))
                .server("<presence type='error' from='den@rooms.ex.org/ann' " + TO_ROMEO + "><error type='cancel'>"
                        + "<conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></presence>")
                .server(line(TO_ROMEO, "ann", "mine"));
        assertEquals(
                List.of("message room delivered den@rooms.ex.org/ann -> den@rooms.ex.org (romeo@ex.org) \"mine\""),
                Talk.lines(dialogue));
    }

    // Several readers.

    private static final String TO_ANN = "to='ann@ex.org/a'";

    /// Ann's own connection, on which the room confirms her nick.
    private static Dialogue ann() {
        return Talk.bound(Talk.opened(Dialogue.tcp(5222).clientPort(40_001)), "ann@ex.org/a")
                .client(join("ann"))
                .server(there(TO_ANN, "ann", "role='participant'", "110"));
    }

    private static Dialogue romeoReads() {
        return Talk.romeo(Dialogue.tcp(5222).clientPort(40_002))
                .client(join("r"))
                .server(there(TO_ROMEO, "ann", "role='participant'"))
                .server(there(TO_ROMEO, "r", "role='participant'", "110"))
                .server(line(TO_ROMEO, "ann", "hello"));
    }

    @Test
    void aNickIsKnownFromItsBearersOwnConnection() {
        List<String> lines = Talk.lines(ann().open().then(romeoReads()));
        assertTrue(lines.contains("message room delivered ann@ex.org -> den@rooms.ex.org (romeo@ex.org) \"hello\""));
    }

    @Test
    void aNickThatWasGivenUpIsNobodysAnyMore() {
        List<String> lines = Talk.lines(
                ann().server(gone(TO_ANN, "ann", "role='none'", "110")).open().then(romeoReads()));
        assertFalse(lines.stream().anyMatch(line -> line.contains("delivered ann@ex.org")), lines::toString);
    }

    // Gaps.

    @Test
    void namesShownBeforeAGapCountNoMore() {
        assertEquals(
                List.of("message room delivered den@rooms.ex.org/bob -> den@rooms.ex.org (romeo@ex.org) \"who?\""),
                after(inside().serverGap(400).server(line(TO_ROMEO, "bob", "who?"))).stream()
                        .filter(line -> line.startsWith("message"))
                        .toList());
    }

    /// The own nick changes only if the client asks: one lost direction cannot hide that.
    @Test
    void theOwnNickOutlivesAGapOfOneDirection() {
        List<String> lines = after(inside().serverGap(400).server(line(TO_ROMEO, "r", "me")));
        assertTrue(lines.contains("message room echo romeo@ex.org -> den@rooms.ex.org (romeo@ex.org) \"me\""));
        lines = after(inside().serverGap(400)
                .clientGap(80)
                .client("<iq type='get' id='9'/>")
                .server(line(TO_ROMEO, "r", "me?")));
        assertFalse(lines.stream().anyMatch(line -> line.contains("romeo@ex.org ->")), lines::toString);
    }
}
