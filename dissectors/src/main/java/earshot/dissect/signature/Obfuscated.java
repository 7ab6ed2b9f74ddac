package earshot.dissect.signature;

import earshot.bytes.Cursor;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// Telegram's obfuscated transport (core.telegram.org/mtproto/mtproto-transports#transport-obfuscation): the first 64
/// bytes look random, but bytes 8 to 39 are an AES-256 key and 40 to 55 the counter with which the stream is
/// encrypted from its first byte on, and bytes 56 to 59 are then one of three tags. By chance one connection in
/// 1.4 billion looks so.
///
/// Through an MTProxy the key also depends on the proxy's secret: such connections are not recognised.
final class Obfuscated {
    private static final int HEADER = 64, KEY = 8, KEY_LENGTH = 32, COUNTER = 40, TAG = 56;
    /// The tag stands in the fourth block of the key stream.
    private static final int BLOCK = TAG / 16;

    /// Made once a thread: looking up a cipher costs more than the rest.
    private static final ThreadLocal<Cipher> AES = ThreadLocal.withInitial(Obfuscated::cipher);

    private Obfuscated() {}

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/ECB/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES", e);
        }
    }

    static Sign of(Cursor client) {
        if (forbidden(client)) return Sign.NO;
        if (client.remaining() < HEADER) return Sign.MORE;
        byte[] block = new byte[16];
        for (int i = 0; i < 16; i++) block[i] = (byte) client.peek(COUNTER + i);
        add(block, BLOCK);
        byte[] key = new byte[KEY_LENGTH];
        for (int i = 0; i < KEY_LENGTH; i++) key[i] = (byte) client.peek(KEY + i);
        try {
            Cipher aes = AES.get();
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            aes.doFinal(block, 0, 16, block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("one block with a key of 32 bytes", e);
        }
        int within = TAG % 16;
        int tag = client.peek(TAG) ^ block[within] & 0xff;
        if (tag != 0xef && tag != 0xee && tag != 0xdd) return Sign.NO;
        for (int i = 1; i < 4; i++) if ((client.peek(TAG + i) ^ block[within + i] & 0xff) != tag) return Sign.NO;
        return Sign.certain("telegram", "mtproto");
    }

    /// Clients choose their random bytes so that they begin like nothing else: what does is settled here, without
    /// waiting for 64 bytes.
    private static boolean forbidden(Cursor in) {
        if (in.peek(0) == 0xef || in.peek(0) == 0x16 && in.peek(1) == 3) return true;
        if (in.remaining() >= 8 && Bits.zero(in, 4, 4)) return true;
        // Eight printable characters are the beginning of a text, but once in 2,800 random ones.
        for (int i = 0; i < 8; i++) {
            int c = in.peek(i);
            if (c < 0 || c >= 0x7f || c < ' ' && c != '\r' && c != '\n' && c != '\t') return false;
        }
        return true;
    }

    private static void add(byte[] counter, int n) {
        int carry = n;
        for (int i = 15; i >= 0 && carry != 0; i--) {
            carry += counter[i] & 0xff;
            counter[i] = (byte) carry;
            carry >>>= 8;
        }
    }
}
