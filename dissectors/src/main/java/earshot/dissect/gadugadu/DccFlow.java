package earshot.dissect.gadugadu;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.dissect.Recovery;
import earshot.event.Account;
import earshot.event.ImEvent.Call;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.event.ImEvent.Recovered;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.Proof;
import earshot.flow.Direction;

/// One connection between two machines.
///
/// Framing: the numbers (8 bytes) and `UDAG` (4), then codes of 32 bits; behind the code for a file its description
/// (332 bytes: 12 of head, 320 in the manner of Windows), and from the sender pieces behind 12 bytes: 3, or 2 for the
/// last, and how long it is. The receiver answers the description with 12 bytes: 6 and where to go on.
final class DccFlow implements Dissection {
    private static final int CODE = 4, HEAD = 12, DESCRIPTION = HEAD + 320;
    private static final int FILE = 1, VOICE = 3, LAST = 2;
    private static final int SIZE_AT = HEAD + 32, NAME_AT = HEAD + 44, NAME = 262;

    private enum Next {
        GREETING,
        CODES,
        DESCRIPTION,
        HEADS
    }

    private final Out out;
    private final Next[] next = {Next.GREETING, Next.GREETING};
    private final Proof proof = new Proof();
    private Account connecting = Account.NONE, listening = Account.NONE;
    private Direction sender;
    private String name = "";
    private long size, offset, lost;
    private Recovery file;
    private boolean last, over, voice;

    DccFlow(Out out) {
        this.out = out;
        out.service("gadu-gadu");
    }

    @Override
    public int frame(Direction from, Cursor in) {
        if (voice) return in.remaining();
        return switch (next[from.ordinal()]) {
            case GREETING -> from == Direction.CLIENT ? Dcc.NUMBERS : CODE;
            case CODES -> CODE;
            case DESCRIPTION -> DESCRIPTION;
            case HEADS -> HEAD;
        };
    }

    @Override
    public int resync(Direction from, Cursor in) {
        // Nothing marks where a head stands.
        return ~in.remaining();
    }

    @Override
    public void message(Direction from, Cursor in) {
        if (voice) return;
        switch (next[from.ordinal()]) {
            case GREETING -> greeting(from, in);
            case CODES -> code(from, in.u32le());
            case DESCRIPTION -> description(from, in);
            case HEADS -> head(from, in);
        }
    }

    private void greeting(Direction from, Cursor in) {
        next[from.ordinal()] = Next.CODES;
        if (from == Direction.CLIENT) {
            connecting = Link.account(in.u32le());
            listening = Link.account(in.u32le());
        } else {
            out.confirm("signature:gadu-gadu-direct", Confidence.CERTAIN, false);
        }
    }

    private Account who(Direction side) {
        return side == Direction.CLIENT ? connecting : listening;
    }

    /// 2: there is something; 3: somebody wants what he was offered, or, after 2, to talk; 1: a file.
    private void code(Direction from, long code) {
        if (code == FILE) {
            sender = from;
            next[from.ordinal()] = Next.DESCRIPTION;
            next[from.other().ordinal()] = Next.HEADS;
        } else if (code == VOICE && last) {
            voice = true;
            out.emit(new Call(out.seen(), who(from), who(from.other()), Call.Media.VOICE, "offered"));
        }
        last = code == LAST;
    }

    private void description(Direction from, Cursor in) {
        proof.add(out.seen().frames());
        Cursor named = in.copy();
        size = Packet.peek32(in, SIZE_AT);
        named.skip(NAME_AT);
        name = new String(Packet.zeroEnded(named.slice(NAME)), Packet.POLISH);
        next[from.ordinal()] = Next.HEADS;
        tell(State.OFFERED, null);
    }

    private void head(Direction from, Cursor in) {
        long kind = in.u32le(), length = in.u32le();
        if (from != sender) {
            // Where the receiver has it already.
            offset = length;
            tell(State.ACCEPTED, null);
            return;
        }
        if (over || length > 1 << 20) return;
        last = kind == LAST;
        if (file == null) {
            file = out.recover();
            if (offset > 0) file.position(offset);
        }
        out.body(from, length);
    }

    @Override
    public void body(Direction from, Cursor piece) {
        if (file == null) return;
        proof.add(out.seen().frames());
        file.write(piece);
    }

    @Override
    public void bodyGap(Direction from, long bytes) {
        lost += bytes;
        if (file != null) file.skip(bytes);
    }

    @Override
    public void bodyEnd(Direction from) {
        if (last) finish();
    }

    @Override
    public void gap(Direction from, long bytes) {
        if (from != sender) return;
        lost += Math.max(1, bytes);
        finish();
    }

    @Override
    public void end() {
        finish();
    }

    private void finish() {
        if (over || file == null) return;
        over = true;
        boolean whole = lost == 0 && offset == 0 && file.written() == size;
        Recovered recovered = file.finish(size);
        tell(whole ? State.COMPLETE : State.PARTIAL, recovered);
    }

    private void tell(State state, Recovered recovered) {
        out.emit(new FileTransfer(
                out.seen().withFrames(proof.frames()),
                who(sender),
                who(sender.other()),
                name,
                size,
                state,
                recovered,
                ""));
    }
}
