package earshot.dissect.zephyr;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// Zephyr on any port: its version stands at the beginning of every datagram.
public final class Zephyr implements Dissector {
    @Override
    public String name() {
        return "zephyr";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.UDP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == 'Z';
    }

    @Override
    public Verdict recognise(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT);
        return Notice.begins(client.remaining() > 0 ? client : opening.bytes(Direction.SERVER))
                ? Verdict.YES
                : Verdict.NO;
    }

    @Override
    public Dissection begin(Out out) {
        return new ZephyrFlow(out);
    }
}
