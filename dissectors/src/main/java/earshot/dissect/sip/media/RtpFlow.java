package earshot.dissect.sip.media;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Call;
import earshot.event.ImEvent.Message;
import earshot.event.Proof;
import earshot.event.Seen;
import earshot.flow.Direction;
import earshot.flow.Endpoint;

/// The media of a call (RFC 3550) at the address that its description named: that it flows, and what is typed.
///
/// The flow is not *identified* here (RTP names no service and any program may send it): the `call` event stands on
/// it, with the state `media`.
public final class RtpFlow implements Dissection {
    private static final int HEADER = 12;
    /// Datagrams that may be something else before this is given up.
    private static final int MOST_OTHERS = 3;

    private static final long LULL = 20_000_000_000L;

    private final Out out;
    private final MediaSession session;
    private final RealTimeText[] texts = new RealTimeText[2];
    private final Proof[] proofs = {new Proof(), new Proof()};
    private final Seen[] last = new Seen[2];
    private int others;
    private boolean told;

    public RtpFlow(Out out, MediaSession session) {
        this.out = out;
        this.session = session;
        out.service("sip-simple");
    }

    @Override
    public int frame(Direction from, Cursor in) {
        return in.remaining();
    }

    @Override
    public void message(Direction from, Cursor in) {
        int first = in.peek(0);
        // STUN, ZRTP, DTLS share the address (RFC 7983).
        if (first < 64) return;
        int type = in.peek(1) & 0x7f;
        boolean rtp = first >> 6 == 2 && in.remaining() >= HEADER;
        if (!rtp) {
            if (!told && ++others == MOST_OTHERS) out.reject("no RTP");
            return;
        }
        // Control packets (RFC 5761) say nothing of their own.
        if (type >= 72 && type <= 76) return;
        if (!told && session.kind() != null)
            out.emit(new Call(out.seen(), session.from(), session.to(), session.kind(), "media"));
        told = true;
        if (type == session.textType() || type == session.redundantType()) text(from, in);
    }

    private void text(Direction from, Cursor in) {
        int side = from.ordinal();
        int flags = in.u8(), type = in.u8() & 0x7f, sequence = in.u16();
        in.skip(8 + 4 * (flags & 15));
        if ((flags & 0x10) != 0) {
            in.skip(2);
            in.skip(4 * in.u16());
        }
        if (in.truncated()) return;
        int padding = (flags & 0x20) != 0 && in.remaining() > 0 ? in.peek(in.remaining() - 1) : 0;
        Cursor payload = in.slice(Math.max(0, in.remaining() - padding));
        if (texts[side] == null) texts[side] = new RealTimeText();
        RealTimeText text = texts[side];
        Seen now = out.seen();
        if (last[side] != null && now.time() - last[side].time() > LULL) flush(from);
        boolean more =
                type == session.redundantType() ? text.redundant(sequence, payload) : text.primary(sequence, payload);
        if (more) {
            last[side] = now;
            proofs[side].add(now.frames());
        }
        if (text.hasLine()) flush(from);
    }

    private void flush(Direction from) {
        int side = from.ordinal();
        if (texts[side] == null || last[side] == null) return;
        RealTimeText.Said said = texts[side].take();
        Seen seen = last[side].withFrames(proofs[side].frames());
        proofs[side] = new Proof();
        if (said.text().isBlank()) return;
        boolean caller = isCaller(from);
        Account writer = caller ? session.from() : session.to(), reader = caller ? session.to() : session.from();
        out.emit(Message.from(seen, writer)
                .to(reader)
                .text(said.text())
                .gap(said.gaps())
                .leg(Message.Leg.SENT)
                .build());
    }

    /// Whether the caller sends from this side: what he sends arrives where the other one said he receives.
    private boolean isCaller(Direction from) {
        Endpoint target = out.flow().endpoint(from.other()), source = out.flow().endpoint(from);
        if (target.equals(session.toAt()) || source.equals(session.at())) return true;
        return !target.equals(session.at()) && !source.equals(session.toAt()) && from == Direction.CLIENT;
    }

    @Override
    public void end() {
        flush(Direction.CLIENT);
        flush(Direction.SERVER);
    }
}
