package earshot.dissect.xmpp;

import java.util.Arrays;

/// Base64 as clients write it: white space anywhere, padding or none. Says no instead of throwing.
final class Base64Text {
    private Base64Text() {}

    /// @return null where the text is not base64
    static byte[] decode(String text) {
        byte[] out = new byte[text.length() * 3 / 4 + 3];
        int n = 0, bits = 0, held = 0;
        boolean over = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=') {
                over = true;
                continue;
            }
            if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
            int value = value(c);
            if (value < 0 || over) return null;
            bits = bits << 6 | value;
            held += 6;
            if (held >= 8) {
                held -= 8;
                out[n++] = (byte) (bits >>> held);
            }
        }
        return held == 6 ? null : Arrays.copyOf(out, n);
    }

    private static int value(char c) {
        if (c >= 'A' && c <= 'Z') return c - 'A';
        if (c >= 'a' && c <= 'z') return c - 'a' + 26;
        if (c >= '0' && c <= '9') return c - '0' + 52;
        if (c == '+' || c == '-') return 62;
        return c == '/' || c == '_' ? 63 : -1;
    }
}
