package earshot.dissect.oscar;

import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// OSCAR, the protocol of AIM and of ICQ since 2000; the package says what is covered.
public final class Oscar implements Dissector {
    @Override
    public String name() {
        return "oscar";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == '*';
    }

    @Override
    public Verdict recognise(Opening opening) {
        return Recognition.of(opening);
    }

    @Override
    public Dissection begin(Out out) {
        return new OscarDissection(out);
    }
}
