package earshot.dissect.quic;

import earshot.bytes.Cursor;
import java.nio.charset.StandardCharsets;

/// The client's first message in Google's own handshake, before QUIC had TLS: `CHLO`, a number of tags, where the value
/// of
/// each ends, the values.
final class GoogleHello {
    private static final int MOST_TAGS = 128, LONGEST_NAME = 255;
    /// How far into a datagram of a clear version the message may begin.
    private static final int FURTHEST = 64;

    private GoogleHello() {}

    /// The server's name in the message that begins at the cursor.
    ///
    /// @return "" where it names none, null where there is no whole such message
    static String serverName(Cursor in) {
        if (!in.startsWith("CHLO")) return null;
        in.skip(4);
        int tags = in.u16le();
        in.skip(2);
        Cursor values = in.copy();
        values.skip(8 * tags);
        if (in.truncated() || values.truncated() || tags > MOST_TAGS) return null;
        long begin = 0;
        for (int i = 0; i < tags; i++) {
            boolean name = in.startsWith("SNI\0");
            in.skip(4);
            long end = in.u32le();
            if (end < begin) return null;
            if (name) {
                if (end - begin > LONGEST_NAME || end > values.remaining()) return null;
                values.skip((int) begin);
                return values.text((int) (end - begin), StandardCharsets.US_ASCII);
            }
            begin = end;
        }
        return "";
    }

    /// The same of the message that stands somewhere behind the header of a datagram in clear.
    static String find(Cursor datagram) {
        for (int i = 0; i < FURTHEST; i++) {
            if (!datagram.startsWith(i, "CHLO")) continue;
            datagram.skip(i);
            return serverName(datagram);
        }
        return null;
    }
}
