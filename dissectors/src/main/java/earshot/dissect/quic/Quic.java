package earshot.dissect.quic;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// QUIC, recognised by its version in a long header, or in the public header of Google's before.
public final class Quic implements Dissector {
    /// Google's public header: a version and a connection id of 8 bytes are there.
    private static final int GOOGLE = 0x09;

    private static final int GOOGLE_VERSION = 9;

    @Override
    public String name() {
        return "quic";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.UDP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte >= 0xc0 || firstByte < 0x40 && (firstByte & GOOGLE) == GOOGLE;
    }

    @Override
    public Verdict recognise(Opening opening) {
        for (Direction side : Direction.values()) {
            Cursor in = opening.bytes(side);
            if (in.remaining() > 0 && (LongHeader.begins(in) || google(in))) return Verdict.YES;
        }
        return Verdict.NO;
    }

    /// Whether this is a packet of Google's with the public header.
    static boolean google(Cursor in) {
        return in.peek(0) < 0x40
                && (in.peek(0) & GOOGLE) == GOOGLE
                && Version.of(in.peek32(GOOGLE_VERSION)) == Version.CLEAR;
    }

    @Override
    public Dissection begin(Out out) {
        return new QuicFlow(out);
    }
}
