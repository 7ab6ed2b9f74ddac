package earshot.dissect.socks;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// SOCKS over TCP.
public final class Socks implements Dissector {
    @Override
    public String name() {
        return "socks5";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == 4 || firstByte == 5 || side == Direction.SERVER && firstByte == 0;
    }

    @Override
    public Verdict recognise(Opening opening) {
        if (!opening.fromStart()) return Verdict.NO;
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        return switch (client.peek(0)) {
            case -1 -> Verdict.MORE;
            case 4 -> four(client, server);
            case 5 -> five(client, server);
            default -> Verdict.NO;
        };
    }

    private static Verdict four(Cursor client, Cursor server) {
        int request = Request.four(client);
        if (request == Dissection.LOST) return Verdict.NO;
        int reply = Request.fourReply(server);
        if (reply == Dissection.LOST) return Verdict.NO;
        return request > 0 && reply > 0 ? Verdict.YES : Verdict.MORE;
    }

    private static Verdict five(Cursor client, Cursor server) {
        int greeting = Request.greeting(client);
        if (greeting == Dissection.LOST) return Verdict.NO;
        if (server.peek(0) >= 0 && server.peek(0) != 5) return Verdict.NO;
        int method = server.peek(1);
        if (greeting == Dissection.MORE || method < 0) return Verdict.MORE;
        if (!Request.offered(client, method)) return Verdict.NO;
        client.skip(greeting);
        return switch (method) {
            case Request.NO_LOGIN -> request(client);
            case Request.PASSWORD -> login(client);
            default -> Verdict.NO;
        };
    }

    private static Verdict login(Cursor client) {
        int login = Request.login(client);
        return login == Dissection.LOST ? Verdict.NO : login == Dissection.MORE ? Verdict.MORE : Verdict.YES;
    }

    private static Verdict request(Cursor client) {
        int length = Request.five(client);
        if (length == Dissection.LOST) return Verdict.NO;
        if (length == Dissection.MORE) return Verdict.MORE;
        return Request.readFive(client).bytestream() ? Verdict.NO : Verdict.YES;
    }

    @Override
    public Dissection begin(Out out) {
        return new SocksFlow(out);
    }
}
