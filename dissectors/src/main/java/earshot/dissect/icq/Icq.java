package earshot.dissect.icq;

import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// ICQ between clients and the server, in datagrams.
public final class Icq implements Dissector {
    @Override
    public String name() {
        return "icq";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.UDP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte >= 1 && firstByte <= 5;
    }

    /// One packet that can be nothing else.
    @Override
    public Verdict recognise(Opening opening) {
        for (Direction side : Direction.values()) {
            IcqPacket packet = IcqPacket.read(opening.bytes(side));
            if (packet != null && packet.certain()) return Verdict.YES;
        }
        return Verdict.NO;
    }

    @Override
    public Dissection begin(Out out) {
        return new IcqFlow(out);
    }
}
