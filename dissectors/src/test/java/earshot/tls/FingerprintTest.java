package earshot.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// JA3 and JA4. The vectors of JA4 are those of its description and of its own tests (github.com/FoxIO-LLC/ja4,
/// BSD licence): a hello with what the raw form lists must have the fingerprint.
class FingerprintTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                // tls-sni.pcapng, stream 0
                "t13d1516h2_8daaf6152771_e5627efa2ab1"
                        + "|002f,0035,009c,009d,1301,1302,1303,c013,c014,c02b,c02c,c02f,c030,cca8,cca9"
                        + "|0005,000a,000b,000d,0012,0015,0017,001b,0023,002b,002d,0033,4469,ff01"
                        + "|0403,0804,0401,0503,0805,0501,0806,0601",
                // tls-alpn-h2.pcap
                "t12d4605h2_85626a9a5f7f_aaf95bb78ec9"
                        + "|0004,0005,000a,0016,002f,0033,0035,0039,003c,003d,0041,0045,0067,006b,0081,0084,0088,009c,009d,"
                        + "009e,009f,00ba,00be,00c0,00c4,00ff,c007,c008,c009,c00a,c011,c012,c013,c014,c023,c024,c027,c028,"
                        + "c02b,c02c,c02f,c030,cca8,cca9,ccaa,ff85"
                        + "|000a,000b,000d"
                        + "|0601,0603,efef,0501,0503,0401,0403,eeee,eded,0301,0303,0201,0203",
                // tls12.pcap
                "t13d1715h2_5b57614c22b0_3d5424432f57"
                        + "|002f,0035,009c,009d,1301,1302,1303,c009,c00a,c013,c014,c02b,c02c,c02f,c030,cca8,cca9"
                        + "|0005,000a,000b,000d,0015,0017,001c,0022,0023,002b,002d,0033,ff01"
                        + "|0403,0503,0603,0804,0805,0806,0401,0501,0601,0203,0201",
                // latest.pcapng, stream 3
                "t12d190800_d83cc789557e_7af1ed941c26"
                        + "|000a,002f,0035,003c,003d,009c,009d,c009,c00a,c013,c014,c023,c024,c027,c028,c02b,c02c,c02f,c030"
                        + "|0005,000a,000b,000d,0017,0023,ff01"
                        + "|0804,0805,0806,0401,0501,0201,0403,0503,0203,0202,0601,0603",
            })
    void officialVectors(String ja4, String ciphers, String extensions, String algorithms) {
        ClientHello hello =
                hello(ja4, hex(ciphers), hex(extensions), hex(algorithms)).read();
        assertEquals(
                ja4.substring(0, 10) + '_' + ciphers + '_' + extensions + '_' + algorithms,
                Ja4.raw(hello, Ja4.Over.TCP));
        assertEquals(ja4, Ja4.of(hello, Ja4.Over.TCP));
    }

    /// Whatever order the client chooses, and with GREASE anywhere, the fingerprint is the same.
    private static Hello hello(String ja4, int[] ciphers, int[] extensions, int[] algorithms) {
        int[] greased = Arrays.copyOf(ciphers, ciphers.length + 1);
        greased[ciphers.length] = 0x5a5a;
        Hello hello = new Hello().ciphers(greased).extension(0xbaba);
        for (int i = extensions.length - 1; i >= 0; i--) {
            if (extensions[i] == Extension.SIGNATURE_ALGORITHMS) hello.list(extensions[i], algorithms);
            else if (extensions[i] == Extension.VERSIONS) hello.versions(0x2a2a, Version.TLS_1_3, Version.TLS_1_2);
            else hello.extension(extensions[i]);
        }
        if (ja4.charAt(3) == 'd') hello.name("www.example.org");
        if (!ja4.startsWith("00", 8)) hello.alpn("h2", "http/1.1");
        return hello;
    }

    @ParameterizedTest(name = "{0} over {1}")
    @CsvSource({
        "h2,        TCP,  h2, t",
        "http/1.1,  QUIC, h1, q",
        "h3,        DTLS, h3, d",
        "'',        TCP,  00, t",
        "x,         TCP,  xx, t",
        // neither letter nor digit at one end: hexadecimal of both, ab…cd gives ad
        "'\u00ab\u00cd', TCP, ad, t",
        "h\u00cd,   TCP,  6d, t",
    })
    void protocolAndCarrier(String protocol, Ja4.Over over, String shown, char letter) {
        String ja4 = Ja4.of(new Hello().alpn(protocol).read(), over);
        assertEquals(letter, ja4.charAt(0));
        assertEquals(shown, ja4.substring(8, 10));
    }

    @Test
    void nothingToHash() {
        assertEquals(
                "t12i000000_000000000000_000000000000",
                Ja4.of(new Hello().ciphers().read(), Ja4.Over.TCP));
        // SNI alone: it counts, but is not hashed
        String named = Ja4.of(new Hello().ciphers(0xc02f).name("a.example").read(), Ja4.Over.TCP);
        assertEquals("t12d010100", named.substring(0, 10));
        assertEquals("000000000000", named.substring(24));
    }

    @ParameterizedTest
    @CsvSource({"7f1c, 00", "fb1a, 00", "0304, 13", "0303, 12", "0a0a, 12"})
    void aDraftHasNoVersion(String offered, String shown) {
        ClientHello hello = new Hello().versions(Integer.parseInt(offered, 16)).read();
        assertEquals(shown, Ja4.of(hello, Ja4.Over.TCP).substring(1, 3));
    }

    @Test
    void moreThanNinetyNineAreNinetyNine() {
        int[] many = new int[300];
        for (int i = 0; i < many.length; i++) many[i] = i + 1;
        assertEquals(
                "t12i990000",
                Ja4.of(new Hello().ciphers(many).read(), Ja4.Over.TCP).substring(0, 10));
    }

    /// The two examples of JA3's own description: ciphers of a browser with SNI, groups and formats; and ciphers
    /// alone, where the empty fields stay.
    @Test
    void ja3() {
        ClientHello browser = new Hello()
                .version(769)
                .ciphers(47, 53, 5, 10, 49161, 49162, 49171, 49172, 50, 56, 19, 4)
                .name("a.example")
                .list(Extension.GROUPS, 23, 24, 25)
                .extension(Extension.POINT_FORMATS, (byte) 1, (byte) 0)
                .read();
        assertEquals("769,47-53-5-10-49161-49162-49171-49172-50-56-19-4,0-10-11,23-24-25,0", Ja3.raw(browser));
        assertEquals("ada70206e40642a3e4461f35503241d5", Ja3.of(browser));

        ClientHello bare = new Hello()
                .version(769)
                .ciphers(4, 5, 10, 9, 100, 98, 3, 6, 19, 18, 99)
                .read();
        assertEquals("769,4-5-10-9-100-98-3-6-19-18-99,,,", Ja3.raw(bare));
        assertEquals("de350869b8c85de67a350c8d186f11e6", Ja3.of(bare));
    }

    private static int[] hex(String list) {
        return Arrays.stream(list.split(","))
                .mapToInt(one -> Integer.parseInt(one, 16))
                .toArray();
    }
}
