package earshot.dissect.msnp.p2p;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Direction;

/// The packets of a direct connection, each led by its length.
final class DirectFlow implements Dissection {
    /// Clients send at most 1,352 bytes of data a packet.
    private static final int LONGEST = 64 * 1024;

    private final Out out;
    private final Peers peers;
    private boolean confirmed;

    DirectFlow(Out out) {
        this.out = out;
        this.peers = new Peers(out);
        out.service("msn");
    }

    @Override
    public int frame(Direction from, Cursor in) {
        if (in.remaining() < 4) return MORE;
        long length = in.copy().u32le();
        return length > LONGEST ? LOST : (int) length + 4;
    }

    @Override
    public int longestMessage() {
        return LONGEST + 4;
    }

    @Override
    public int heldBytes() {
        return peers.heldBytes();
    }

    /// A packet of version 1 whose header agrees with the length before it.
    @Override
    public int resync(Direction from, Cursor in) {
        if (!confirmed) out.reject("no packet of a peer");
        int size = in.remaining();
        for (int n = 0; n + 4 + Packet.HEADER <= size; n++) {
            Cursor here = in.copy();
            here.skip(n);
            long length = here.u32le();
            if (length < Packet.HEADER || length > 2048) continue;
            long session = here.u32le();
            here.skip(4);
            long offset = here.i64le(), total = here.i64le(), chunk = here.u32le();
            boolean fits = chunk == length - Packet.HEADER && offset >= 0 && total > 0 && offset + chunk <= total;
            if (fits && total < 1L << 40 && (session != 0 || total < 1 << 20)) return n;
        }
        return ~Math.max(0, size - 4 - Packet.HEADER + 1);
    }

    @Override
    public void message(Direction from, Cursor in) {
        if (!confirmed && !begins(in)) {
            out.reject("no packet of a peer");
            return;
        }
        if (!confirmed) {
            confirmed = true;
            out.confirm("signature:msnp-direct", Confidence.CERTAIN, false);
        }
        in.skip(4);
        byte[] packet = in.rest();
        // `foo`, and packets that keep the connection open.
        if (packet.length < 8) return;
        peers.direct(out.unnamed(from), out.unnamed(from.other()), packet);
    }

    /// `foo`, or a packet whose header agrees with its length.
    private static boolean begins(Cursor in) {
        if (in.startsWith(Direct.BEGINNING)) return true;
        long length = in.copy().u32le();
        Cursor header = in.copy();
        header.skip(28);
        return length >= Packet.HEADER && header.u32le() == length - Packet.HEADER;
    }

    @Override
    public void end() {
        peers.end();
    }
}
