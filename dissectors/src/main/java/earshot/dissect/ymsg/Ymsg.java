package earshot.dissect.ymsg;

import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// Yahoo! Messenger: with its servers, between clients, and as a stream inside HTTP.
public final class Ymsg implements Dissector {
    @Override
    public String name() {
        return "ymsg";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == 'Y';
    }

    @Override
    public Verdict recognise(Opening opening) {
        return Signs.verdict(opening);
    }

    @Override
    public Dissection begin(Out out) {
        return new YmsgFlow(out);
    }
}
