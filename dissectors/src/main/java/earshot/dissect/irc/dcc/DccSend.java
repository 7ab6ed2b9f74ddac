package earshot.dissect.irc.dcc;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.dissect.Recovery;
import earshot.event.Account;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.event.ImEvent.Recovered;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.Seen;
import earshot.flow.Direction;

/// The connection of a DCC SEND: the sender's bytes are the file, the receiver's are acknowledgements.
public final class DccSend implements Dissection {
    private static final int PIECE = 32 * 1024;

    private final Out out;
    private final DccFile file;
    private final Direction listening;
    private final Trail trail = new Trail();
    private final Acknowledgements acknowledged = new Acknowledgements();

    /// Null until it is known.
    private Direction sending;

    private Recovery recovery;
    private Seen last;
    /// Bytes of the file that came, and that the capture lacks.
    private long came, lost;
    private long beyond;
    private boolean adrift, over;

    public DccSend(Out out, DccFile file) {
        this.out = out;
        this.file = file;
        this.listening =
                out.flow().client().port() == file.port() && out.flow().server().port() != file.port()
                        ? Direction.CLIENT
                        : Direction.SERVER;
        this.sending = switch (file.sender()) {
            case LISTENER -> listening;
            case CONNECTOR -> listening.other();
            case FIRST -> null;
        };
        out.service("irc");
        out.network(file.network());
    }

    @Override
    public int frame(Direction from, Cursor in) {
        return doubtful(from) && in.remaining() < 4 ? MORE : Math.min(in.remaining(), PIECE);
    }

    /// Whether the side that is only to acknowledge speaks before the file has begun.
    private boolean doubtful(Direction from) {
        return recovery == null && sending != null && from != sending && !acknowledged.any();
    }

    @Override
    public void message(Direction from, Cursor in) {
        if (isAnother(from, in)) {
            out.reject("not acknowledgements of " + file.name());
            return;
        }
        if (sending == null) sending = from;
        if (from != sending) {
            acknowledged.read(in);
            return;
        }
        if (over) {
            excess(in.remaining());
            return;
        }
        if (recovery == null) begin();
        last = out.seen();
        trail.add(last.frames());
        write(in);
        if (file.size() >= 0 && came + lost >= wanted()) finish();
    }

    /// Whether what comes first is no acknowledgement: an offer may name any port, also one where others are at
    /// work.
    private boolean isAnother(Direction from, Cursor in) {
        if (!doubtful(from)) return false;
        if (file.size() >= 0) return in.peek32(0) > file.size();
        for (int i = 0; i < 4; i++) if (in.peek(i) < ' ') return false;
        return true;
    }

    private void begin() {
        out.confirm("offer:dcc-send", Confidence.CERTAIN, false);
        recovery = out.recover();
        if (file.offset() > 0) recovery.position(file.offset());
        if (out.flow().midStream) {
            adrift = true;
            out.anomaly("dcc-start-not-seen", "the first bytes of a file that is being sent were not captured");
        }
        if (!file.accepted()) emit(out.seen(), State.ACCEPTED, null);
    }

    private void write(Cursor in) {
        long room = file.size() < 0 ? Long.MAX_VALUE : wanted() - came - lost;
        int take = (int) Math.min(in.remaining(), room);
        recovery.write(in.array(), in.position(), take);
        came += take;
        if (take < in.remaining()) excess(in.remaining() - take);
    }

    private void excess(long bytes) {
        if (beyond == 0) out.anomaly("dcc-more-than-offered", "bytes after the " + file.size() + " that were offered");
        beyond += bytes;
    }

    /// How many bytes this connection has to carry.
    private long wanted() {
        return Math.max(0, file.size() - file.offset());
    }

    @Override
    public void gap(Direction from, long bytes) {
        if (sending == null) adrift = true;
        if (from != sending) {
            acknowledged.skip(bytes);
            return;
        }
        if (over) return;
        if (recovery == null) begin();
        // How many are lost is not known: where the next ones belong is not known either.
        if (bytes == 0) adrift = true;
        recovery.skip(bytes);
        lost += bytes;
        if (file.size() >= 0 && came + lost >= wanted() && last != null) finish();
    }

    @Override
    public void end() {
        if (recovery != null && !over && last != null) finish();
        else if (recovery != null && !over) recovery.discard();
    }

    private void finish() {
        over = true;
        Recovered recovered = recovery.finish(adrift ? -1 : file.size());
        boolean whole = !adrift && lost == 0;
        if (file.size() >= 0) whole &= came == wanted();
        else whole &= acknowledged.last() == ((came + file.offset()) & 0xffff_ffffL) || acknowledged.last() == came;
        emit(last.withFrames(trail.frames()), whole ? State.COMPLETE : State.PARTIAL, recovered);
    }

    private void emit(Seen seen, State state, Recovered recovered) {
        boolean listenerSends = sending == listening;
        Account from = listenerSends ? file.listener() : file.connector();
        Account to = listenerSends ? file.connector() : file.listener();
        out.emit(new FileTransfer(seen, from, to, file.name(), file.size(), state, recovered, ""));
    }

    /// The receiver's counters, 4 bytes each, big-endian.
    private static final class Acknowledgements {
        private long value = -1, growing;
        private int have;

        void read(Cursor in) {
            while (in.remaining() > 0) {
                growing = growing << 8 | in.u8();
                if (++have < 4) continue;
                value = growing & 0xffff_ffffL;
                growing = 0;
                have = 0;
            }
        }

        void skip(long bytes) {
            have = (int) ((have + bytes) % 4);
            growing = 0;
            value = -1;
        }

        boolean any() {
            return have > 0 || value >= 0;
        }

        /// The last whole one, -1 for none.
        long last() {
            return value;
        }
    }
}
