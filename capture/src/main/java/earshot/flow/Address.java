package earshot.flow;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// An IPv4 or IPv6 address as two longs; an IPv4 address has `high` 0 and its 32 bits in `low`.
///
/// @param v6 tells ::1 from 0.0.0.1
public record Address(long high, long low, boolean v6) {
    public static Address v4(int bits) {
        return new Address(0, bits & 0xffff_ffffL, false);
    }

    /// Reads an address literal, never asking a name server.
    ///
    /// @return null where the text is no literal
    public static Address parse(String text) {
        if (text.isEmpty() || text.length() > 45) return null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.digit(c, 16) < 0 && c != '.' && c != ':') return null;
        }
        boolean v6 = text.indexOf(':') >= 0;
        if (!v6 && !dotted(text)) return null;
        try {
            return of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /// From 4 or 16 bytes in network order.
    public static Address of(byte[] bytes) {
        if (bytes.length == 4) return v4((int) big(bytes, 0, 4));
        return new Address(big(bytes, 0, 8), big(bytes, 8, 8), true);
    }

    private static boolean dotted(String text) {
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') dots++;
            else if (c < '0' || c > '9') return false;
        }
        return dots == 3;
    }

    private static long big(byte[] bytes, int at, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) value = value << 8 | (bytes[at + i] & 0xff);
        return value;
    }

    /// 4 or 16 bytes in network order.
    public byte[] bytes() {
        byte[] out = new byte[v6 ? 16 : 4];
        for (int i = out.length - 1, shift = 0; i >= 0; i--, shift += 8) {
            out[i] = (byte) (shift < 64 ? low >>> shift : high >>> (shift - 64));
        }
        return out;
    }

    /// Dotted, or IPv6 in the form of RFC 5952 without brackets.
    @Override
    public String toString() {
        if (!v6) return (low >>> 24 & 255) + "." + (low >>> 16 & 255) + "." + (low >>> 8 & 255) + "." + (low & 255);
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++)
            groups[i] = (int) ((i < 4 ? high >>> (48 - 16 * i) : low >>> (112 - 16 * i)) & 0xffff);
        int best = -1, length = 1;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && groups[i + run] == 0) run++;
            if (run > length) {
                best = i;
                length = run;
            }
            i += Math.max(0, run - 1);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == best) {
                text.append("::");
                i += length - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') text.append(':');
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
