package earshot.dissect.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What clients prove to HTTP proxies, in front of a tunnel and with each request that is passed on.
class ProxyLoginTest {
    private static final String REFUSED = "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 2\r\n",
            GRANTED = "HTTP/1.1 200 OK\r\n\r\n";

    private static String connect(String login) {
        return "CONNECT im.example:5190 HTTP/1.1\r\nProxy-Authorization: " + login + "\r\n\r\n";
    }

    private static List<String> credentials(Dialogue dialogue) {
        return dialogue.lines().stream()
                .filter(line -> line.startsWith("credential"))
                .toList();
    }

    /// `ann:pw` is refused, `ann:secret` is not: both are exposed.
    @Test
    void basic() {
        Dialogue dialogue = Dialogue.tcp(3128)
                .client("CONNECT im.example:5190 HTTP/1.1\r\n\r\n")
                .server(REFUSED + "Proxy-Authenticate: Basic realm=\"p\"\r\n\r\nno")
                .client(connect("Basic YW5uOnB3"))
                .server(REFUSED + "Proxy-Authenticate: Basic realm=\"p\"\r\n\r\nno")
                .client(connect("Basic YW5uOnNlY3JldA=="))
                .server(GRANTED)
                .client("NICK ann\r\nUSER ann 0 * :A\r\n")
                .server(":irc.t 001 ann :Welcome\r\n:irc.t 422 ann :x\r\n");
        assertEquals(
                List.of(
                        "credential ann reversible HTTP Basic (proxy) \"pw\"",
                        "credential ann reversible HTTP Basic (proxy) \"secret\""),
                credentials(dialogue));
        assertEquals(
                "http-connect im.example:5190 ann",
                dialogue.events().getLast().seen().via());
    }

    /// One credential, however many requests it opens.
    @Test
    void digest() {
        String answer =
                "Digest username=\"ann\", realm=\"p\", nonce=\"n\", uri=\"im.example:5190\", qop=auth, nc=0000000%d,"
                        + " cnonce=\"c\", response=\"" + "a".repeat(31) + "%d\"";
        assertEquals(
                List.of("credential ann digest HTTP Digest (proxy)"
                        + " \"$sip$*192.0.2.2*192.0.2.1*ann*p*CONNECT*im.example*5190**n*c*00000001*auth*MD5*"
                        + "a".repeat(31) + "1\" hashcat 11400"),
                credentials(Dialogue.tcp(3128)
                        .client(connect(answer.formatted(1, 1)))
                        .server(REFUSED + "\r\nno")
                        .client(connect(answer.formatted(2, 2)))));
    }

    /// NTLM in three messages: an offer, a challenge (0123456789abcdef) with the refusal, the answer.
    @Test
    void ntlm() {
        byte[] challenge = HexFormat.of()
                .parseHex("4e544c4d53535000 02000000 0000 0000 38000000 01020000 0123456789abcdef 0000000000000000"
                        .replace(" ", ""));
        // Fields of length, room and offset: LM (24 at 64), NT (24 at 88), domain D (1 at 112), user ann (3 at 113).
        String answer = "4e544c4d53535000 03000000 1800180040000000 1800180058000000 0100010070000000 0300030071000000"
                + "0000000074000000 0000000074000000 00020000" + "11".repeat(24) + "22".repeat(24) + "44" + "616e6e";
        Base64.Encoder base64 = Base64.getEncoder();
        Dialogue dialogue = Dialogue.tcp(3128)
                .client(connect("NTLM TlRMTVNTUAABAAAAB4IIAAAAAAAAAAAAAAAAAAAAAAA="))
                .server(REFUSED + "Proxy-Authenticate: NTLM " + base64.encodeToString(challenge) + "\r\n\r\nno")
                .client(connect("NTLM " + base64.encodeToString(HexFormat.of().parseHex(answer.replace(" ", "")))));
        assertEquals(
                List.of("credential ann digest HTTP NTLM (proxy) \"ann::D:" + "11".repeat(24) + ":" + "22".repeat(24)
                        + ":0123456789abcdef\" hashcat 5500"),
                credentials(dialogue));
    }

    @Test
    void requestsToAForwardProxy() {
        String get =
                "GET http://im.example/ HTTP/1.1\r\nHost: im.example\r\nProxy-Authorization: Basic YW5uOnB3\r\n\r\n";
        assertEquals(
                List.of("credential ann reversible HTTP Basic (proxy) \"pw\""),
                credentials(Dialogue.tcp(3128)
                        .client(get)
                        .server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                        .client(get)
                        .server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")));
    }
}
