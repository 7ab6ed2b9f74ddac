package earshot.dissect.netbios;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.event.ImEvent;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// NetBIOS names: the name service by an encoded name on its port, datagrams by their header on theirs.
public final class NetBios implements Dissector {
    static final int NAMES = 137, DATAGRAMS = 138;

    @Override
    public String name() {
        return "netbios";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.UDP;
    }

    /// The name service begins with any identifier.
    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return true;
    }

    private static boolean between(Opening opening, int port) {
        return opening.flow().client().port() == port || opening.flow().server().port() == port;
    }

    @Override
    public Verdict recognise(Opening opening) {
        boolean names = between(opening, NAMES);
        if (!names && !between(opening, DATAGRAMS)) return Verdict.NO;
        for (Direction side : Direction.values()) {
            Cursor in = opening.bytes(side);
            if (names ? NameService.plausible(in) : SentDatagram.plausible(in)) return Verdict.YES;
        }
        return Verdict.NO;
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
            int port = out.flow().endpoint(from).port();
            boolean datagram =
                    port == DATAGRAMS || out.flow().endpoint(from.other()).port() == DATAGRAMS;
            if (datagram) SentDatagram.read(in, this::named);
            else NameService.read(in, out.flow().endpoint(from).address().toString(), this::named);
        }

        private void named(String address, String mac, String name) {
            out.emit(new ImEvent.Host(out.seen(), address, mac, name, "netbios"));
        }
    }

    /// Where what a message says of a machine goes.
    @FunctionalInterface
    interface Named {
        void named(String address, String mac, String name);
    }
}
