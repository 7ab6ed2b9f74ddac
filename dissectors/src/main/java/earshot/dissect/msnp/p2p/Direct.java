package earshot.dissect.msnp.p2p;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// A direct connection between two peers: it begins with four bytes of length and `foo`.
public final class Direct implements Dissector {
    static final String BEGINNING = "\4\0\0\0foo\0";

    @Override
    public String name() {
        return "msnp";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return side == Direction.CLIENT && firstByte == 4;
    }

    @Override
    public Verdict recognise(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT);
        if (client.startsWith(BEGINNING)) return Verdict.YES;
        for (int i = 0; i < Math.min(client.remaining(), BEGINNING.length()); i++)
            if (client.peek(i) != BEGINNING.charAt(i)) return Verdict.NO;
        return client.remaining() < BEGINNING.length() ? Verdict.MORE : Verdict.NO;
    }

    @Override
    public Dissection begin(Out out) {
        return new DirectFlow(out);
    }
}
