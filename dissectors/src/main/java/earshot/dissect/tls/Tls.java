package earshot.dissect.tls;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;
import earshot.tls.ClientHello;
import earshot.tls.Handshakes;
import earshot.tls.Keys;
import earshot.tls.Records;

/// TLS and SSL 3.0 over TCP, or inside whatever hands a connection over.
public final class Tls implements Dissector {
    /// Bytes of a server's hello up to the middle of its random.
    private static final int REVEALING = 24;

    private final Keys keys;

    /// @param keys what the investigator holds; shared by all threads, and may grow between rounds
    public Tls(Keys keys) {
        this.keys = keys;
    }

    @Override
    public String name() {
        return "tls";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == Records.HANDSHAKE
                || (side == Direction.SERVER ? firstByte == Records.ALERT : firstByte >= 0x80);
    }

    @Override
    public Verdict recognise(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        int old = ClientHello.oldLength(client);
        int said = Math.max(Records.begins(client, Handshakes.CLIENT_HELLO), old);
        int answered = Records.begins(server, Handshakes.SERVER_HELLO);
        // Others pretend to be TLS with such a hello; who they are their answers tell, which differ in their random.
        if (old > 0 && opening.fromStart() && !isRevealed(server)) return Verdict.MORE;
        if (said > 0 || answered > 0) return Verdict.YES;
        if (opening.fromStart()) return said < 0 || !mayAnswer(server, answered) ? Verdict.NO : Verdict.MORE;
        if (Records.begins(server, Handshakes.CLIENT_HELLO) > 0) return Verdict.REVERSED;
        if (Records.begins(client, Handshakes.SERVER_HELLO) > 0) return Verdict.REVERSED;
        return midStream(client) || midStream(server) ? Verdict.YES : mayGrow(client, server);
    }

    private static boolean isRevealed(Cursor server) {
        return server.remaining() >= REVEALING || server.peek(0) >= 0 && server.peek(0) != Records.HANDSHAKE;
    }

    /// Before the client's hello came nothing but an alert may have been seen of the server.
    private static boolean mayAnswer(Cursor server, int answered) {
        return answered >= 0 || server.peek(0) == Records.ALERT;
    }

    private static Verdict mayGrow(Cursor client, Cursor server) {
        boolean may = client.remaining() < Records.HEADER && Records.length(client) >= 0
                || server.remaining() < Records.HEADER && Records.length(server) >= 0;
        return may ? Verdict.MORE : Verdict.NO;
    }

    /// Application data, and behind it another record or nothing yet.
    private static boolean midStream(Cursor in) {
        int length = Records.length(in);
        if (length <= 0 || in.peek(0) != Records.APPLICATION) return false;
        in.skip(Math.min(length, in.remaining()));
        return Records.length(in) >= 0;
    }

    @Override
    public Dissection begin(Out out) {
        return new TlsFlow(out, keys);
    }
}
