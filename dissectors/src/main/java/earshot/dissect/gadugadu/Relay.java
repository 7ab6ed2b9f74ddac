package earshot.dissect.gadugadu;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// Files of Gadu-Gadu 8 and later through the relay: both sides begin with a mark and the same identifier.
public final class Relay implements Dissector {
    private static final int GREETING = 12;
    private static final int[] MARK = {0xbe, 0xba, 0xde, 0xc0};

    @Override
    public String name() {
        return "gadu-gadu-relay";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == MARK[0];
    }

    @Override
    public Verdict recognise(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        if (!opening.fromStart() || !may(client) || !may(server)) return Verdict.NO;
        if (client.remaining() < GREETING || server.remaining() < GREETING) return Verdict.MORE;
        for (int i = 4; i < GREETING; i++) if (client.peek(i) != server.peek(i)) return Verdict.NO;
        return Verdict.YES;
    }

    private static boolean may(Cursor in) {
        for (int i = 0; i < Math.min(4, in.remaining()); i++) if (in.peek(i) != MARK[i]) return false;
        return true;
    }

    @Override
    public Dissection begin(Out out) {
        return new DirectFile(out, GREETING);
    }
}
