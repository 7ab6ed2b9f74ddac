package earshot.dissect.gadugadu;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// Files and calls of Gadu-Gadu up to version 7, from machine to machine: who connects says both numbers, who listens
/// answers `UDAG`.
public final class Dcc implements Dissector {
    static final int NUMBERS = 8;
    private static final String LISTENS = "UDAG";
    /// Numbers of accounts are smaller.
    private static final int HIGHEST = 0x10;

    @Override
    public String name() {
        return "gadu-gadu-direct";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    /// A number may begin with any byte.
    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return side == Direction.CLIENT || firstByte == LISTENS.charAt(0);
    }

    @Override
    public Verdict recognise(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        if (!opening.fromStart() || client.remaining() == 0) return Verdict.NO;
        if (client.remaining() >= NUMBERS && !isNumbers(client)) return Verdict.NO;
        if (server.remaining() == 0) return client.remaining() <= NUMBERS ? Verdict.MORE : Verdict.NO;
        if (client.remaining() < NUMBERS) return Verdict.NO;
        for (int i = 0; i < Math.min(4, server.remaining()); i++) {
            if (server.peek(i) != LISTENS.charAt(i)) return Verdict.NO;
        }
        return server.remaining() < 4 ? Verdict.MORE : Verdict.YES;
    }

    private static boolean isNumbers(Cursor in) {
        return in.peek(3) < HIGHEST && in.peek(7) < HIGHEST && Packet.peek32(in, 0) > 0 && Packet.peek32(in, 4) > 0;
    }

    @Override
    public Dissection begin(Out out) {
        return new DccFlow(out);
    }
}
