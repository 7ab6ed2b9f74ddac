package earshot.dissect.msnp.p2p;

import earshot.dissect.Out;
import earshot.dissect.Recovery;
import earshot.event.Account;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.FileTransfer.Offer;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.event.ImEvent.Recovered;
import earshot.event.Proof;
import earshot.event.Seen;

/// The bytes of one file or object, as they come.
final class Transfer {
    private final Out out;
    private final Offer offer;
    private final String claim;
    private final long total;
    private final Recovery recovery;
    private final Proof proof = new Proof();
    private Seen last;
    /// How far the bytes reach without a hole, and how far they reach at all.
    private long solid, end;
    private boolean over, lagging;

    /// @param claim the key under which others know the offer, "" where this one is it
    Transfer(Out out, Offer offer, String claim, long total) {
        this.out = out;
        this.offer = offer;
        this.claim = claim;
        this.total = total;
        this.recovery = out.recover();
    }

    /// @param offset where the header says the piece belongs
    void add(Packet packet, long offset, boolean direct) {
        if (over) return;
        proof.add(out.seen().frames());
        last = out.seen();
        long at = offset;
        if (direct && packet.stated() != packet.data().length && !lagging) {
            lagging = true;
            out.anomaly(
                    "p2p-header-lags", "a chunk of " + packet.data().length + " bytes says it has " + packet.stated());
        }
        if (lagging) at = offset + packet.stated();
        if (at + packet.data().length > total || at < 0) {
            out.anomaly("p2p-offset-overrun", "a chunk at " + at + " of a message of " + total + " bytes");
            return;
        }
        if (at != end) recovery.position(at);
        recovery.write(packet.data(), 0, packet.data().length);
        long reached = at + packet.data().length;
        if (at <= solid) solid = Math.max(solid, reached);
        // The recovery goes on where the last bytes ended.
        end = reached;
        if (solid == total) finish();
    }

    boolean over() {
        return over;
    }

    /// Nothing more will come.
    void finish() {
        if (over) return;
        over = true;
        if (last == null) {
            recovery.discard();
            return;
        }
        Recovered recovered = recovery.finish(total);
        State state = recovered.missing().isEmpty() ? State.COMPLETE : State.PARTIAL;
        Account from = offer.from(), to = offer.to();
        out.emit(new FileTransfer(
                last.withFrames(proof.frames()), from, to, offer.name(), offer.size(), state, recovered, claim));
    }
}
