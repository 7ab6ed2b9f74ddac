package earshot.dissect.ymsg;

import earshot.bytes.Cursor;
import earshot.dissect.Out;
import earshot.dissect.Recovery;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.FileTransfer.Offer;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.event.ImEvent.Recovered;
import earshot.event.Proof;
import earshot.event.Seen;

/// A file that a client puts on the server: it stands behind a packet whose last key, 29, has it as its value.
final class Upload {
    /// The key and its separators, behind the value before it.
    private static final int[] LAST_KEY = {0xc0, 0x80, '2', '9', 0xc0, 0x80};
    /// The fields before it are no longer.
    static final int FAR = 4096;

    private final Out out;
    private final Offer offer;
    private final Proof proof = new Proof();
    private final Recovery recovery;
    private Seen last;
    private long lost;
    private boolean over;

    Upload(Out out, Offer offer) {
        this.out = out;
        this.offer = offer;
        this.recovery = out.recover();
        last = out.seen();
        proof.add(last.frames());
        out.emit(new FileTransfer(last, offer.from(), offer.to(), offer.name(), offer.size(), State.OFFERED, null, ""));
    }

    /// Whether packets of this service have a file behind them.
    static boolean carries(int service) {
        return service == Service.FILE_URL || service == Service.PICTURE_UPLOAD;
    }

    /// How many bytes stand before the file, -1 where none begins.
    static int head(Cursor in) {
        int end = Math.min(in.remaining(), FAR) - LAST_KEY.length;
        for (int at = in.indexOf(0xc0, Packet.HEADER); at >= 0 && at <= end; at = in.indexOf(0xc0, at + 1)) {
            int n = 0;
            while (n < LAST_KEY.length && in.peek(at + n) == LAST_KEY[n]) n++;
            if (n == LAST_KEY.length) return at + n;
        }
        return -1;
    }

    void write(Cursor piece) {
        last = out.seen();
        proof.add(last.frames());
        recovery.write(piece);
    }

    void skip(long bytes) {
        lost += bytes;
        recovery.skip(bytes);
    }

    /// All is there, or no more will come.
    void finish() {
        if (over) return;
        over = true;
        if (recovery.written() == 0 && offer.size() != 0) {
            recovery.discard();
            return;
        }
        boolean whole = lost == 0 && (offer.size() < 0 || recovery.written() == offer.size());
        Recovered recovered = recovery.finish(offer.size());
        State state = whole ? State.COMPLETE : State.PARTIAL;
        out.emit(new FileTransfer(
                last.withFrames(proof.frames()),
                offer.from(),
                offer.to(),
                offer.name(),
                offer.size(),
                state,
                recovered,
                ""));
    }
}
