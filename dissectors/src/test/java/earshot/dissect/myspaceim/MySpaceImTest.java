package earshot.dissect.myspaceim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent;
import earshot.kit.Dialogue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySpaceImTest {
    private static final String CHALLENGE =
            "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw==";
    private static final String RESPONSE = "AxM6Nd46+j644Ywu75YvXkqgYTUVqd+72qqBHia7JESQRrTBFYIAKDPWjwxL5JinvXMzSQ==";
    private static final String GREETING = "\\lc\\1\\nc\\" + CHALLENGE.replace("/", "/1") + "\\id\\1\\final\\";
    private static final String LOGIN = "\\login2\\196610\\username\\bob@example.com\\response\\"
            + RESPONSE.replace("/", "/1") + "\\clientver\\697\\langid\\1033\\imlang\\ENGLISH\\reconn\\0\\status\\100"
            + "\\id\\1\\final\\";
    private static final String ACCEPTED =
            "\\lc\\2\\sesskey\\77\\proof\\77\\userid\\1001\\profileid\\1001\\uniquenick\\bob\\id\\1\\final\\";

    private static Dialogue bob() {
        return Dialogue.tcp(1863).server(GREETING).client(LOGIN).server(ACCEPTED);
    }

    private static List<String> after(Dialogue dialogue) {
        List<String> lines = dialogue.lines();
        return lines.subList(4, lines.size());
    }

    @Test
    void aLoginExposesItsResponse() {
        assertEquals(
                List.of(
                        "service myspaceim certain [signature:myspaceim]",
                        "credential bob@example.com digest MySpaceIM RC4 \"$myspaceim$bob@example.com$" + CHALLENGE
                                + "$" + RESPONSE + "\"",
                        "identity bob@example.com same 1001",
                        "session started 1001 \"MySpaceIM 697\" by MySpaceIM RC4",
                        "session ended 1001 \"MySpaceIM 697\" because signed-on-elsewhere"),
                bob().server("\\error\\\\errmsg\\elsewhere\\err\\6\\fatal\\\\final\\")
                        .lines());
        assertEquals(
                "session failed bob@example.com \"MySpaceIM 697\" by MySpaceIM RC4 because wrong password",
                Dialogue.tcp(1863)
                        .server(GREETING)
                        .client(LOGIN)
                        .server("\\error\\\\errmsg\\no\\err\\260\\fatal\\\\final\\")
                        .lines()
                        .getLast());
    }

    /// With the password the response opens to half of the challenge and the address: so passwords can be tried.
    @Test
    void theResponseCanBeSearchedForThePassword() throws Exception {
        byte[] nonce = Base64.getDecoder().decode(CHALLENGE);
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        byte[] inner = sha1.digest("passw0rd".toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_16LE));
        sha1.update(inner);
        byte[] key = Arrays.copyOf(sha1.digest(Arrays.copyOfRange(nonce, 32, 64)), 16);
        Cipher rc4 = Cipher.getInstance("RC4");
        rc4.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "RC4"));
        byte[] plain = rc4.doFinal(Base64.getDecoder().decode(RESPONSE));
        assertEquals("bob@example.com", new String(plain, 32, 15, StandardCharsets.US_ASCII));
        assertTrue(Arrays.equals(nonce, 0, 32, plain, 0, 32));
    }

    @Test
    void messages() {
        String styled = "<p><f n='Arial' h='16'><c v='rgb(0,0,0)'>a /1 b &amp; <x> /2</c></f></p>";
        assertEquals(
                List.of(
                        "message chat sent 1001 -> 2002 \"a / b & <x> \\\"",
                        "message chat delivered 2002 -> 1001 \"hello\"",
                        "message typing delivered 2002 -> 1001 \"\"",
                        "message nudge delivered 2002 -> 1001 \"RTE_BTN_ZAPS_3\"",
                        "presence 2002 away \"at lunch\"",
                        "presence 2002 online client libpurple 2.10"),
                after(bob().client("\\bm\\1\\sesskey\\77\\t\\2002\\cv\\697\\msg\\" + styled + "\\final\\")
                        .server("\\bm\\1\\f\\2002\\msg\\<p>hello</p>\\date\\1200000000\\final\\")
                        .server(
                                "\\bm\\121\\f\\2002\\msg\\%typing%\\final\\\\bm\\121\\f\\2002\\msg\\%stoptyping%\\final\\")
                        .server("\\bm\\121\\f\\2002\\msg\\!!!ZAP_SEND!!!=RTE_BTN_ZAPS_3\\final\\")
                        .server("\\bm\\100\\f\\2002\\msg\\|s|5|ss|at lunch\\final\\")
                        .server("\\bm\\200\\f\\2002\\msg\\libpurple 2.10\\final\\")));
    }

    @Test
    void people() {
        String list =
                "ContactID=2002\u001cNickName=Ann\u001cGroupName=IM Friends\u001cContactID=3003\u001cNickName=Eve";
        assertEquals(
                List.of(
                        "contact 1001 listed 2002 \"Ann\" in [IM Friends]",
                        "contact 1001 listed 3003 \"Eve\"",
                        "identity ann_x same 2002",
                        "contact 1001 added 4004",
                        "contact 1001 removed 3003",
                        "contact 1001 blocked 3003",
                        "contact 1001 allowed 5005",
                        "presence 1001 away \"out\""),
                after(bob().server("\\persistr\\\\cmd\\257\\dsn\\0\\uid\\1001\\lid\\1\\rid\\1\\body\\" + list
                                + "\\final\\")
                        .server(
                                "\\persistr\\\\cmd\\257\\dsn\\4\\uid\\1001\\lid\\3\\rid\\2\\body\\UserID=2002\u001cUserName=ann_x"
                                        + "\\final\\")
                        .client("\\addbuddy\\\\sesskey\\77\\newprofileid\\4004\\reason\\\\final\\")
                        .client("\\delbuddy\\\\sesskey\\77\\delprofileid\\3003\\final\\")
                        .client("\\blocklist\\\\sesskey\\77\\idlist\\b+|3003|b-|5005\\final\\")
                        .client("\\status\\5\\sesskey\\77\\statstring\\out\\locstring\\\\final\\")));
    }

    @Test
    void inTheMiddle() {
        assertEquals(
                List.of(
                        "service myspaceim certain [signature:myspaceim]",
                        "message chat delivered 2002 -> ?192.0.2.2 \"hello\""),
                Dialogue.tcp(40_001)
                        .clientPort(1863)
                        .midStream()
                        .client("\\bm\\1\\f\\2002\\msg\\hello\\final\\")
                        .lines());
    }

    /// GameSpy's presence server, and other things with backslashes.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\lc\\1\\challenge\\abcdefghij\\id\\1\\final\\",
                "\\\\server\\share",
                "\\lc\\2\\nc\\",
                "\\",
                "\\bm\\x\\"
            })
    void whatIsNot(String greeting) {
        assertEquals(
                List.of(),
                Dialogue.tcp(29_900)
                        .server(greeting)
                        .client("\\login\\\\challenge\\x\\final\\")
                        .lines());
    }

    @Test
    void damageIsNoException() {
        Random random = new Random(5);
        List<String> server = List.of(
                "\\bm\\1\\f\\2002\\msg\\<p>hello</p>\\date\\1200000000\\final\\",
                "\\persistr\\\\cmd\\257\\body\\ContactID=2002\u001cNickName=Ann\u001cGroupName=IM\\final\\",
                "\\bm\\100\\f\\2002\\msg\\|s|5|ss|at lunch\\final\\");
        int events = 0;
        for (int round = 0; round < Integer.getInteger("fuzz.rounds", 300); round++) {
            Dialogue dialogue = bob();
            for (int i = 0; i < 8; i++) {
                byte[] bytes = server.get(random.nextInt(server.size())).getBytes(StandardCharsets.UTF_8);
                for (int n = random.nextInt(3); n > 0; n--)
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                dialogue.server(bytes);
                if (random.nextInt(9) == 0) dialogue.serverGap(1 + random.nextInt(50));
            }
            List<ImEvent> said = dialogue.cut(random, 90).events();
            events += said.size();
            assertTrue(said.size() < 80);
        }
        assertTrue(events > 0);
    }
}
