package earshot.dissect.oicq;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// QQ, over UDP and TCP.
public final class Oicq implements Dissector {
    /// Over TCP, first packets that are longer are none.
    private static final int LONGEST_FIRST = 2048;

    private static final int LENGTH = 2;

    @Override
    public String name() {
        return "oicq";
    }

    @Override
    public boolean over(Transport transport) {
        return true;
    }

    /// The mark of a datagram; the upper half of a packet's length in a stream.
    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte < LONGEST_FIRST >> 8;
    }

    @Override
    public Verdict recognise(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT);
        if (opening.flow().transport == Transport.TCP) return stream(client, opening.bytes(Direction.SERVER));
        if (client.remaining() > 0) return Packet.is(client) && Packet.mayBeClients(client) ? Verdict.YES : Verdict.NO;
        // The server spoke first; wait for the client.
        return Verdict.NO;
    }

    private static Verdict stream(Cursor client, Cursor server) {
        if (client.remaining() == 0) return server.remaining() == 0 ? Verdict.MORE : Verdict.NO;
        if (client.remaining() < LENGTH + Packet.SERVER_HEADER) return mayBecome(client) ? Verdict.MORE : Verdict.NO;
        int length = client.peek16(0);
        if (length < LENGTH + Packet.SHORTEST || length > LONGEST_FIRST || !Packet.begins(client, LENGTH)) {
            return Verdict.NO;
        }
        if (client.remaining() < length) return Verdict.MORE;
        client.skip(LENGTH);
        Cursor packet = client.slice(length - LENGTH);
        return Packet.is(packet) && Packet.mayBeClients(packet) ? Verdict.YES : Verdict.NO;
    }

    private static boolean mayBecome(Cursor in) {
        return in.remaining() < 3 || in.peek(2) == 2;
    }

    @Override
    public Dissection begin(Out out) {
        return new OicqFlow(out, out.flow().transport == Transport.TCP);
    }
}
