package earshot.tls;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The JA3 fingerprint of a client: MD5 over version, ciphers, extensions, groups and point formats in the order
/// of the wire. Clients that shuffle their extensions have a new one for each connection: [Ja4] is steadier.
public final class Ja3 {
    private Ja3() {}

    /// 32 hexadecimal digits.
    public static String of(ClientHello hello) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(raw(hello).getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What is hashed: `769,47-53-5,0-10-11,23-24,0`.
    public static String raw(ClientHello hello) {
        StringBuilder raw = new StringBuilder().append(hello.version());
        list(raw, hello.ciphers());
        list(raw, hello.extensions());
        list(raw, hello.groups());
        list(raw, hello.pointFormats());
        return raw.toString();
    }

    private static void list(StringBuilder raw, int[] values) {
        char before = ',';
        for (int value : values) {
            if (Grease.is(value)) continue;
            raw.append(before).append(value);
            before = '-';
        }
        if (before == ',') raw.append(',');
    }
}
