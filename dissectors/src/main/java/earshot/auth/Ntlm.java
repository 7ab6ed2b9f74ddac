package earshot.auth;

import earshot.bytes.Cursor;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// What an NTLM exchange exposes ([MS-NLMP] §2.2.1): a challenge and the answer made with the password's hash.
///
/// @param hash `user::domain:lm:nt:challenge` (NTLMv1) or `user::domain:challenge:proof:rest` (NTLMv2)
/// @param hashcat 5500 or 5600
public record Ntlm(String user, String hash, int hashcat) {
    private static final byte[] SIGNATURE = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);

    /// Whether this is the third message: the answer to a challenge.
    public static boolean isAnswer(byte[] message) {
        return kind(message) == 3;
    }

    /// Whether this is the second message: a challenge.
    public static boolean isChallenge(byte[] message) {
        return kind(message) == 2;
    }

    private static int kind(byte[] message) {
        if (message.length < 32 || !java.util.Arrays.equals(message, 0, 8, SIGNATURE, 0, 8)) return 0;
        return message[8];
    }

    /// @return null where the two messages are not what they should be
    public static Ntlm read(byte[] challenge, byte[] answer) {
        if (kind(challenge) != 2 || kind(answer) != 3 || answer.length < 64) return null;
        Cursor flags = new Cursor(answer, 60, 4);
        Charset charset = (flags.u32le() & 1) != 0 ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1;
        byte[] lm = field(answer, 12), nt = field(answer, 20), domain = field(answer, 28), user = field(answer, 36);
        if (lm == null || nt == null || domain == null || user == null || nt.length < 24 || user.length == 0)
            return null;
        HexFormat hex = HexFormat.of();
        String name = new String(user, charset), server = hex.formatHex(challenge, 24, 32);
        String who = name + "::" + new String(domain, charset) + ":";
        if (nt.length == 24) {
            return new Ntlm(name, who + hex.formatHex(lm) + ":" + hex.formatHex(nt) + ":" + server, 5500);
        }
        String proof = hex.formatHex(nt, 0, 16), rest = hex.formatHex(nt, 16, nt.length);
        return new Ntlm(name, who + server + ":" + proof + ":" + rest, 5600);
    }

    /// A field is its length, the room it has and its offset from the beginning; null where it points outside.
    private static byte[] field(byte[] message, int at) {
        Cursor in = new Cursor(message, at, 8);
        int length = in.u16le();
        in.skip(2);
        long offset = in.u32le();
        if (offset + length > message.length) return null;
        return java.util.Arrays.copyOfRange(message, (int) offset, (int) offset + length);
    }
}
