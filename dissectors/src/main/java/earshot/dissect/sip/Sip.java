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
    /// Bytes that show whether this is text at all.
    private static final int ENOUGH = 64;

    private static final int LONGEST_TARGET = 512;

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
        return here != Verdict.NO || opening.fromStart() ? here : inTheMiddle(in);
    }

    /// In the middle of a conversation the first bytes may be the end of a body, behind which no line ends: the name
    /// and version of the protocol is looked for, and from there the beginning of its line.
    private static Verdict inTheMiddle(Cursor in) {
        for (int i = 0; i < Math.min(in.remaining(), ENOUGH); i++)
            if (in.peek(i) < ' ' && in.peek(i) != '\r' && in.peek(i) != '\n' && in.peek(i) != '\t') return Verdict.NO;
        for (int name = in.indexOf('S', 0); name >= 0; name = in.indexOf('S', name + 1)) {
            if (!in.startsWith(name, StartLine.VERSION)) continue;
            Verdict answer = begins(in, name);
            if (answer != Verdict.NO) return answer;
            for (int at = name - 1; at > 0 && name - at < LONGEST_TARGET && in.peek(at) != '\n'; at--) {
                if (in.peek(at) != ' ' || !isCapital(in.peek(at - 1))) continue;
                int method = at - 1;
                while (method > 0 && isCapital(in.peek(method - 1))) method--;
                Verdict request = begins(in, Math.max(method, at - 20));
                if (request != Verdict.NO) return request;
            }
        }
        return Verdict.MORE;
    }

    private static boolean isCapital(int c) {
        return c >= 'A' && c <= 'Z';
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
