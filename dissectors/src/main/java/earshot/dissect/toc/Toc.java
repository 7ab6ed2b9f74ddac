package earshot.dissect.toc;

import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// TOC and TOC2; the package says what is covered.
public final class Toc implements Dissector {
    @Override
    public String name() {
        return "toc";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == '*' || firstByte == 'F' && side == Direction.CLIENT;
    }

    @Override
    public Verdict recognise(Opening opening) {
        return Recognition.of(opening);
    }

    @Override
    public Dissection begin(Out out) {
        return new TocDissection(out);
    }
}
