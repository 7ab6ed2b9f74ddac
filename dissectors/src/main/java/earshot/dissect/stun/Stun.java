package earshot.dissect.stun;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// STUN that names a service.
public final class Stun implements Dissector {
    /// Meet's and Hangouts' relays over TCP listen here, and say nothing else that would name them.
    private static final int MEET_FIRST = 19305, MEET_LAST = 19309;

    @Override
    public String name() {
        return "stun";
    }

    @Override
    public boolean over(Transport transport) {
        return true;
    }

    /// Two zero bits begin a type; 0xff Microsoft's multiplex.
    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte < 0x10 || firstByte == 0xff;
    }

    @Override
    public Verdict recognise(Opening opening) {
        if (opening.flow().transport == Transport.UDP) {
            for (Direction side : Direction.values()) {
                Cursor in = opening.bytes(side);
                if (in.remaining() > 0 && Mark.of(in, Framing.datagram(in), opening.flow()) != null) return Verdict.YES;
            }
            return Verdict.NO;
        }
        Verdict client = stream(opening, Direction.CLIENT), server = stream(opening, Direction.SERVER);
        if (client == Verdict.NO || server == Verdict.NO) return Verdict.NO;
        return client == Verdict.YES || server == Verdict.YES ? Verdict.YES : Verdict.MORE;
    }

    /// YES where a message names a service, NO where something is no message.
    private static Verdict stream(Opening opening, Direction side) {
        Cursor in = opening.bytes(side);
        while (in.remaining() > 0) {
            int length = Framing.stream(in);
            if (length < 0) return Verdict.NO;
            if (length == 0 || in.remaining() < length) return Verdict.MORE;
            if (mark(in.slice(length), opening.flow().server().port()) != null) return Verdict.YES;
        }
        return Verdict.MORE;
    }

    /// The mark of one message of a stream, with its frame.
    static Mark mark(Cursor framed, int serverPort) {
        int header = Framing.header(framed);
        Mark mark = Mark.of(framed, header);
        if (mark != null || header == 0 || serverPort < MEET_FIRST || serverPort > MEET_LAST) return mark;
        return new Mark("google-meet", "port:" + serverPort, Confidence.PROBABLE);
    }

    @Override
    public Dissection begin(Out out) {
        return new Exchange(out);
    }
}
