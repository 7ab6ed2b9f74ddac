package earshot.dissect.sip;

import static earshot.dissect.sip.Wire.only;
import static earshot.dissect.sip.Wire.sip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.auth.Authorization;
import earshot.auth.KerberosTicket;
import earshot.auth.SipDigest;
import earshot.kit.Dialogue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Registrations and what they expose.
class SipLoginTest {
    private static String register(int sequence, String more) {
        return sip("""
                REGISTER sip:ex.org SIP/2.0
                Via: SIP/2.0/TCP 192.0.2.1;branch=z9hG4bKr%d
                From: <sip:alice@ex.org>;tag=1
                To: <sip:alice@ex.org>
                Call-ID: r1
                CSeq: %d REGISTER
                User-Agent: Purple/2.10.9
                Contact: <sip:alice@192.0.2.1:5060>
                """.formatted(sequence, sequence) + more);
    }

    private static String answer(int status, int sequence, String more) {
        return sip("""
                SIP/2.0 %d Because
                Via: SIP/2.0/TCP 192.0.2.1;branch=z9hG4bKr%d
                From: <sip:alice@ex.org>;tag=1
                To: <sip:alice@ex.org>;tag=2
                Call-ID: r1
                CSeq: %d REGISTER
                """.formatted(status, sequence, sequence) + more);
    }

    private static String digest(String nonce, String response) {
        return "Authorization: Digest username=\"alice\", realm=\"ex.org\", nonce=\"" + nonce
                + "\", uri=\"sip:ex.org\", response=\"" + response + "\"\n";
    }

    private static List<String> said(Dialogue dialogue) {
        return only(dialogue.lines(), "session", "credential", "presence");
    }

    @Test
    void aLoginThatFailsOneThatSucceedsAndItsEnd() {
        String bad = "0".repeat(32), good = "1".repeat(32);
        String challenge = "WWW-Authenticate: Digest realm=\"ex.org\", nonce=\"%s\"\n";
        assertEquals(
                List.of(
                        "credential alice@ex.org digest SIP Digest \"$sip$*192.0.2.2*192.0.2.1*alice*ex.org*REGISTER*"
                                + "sip*ex.org**n1****MD5*" + bad + "\" hashcat 11400",
                        "session failed alice@ex.org \"Purple 2.10.9\" by SIP Digest because 401 Because",
                        "credential alice@ex.org digest SIP Digest \"$sip$*192.0.2.2*192.0.2.1*alice*ex.org*REGISTER*"
                                + "sip*ex.org**n2****MD5*" + good + "\" hashcat 11400",
                        "session started alice@ex.org \"Purple 2.10.9\" by SIP Digest",
                        "session ended alice@ex.org"),
                said(Dialogue.tcp(5060)
                                .client(register(1, ""))
                                .server(answer(401, 1, challenge.formatted("n1")))
                                .client(register(2, digest("n1", bad)))
                                .server(answer(401, 2, challenge.formatted("n2")))
                                .client(register(3, digest("n2", good)))
                                .server(answer(200, 3, "Expires: 900\n"))
                                // A refresh with what was accepted exposes nothing new.
                                .client(register(4, digest("n2", good)))
                                .server(answer(401, 4, challenge.formatted("n3")))
                                .client(register(5, digest("n3", "2".repeat(32)) + "Expires: 0\n"))
                                .server(answer(200, 5, "")))
                        .stream()
                        .filter(line -> !line.contains("n3"))
                        .toList());
    }

    /// vectors.json, sip_digest: what the notation says must be enough to try a password against.
    @ParameterizedTest
    @CsvSource({
        "'', 2bf542fd93d70f8be1769ae10a3054e6",
        "'cnonce=\"0a4f113b\", nc=00000001, qop=auth, ', 846226007162d68aa2c6d4b358090139"
    })
    void theNotationHoldsWhatAGuessIsTriedAgainst(String more, String response) throws Exception {
        Authorization answer =
                Authorization.read("Digest username=\"alice\", realm=\"example.com\", nonce=\"84a4cc6f\","
                        + " uri=\"sip:example.com\", " + more + "response=\"" + response + "\"");
        SipDigest digest = SipDigest.read(answer, "REGISTER", "192.0.2.2", "192.0.2.1");
        assertEquals(11_400, digest.hashcat());
        String[] f = digest.notation().substring(6).split("\\*", -1);
        String uri = f[5] + ":" + f[6] + (f[7].isEmpty() ? "" : ":" + f[7]);
        String secret = md5(f[2] + ":" + f[3] + ":pw1"), request = md5(f[4] + ":" + uri);
        String middle = f[11].isEmpty() ? f[8] : f[8] + ":" + f[10] + ":" + f[9] + ":" + f[11];
        assertEquals(f[13], md5(secret + ":" + middle + ":" + request));
    }

    private static String md5(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    @ParameterizedTest
    @CsvSource({
        "'Digest username=\"a\", realm=\"r\", nonce=\"n\", uri=\"sip:h:5061\", response=\"00000000000000000000000000000000\","
                + "algorithm=SHA-256', 0, sip*h*5061*n",
        "'Digest username=\"a\",realm=\"r\",nonce=\"n\",uri=\"sip:u@h;transport=tcp\",nc=00000001,cnonce=\"c\","
                + "response=\"00000000000000000000000000000000\"', 11400, sip*u@h;transport=tcp**n***",
    })
    void otherForms(String header, int hashcat, String part) {
        SipDigest digest = SipDigest.read(Authorization.read(header), "INVITE", "s", "c");
        assertEquals(hashcat, digest.hashcat());
        assertTrue(digest.notation().contains("*" + part), digest.notation());
    }

    /// [MS-NLMP] section 4.2.2: the challenge 01234567 89abcdef, an answer of 24 bytes.
    @Test
    void ntlmIsAnsweredInTheNextRequest() {
        ByteBuffer challenge = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
        challenge.put("NTLMSSP\0".getBytes(StandardCharsets.US_ASCII)).putInt(2);
        challenge.position(24).put(HexFormat.of().parseHex("0123456789abcdef"));
        ByteBuffer answer = ByteBuffer.allocate(64 + 24 + 24 + 6 + 8).order(ByteOrder.LITTLE_ENDIAN);
        answer.put("NTLMSSP\0".getBytes(StandardCharsets.US_ASCII)).putInt(3);
        int[][] fields = {{24, 64}, {24, 88}, {6, 112}, {8, 118}, {0, 126}, {0, 126}};
        for (int[] field : fields)
            answer.putShort((short) field[0]).putShort((short) field[0]).putInt(field[1]);
        answer.putInt(1);
        answer.position(64)
                .put(HexFormat.of().parseHex("aa".repeat(24)))
                .put(HexFormat.of().parseHex("bb".repeat(24)));
        answer.put("DOM".getBytes(StandardCharsets.UTF_16LE)).put("user".getBytes(StandardCharsets.UTF_16LE));
        String scheme = "NTLM qop=\"auth\", realm=\"SIP Communications Service\", targetname=\"lcs.ex.org\", ";
        String type2 = Base64.getEncoder().encodeToString(challenge.array());
        String type3 = Base64.getEncoder().encodeToString(answer.array());
        assertEquals(
                List.of(
                        "credential alice@ex.org digest SIP NTLM \"user::DOM:" + "aa".repeat(24) + ":" + "bb".repeat(24)
                                + ":0123456789abcdef\" hashcat 5500",
                        "session started alice@ex.org \"Purple 2.10.9\" by SIP NTLM"),
                said(Dialogue.tcp(5060)
                        .client(register(1, "Authorization: " + scheme + "gssapi-data=\"\""))
                        .server(answer(401, 1, "WWW-Authenticate: " + scheme + "gssapi-data=\"" + type2 + "\""))
                        .client(register(2, "Authorization: " + scheme + "gssapi-data=\"" + type3 + "\", version=3"))
                        .server(answer(200, 2, "Expires: 7200"))));
    }

    /// RFC 4120: AP-REQ [APPLICATION 14] with a ticket [APPLICATION 1] for sip/lcs.ex.org in EX.ORG, etype 23.
    @Test
    void aTicketIsTheServicesSecret() {
        byte[] cipher = HexFormat.of().parseHex("c0".repeat(16) + "d1".repeat(40));
        byte[] type = der(0xa0, der(2, new byte[] {23})), data = der(0xa2, der(4, cipher));
        byte[] parts = der(0x30, der(0x1b, ascii("sip")), der(0x1b, ascii("lcs.ex.org")));
        byte[] name = der(0x30, der(0xa0, der(2, new byte[] {2})), der(0xa1, parts));
        byte[] ticket = der(
                0x61,
                der(
                        0x30,
                        der(0xa0, der(2, new byte[] {5})),
                        der(0xa1, der(0x1b, ascii("EX.ORG"))),
                        der(0xa2, name),
                        der(0xa3, der(0x30, type, data))));
        KerberosTicket read = KerberosTicket.read(der(0x6e, der(0x30, der(0xa3, ticket))));
        assertEquals(
                new KerberosTicket(
                        "sip/lcs.ex.org",
                        "EX.ORG",
                        "$krb5tgs$23$*sip/lcs.ex.org$EX.ORG$sip/lcs.ex.org*$" + "c0".repeat(16) + "$" + "d1".repeat(40),
                        13_100),
                read);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] der(int tag, byte[]... contents) {
        int length = 0;
        for (byte[] content : contents) length += content.length;
        ByteBuffer all = ByteBuffer.allocate(length + (length < 128 ? 2 : 3)).put((byte) tag);
        if (length >= 128) all.put((byte) 0x81);
        all.put((byte) length);
        for (byte[] content : contents) all.put(content);
        return all.array();
    }

    /// What users of each program really send.
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Purple/2.10.9, Purple, 2.10.9",
        "Purple/2.10.9 Sipe/1.18.5 (linux-x86_64; OCS 2007), Purple/2.10.9 Sipe, 1.18.5",
        "baresip v1.0.0 (x86_64/linux), baresip, 1.0.0",
        "UCCAPI/3.5.6907.0 OC/3.5.6907.0 (Microsoft Office Communicator 2007 R2), "
                + "Microsoft Office Communicator 2007 R2, 3.5.6907.0",
        "'UCCP/2.0.6362.0 OC/2.0.6362.0 (Microsoft Office Communicator)', Microsoft Office Communicator, 2.0.6362.0",
        "UCCAPI/4.0.7577.0 OC/4.0.7577.0 (Microsoft Lync 2010), Microsoft Lync 2010, 4.0.7577.0",
        "LCC/1.3, Microsoft Office Communicator 2005, 1.3",
        "RTC/1.3.5470 (Messenger 5.1.0701), Windows Messenger, 5.1.0701",
        "RTC/1.2, Windows Messenger (RTC), 1.2",
        "Linphone/3.6.1 (eXosip2/4.0.0), Linphone, 3.6.1",
        "Jitsi2.10.5550Linux, Jitsi, 2.10.5550",
        "Jitsi2.2.4603.9615Mac OS X, Jitsi, 2.2.4603.9615",
        "X-Lite release 1011s stamp 41150, X-Lite, 1011s",
        "eyeBeam release 1102q stamp 51814, eyeBeam, 1102q",
        "Blink 3.0.0 (Linux), Blink, 3.0.0",
        "Twinkle/1.4.2, Twinkle, 1.4.2",
        "MicroSIP/3.20.5, MicroSIP, 3.20.5",
        "Zoiper rv2.8.27, Zoiper rv2.8.27, ''",
        "Nero SIPPS IP Phone Version 2.0.51.16, Nero SIPPS IP Phone, 2.0.51.16",
        "Ekiga/4.0.1, Ekiga, 4.0.1",
        "Asterisk PBX 13.1.0, '', ''",
        "kamailio (5.6.3 (x86_64/linux)), '', ''",
        "RTC/3.5, '', ''",
    })
    void programs(String userAgent, String name, String version) {
        assertEquals(name, Programs.of(userAgent).name());
        assertEquals(version, Programs.of(userAgent).version());
    }
}
