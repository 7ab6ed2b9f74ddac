package earshot.dissect.msnp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sessions with notification servers of different ages; the sheet's worked examples MSNP7-NS and MSNP12-NS.
class NotificationTest {
    private static Dialogue dialogue() {
        return Dialogue.tcp(1863).with(new Msnp());
    }

    @Test
    void version7() {
        List<String> lines = dialogue()
                .client("VER 1 MSNP7 MSNP6 CVR0\r\n")
                .server("VER 1 MSNP7\r\n")
                .client("INF 2\r\n")
                .server("INF 2 MD5\r\n")
                .client("USR 3 MD5 I alice@example.com\r\n")
                .server("USR 3 MD5 S 1013928519.693957190\r\n")
                .client("USR 4 MD5 S 8aca4d4721b726ba9cd5e3a5f601671a\r\n")
                .server("USR 4 OK alice@example.com Alice%20A 1\r\n")
                .client("SYN 5 0\r\n")
                .server("SYN 5 12\r\nGTC 5 12 A\r\nBLP 5 12 AL\r\nLSG 5 12 1 1 0 Other%20Contacts 0\r\n")
                .server("LST 5 FL 12 1 2 bob@example.com Bob 0\r\nLST 5 FL 12 2 2 carol@example.com Carol%20C 0\r\n")
                .server("LST 5 AL 12 0 0\r\nLST 5 RL 12 1 1 dave@example.com Dave\r\n")
                .client("CHG 6 NLN\r\n")
                .server("CHG 6 NLN\r\nILN 6 BSY bob@example.com Bob\r\nFLN carol@example.com\r\n")
                .server("OUT OTH\r\n")
                .lines();
        assertEquals(
                List.of(
                        "service msn certain [signature:msnp]",
                        "credential alice@example.com digest MSNP MD5"
                                + " \"8aca4d4721b726ba9cd5e3a5f601671a:1013928519.693957190\" hashcat 20",
                        "session started alice@example.com by MSNP7 MD5",
                        "contact alice@example.com listed bob@example.com \"Bob\" in [Other Contacts]",
                        "contact alice@example.com listed carol@example.com \"Carol C\" in [Other Contacts]",
                        "contact dave@example.com listed alice@example.com",
                        "presence alice@example.com online",
                        "presence bob@example.com busy",
                        "presence carol@example.com offline",
                        "session ended alice@example.com because signed-on-elsewhere"),
                lines);
    }

    @Test
    void version12() {
        String psm = "<Data><PSM>at the &amp; bar</PSM><CurrentMedia></CurrentMedia></Data>";
        List<String> lines = dialogue()
                .client("VER 1 MSNP12 MSNP11 CVR0\r\n")
                .server("VER 1 MSNP12\r\n")
                .client("CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 7.5.0324 msmsgs alice@example.com\r\n")
                .server("CVR 2 7.5.0324 7.5.0324 1.0.0000 http://d http://i\r\n")
                .client("USR 3 TWN I alice@example.com\r\n")
                .server("USR 3 TWN S ct=1,rver=1\r\n")
                .client("USR 4 TWN S t=TICKET&p=PROFILE\r\n")
                .server("USR 4 OK alice@example.com 1 0\r\n")
                .server("LSG Friends 11111111-2222-3333-4444-555555555555\r\n")
                .server("LST N=bob@example.com F=Bob%20B C=aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee 3"
                        + " 11111111-2222-3333-4444-555555555555\r\n")
                .server("NLN IDL bob@example.com Bob%20B 1342558252\r\n")
                .server("UBX bob@example.com " + psm.length() + "\r\n" + psm + "QNG 46\r\n")
                .client("QRY 10 PROD0090YUAUV{2B 32\r\n85ecb0db8f32113df79ce0892b9a102c")
                .server("QRY 10\r\nFLN bob@example.com\r\n")
                .lines();
        assertEquals(
                List.of(
                        "service msn certain [signature:msnp]",
                        "credential alice@example.com token MSNP TWN \"t=TICKET&p=PROFILE\"",
                        "session started alice@example.com \"MSNMSGR 7.5.0324\" by MSNP12 TWN",
                        "contact alice@example.com listed bob@example.com \"Bob B\" in [Friends]",
                        "presence bob@example.com idle",
                        "presence bob@example.com idle \"at the & bar\"",
                        "presence bob@example.com offline"),
                lines);
    }

    /// MSNP18 up: contacts in XML, which counts when the server says yes; text by way of the notification server.
    @Test
    void version18() {
        String book =
                "<ml l=\"1\"><d n=\"example.com\"><c n=\"bob\" l=\"3\" t=\"1\"/><c n=\"eve\" l=\"4\" t=\"1\"/></d></ml>";
        String refused = "<ml><d n=\"example.com\"><c n=\"zoe\" l=\"1\" t=\"1\"/></d></ml>";
        String routing = "Routing: 1.0\r\nTo: 1:alice@example.com\r\nFrom: 1:bob@example.com;epid={x}\r\n\r\n"
                + "Reliability: 1.0\r\n\r\nMessaging: 2.0\r\nMessage-Type: Text\r\n"
                + "Content-Type: text/plain; charset=UTF-8\r\nContent-Length: 2\r\n\r\nyo";
        List<String> lines = dialogue()
                .client("VER 1 MSNP18 CVR0\r\n")
                .server("VER 1 MSNP18\r\nUSR 4 OK alice@example.com 1 0\r\n")
                .client("ADL 7 " + book.length() + "\r\n" + book)
                .server("ADL 7 OK\r\n")
                .client("ADL 8 " + refused.length() + "\r\n" + refused)
                .server("205 8\r\n")
                .server("NLN AWY 1:bob@example.com Bob 2416181284:00 0\r\n")
                .client(Said.text("UUM 9 bob@example.com 32 1", "hello over there"))
                .server(Said.text("UBM bob@example.com 32 1", "hello back"))
                .server(Said.message("SDG 0", routing))
                .lines();
        assertEquals(
                List.of(
                        "service msn certain [signature:msnp]",
                        "session started alice@example.com by MSNP18",
                        "contact alice@example.com listed bob@example.com",
                        "contact alice@example.com blocked eve@example.com",
                        "presence bob@example.com away",
                        "message chat sent alice@example.com -> bob@example.com \"hello over there\"",
                        "message chat delivered bob@example.com -> alice@example.com \"hello back\"",
                        "message chat delivered bob@example.com -> alice@example.com \"yo\""),
                lines);
    }

    @Test
    void aRefusedLogin() {
        List<String> lines = dialogue()
                .client("VER 1 MSNP8 CVR0\r\n")
                .server("VER 1 MSNP8\r\n")
                .client("USR 3 TWN I alice@example.com\r\n")
                .server("USR 3 TWN S lc=1\r\n")
                .client("USR 4 TWN S t=x&p=\r\n")
                .server("911 4\r\n")
                .lines();
        assertEquals("session failed alice@example.com by TWN because authentication failed", lines.getLast());
    }

    /// Other protocols' lines that look alike.
    @Test
    void whatIsNotMsnp() {
        for (String line : List.of("USER alice\r\n", "VER 1 FOO\r\n", "MSG alice hello 5\r\n", "220 mail ESMTP\r\n")) {
            List<String> lines = dialogue().client(line).server("250 OK 12\r\n").lines();
            assertEquals(
                    List.of(), lines.stream().filter(l -> l.contains("msn")).toList(), line);
        }
    }
}
