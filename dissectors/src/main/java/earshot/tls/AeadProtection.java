package earshot.tls;

import java.util.Arrays;

/// Records that the cipher verifies by itself: RFC 5246 section 6.2.3.3 with RFC 5288 and 6655 (a part of the nonce
/// is sent) or RFC 7905 (none is), and RFC 8446 section 5.2.
final class AeadProtection extends Protection {
    /// How nonces are made, and what is verified beside the content.
    enum Form {
        /// Four bytes agreed, eight sent.
        SENT,
        /// Twelve bytes agreed, over which the record's number is laid.
        COUNTED,
        /// The same, and the content's type is inside.
        VERSION_13,
        /// Drafts of TLS 1.3 before the 25th, which verify the content alone.
        DRAFT_13
    }

    private static final byte[] NOTHING = {};

    private final Aead cipher;
    private final byte[] iv;
    private final Form form;

    AeadProtection(Aead cipher, byte[] iv, Form form) {
        this.cipher = cipher;
        this.iv = iv;
        this.form = form;
    }

    @Override
    Opened open(long sequence, int type, int version, byte[] bytes, int offset, int length) {
        int sent = form == Form.SENT ? 8 : 0, content = length - sent - cipher.tag();
        if (content < 0) return null;
        byte[] nonce = Arrays.copyOf(iv, 12);
        if (form == Form.SENT) System.arraycopy(bytes, offset, nonce, 4, 8);
        else for (int i = 0; i < 8; i++) nonce[4 + i] ^= (byte) (sequence >>> 8 * (7 - i));
        byte[] beside = switch (form) {
            case SENT, COUNTED -> header(sequence, type, version, content);
            case VERSION_13 ->
                new byte[] {(byte) type, (byte) (version >> 8), (byte) version, (byte) (length >> 8), (byte) length};
            case DRAFT_13 -> NOTHING;
        };
        byte[] plain = cipher.open(nonce, beside, bytes, offset + sent, length - sent);
        if (plain == null) return null;
        return form == Form.SENT || form == Form.COUNTED ? new Opened(type, plain) : inner(plain);
    }

    /// Content, its type, zeros (RFC 8446 section 5.2).
    private static Opened inner(byte[] plain) {
        int end = plain.length;
        while (end > 0 && plain[end - 1] == 0) end--;
        if (end == 0) return null;
        return new Opened(plain[end - 1] & 0xff, Arrays.copyOf(plain, end - 1));
    }
}
