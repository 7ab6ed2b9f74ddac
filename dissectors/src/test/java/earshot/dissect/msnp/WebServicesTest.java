package earshot.dissect.msnp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What goes over HTTP: the gateway's sessions, offline messages, the address book, logins at Passport.
class WebServicesTest {
    private static String post(String target, String fields, String body) {
        return "POST " + target + " HTTP/1.1\r\nHost: h\r\n" + fields + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    private static String answer(String fields, String body) {
        return "HTTP/1.1 200 OK\r\n" + fields + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n" + body;
    }

    private static List<String> said(Dialogue dialogue) {
        return dialogue.lines().stream()
                .filter(l -> !l.startsWith("service http"))
                .toList();
    }

    /// Two sessions take turns on one connection.
    @Test
    void theGateway() {
        String gateway = "http://gateway.messenger.hotmail.com/gateway/gateway.dll?";
        List<String> lines = said(Dialogue.tcp(80)
                .client(post(gateway + "Action=open&Server=NS&IP=messenger.hotmail.com", "", "VER 1 MSNP8 CVR0\r\n"))
                .server(answer("X-MSN-Messenger: SessionID=11.22; GW-IP=192.0.2.9\r\n", "VER 1 MSNP8\r\n"))
                .client(post(gateway + "SessionID=11.22", "", "USR 3 TWN I alice@example.com\r\n"))
                .server(answer(
                        "X-MSN-Messenger: SessionID=11.23; GW-IP=192.0.2.9\r\n",
                        "USR 4 OK alice@example.com A 1 0\r\n"))
                .client(post(
                        gateway + "Action=open&Server=SB&IP=192.0.2.5",
                        "",
                        "USR 1 alice@example.com 172627.105082\r\n"))
                .server(answer(
                        "X-MSN-Messenger: SessionID=33.44; GW-IP=192.0.2.9\r\n",
                        "USR 1 OK alice@example.com A\r\nJOI bob@example.com B 0\r\n"))
                .client(post(gateway + "Action=poll&SessionID=11.23", "", ""))
                .server(answer(
                        "X-MSN-Messenger: SessionID=11.24; GW-IP=192.0.2.9\r\n", "NLN NLN eve@example.com E 0\r\n"))
                .client(post(
                        gateway + "SessionID=33.44",
                        "",
                        new String(Said.text("MSG 2 N", "through the wall"), StandardCharsets.UTF_8)))
                .server(answer("X-MSN-Messenger: SessionID=33.45; GW-IP=192.0.2.9\r\n", "")));
        assertEquals(
                List.of(
                        "service msn certain [signature:msnp]",
                        "session started alice@example.com by MSNP8 TWN",
                        "presence eve@example.com online",
                        "message chat sent alice@example.com -> bob@example.com \"through the wall\""),
                lines);
    }

    @Test
    void offlineMessages() {
        String mail = "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
                + "Content-Transfer-Encoding: base64\nX-OIM-Message-Type: OfflineMessage\n"
                + "X-OIM-Run-Id: {3A3BE82C}\nX-OIM-Sequence-Num: 1\n\naGVsbG8gdGhlcmU=";
        String store = "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Header>"
                + "<From memberName=\"alice@example.com\" friendlyName=\"=?utf-8?B?QQ==?=\"/>"
                + "<To memberName=\"bob@example.com\"/></soap:Header><soap:Body>"
                + "<MessageType>text</MessageType><Content>" + mail + "</Content></soap:Body></soap:Envelope>";
        String fetched = "<Envelope><Body><GetMessageResponse><GetMessageResult>From: =?utf-8?B?QQ==?= "
                + "&lt;alice@example.com&gt;\nTo: bob@example.com\n" + mail
                + "</GetMessageResult></GetMessageResponse></Body></Envelope>";
        List<String> lines = said(Dialogue.tcp(80)
                .client(post("/OimWS/oim.asmx", "", store))
                .server(answer("", "<Envelope><Body/></Envelope>"))
                .client(post("/rsi/rsi.asmx", "", "<Envelope><Body><GetMessage/></Body></Envelope>"))
                .server(answer("", fetched)));
        assertEquals(
                List.of(
                        "service msn certain [signature:msn-soap]",
                        "message offline sent alice@example.com -> bob@example.com \"hello there\"",
                        "message offline delivered alice@example.com -> bob@example.com \"hello there\""),
                lines);
    }

    @Test
    void theAddressBook() {
        String book = "<ABFindAllResult><contacts>"
                + "<Contact><contactInfo><contactType>Me</contactType><passportName>alice@example.com</passportName>"
                + "<displayName>Alice</displayName></contactInfo></Contact>"
                + "<Contact><contactInfo><contactType>Regular</contactType><passportName>bob@example.com</passportName>"
                + "<displayName>Bob &amp; Co</displayName></contactInfo></Contact></contacts></ABFindAllResult>";
        List<String> lines = said(Dialogue.tcp(80)
                .client(post("/abservice/abservice.asmx", "", "<ABFindAll/>"))
                .server(answer("", book)));
        assertEquals("contact alice@example.com listed bob@example.com \"Bob & Co\"", lines.getLast());
    }

    @Test
    void passwordsInClear() {
        String login = "<Envelope><Header><Security><UsernameToken><Username>alice@example.com</Username>"
                + "<Password>s3cret</Password></UsernameToken></Security></Header></Envelope>";
        List<String> soap = said(Dialogue.tcp(80)
                .client(post("//RST.srf", "", login))
                .server(answer(
                        "", "<Envelope><Fault><faultcode>wsse:FailedAuthentication</faultcode></Fault></Envelope>")));
        assertEquals(
                List.of(
                        "service msn certain [signature:msn-soap]",
                        "credential alice@example.com cleartext Passport SOAP \"s3cret\"",
                        "session failed alice@example.com by Passport SOAP because authentication failed"),
                soap);
        List<String> header = said(Dialogue.tcp(80)
                .client("GET /login2.srf HTTP/1.1\r\nAuthorization: Passport1.4 OrgVerb=GET,"
                        + "sign-in=alice%40example.com,pwd=s3%21,lc=1033\r\n\r\n")
                .server(answer("", "")));
        assertEquals("credential alice@example.com cleartext Passport 1.4 \"s3!\"", header.getLast());
    }

    /// A document type could name files of this machine or grow without end: it is refused.
    @Test
    void noDocumentTypes() {
        String evil = "<!DOCTYPE e [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><e><Username>a@b.c</Username>"
                + "<Password>&x;</Password></e>";
        List<String> lines =
                said(Dialogue.tcp(80).client(post("/RST.srf", "", evil)).server(answer("", "<e/>")));
        assertEquals(
                List.of(),
                lines.stream().filter(l -> l.startsWith("credential")).toList());
    }
}
