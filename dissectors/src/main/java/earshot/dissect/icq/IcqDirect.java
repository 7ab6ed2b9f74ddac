package earshot.dissect.icq;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// ICQ from client to client, over TCP: recognised by the opening of the one who connects.
public final class IcqDirect implements Dissector {
    @Override
    public String name() {
        return "icq-direct";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    /// The low byte of an opening's length; whoever is called answers with a short frame or with the like.
    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return side == Direction.SERVER || firstByte == Hello.OLD || firstByte == Hello.SIX || firstByte == Hello.SEVEN;
    }

    @Override
    public Verdict recognise(Opening opening) {
        if (!opening.fromStart()) return Verdict.NO;
        Cursor client = opening.bytes(Direction.CLIENT);
        if (client.remaining() < 3) {
            boolean may = client.peek(1) <= 0;
            return may ? Verdict.MORE : Verdict.NO;
        }
        int length = client.peek(0);
        if (client.peek(1) != 0 || client.peek(2) != Hello.MARK || !Hello.isLength(length)) return Verdict.NO;
        if (client.remaining() < 2 + length) return Verdict.MORE;
        client.skip(2);
        return Hello.read(client.slice(length)) != null ? Verdict.YES : Verdict.NO;
    }

    @Override
    public Dissection begin(Out out) {
        return new DirectFlow(out);
    }
}
