package earshot.dissect.gadugadu;

import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// Gadu-Gadu with its servers.
public final class GaduGadu implements Dissector {
    @Override
    public String name() {
        return "gadu-gadu";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return side == Direction.SERVER ? firstByte == Packet.WELCOME : Packet.isLogin(firstByte);
    }

    @Override
    public Verdict recognise(Opening opening) {
        return Signs.verdict(opening);
    }

    @Override
    public Dissection begin(Out out) {
        return new GaduFlow(out);
    }
}
