package earshot.dissect.sip;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// SIP over UDP and TCP, on any port.
public final class Sip implements Dissector {
    /// Fields of the header that every SIP message has, and hardly anything else.
    private static final String[] FIELDS = {"via", "v", "call-id", "i", "cseq"};

    /// Lines of a head that are looked at for one of them.
    private static final int MOST_LINES = 24;

    @Override
    public String name() {
        return "sip";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP || transport == Transport.UDP;
    }

    /// An empty line is a keep-alive (RFC 5626 section 4.4.1).
    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte >= 'A' && firstByte <= 'Z' || firstByte == '\r' || firstByte == '\n';
    }

    @Override
    public Verdict recognise(Opening opening) {
        Verdict client = side(opening, Direction.CLIENT), server = side(opening, Direction.SERVER);
        if (client == Verdict.YES || server == Verdict.YES) return Verdict.YES;
        return client == Verdict.NO || server == Verdict.NO ? Verdict.NO : Verdict.MORE;
    }

    private static Verdict side(Opening opening, Direction side) {
        Cursor in = opening.bytes(side);
        int at = 0;
        while (in.peek(at) == '\r' || in.peek(at) == '\n') at++;
        Verdict here = begins(in, at);
        if (here != Verdict.NO || opening.fromStart()) return here;
        // In the middle of a conversation the first bytes may be the end of a body.
        for (int line = in.indexOf('\n', 0); line >= 0; line = in.indexOf('\n', line + 1)) {
            Verdict later = begins(in, line + 1);
            if (later != Verdict.NO) return later;
        }
        return Verdict.MORE;
    }

    private static Verdict begins(Cursor in, int at) {
        return switch (StartLine.check(in, at)) {
            case NO -> Verdict.NO;
            case MORE -> Verdict.MORE;
            case YES -> hasField(in, at);
        };
    }

    private static Verdict hasField(Cursor in, int at) {
        int line = in.indexOf('\n', at) + 1;
        for (int i = 0; i < MOST_LINES; i++) {
            int end = in.indexOf('\n', line);
            for (String field : FIELDS) if (named(in, line, field)) return Verdict.YES;
            if (end < 0) return Verdict.MORE;
            if (end - line <= 1) return Verdict.NO;
            line = end + 1;
        }
        return Verdict.NO;
    }

    private static boolean named(Cursor in, int at, String name) {
        for (int i = 0; i < name.length(); i++) {
            int c = in.peek(at + i);
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != name.charAt(i)) return false;
        }
        int colon = at + name.length();
        while (in.peek(colon) == ' ') colon++;
        return in.peek(colon) == ':';
    }

    @Override
    public Dissection begin(Out out) {
        return new SipFlow(out);
    }
}
