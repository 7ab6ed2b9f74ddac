package earshot.dissect.dhcp;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.event.ImEvent;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// DHCP: recognised by its cookie on its ports.
public final class Dhcp implements Dissector {
    private static final int SERVER_PORT = 67, CLIENT_PORT = 68;
    private static final int REQUEST = 1, REPLY = 2;

    @Override
    public String name() {
        return "dhcp";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.UDP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == REQUEST || firstByte == REPLY;
    }

    @Override
    public Verdict recognise(Opening opening) {
        if (!port(opening.flow().client().port())
                && !port(opening.flow().server().port())) return Verdict.NO;
        for (Direction side : Direction.values()) {
            if (DhcpMessage.plausible(opening.bytes(side))) return Verdict.YES;
        }
        return Verdict.NO;
    }

    private static boolean port(int port) {
        return port == SERVER_PORT || port == CLIENT_PORT;
    }

    @Override
    public Dissection begin(Out out) {
        return new Reader(out);
    }

    private record Reader(Out out) implements Dissection {
        @Override
        public int frame(Direction from, Cursor in) {
            return in.remaining();
        }

        @Override
        public void message(Direction from, Cursor in) {
            if (!DhcpMessage.plausible(in)) return;
            DhcpMessage message = DhcpMessage.read(in);
            if (message != null)
                out.emit(new ImEvent.Host(out.seen(), message.address(), message.mac(), message.name(), "dhcp"));
        }
    }
}
