package earshot.dissect.stun;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Call;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Direction;
import earshot.flow.Endpoint;
import earshot.flow.Flow.Transport;

/// What runs between an endpoint of a call and a relay or the other party: STUN until the way is found, then media.
final class Exchange implements Dissection {
    /// Packets of media in each direction that make a call: about a second of sound.
    private static final int CALL = 50;
    /// Datagrams after which nothing new is expected of an exchange that did not become a call.
    private static final int MOST = 2_000;
    /// How long an endpoint of a call is remembered after its last sign, in seconds.
    private static final long REMEMBERED = 120;

    private final Out out;
    private final int[] media = new int[2];
    private int datagrams;
    private Mark mark;

    Exchange(Out out) {
        this.out = out;
    }

    /// An exchange of an endpoint that is known by another flow to belong to this service.
    Exchange(Out out, Mark known) {
        this(out);
        confirm(known);
    }

    private void confirm(Mark found) {
        if (mark != null && mark.confidence().compareTo(found.confidence()) >= 0) return;
        mark = found;
        out.service(found.service());
        out.confirm(found.evidence(), found.confidence(), true);
    }

    @Override
    public int frame(Direction from, Cursor in) {
        return Framing.stream(in);
    }

    @Override
    public void message(Direction from, Cursor in) {
        if (out.flow().transport == Transport.TCP) {
            Mark found = Stun.mark(in, out.flow().server().port());
            if (found == null) return;
            confirm(found);
            out.enough();
            return;
        }
        if (isMedia(in.peek(0))) media(from);
        else stun(from, in);
        if (++datagrams == MOST) out.enough();
    }

    private void stun(Direction from, Cursor in) {
        Mark found = Mark.of(in, Framing.datagram(in));
        if (found == null) return;
        boolean first = mark == null;
        confirm(found);
        if (first && from == Direction.CLIENT) expectMore(out.flow().client(), found);
    }

    /// The endpoint's other flows.
    private void expectMore(Endpoint endpoint, Mark found) {
        Mark companion = new Mark(
                found.service(), "companion:" + out.flow().server() + " " + found.evidence(), Confidence.PROBABLE);
        out.expect(
                Transport.UDP,
                endpoint.address(),
                endpoint.port(),
                REMEMBERED,
                "stun",
                other -> new Companion(other, companion));
    }

    /// RTP, RTCP, and the channels of TURN (RFC 7983).
    private static boolean isMedia(int firstByte) {
        return firstByte >= 0x80 && firstByte < 0xc0 || firstByte >= 0x40 && firstByte < 0x80;
    }

    private void media(Direction from) {
        media[from.ordinal()]++;
        if (mark == null || media[0] < CALL || media[1] < CALL) return;
        out.emit(new Call(out.seen(), out.unnamed(Direction.CLIENT), Account.NONE, null, "established"));
        out.enough();
    }

    /// Reads a flow that is known by its endpoint.
    static final class Companion implements Dissection {
        private final Out out;
        private final Mark mark;
        private Exchange exchange;

        Companion(Out out, Mark mark) {
            this.out = out;
            this.mark = mark;
        }

        @Override
        public int frame(Direction from, Cursor in) {
            return in.remaining();
        }

        @Override
        public void message(Direction from, Cursor in) {
            if (exchange == null) exchange = new Exchange(out, mark);
            exchange.message(from, in);
        }
    }
}
