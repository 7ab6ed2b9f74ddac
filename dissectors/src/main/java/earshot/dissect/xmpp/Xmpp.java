package earshot.dissect.xmpp;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// XMPP, once Jabber: see the package documentation.
public final class Xmpp implements Dissector {
    @Override
    public String name() {
        return "xmpp";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == '<' || firstByte == 0xef || firstByte != 0 && Framer.isSpace(firstByte);
    }

    /// A connection seen from its beginning opens with a stream header (or its kin in BOSH and WebSocket),
    /// whose namespace settles it. In one joined later, the first stanza or other element of XMPP does, and
    /// tells by its kind which side is the client.
    @Override
    public Verdict recognise(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        if (opening.fromStart()) {
            Verdict asked = Signs.header(client), answered = Signs.header(server);
            if (asked == Verdict.NO || answered == Verdict.NO) return Verdict.NO;
            return asked == Verdict.YES || answered == Verdict.YES ? Verdict.YES : Verdict.MORE;
        }
        if (Signs.isBinary(client) || Signs.isBinary(server)) return Verdict.NO;
        Signs.Sign ours = Signs.first(client), theirs = Signs.first(server);
        if (ours == Signs.Sign.NONE && theirs == Signs.Sign.NONE) return Verdict.MORE;
        boolean otherWayRound = ours.client < theirs.client;
        return otherWayRound ? Verdict.REVERSED : Verdict.YES;
    }

    @Override
    public Dissection begin(Out out) {
        return new XmppStream(out);
    }
}
