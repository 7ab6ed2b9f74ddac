package earshot.dissect.oscar;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The obfuscation of passwords in channel-1 logins: XOR with a table that repeats every 16 bytes. Three
/// tables are known; which one was used shows in that only the right one gives a printable password.
final class Roast {
    private static final byte[] STANDARD = HexFormat.of().parseHex("f32681c43986db9271a3b9e6537a957c");
    private static final byte[] JAVA = HexFormat.of().parseHex("f3b36c99953facb6c5fa6b63696cc39a");
    private static final byte[] KERBEROS = HexFormat.of().parseHex("7691c5e7d0d995dd9e2fead86b21c2bc");

    private Roast() {}

    /// The password as typed. Where no table gives printable text, what the standard one gives.
    ///
    /// @param java whether the client says that it is the Java one: its table is tried first
    static String password(byte[] roasted, boolean java) {
        byte[][] tables = java ? new byte[][] {JAVA, STANDARD, KERBEROS} : new byte[][] {STANDARD, JAVA, KERBEROS};
        for (byte[] table : tables) {
            byte[] typed = apply(roasted, table);
            if (isPrintable(typed)) return new String(typed, StandardCharsets.US_ASCII);
        }
        return new String(apply(roasted, tables[0]), StandardCharsets.ISO_8859_1);
    }

    private static byte[] apply(byte[] roasted, byte[] table) {
        byte[] typed = new byte[roasted.length];
        for (int i = 0; i < typed.length; i++) typed[i] = (byte) (roasted[i] ^ table[i % table.length]);
        return typed;
    }

    private static boolean isPrintable(byte[] bytes) {
        for (byte b : bytes) if (b < 0x20 || b == 0x7f) return false;
        return bytes.length > 0;
    }
}
