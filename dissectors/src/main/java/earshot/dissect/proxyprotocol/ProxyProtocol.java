package earshot.dissect.proxyprotocol;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// The header that a load balancer puts in front of a connection.
public final class ProxyProtocol implements Dissector {
    @Override
    public String name() {
        return "proxy-protocol";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return side == Direction.SERVER || firstByte == 'P' || firstByte == '\r';
    }

    @Override
    public Verdict recognise(Opening opening) {
        if (!opening.fromStart()) return Verdict.NO;
        Cursor client = opening.bytes(Direction.CLIENT);
        int length = Header.length(client);
        if (length == Dissection.LOST) return Verdict.NO;
        return length == Dissection.MORE || client.remaining() < length ? Verdict.MORE : Verdict.YES;
    }

    @Override
    public Dissection begin(Out out) {
        return new Dissection() {
            @Override
            public int frame(Direction from, Cursor in) {
                // The server's bytes wait until the header has been read: they belong to the connection inside.
                return from == Direction.CLIENT ? Header.length(in) : MORE;
            }

            @Override
            public void message(Direction from, Cursor in) {
                out.peel(("proxy-protocol " + Header.read(in)).strip());
            }

            @Override
            public int longestMessage() {
                return Header.LONGEST;
            }
        };
    }
}
