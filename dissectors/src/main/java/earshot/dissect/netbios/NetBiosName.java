package earshot.dissect.netbios;

import earshot.bytes.Cursor;
import earshot.text.HostName;
import java.util.Arrays;

/// A NetBIOS name: fifteen characters, padded with blanks, and what kind of service has it (RFC 1001 §14.1).
///
/// @param text without the padding, "" where it is no name that could be shown
/// @param service the sixteenth byte
record NetBiosName(String text, int service) {
    private static final int WORKSTATION = 0x00, SERVER = 0x20;
    private static final int LENGTH = 16;

    /// Whether a unique name of this kind is a machine's own.
    boolean machine() {
        return (service == WORKSTATION || service == SERVER) && !text.isEmpty();
    }

    /// From its sixteen bytes.
    static NetBiosName of(byte[] bytes) {
        return new NetBiosName(HostName.of(Arrays.copyOf(bytes, LENGTH - 1)), bytes[LENGTH - 1] & 0xff);
    }

    /// Whether a name in the form of [#decode] stands so far ahead, its length before it.
    static boolean encoded(Cursor in, int ahead) {
        if (in.peek(ahead) != 2 * LENGTH) return false;
        for (int i = ahead + 1; i <= ahead + 2 * LENGTH; i++) if (in.peek(i) < 'A' || in.peek(i) > 'P') return false;
        return true;
    }

    /// From the form in which it is a DNS label: each half byte a letter from A to P. A scope may follow after a dot.
    ///
    /// @return null where it is not of that form
    static NetBiosName decode(String label) {
        int end = label.indexOf('.');
        if ((end < 0 ? label.length() : end) != 2 * LENGTH) return null;
        byte[] bytes = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            int high = label.charAt(2 * i) - 'A', low = label.charAt(2 * i + 1) - 'A';
            if ((high | low) < 0 || high > 15 || low > 15) return null;
            bytes[i] = (byte) (high << 4 | low);
        }
        return of(bytes);
    }
}
