package earshot.dissect.sametime;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// Lotus Sametime on any port: by its handshake, or in the middle by messages that fit end to end.
public final class Sametime implements Dissector {
    private static final int MAJOR = 0x001e;
    private static final int HEADER = 8;
    /// A handshake's fields up to the login type and the address; later versions add the host's name.
    private static final int SHORTEST_HANDSHAKE = HEADER + 18, LONGEST_HANDSHAKE = 600;

    static final int LONGEST = 1 << 20;
    private static final int FITTING = 3;

    @Override
    public String name() {
        return "vp";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == 0 || firstByte == 0x80;
    }

    @Override
    public Verdict recognise(Opening opening) {
        Verdict client = side(opening, Direction.CLIENT), server = side(opening, Direction.SERVER);
        if (client == Verdict.YES || server == Verdict.YES) return Verdict.YES;
        return client == Verdict.NO || server == Verdict.NO ? Verdict.NO : Verdict.MORE;
    }

    private static Verdict side(Opening opening, Direction side) {
        Cursor in = opening.bytes(side);
        while (in.peek(0) >= 0x80) in.skip(1);
        if (in.remaining() == 0) return Verdict.MORE;
        return opening.fromStart() ? handshake(in, side) : messages(in);
    }

    private static Verdict handshake(Cursor in, Direction side) {
        if (in.peek(0) != 0 || in.remaining() > 1 && in.peek(1) != 0) return Verdict.NO;
        if (in.remaining() < 4 + HEADER + 4) return Verdict.MORE;
        long length = in.u32();
        int type = in.u16(), options = in.u16();
        long channel = in.u32();
        int major = in.u16(), minor = in.u16();
        boolean asks = side == Direction.CLIENT;
        boolean fits = length <= LONGEST_HANDSHAKE && length >= (asks ? SHORTEST_HANDSHAKE : HEADER + 4);
        boolean is = type == (asks ? Type.HANDSHAKE : Type.HANDSHAKE_ACK) && options == 0 && channel == 0;
        return fits && is && major == MAJOR && minor < 0x100 ? Verdict.YES : Verdict.NO;
    }

    /// In the middle, where segments mostly begin with messages.
    static Verdict messages(Cursor at) {
        Cursor in = at.copy();
        for (int i = 0; i < FITTING; i++) {
            while (in.peek(0) >= 0x80) in.skip(1);
            if (!fits(in)) return Verdict.NO;
            long length = in.peek32(0);
            if (length < 0 || in.remaining() < 4 + length) return Verdict.MORE;
            in.skip((int) (4 + length));
        }
        return Verdict.YES;
    }

    /// Whether a message may begin here, as far as its head is there.
    static boolean fits(Cursor in) {
        long length = in.peek32(0);
        if (length < 0) return in.peek(0) <= 0;
        if (length > LONGEST || length < HEADER) return false;
        int type = in.peek16(4), options = in.peek16(6);
        return (type < 0 || Type.isKnown(type)) && (options < 0 || (options & 0x3fff) == 0);
    }

    @Override
    public Dissection begin(Out out) {
        return new VpFlow(out);
    }
}
