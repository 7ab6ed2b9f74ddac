package earshot.tls;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// The JA4 fingerprint of a client (BSD licence): what it can do, in an order of its own, so that clients which
/// shuffle their extensions keep one. Ciphers, extensions and signature algorithms without GREASE.
public final class Ja4 {
    /// What the hello came over.
    public enum Over {
        TCP('t'),
        QUIC('q'),
        DTLS('d');

        private final char letter;

        Over(char letter) {
            this.letter = letter;
        }
    }

    private static final int[] NAMES = {Extension.SERVER_NAME, Extension.ALPN};
    private static final int[] NOTHING = {};

    private Ja4() {}

    /// `t13d1516h2_8daaf6152771_e5627efa2ab1`.
    public static String of(ClientHello hello, Over over) {
        return beginning(hello, over) + '_' + digest(ciphers(hello)) + '_' + digest(abilities(hello));
    }

    /// The same with the lists themselves in place of their digests (JA4_r).
    public static String raw(ClientHello hello, Over over) {
        return beginning(hello, over) + '_' + ciphers(hello) + '_' + abilities(hello);
    }

    private static String beginning(ClientHello hello, Over over) {
        StringBuilder all = new StringBuilder(10).append(over.letter);
        all.append(version(over == Over.DTLS ? hello.highestVersion() : highest(hello)));
        all.append(hello.has(Extension.SERVER_NAME) ? 'd' : 'i');
        count(all, hello.ciphers());
        count(all, hello.extensions());
        return all.append(protocol(hello.alpn())).toString();
    }

    /// By number: a draft's stands above those of published versions, and is written `00`.
    private static int highest(ClientHello hello) {
        int highest = 0;
        for (int one : hello.versions()) if (!Grease.is(one)) highest = Math.max(highest, one);
        return highest == 0 ? hello.version() : highest;
    }

    private static String version(int version) {
        return switch (version) {
            case Version.TLS_1_3 -> "13";
            case Version.TLS_1_2 -> "12";
            case Version.TLS_1_1 -> "11";
            case Version.TLS_1_0 -> "10";
            case Version.SSL_3 -> "s3";
            case 2 -> "s2";
            case Version.DTLS_1_0 -> "d1";
            case Version.DTLS_1_2 -> "d2";
            case Version.DTLS_1_3 -> "d3";
            default -> "00";
        };
    }

    private static void count(StringBuilder to, int[] values) {
        int count = 0;
        for (int value : values) if (!Grease.is(value)) count++;
        count = Math.min(count, 99);
        to.append((char) ('0' + count / 10)).append((char) ('0' + count % 10));
    }

    /// First and last character of the first protocol; of its hexadecimal form where one of them is neither letter
    /// nor digit.
    private static String protocol(List<String> alpn) {
        if (alpn.isEmpty() || alpn.getFirst().isEmpty()) return "00";
        String first = alpn.getFirst();
        char a = first.charAt(0), z = first.charAt(first.length() - 1);
        if (isPlain(a) && isPlain(z)) return "" + a + z;
        HexFormat hex = HexFormat.of();
        return "" + hex.toHexDigits(a, 2).charAt(0) + hex.toHexDigits(z, 2).charAt(1);
    }

    private static boolean isPlain(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static String ciphers(ClientHello hello) {
        return list(sorted(hello.ciphers()), NOTHING);
    }

    private static String abilities(ClientHello hello) {
        String extensions = list(sorted(hello.extensions()), NAMES);
        String algorithms = list(hello.signatureAlgorithms(), NOTHING);
        return algorithms.isEmpty() || extensions.isEmpty() ? extensions : extensions + '_' + algorithms;
    }

    private static int[] sorted(int[] values) {
        int[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private static String list(int[] values, int[] without) {
        StringBuilder list = new StringBuilder(5 * values.length);
        HexFormat hex = HexFormat.of();
        for (int value : values) {
            if (Grease.is(value) || Arrays.stream(without).anyMatch(one -> one == value)) continue;
            if (!list.isEmpty()) list.append(',');
            list.append(hex.toHexDigits(value, 4));
        }
        return list.toString();
    }

    private static String digest(String list) {
        if (list.isEmpty()) return "000000000000";
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(list.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
