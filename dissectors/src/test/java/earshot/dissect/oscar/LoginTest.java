package earshot.dissect.oscar;

import static earshot.dissect.oscar.Wire.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each way to log in exposes, and how accounts are carried from one connection to the next.
class LoginTest {
    private static final String AOL = "AOL Instant Messenger (SM)";
    private static final byte[] COOKIE = hex("0102030405060708090a0b0c0d0e0f10");

    /// Client hello; 17/06 TLV 1 `alice`, 4B, 5A.
    private static final String ASK =
            "2a010001000400000001" + "2a020002001b0017000600000000000100010005616c696365004b0000005a0000";
    /// 17/07 with the key 1234567890.
    private static final String KEY = "2a020002001600170007000000000001000a31323334353637383930";
    /// 17/02: alice, strong digest of hunter2, "AOL Instant Messenger, version 5.9.3702/WIN32" and its
    /// numbers.
    private static final String STRONG = """
            2a020003008b0017000200000000000200010005616c6963650025001093e4db
            00bea23e6300d43645a53d4725004c00000003002d414f4c20496e7374616e74
            204d657373656e6765722c2076657273696f6e20352e392e333730322f57494e
            3332001600020109001700020005001800020009001900020000001a00020e76
            000e00027573000f0002656e004a000101""";
    /// 17/03: alice, 192.0.2.10:5190, the cookie 01..10, an e-mail address.
    private static final String ACCEPTED = """
            2a020003004f0017000300000000000200010005616c6963650005000f313932
            2e302e322e31303a35313930000600100102030405060708090a0b0c0d0e0f10
            00110011616c696365406578616d706c652e636f6d""";
    /// Hello with that cookie, on the next connection.
    private static final String SHOWN = "2a012000001800000001000600100102030405060708090a0b0c0d0e0f10";

    private static Dialogue login(String answer) {
        return Dialogue.tcp(5190)
                .with(new Oscar())
                .server(hello())
                .clientHex(ASK)
                .serverHex(KEY)
                .clientHex(STRONG)
                .serverHex(answer);
    }

    private static List<String> lines(Dialogue dialogue) {
        return dialogue.lines().stream()
                .filter(line -> !line.startsWith("service"))
                .toList();
    }

    @Test
    void md5IsADigestWithItsChallenge() {
        assertEquals(
                List.of(
                        "credential alice digest BUCP-MD5 \"@dynamic=md5($s.md5_raw($p).$c1),c1=" + AOL
                                + "@93e4db00bea23e6300d43645a53d4725$1234567890\"",
                        "session started alice \"AOL Instant Messenger 5.9.3702\" by BUCP-MD5"),
                lines(login(ACCEPTED)));
    }

    /// The two expressions that [Login#john] writes, evaluated: what a cracker would do with the right
    /// password.
    @ParameterizedTest
    @CsvSource({"false, 0512543d94fcb1785a594e3cd424adab", "true, 93e4db00bea23e6300d43645a53d4725"})
    void theNotationIsWhatTheClientComputes(boolean strong, String digest) throws Exception {
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        byte[] p = strong ? md5.digest(ascii("hunter2")) : ascii("hunter2");
        assertEquals(digest, HexFormat.of().formatHex(md5.digest(join(ascii("1234567890"), p, ascii(AOL)))));
        assertEquals(
                "@dynamic=" + (strong ? "md5($s.md5_raw($p).$c1)" : "md5($s.$p.$c1)") + ",c1=" + AOL + "@" + digest
                        + "$HEX$3a20",
                Login.john(HexFormat.of().parseHex(digest), ascii(": "), strong));
    }

    @Test
    void aRefusedLoginIsACredentialAllTheSame() {
        byte[] refused = snac(Snac.LOGIN_REPLY, tlv(1, ascii("alice")), tlv(8, u16(5)));
        List<String> lines = lines(login(HexFormat.of().formatHex(refused)));
        assertEquals(2, lines.size(), lines.toString());
        assertEquals(
                "session failed alice \"AOL Instant Messenger 5.9.3702\" by BUCP-MD5 because bad-name-or-password",
                lines.get(1));
    }

    @Test
    void aDigestWithoutItsChallengeExposesNothing() {
        assertEquals(
                List.of(
                        "anomaly challenge-missing \"a login answers a challenge that was not captured\"",
                        "anomaly stream-gap \"28 bytes of the server are missing\""),
                lines(Dialogue.tcp(5190)
                        .with(new Oscar())
                        .server(hello())
                        .clientHex(ASK)
                        .serverGap(28)
                        .server(frame(5))
                        .server(frame(5))
                        .clientHex(STRONG)));
    }

    /// Hello of ICQ 2003b: 123456, the roasted password `secret`, the client's string and numbers.
    @Test
    void aRoastedPasswordIsReversible() {
        String ident = """
                2a01100000810000000100010006313233343536000200068043e2b65cf20003
                003349435120496e632e202d2050726f64756374206f66204943512028544d29
                2e32303033622e352e33372e312e333732382e383500160002010a0017000200
                05001800020025001900020001001a00020e900014000400000055000f000265
                6e000e00027573""";
        byte[] accepted = frame(4, tlv(1, ascii("123456")), tlv(5, ascii("192.0.2.10:5190")), tlv(6, COOKIE));
        assertEquals(
                List.of(
                        "credential 123456 reversible FLAP roasted \"secret\"",
                        "session started 123456 \"ICQ 2003b.5.37.1.3728.85\" by FLAP roasted"),
                lines(Dialogue.tcp(443)
                        .with(new Oscar())
                        .server(hello())
                        .clientHex(ident)
                        .server(accepted)));
    }

    @ParameterizedTest
    @CsvSource({
        "8347f2b74ee9a9f6, false, password", // the standard table
        "83d21feae250ded2bd, true, passwordx", // the Java client's
        "83d21feae250ded2bd, false, passwordx", // only this table gives something printable
        "06f0b694a7b6e7b9, false, password", // AIM 6's
    })
    void threeTablesAreTried(String roasted, boolean java, String password) {
        assertEquals(password, Roast.password(hex(roasted), java));
    }

    @Test
    void theNextConnectionsAccountIsKnownByItsCookie() {
        Dialogue main = Dialogue.tcp(5190)
                .with(new Oscar())
                .clientPort(40_001)
                .server(hello())
                .clientHex(SHOWN)
                .client(send("bob", said("hi")));
        assertEquals(
                "message chat sent alice -> bob \"hi\"",
                lines(login(ACCEPTED).then(main)).getLast());
        assertEquals(
                List.of("message chat sent ?192.0.2.1 -> bob \"hi\""), lines(main), "without the login nobody says it");
    }

    @Test
    void thatAPartyIsItselfIsNoNews() {
        Dialogue main = Dialogue.tcp(5190)
                .with(new Oscar())
                .clientPort(40_001)
                .server(hello())
                .clientHex(SHOWN)
                .client(message("bob", "hi"))
                .server(snac(Snac.OWN_INFO, user("alice")));
        assertEquals(
                0,
                lines(login(ACCEPTED).then(main)).stream()
                        .filter(l -> l.startsWith("identity"))
                        .count());
        assertEquals(
                1, lines(main).stream().filter(l -> l.startsWith("identity")).count());
    }

    @Test
    void aRedirectCarriesTheAccountOn() {
        byte[] cookie = ascii("for the chat connection");
        byte[] words = tlv(5, tlv(1, ascii("hi all")));
        Dialogue chat = Dialogue.tcp(5190)
                .with(new Oscar())
                .clientPort(40_001)
                .server(hello())
                .client(hello(tlv(6, cookie)))
                .client(snac(Snac.ROOM_OUT, Wire.COOKIE, u16(3), tlv(1), words));
        Dialogue main = Dialogue.tcp(5190)
                .with(new Oscar())
                .client(logon())
                .server(welcome("alice"))
                .server(snac(Snac.REDIRECT, tlv(0x0d, u16(0x0e)), tlv(5, ascii("192.0.2.2")), tlv(6, cookie)))
                .then(chat);
        assertEquals(
                "message room sent alice -> ?192.0.2.2 \"hi all\"", lines(main).getLast());
    }

    @Test
    void theServerNamesTheAccountOfAConnectionJoinedLate() {
        assertEquals(
                List.of(
                        "message chat sent ?192.0.2.1 -> bob \"hi\"",
                        "identity ?192.0.2.1 named ann",
                        "message chat sent ann -> bob \"hi\""),
                lines(Dialogue.tcp(5190)
                                .with(new Oscar())
                                .midStream()
                                .client(send("bob", said("hi")))
                                .server(snac(Snac.OWN_INFO, user("ann")))
                                .client(send("bob", said("hi"))))
                        .stream()
                        .filter(line -> !line.startsWith("presence"))
                        .toList());
    }

    @Test
    void aKickEndsTheSession() {
        assertEquals(
                "session ended ann because signed-on-elsewhere",
                lines(Dialogue.tcp(5190)
                                .with(new Oscar())
                                .client(logon())
                                .server(welcome("ann"))
                                .server(frame(4, tlv(9, u16(1)), tlv(0x0b, ascii("http://x.example")))))
                        .getLast());
    }

    @Test
    void passwordsInClearText() {
        byte[] registration = tlv(1, new byte[32], les(ascii("n3wuser")), u32(0), u32(0));
        assertEquals(
                List.of(
                        "credential ?192.0.2.1 cleartext ICQ registration \"n3wuser\"",
                        "identity ?192.0.2.1 named 123456",
                        "credential 123456 cleartext ICQ password change \"s3cret\"",
                        "credential 123456 cleartext password change (old) \"s3cret\"",
                        "credential 123456 cleartext password change (new) \"hunter2\"",
                        "credential 123456 token SecurID \"493817\""),
                lines(Dialogue.tcp(5190)
                        .with(new Oscar())
                        .server(hello())
                        .client(hello())
                        .client(snac(Snac.REGISTER, registration))
                        .client(extension(Snac.ICQ_REQUEST, 123456, 0x07d0, le16(0x042e), les(ascii("s3cret"))))
                        .client(snac(Snac.ADMIN_CHANGE, tlv(2, ascii("hunter2")), tlv(0x12, ascii("s3cret"))))
                        .client(snac(Snac.SECURID, s16("493817")))));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "AOL Instant Messenger (SM), version 4.8.2790/WIN32 | | AOL Instant Messenger (SM) | 4.8.2790 | WIN32",
                "BitlBee/3.5.1 | 5.1.0.3036 | BitlBee | 3.5.1 | ''",
                "imApp | 6.9.17.2 | imApp | 6.9.17.2 | ''",
                "ICQ Inc. - Product of ICQ (TM).2000b.4.65.1.3281.85 | | ICQ | 2000b.4.65.1.3281.85 | ''",
                "Apple iChat | 1.0.0.60 | Apple iChat | 1.0.0.60 | ''",
                "TCP/IP thing | 1.2.3.4 | TCP/IP thing | 1.2.3.4 | ''",
            })
    void clientsNameThemselves(String said, String numbers, String name, String version, String os) {
        var client = ClientName.parse(said, numbers == null ? "" : numbers);
        assertEquals(List.of(name, version, os), List.of(client.name(), client.version(), client.os()));
    }

    @Test
    void capabilitiesBetrayTheClient() {
        byte[] licq = join(ascii("Licq client "), hex("01 03 06 00"));
        byte[] rq = join(ascii("&RQinside"), hex("00 08 05 09 00 00 00"));
        assertEquals(
                "1.3.6",
                ClientName.ofCapabilities(new earshot.bytes.Cursor(licq)).version());
        assertEquals(
                "9.5.8", ClientName.ofCapabilities(new earshot.bytes.Cursor(rq)).version());
        assertArrayEquals(new String[] {"QIP 2005a", ""}, new String[] {
            ClientName.ofCapabilities(new earshot.bytes.Cursor(hex("563fc8090b6f41514950203230303561")))
                    .name(),
            ClientName.ofCapabilities(new earshot.bytes.Cursor(capability(0x1343)))
                    .name()
        });
    }
}
