package earshot.dissect.http;

import earshot.bytes.Cursor;
import earshot.dissect.Out;
import earshot.event.Proof;
import earshot.web.WebBody;

/// A body on its way to who wants it, with the frames that carry it from its head on.
final class Incoming {
    private final Out out;
    private final WebBody body;
    private final Proof proof = new Proof();

    Incoming(Out out, WebBody body) {
        this.out = out;
        this.body = body;
        proof.add(out.seen().frames());
    }

    void piece(Cursor piece) {
        proof.add(out.seen().frames());
        body.data(piece.array(), piece.position(), piece.remaining());
    }

    void gap(long bytes) {
        body.gap(bytes);
    }

    /// @param whole whether the body is over, or was cut off
    void end(boolean whole) {
        out.proven(proof.frames());
        body.end(whole);
    }

    int heldBytes() {
        return body.heldBytes();
    }
}
