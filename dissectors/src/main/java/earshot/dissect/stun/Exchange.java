package earshot.dissect.stun;

import earshot.bytes.Cursor;
import earshot.call.SealedCall;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;
import earshot.services.Role;

/// What runs between an endpoint of a call and a relay or the other party: STUN until the way is found, then media.
final class Exchange implements Dissection {
    private final Out out;
    private final SealedCall call;
    /// What another flow of the endpoint told; null for nothing.
    private final Mark known;
    private Mark mark;

    Exchange(Out out) {
        this(out, null);
    }

    /// @param known of an endpoint that another flow has shown to belong to a service
    Exchange(Out out, Mark known) {
        this.out = out;
        this.call = new SealedCall(out);
        this.known = known;
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
        if (mark == null && known != null) confirm(known);
        boolean media = isMedia(in.peek(0));
        if (!media) stun(from, in);
        if (mark != null) call.datagram(from, media);
    }

    private void stun(Direction from, Cursor in) {
        Mark found = Mark.of(in, Framing.datagram(in), out.flow());
        if (found == null) return;
        boolean first = mark == null;
        confirm(found);
        if (first && from == Direction.CLIENT) expectMore(found);
    }

    private void confirm(Mark found) {
        if (mark != null && mark.confidence().compareTo(found.confidence()) >= 0) return;
        mark = found;
        out.service(found.service());
        out.role(Role.CALL);
        out.confirm(found.evidence(), found.confidence(), true);
    }

    private void expectMore(Mark found) {
        String evidence = "companion:" + out.flow().server() + " " + found.evidence();
        Mark companion = new Mark(found.service(), evidence, Confidence.PROBABLE);
        call.expectMore("stun", other -> new Exchange(other, companion));
    }

    /// RTP, RTCP, and the channels of TURN (RFC 7983).
    private static boolean isMedia(int firstByte) {
        return firstByte >= 0x40 && firstByte < 0xc0;
    }
}
