package earshot.dissect.ymsg;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// Yahoo! Chat before it came into YMSG: the rooms of the web's applet, on a connection of their own.
public final class Ycht implements Dissector {
    static final int HEADER = 16;
    private static final String MAGIC = "YCHT";
    private static final long VERSION = 0xae;

    @Override
    public String name() {
        return "ycht";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == 'Y';
    }

    @Override
    public Verdict recognise(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        if (client.remaining() == 0 && server.remaining() == 0) return Verdict.MORE;
        Verdict ofClient = header(client), ofServer = header(server);
        if (ofClient == Verdict.NO || ofServer == Verdict.NO) return Verdict.NO;
        return ofClient == Verdict.YES || ofServer == Verdict.YES ? Verdict.YES : Verdict.MORE;
    }

    /// Whether a packet begins here: magic, version, a small service.
    static Verdict header(Cursor in) {
        for (int i = 0; i < Math.min(4, in.remaining()); i++) if (in.peek(i) != MAGIC.charAt(i)) return Verdict.NO;
        if (in.remaining() < HEADER) return Verdict.MORE;
        return in.peek32(4) == VERSION && in.peek32(8) <= 0xff ? Verdict.YES : Verdict.NO;
    }

    @Override
    public Dissection begin(Out out) {
        return new YchtFlow(out);
    }
}
