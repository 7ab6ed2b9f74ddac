package earshot.dissect.xmpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Contact lists, subscriptions, presence, and the programs behind them.
class ContactTest {
    private static final String TO_ROMEO = " to='romeo@ex.org/orchard'";

    @Test
    void lists() {
        String roster = "<query xmlns='jabber:iq:roster'>";
        assertEquals(
                List.of(
                        "contact romeo@ex.org listed juliet@ex.org \"Juliet\" in [Friends, Balcony]",
                        "contact romeo@ex.org listed ann@ex.org",
                        "contact romeo@ex.org added bob@ex.org \"Bob\"",
                        "contact romeo@ex.org removed ann@ex.org"),
                Talk.lines(Talk.romeo()
                        .server("<iq type='result' id='r'" + TO_ROMEO + ">" + roster
                                + "<item jid='juliet@ex.org' name='Juliet' subscription='both'><group>Friends</group>"
                                + "<group>Balcony</group></item><item jid='ann@ex.org'/></query></iq>")
                        .client("<iq type='set' id='1'>" + roster + "<item jid='bob@ex.org' name='Bob'/></query></iq>")
                        .server("<iq type='set' id='2'>" + roster + "<item jid='ann@ex.org' subscription='remove'/>"
                                + "</query></iq>")
                        // Told again, it says nothing new.
                        .server("<iq type='set' id='3'>" + roster + "<item jid='ann@ex.org' subscription='remove'/>"
                                + "</query></iq>")));
    }

    /// CVE-2015-8688.
    @Test
    void listsFromStrangersAreForged() {
        List<String> lines = Talk.lines(Talk.romeo()
                .server("<iq type='set' id='1' from='mallory@evil.ex/x'" + TO_ROMEO
                        + "><query xmlns='jabber:iq:roster'><item jid='bank@evil.ex'/></query></iq>"));
        assertEquals(1, lines.size());
        assertTrue(lines.getFirst().startsWith("anomaly forged-roster"));
    }

    @Test
    void blocking() {
        assertEquals(
                List.of(
                        "contact romeo@ex.org blocked tybalt@ex.org",
                        "contact romeo@ex.org allowed tybalt@ex.org",
                        "contact romeo@ex.org blocked paris@ex.org"),
                Talk.lines(
                        Talk.romeo()
                                .client(
                                        "<iq type='set' id='1'><block xmlns='urn:xmpp:blocking'><item jid='tybalt@ex.org'/>"
                                                + "</block></iq>")
                                .client(
                                        "<iq type='set' id='2'><unblock xmlns='urn:xmpp:blocking'><item jid='tybalt@ex.org'/>"
                                                + "</unblock></iq>")
                                .client(
                                        "<iq type='set' id='3'><query xmlns='jabber:iq:privacy'><list name='l'>"
                                                + "<item type='jid' value='paris@ex.org' action='deny' order='1'/></list></query></iq>")));
    }

    /// A subscription is its subscriber's.
    @ParameterizedTest
    @CsvSource({
        "subscribe, romeo@ex.org requested juliet@ex.org, juliet@ex.org requested romeo@ex.org",
        "subscribed, juliet@ex.org added romeo@ex.org, romeo@ex.org added juliet@ex.org",
        "unsubscribe, romeo@ex.org removed juliet@ex.org, juliet@ex.org removed romeo@ex.org",
        "unsubscribed, juliet@ex.org removed romeo@ex.org, romeo@ex.org removed juliet@ex.org",
    })
    void subscriptions(String type, String sent, String received) {
        assertEquals(
                List.of("contact " + sent, "contact " + received),
                Talk.lines(Talk.romeo()
                        .client("<presence type='" + type + "' to='juliet@ex.org'/>")
                        .server("<presence type='" + type + "' from='juliet@ex.org'" + TO_ROMEO + "/>")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/>|online",
                "><show>chat</show></presence>|online",
                "><show>away</show><status>lunch &amp; nap</status></presence>|away \"lunch & nap\"",
                "><show>xa</show></presence>|away",
                "><show>dnd</show></presence>|busy",
                "type='unavailable'><status>bye</status></presence>|offline \"bye\"",
                "><idle xmlns='urn:xmpp:idle:1' since='2026-01-01T00:00:00Z'/></presence>|idle",
                "type='invisible'/>|invisible",
            })
    void presence(String inside, String shown) {
        assertEquals(
                List.of("presence juliet@ex.org " + shown),
                Talk.lines(Talk.romeo().server("<presence from='juliet@ex.org/b'" + TO_ROMEO + " " + inside)));
    }

    @Test
    void presenceForOneReaderIsNotTheAccounts() {
        assertEquals(
                List.of("presence romeo@ex.org online"),
                Talk.lines(Talk.romeo()
                        .client("<presence/>")
                        .server("<presence from='romeo@ex.org/orchard'" + TO_ROMEO + "/>") // the server repeats it
                        .client("<presence to='juliet@ex.org' type='unavailable'/>")
                        .client("<presence to='den@rooms.ex.org/r' type='unavailable'/>")));
    }

    /// Who may not see an account is told that it is not there.
    @Test
    void notShownIsNotOffline() {
        assertEquals(
                List.of(),
                Talk.lines(Talk.romeo().server("<presence type='unavailable' from='juliet@ex.org'" + TO_ROMEO + "/>")));
    }

    @Test
    void programs() {
        String juliet = " from='juliet@ex.org/b'" + TO_ROMEO;
        assertEquals(
                List.of(
                        "presence juliet@ex.org online client Pidgin (libpurple)",
                        "presence juliet@ex.org online client BitlBee",
                        "presence juliet@ex.org online client BitlBee 3.5.1",
                        "presence juliet@ex.org away client BitlBee 3.5.1",
                        "lookup romeo@ex.org about ex.org \"name: Prosody\nversion: 0.12\""),
                Talk.lines(Talk.romeo()
                        .server("<presence" + juliet + "><c xmlns='http://jabber.org/protocol/caps' hash='sha-1'"
                                + " node='http://pidgin.im/' ver='x='/></presence>")
                        .server("<iq type='result' id='1'" + juliet
                                + "><query xmlns='http://jabber.org/protocol/disco#info'>"
                                + "<identity category='client' type='pc' name='BitlBee'/></query></iq>")
                        .server("<iq type='result' id='2'" + juliet
                                + "><query xmlns='jabber:iq:version'><name>BitlBee</name>"
                                + "<version>3.5.1</version><os>Linux</os></query></iq>")
                        .server("<presence" + juliet + "><show>away</show><c xmlns='http://jabber.org/protocol/caps'"
                                + " hash='sha-1' node='http://pidgin.im/' ver='x='/></presence>")
                        .server("<iq type='result' id='3' from='ex.org'" + TO_ROMEO
                                + "><query xmlns='jabber:iq:version'>"
                                + "<name>Prosody</name><version>0.12</version></query></iq>")));
    }

    @ParameterizedTest
    @CsvSource({
        "http://bitlbee.org/xmpp/caps, 3.5.1, BitlBee 3.5.1",
        "http://www.apple.com/ichat/caps, 600, iChat 600",
        "http://conversations.im, 2.10, Conversations 2.10",
        "https://dino.im, 0.4, Dino 0.4",
        "http://slixmpp.com/ver/1.8.3, x, slixmpp 1.8.3",
        "http://unheard.of/caps, 1, http://unheard.of/caps 1",
    })
    void olderProgramsNameTheirVersion(String node, String version, String shown) {
        assertEquals(
                List.of("presence juliet@ex.org online client " + shown),
                Talk.lines(Talk.romeo()
                        .server("<presence from='juliet@ex.org/b'" + TO_ROMEO
                                + "><c xmlns='http://jabber.org/protocol/caps'" + " node='" + node + "' ver='" + version
                                + "'/></presence>")));
    }
}
