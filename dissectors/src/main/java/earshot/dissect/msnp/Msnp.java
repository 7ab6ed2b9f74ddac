package earshot.dissect.msnp;

import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// Notification servers and switchboards, over TCP.
public final class Msnp implements Dissector {
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
        return firstByte >= 'A' && firstByte <= 'Z' || firstByte >= '2' && firstByte <= '9';
    }

    @Override
    public Verdict recognise(Opening opening) {
        return Signs.verdict(opening);
    }

    @Override
    public Dissection begin(Out out) {
        return new MsnpFlow(out);
    }
}
