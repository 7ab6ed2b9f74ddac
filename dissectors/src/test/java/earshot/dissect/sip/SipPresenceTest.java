package earshot.dissect.sip;

import static earshot.dissect.sip.Wire.answer;
import static earshot.dissect.sip.Wire.only;
import static earshot.dissect.sip.Wire.sip;
import static earshot.dissect.sip.Wire.toBen;
import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Who is there, who watches whom.
class SipPresenceTest {
    /// Ben's server tells Ann.
    private static String notify(int sequence, String type, String body) {
        return sip("""
                NOTIFY sip:ann@192.0.2.1:5061;transport=tcp SIP/2.0
                Via: SIP/2.0/TCP 192.0.2.2;branch=z9hG4bKn
                From: <sip:ben@ex.org>;tag=2
                To: <sip:ann@ex.org>;tag=1
                Call-ID: s1
                CSeq: %d NOTIFY
                User-Agent: kamailio (5.6.3 (x86_64/linux))
                Event: presence
                Subscription-State: active;expires=1200
                Content-Type: %s
                """.formatted(sequence, type), body);
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of(
                        "application/pidf+xml",
                        "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='pres:ben@ex.org'><tuple id='t'><status>"
                                + "<basic>open</basic></status><note>at the desk</note></tuple></presence>",
                        "presence ben@ex.org online \"at the desk\""),
                Arguments.of(
                        "application/pidf+xml",
                        "<presence entity='sip:ben@ex.org'><tuple id='t'><status><basic>open</basic></status></tuple>"
                                + "<dm:person xmlns:dm='d' xmlns:r='r'><r:activities><r:on-the-phone/></r:activities>"
                                + "</dm:person></presence>",
                        "presence ben@ex.org busy"),
                Arguments.of(
                        "application/pidf+xml",
                        "<presence entity='sip:ben@ex.org'><tuple id='t'><status><basic>closed</basic></status></tuple>"
                                + "</presence>",
                        "presence ben@ex.org offline"),
                Arguments.of(
                        "application/xpidf+xml",
                        "<?xml version='1.0'?><presence><presentity uri='sip:ben@ex.org;method=SUBSCRIBE'/><atom id='1'>"
                                + "<address uri='sip:ben@192.0.2.7'><status status='inuse'/>"
                                + "<msnsubstatus substatus='onthephone'/></address></atom></presence>",
                        "presence ben@ex.org busy"),
                Arguments.of(
                        "text/xml+msrtc.pidf",
                        "<presentity uri='ben@ex.org'><availability aggregate='300'/><activity aggregate='150'/>"
                                + "<displayName displayName='Ben'/></presentity>",
                        "presence ben@ex.org away"),
                Arguments.of(
                        "application/msrtc-event-categories+xml",
                        "<categories uri='sip:ben@ex.org'><category name='note'><note><body type='personal'>out till"
                                + " noon</body></note></category><category name='state'>"
                                + "<state xmlns:xsi='x' xsi:type='aggregateState'><availability>15500</availability>"
                                + "</state></category></categories>",
                        "presence ben@ex.org away \"out till noon\""),
                Arguments.of(
                        "multipart/related;type=\"application/rlmi+xml\";boundary=x",
                        "--x\r\nContent-Type: application/rlmi+xml\r\n\r\n<list uri='sip:l@ex.org'><resource"
                                + " uri='sip:ben@ex.org'/></list>\r\n--x\r\nContent-Type: application/pidf+xml\r\n\r\n"
                                + "<presence entity='sip:ben@ex.org'><tuple id='t'><status><basic>open</basic></status>"
                                + "</tuple></presence>\r\n--x--\r\n",
                        "presence ben@ex.org online"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void whoIsToldOfSomebodyWatchesHim(String type, String document, String said) {
        assertEquals(
                List.of("contact ann@ex.org listed ben@ex.org", said),
                only(
                        Dialogue.tcp(5060)
                                .server(notify(1, type, document))
                                .server(notify(2, type, document))
                                .lines(),
                        "contact",
                        "presence"));
    }

    @Test
    void aSubscriptionIsAContactAndItsEndIsNone() {
        assertEquals(
                List.of("contact ann@ex.org listed ben@ex.org"),
                only(
                        Dialogue.tcp(5060)
                                .client(toBen("SUBSCRIBE", 1, "Event: presence\nExpires: 600", ""))
                                .client(toBen("SUBSCRIBE", 2, "Event: presence\nExpires: 0", ""))
                                .client(toBen("SUBSCRIBE", 3, "Event: dialog\nExpires: 600", ""))
                                .lines(),
                        "contact"));
    }

    @Test
    void theFirstNotificationMayComeWithTheAnswer() {
        String lists = "<contactList deltaNum='3'><group id='1' name='~'/><group id='2' name='Kitchen'/>"
                + "<contact uri='carl@ex.org' name='Carl' groups='1 2 '/><contact uri='dora@ex.org' name='' groups='1'/>"
                + "</contactList>";
        String self = toBen("SUBSCRIBE", 1, "Event: vnd-microsoft-roaming-contacts", "")
                .replace("ben@", "ann@");
        String answer = answer(
                        200, "SUBSCRIBE", 1, "Content-Type: application/vnd-microsoft-roaming-contacts+xml", lists)
                .replace("ben@", "ann@");
        String more = "<contactDelta deltaNum='4'><addedContact uri='eve@ex.org' name='Eve' groups='2'/>"
                + "<deletedContact uri='dora@ex.org'/></contactDelta>";
        String delta = notify(2, "application/vnd-microsoft-roaming-contacts+xml", more)
                .replace("NOTIFY", "BENOTIFY");
        assertEquals(
                List.of(
                        "contact ann@ex.org listed carl@ex.org \"Carl\" in [Kitchen]",
                        "contact ann@ex.org listed dora@ex.org",
                        "contact ann@ex.org added eve@ex.org \"Eve\" in [Kitchen]",
                        "contact ann@ex.org removed dora@ex.org"),
                only(
                        Dialogue.tcp(5060)
                                .client(self)
                                .server(answer)
                                .server(delta)
                                .lines(),
                        "contact"));
    }

    @Test
    void listsAreChangedBySoap() {
        String soap = "<s:Envelope xmlns:s='s'><s:Body><m:%s xmlns:m='m'>%s</m:%1$s></s:Body></s:Envelope>";
        String set = soap.formatted(
                "setContact",
                "<m:displayName>Carl</m:displayName><m:groups>2 </m:groups><m:URI>sip:carl@ex.org</m:URI>");
        String block =
                soap.formatted("setACE", "<m:type>USER</m:type><m:mask>sip:eve@ex.org</m:mask><m:rights>BD</m:rights>");
        String search = soap.formatted("directorySearch", "<m:row m:attrib='givenName' m:value='Dora'/>");
        String type = "Content-Type: application/SOAP+xml";
        assertEquals(
                List.of(
                        "contact ann@ex.org added carl@ex.org \"Carl\" in [2]",
                        "contact ann@ex.org blocked eve@ex.org",
                        "lookup ann@ex.org about  \"givenName=Dora\""),
                only(
                        Dialogue.tcp(5060)
                                .client(toBen("SERVICE", 1, type, set))
                                .client(toBen("SERVICE", 2, type, block))
                                .client(toBen("SERVICE", 3, type, search))
                                .lines(),
                        "contact",
                        "lookup"));
    }

    @Test
    void whoWatchesMe() {
        String watchers = "<watcherinfo><watcher-list resource='sip:ann@ex.org' package='presence'>"
                + "<watcher status='active' event='approved'>sip:ben@ex.org</watcher>"
                + "<watcher status='pending' event='subscribe'>sip:eve@bad.example</watcher></watcher-list></watcherinfo>";
        assertEquals(
                List.of("contact ben@ex.org listed ann@ex.org", "contact eve@bad.example requested ann@ex.org"),
                only(
                        Dialogue.tcp(5060)
                                .server(notify(1, "application/watcherinfo+xml", watchers))
                                .lines(),
                        "contact"));
    }

    @Test
    void aRosterSaysWhoComesAndGoes() {
        String roster =
                "<conference-info entity='sip:ann@ex.org;gruu;opaque=app:conf:focus:id:Z7' state='full'><users>%s"
                        + "</users></conference-info>";
        String one = roster.formatted("<user entity='sip:ann@ex.org'/><user entity='sip:ben@ex.org'/>");
        String two =
                roster.formatted("<user entity='sip:carl@ex.org'/><user entity='sip:ben@ex.org' state='deleted'/>");
        String room = "room ann@ex.org;gruu;opaque=app:conf:focus:id:Z7 ";
        assertEquals(
                List.of(
                        room + "ann@ex.org present",
                        room + "ben@ex.org present",
                        room + "carl@ex.org joined",
                        room + "ben@ex.org left"),
                only(
                        Dialogue.tcp(5060)
                                .server(notify(1, "application/conference-info+xml", one))
                                .server(notify(2, "application/conference-info+xml", two))
                                .lines(),
                        "room"));
    }

    @Test
    void aDamagedDocumentSaysWhatCameBeforeTheDamage() {
        String cut = "<presence entity='sip:ben@ex.org'><tuple><status><basic>open</basic></stat";
        assertEquals(
                List.of("contact ann@ex.org listed ben@ex.org", "presence ben@ex.org online"),
                only(
                        Dialogue.tcp(5060)
                                .server(notify(1, "application/pidf+xml", cut))
                                .lines(),
                        "contact",
                        "presence"));
    }
}
