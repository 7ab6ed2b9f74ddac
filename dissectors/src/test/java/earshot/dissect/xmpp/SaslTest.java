package earshot.dissect.xmpp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import earshot.auth.Ntlm;
import earshot.event.ImEvent.Credential.Form;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each way to authenticate exposes. The values are those of the RFCs where they give any.
class SaslTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(bytes(text));
    }

    @Test
    void plainIsAsGoodAsCleartext() {
        Sasl.Exposed exposed = new Sasl("PLAIN").response(bytes("\0juliet\0pw1"));
        assertEquals(new Sasl.Exposed("juliet", Form.REVERSIBLE, "pw1", "SASL PLAIN", 0), exposed);
    }

    @ParameterizedTest
    @CsvSource({"juliet", "'\0juliet'", "'\0\0pw'", "'a\0b\0c\0d'"})
    void plainThatIsNoneExposesNothing(String step) {
        assertNull(new Sasl("PLAIN").response(bytes(step)));
    }

    @Test
    void loginAsksInTwoSteps() {
        Sasl login = new Sasl("LOGIN");
        login.challenge(bytes("Username:"));
        assertNull(login.response(bytes("ann")));
        login.challenge(bytes("Password:"));
        assertEquals("secret", login.response(bytes("secret")).secret());
        assertEquals("ann", login.user());
    }

    /// RFC 2831 in the form that John the Ripper takes.
    @Test
    void digestMd5() {
        Sasl sasl = new Sasl("DIGEST-MD5");
        assertNull(sasl.response(new byte[0]));
        sasl.challenge(
                bytes("realm=\"example.com\",nonce=\"OA6MG9tEQGm2hh\",qop=\"auth\",charset=utf-8,algorithm=md5-sess"));
        Sasl.Exposed exposed = sasl.response(bytes("username=\"alice\",realm=\"example.com\",nonce=\"OA6MG9tEQGm2hh\","
                + "cnonce=\"OA6MHXh6VqTrRk\",nc=00000001,qop=auth,digest-uri=\"xmpp/example.com\","
                + "response=0a106f986661bea22a35e287cd9fb078,charset=utf-8"));
        assertEquals(
                "$DIGEST-MD5$alice$example.com$OA6MG9tEQGm2hh$xmpp/example.com$OA6MHXh6VqTrRk$00000001$auth"
                        + "$0a106f986661bea22a35e287cd9fb078$",
                exposed.secret());
        sasl.challenge(bytes("rspauth=39008585f5b0886c5caab1212049105b"));
        assertNull(sasl.response(new byte[0]), "said once");
    }

    /// RFC 2195.
    @Test
    void cramMd5() {
        Sasl sasl = new Sasl("CRAM-MD5");
        String challenge = "<1896.697170952@postoffice.reston.mci.net>",
                answer = "tim b913a602c7eda7a495b4e6e7334d3890";
        sasl.challenge(bytes(challenge));
        Sasl.Exposed exposed = sasl.response(bytes(answer));
        assertEquals("$cram_md5$" + base64(challenge) + "$" + base64(answer), exposed.secret());
        assertEquals(10_200, exposed.hashcat());
        assertEquals("tim", exposed.user());
    }

    /// RFC 5802 §5.
    @Test
    void scram() {
        Sasl sasl = new Sasl("SCRAM-SHA-1");
        String first = "n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL";
        String server = "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096";
        String last = "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=";
        assertNull(sasl.response(bytes(first)));
        sasl.challenge(bytes(server));
        Sasl.Exposed exposed = sasl.response(bytes(last));
        assertEquals("$scram$SHA-1$" + base64(first) + "$" + base64(server) + "$" + base64(last), exposed.secret());
        assertEquals("user", exposed.user());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n,,n=us=2Cer=3D,r=x|us,er=",
                "y,a=admin,n=ann,r=x|ann",
                "p=tls-exporter,,n=ann,m=ext,r=x|ann",
            })
    void scramNames(String first, String name) {
        Sasl sasl = new Sasl("SCRAM-SHA-256-PLUS");
        sasl.response(bytes(first));
        assertEquals(name, sasl.user());
    }

    @Test
    void scramWithoutItsChallengeExposesNothing() {
        Sasl sasl = new Sasl("SCRAM-SHA-1");
        sasl.response(bytes("n,,n=user,r=a"));
        assertNull(sasl.response(bytes("c=biws,r=ab,p=x")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-OAUTH2|'\0ann@gmail.com\0ya29.x'|ann@gmail.com|ya29.x",
                "X-GOOGLE-TOKEN|'\0ann@gmail.com\0tok'|ann@gmail.com|tok",
                "OAUTHBEARER|'n,a=ann@ex.org,\u0001host=ex.org\u0001auth=Bearer vF9df4\u0001\u0001'|ann@ex.org|vF9df4",
                "X-FACEBOOK-PLATFORM|'api_key=1&call_id=2&method=auth.xmpp_login&nonce=3&access_token=AAAB'|''|AAAB",
                "X-MESSENGER-OAUTH2|EwBA|''|EwBA",
            })
    void tokens(String mechanism, String step, String user, String token) {
        Sasl.Exposed exposed = new Sasl(mechanism).response(bytes(step));
        assertEquals(new Sasl.Exposed(user, Form.TOKEN, token, "SASL " + mechanism, 0), exposed);
    }

    @Test
    void hashedTokens() {
        byte[] step = {'a', 'n', 'n', 0, 0x12, (byte) 0xab};
        assertEquals(
                "$HT-SHA-256-NONE$12ab",
                new Sasl("HT-SHA-256-NONE").response(step).secret());
    }

    @Test
    void externalAndAnonymousExposeNothing() {
        Sasl external = new Sasl("EXTERNAL");
        assertNull(external.response(bytes("ann@ex.org")));
        assertEquals("ann@ex.org", external.user());
        assertNull(new Sasl("ANONYMOUS").response(bytes("trace")));
        assertNull(new Sasl("GSSAPI").response(new byte[] {0x60, 1, 2}));
    }

    /// Messages 2 and 3 of NTLM with fields at offset 64.
    @Test
    void ntlm() {
        ByteBuffer challenge = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
        challenge.put(bytes("NTLMSSP\0")).putInt(2).position(24).putLong(0x0807060504030201L);
        ByteBuffer answer = ByteBuffer.allocate(64 + 24 + 24 + 3 + 3).order(ByteOrder.LITTLE_ENDIAN);
        answer.put(bytes("NTLMSSP\0")).putInt(3);
        field(answer, 24, 64); // LM
        field(answer, 24, 88); // NT
        field(answer, 3, 112); // domain
        field(answer, 3, 115); // user
        answer.position(112).put(bytes("LAB")).put(bytes("ann"));
        Sasl sasl = new Sasl("NTLM");
        sasl.challenge(challenge.array());
        Sasl.Exposed exposed = sasl.response(answer.array());
        assertEquals("ann::LAB:" + "00".repeat(24) + ":" + "00".repeat(24) + ":0102030405060708", exposed.secret());
        assertEquals(5500, exposed.hashcat());
        answer.putInt(16, 1 << 20); // the LM field now points far outside
        assertNull(Ntlm.read(challenge.array(), answer.array()));
    }

    private static void field(ByteBuffer answer, int length, int offset) {
        answer.putShort((short) length).putShort((short) length).putInt(offset);
    }

    @Test
    void base64AsClientsWriteIt() {
        assertArrayEquals(bytes("hello"), Base64Text.decode("aGVs\n bG8="));
        assertArrayEquals(bytes("hello"), Base64Text.decode("aGVsbG8"));
        assertArrayEquals(new byte[0], Base64Text.decode("="));
        assertNull(Base64Text.decode("a"));
        assertNull(Base64Text.decode("aGV*"));
        assertNull(Base64Text.decode("aG=V"));
    }
}
