package earshot.dissect.quic;

import earshot.bytes.Cursor;
import earshot.tls.Fragments;

/// The frames of an Initial packet (RFC 9000 section 12.4): only CRYPTO matters.
final class Frames {
    private static final int PADDING = 0, PING = 1, ACK = 2, ACK_ECN = 3, CRYPTO = 6;
    /// Google's numbers for stream frames before it took over the RFC's.
    private static final int GOOGLE_CRYPTO = 8;

    private Frames() {}

    /// Collects what the frames carry of the handshake.
    static void read(Cursor in, boolean google, Fragments into) {
        while (in.remaining() > 0 && !in.truncated()) {
            int type = in.u8();
            switch (type) {
                case PADDING, PING -> {}
                case ACK, ACK_ECN -> acknowledgement(in, type == ACK_ECN);
                case CRYPTO -> crypto(in, into);
                case GOOGLE_CRYPTO -> {
                    if (!google) return;
                    crypto(in, into);
                }
                default -> {
                    return;
                }
            }
        }
    }

    private static void crypto(Cursor in, Fragments into) {
        long offset = LongHeader.integer(in), length = LongHeader.integer(in);
        if (length > in.remaining()) {
            in.skip(in.remaining());
            return;
        }
        into.add(offset, in.slice((int) length));
    }

    private static void acknowledgement(Cursor in, boolean counts) {
        LongHeader.integer(in); // largest
        LongHeader.integer(in); // delay
        long ranges = 1 + 2 * Math.min(in.remaining(), LongHeader.integer(in));
        for (long i = 0; i < ranges + (counts ? 3 : 0) && !in.truncated(); i++) LongHeader.integer(in);
    }
}
