package earshot.dissect.dns;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.dns.DnsMessage;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// DNS: recognised by its header on its port.
public final class Dns implements Dissector {
    private static final int PORT = 53;
    /// A header, a name and a question.
    private static final int SHORTEST = 17;

    @Override
    public String name() {
        return "dns";
    }

    @Override
    public boolean over(Transport transport) {
        return true;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return true;
    }

    @Override
    public Verdict recognise(Opening opening) {
        if (opening.flow().client().port() != PORT && opening.flow().server().port() != PORT) return Verdict.NO;
        boolean stream = opening.flow().transport == Transport.TCP;
        for (Direction side : Direction.values()) {
            Cursor in = opening.bytes(side);
            if (in.remaining() == 0) continue;
            if (stream) {
                if (in.remaining() < 2 + SHORTEST) return Verdict.MORE;
                int length = in.u16();
                if (length < SHORTEST || !sane(in.peek16(2))) return Verdict.NO;
                return in.peek16(4) == 1 ? Verdict.YES : Verdict.NO;
            }
            if (DnsMessage.plausible(in) && sane(in.peek16(2))) return Verdict.YES;
        }
        return Verdict.NO;
    }

    /// The operation is one that is in use, and the bit that must be zero is.
    private static boolean sane(int flags) {
        return (flags >>> 11 & 15) <= 6 && (flags & 0x40) == 0;
    }

    @Override
    public Dissection begin(Out out) {
        return new Reader(out, out.flow().transport == Transport.TCP);
    }

    private record Reader(Out out, boolean stream) implements Dissection {
        @Override
        public int frame(Direction from, Cursor in) {
            if (in.remaining() < 2) return MORE;
            return 2 + in.peek16(0);
        }

        @Override
        public int longestMessage() {
            return 2 + 0xffff;
        }

        @Override
        public void message(Direction from, Cursor in) {
            if (stream) in.skip(2);
            DnsMessage message = DnsMessage.read(in);
            if (message != null && message.response()) new AnswerSection(message).tell(out);
        }
    }
}
