package earshot.dissect.xmpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.kit.Dialogue;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sign-ons of all times, and what each shows of the password.
class LoginTest {
    private static final String SASL = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";

    private static Dialogue auth(String mechanism, String step) {
        return Talk.opened().client("<auth " + SASL + " mechanism='" + mechanism + "'>" + step + "</auth>");
    }

    @Test
    void saslPlainAccepted() {
        Dialogue dialogue = auth("PLAIN", "AGp1bGlldABwdzE=").server("<success " + SASL + "/>");
        dialogue.client(Talk.header("to='ex.org'", "jabber:client"));
        Talk.bound(dialogue.server(Talk.header("id='2'", "jabber:client")), "juliet@ex.org/balcony");
        dialogue.client("</stream:stream>").server("</stream:stream>");
        assertEquals(
                List.of(
                        "service xmpp certain [signature:xmpp]",
                        "credential juliet@ex.org reversible SASL PLAIN \"pw1\"",
                        "session started juliet@ex.org by SASL PLAIN",
                        "session ended juliet@ex.org"),
                dialogue.lines());
    }

    @Test
    void saslPlainRefused() {
        Dialogue dialogue = auth("PLAIN", "AGp1bGlldABwdzE=");
        dialogue.server("<failure " + SASL + "><text>no</text><not-authorized/></failure>");
        assertEquals(
                List.of(
                        "credential juliet@ex.org reversible SASL PLAIN \"pw1\"",
                        "session failed juliet@ex.org by SASL PLAIN because not-authorized"),
                Talk.lines(dialogue));
    }

    /// The bound address may have been lost; what the client does next shows that it is in.
    @Test
    void acceptedWithoutBinding() {
        Dialogue dialogue = auth("PLAIN", "AGp1bGlldABwdzE=").server("<success " + SASL + "/>");
        dialogue.client("<message to='romeo@ex.org'><body>hi</body></message>");
        assertEquals(
                List.of(
                        "credential juliet@ex.org reversible SASL PLAIN \"pw1\"",
                        "session started juliet@ex.org by SASL PLAIN",
                        "message chat sent juliet@ex.org -> romeo@ex.org \"hi\""),
                Talk.lines(dialogue));
    }

    /// Facebook's and Microsoft's tokens name nobody; the account is known when the resource is bound.
    @Test
    void tokenOfWhoeverTurnsOutToBeIt() {
        // api_key=1&access_token=AAAB
        Dialogue dialogue = Talk.opened()
                .client("<auth " + SASL + " mechanism='X-FACEBOOK-PLATFORM'/>")
                .server("<challenge " + SASL + ">dmVyc2lvbj0x</challenge>")
                .client("<response " + SASL + ">YXBpX2tleT0xJmFjY2Vzc190b2tlbj1BQUFC</response>")
                .server("<success " + SASL + "/>");
        assertEquals(
                List.of(
                        "credential -123@chat.ex token SASL X-FACEBOOK-PLATFORM \"AAAB\"",
                        "session started -123@chat.ex by SASL X-FACEBOOK-PLATFORM"),
                Talk.lines(Talk.bound(dialogue, "-123@chat.ex/a")));
    }

    @Test
    void saslTwoNamesTheAccountItself() {
        Dialogue dialogue = Talk.opened()
                .client("<authenticate xmlns='urn:xmpp:sasl:2' mechanism='PLAIN'><initial-response>AGp1bGlldABwdzE="
                        + "</initial-response><user-agent id='1'><software>Conversations</software>"
                        + "<device>Pixel</device></user-agent></authenticate>")
                .server("<success xmlns='urn:xmpp:sasl:2'><authorization-identifier>juliet@ex.org/a"
                        + "</authorization-identifier></success>");
        assertEquals(
                List.of(
                        "credential juliet@ex.org reversible SASL PLAIN \"pw1\"",
                        "session started juliet@ex.org \"Conversations\" by SASL PLAIN"),
                Talk.lines(dialogue));
    }

    /// XEP-0078, example: the digest is SHA-1 of stream id and password, here "Calli0pe".
    @Test
    void oldDigestLogin() {
        Dialogue dialogue = Talk.opened()
                .client("<iq type='set' id='a2'><query xmlns='jabber:iq:auth'><username>bill</username><digest>"
                        + "48fc78be9ec8f86d8ce1c39c320c97c21d62334d</digest><resource>globe</resource></query></iq>")
                .server("<iq type='result' id='a2'/>")
                .client("<message to='ann@ex.org'><body>hi</body></message>");
        assertEquals("48fc78be9ec8f86d8ce1c39c320c97c21d62334d", Files.sha1("3EE948B0" + "Calli0pe"));
        assertEquals(
                List.of(
                        "credential bill@ex.org digest jabber:iq:auth digest"
                                + " \"48fc78be9ec8f86d8ce1c39c320c97c21d62334d:3EE948B0\" hashcat 120",
                        "session started bill@ex.org by jabber:iq:auth digest",
                        "message chat sent bill@ex.org -> ann@ex.org \"hi\""),
                Talk.lines(dialogue));
    }

    @Test
    void oldCleartextLoginRefused() {
        Dialogue dialogue = Talk.opened()
                .client("<iq type='set' id='a2'><query xmlns='jabber:iq:auth'><username>bill</username>"
                        + "<password>Calli&amp;pe</password><resource>globe</resource></query></iq>")
                .server("<iq type='error' id='a2'><error code='401' type='auth'>"
                        + "<not-authorized xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
        assertEquals(
                List.of(
                        "credential bill@ex.org cleartext jabber:iq:auth \"Calli&pe\"",
                        "session failed bill@ex.org by jabber:iq:auth because not-authorized"),
                Talk.lines(dialogue));
    }

    @Test
    void registrationAndChangeOfPassword() {
        String register = "<query xmlns='jabber:iq:register'>";
        Dialogue dialogue = Talk.romeo()
                .client("<iq type='set' id='1' to='ex.org'>" + register
                        + "<username>romeo</username><password>new1</password></query></iq>")
                .client("<iq type='set' id='2' to='icq.ex.org'>" + register
                        + "<username>12345678</username><password>icqpw</password></query></iq>")
                .client("<iq type='set' id='3'>" + register + "<x xmlns='jabber:x:data' type='submit'>"
                        + "<field var='username'><value>romeo</value></field>"
                        + "<field var='password'><value>form</value></field></x></query></iq>")
                .client("<iq type='get' id='4'>" + register + "</query></iq>");
        assertEquals(
                List.of(
                        "credential romeo@ex.org cleartext jabber:iq:register \"new1\"",
                        "credential 12345678@icq.ex.org cleartext jabber:iq:register \"icqpw\"",
                        "credential romeo@ex.org cleartext jabber:iq:register \"form\""),
                Talk.lines(dialogue));
    }

    /// XEP-0114, example: SHA-1 of the stream id and the secret, here "test".
    @Test
    void componentHandshake() {
        Dialogue dialogue = Dialogue.tcp(5347)
                .client(Talk.header("to='plays.ex.org'", "jabber:component:accept"))
                .server(Talk.header("from='plays.ex.org' id='3BF96D32'", "jabber:component:accept"))
                .client("<handshake>aaee83c26aeeafcbabeabfcbcd50df997e0a2a1e</handshake>")
                .server("<handshake/>")
                .client("<message from='bot@plays.ex.org' to='ann@ex.org'><body>hi</body></message>");
        assertEquals(
                List.of(
                        "credential plays.ex.org digest XEP-0114 handshake"
                                + " \"aaee83c26aeeafcbabeabfcbcd50df997e0a2a1e:3BF96D32\" hashcat 120",
                        "session started plays.ex.org by XEP-0114 handshake",
                        "message chat relayed bot@plays.ex.org -> ann@ex.org \"hi\""),
                Talk.lines(dialogue));
    }

    @Test
    void signedOnElsewhere() {
        Dialogue dialogue = Talk.romeo()
                .server("<stream:error><conflict xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>"
                        + "</stream:stream>");
        assertEquals(List.of("session ended romeo@ex.org because signed-on-elsewhere"), Talk.lines(dialogue));
    }

    @Test
    void cleartextAlthoughEncryptionWasOffered() {
        Dialogue dialogue = Talk.opened()
                .server("<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>")
                .client("<auth " + SASL + " mechanism='PLAIN'>AGp1bGlldABwdzE=</auth>");
        assertTrue(Talk.lines(dialogue).stream().anyMatch(line -> line.startsWith("anomaly starttls-declined")));
    }

    /// What stands behind `proceed`, even in the same packet, is TLS and no XML.
    @Test
    void startTlsHandsOver() {
        String tls = "xmlns='urn:ietf:params:xml:ns:xmpp-tls'";
        Dialogue dialogue = Talk.opened()
                .client("<starttls " + tls + "/>")
                .server("<proceed " + tls + "/>")
                .clientHex("16 03 01 00 05 01 00 00 01 00")
                .serverHex("16 03 03 00 05 02 00 00 01 00");
        assertEquals(List.of("service xmpp certain [signature:xmpp]"), dialogue.lines());
    }

    @Test
    void startTlsRefusedGoesOnInClear() {
        String tls = "xmlns='urn:ietf:params:xml:ns:xmpp-tls'";
        Dialogue dialogue = Talk.opened()
                .client("<starttls " + tls + "/>")
                .server("<failure " + tls + "/>")
                .client("<auth " + SASL + " mechanism='PLAIN'>AGp1bGlldABwdzE=</auth>");
        assertEquals(List.of("credential juliet@ex.org reversible SASL PLAIN \"pw1\""), Talk.lines(dialogue));
    }
}
