package earshot.dissect.oscar.oft;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// ARS, AOL's proxy between two clients that cannot reach each other: a few frames {u16 length of the rest,
/// u16 044A, u16 type, u32 zero, u16 flags, payload}, then OFT or direct IM on the same connection.
public final class Ars implements Dissector {
    static final int HEADER = 12, MARK = 0x044a, LONGEST = 512;

    /// None is [Dissection#MORE].
    static final int REFUSED = 1, CREATE = 2, CREATED = 3, JOIN = 4, READY = 5;

    @Override
    public String name() {
        return "ars";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte <= LONGEST >>> 8;
    }

    @Override
    public Verdict recognise(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        int asked = type(client), answered = type(server);
        if (asked == Dissection.LOST || answered == Dissection.LOST) return Verdict.NO;
        if (asked == CREATE || asked == JOIN || isAnswer(answered)) return Verdict.YES;
        if (isAnswer(asked) || answered == CREATE || answered == JOIN) {
            return opening.fromStart() ? Verdict.NO : Verdict.REVERSED;
        }
        return Verdict.MORE;
    }

    private static boolean isAnswer(int type) {
        return type == REFUSED || type == CREATED || type == READY;
    }

    /// The type of the frame that begins here; MORE, LOST.
    static int type(Cursor in) {
        if (in.remaining() >= 2 && (in.peek16(0) < HEADER - 2 || in.peek16(0) > LONGEST)) return Dissection.LOST;
        if (in.remaining() >= 4 && in.peek16(2) != MARK) return Dissection.LOST;
        if (in.remaining() < 10) return Dissection.MORE;
        int type = in.peek16(4);
        return type >= REFUSED && type <= READY && in.peek32(6) == 0 ? type : Dissection.LOST;
    }

    @Override
    public Dissection begin(Out out) {
        return new ArsDissection(out);
    }
}
