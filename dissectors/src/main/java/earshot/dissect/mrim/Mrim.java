package earshot.dissect.mrim;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// Mail.Ru Agent with its servers.
public final class Mrim implements Dissector {
    private static final int FAR = 2048;

    @Override
    public String name() {
        return "mrim";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == 0xef;
    }

    @Override
    public Verdict recognise(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        if (opening.fromStart()) {
            if (client.remaining() == 0) return server.remaining() == 0 ? Verdict.MORE : Verdict.NO;
            int length = Packet.length(client);
            return length == Dissection.LOST ? Verdict.NO : length == Dissection.MORE ? Verdict.MORE : Verdict.YES;
        }
        int ofClient = find(client), ofServer = find(server);
        if (ofClient == 0 && ofServer == 0) return far(client) || far(server) ? Verdict.NO : Verdict.MORE;
        return isServers(ofClient) || isClients(ofServer) ? Verdict.REVERSED : Verdict.YES;
    }

    private static boolean far(Cursor in) {
        return in.remaining() > FAR;
    }

    /// The message of the first packet that makes sense, 0 for none.
    private static int find(Cursor in) {
        for (int at = in.indexOf(0xef, 0); at >= 0; at = in.indexOf(0xef, at + 1)) {
            Cursor here = in.copy();
            here.skip(at);
            if (Packet.length(here) > 0) return here.peek(12) | here.peek(13) << 8;
        }
        return 0;
    }

    private static boolean isClients(int message) {
        return switch (message) {
            case Packet.HELLO, Packet.PING, Packet.SEND, Packet.CHANGE_STATUS, Packet.LOGIN_2, Packet.LOGIN_3 -> true;
            default -> false;
        };
    }

    private static boolean isServers(int message) {
        return switch (message) {
            case Packet.HELLO_ACK, Packet.LOGIN_ACK, Packet.RECEIVED, Packet.USER_STATUS, Packet.CONTACTS -> true;
            default -> false;
        };
    }

    @Override
    public Dissection begin(Out out) {
        return new MrimFlow(out);
    }
}
