package earshot.dissect.http;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;
import earshot.web.WebReader;
import java.util.List;

/// HTTP/2, in clear or in TLS that was opened, and in it whatever its readers read. Only from its beginning: later
/// heads refer to earlier ones.
public final class Http2 implements Dissector {
    static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private final List<WebReader> readers;

    /// @param readers asked in this order about each request
    public Http2(List<WebReader> readers) {
        this.readers = List.copyOf(readers);
    }

    @Override
    public String name() {
        return "http2";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        // The server's first frame is SETTINGS: three bytes of length, of which the first is zero.
        return side == Direction.SERVER ? firstByte == 0 : firstByte == 'P';
    }

    @Override
    public Verdict recognise(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT);
        int n = Math.min(client.remaining(), PREFACE.length());
        if (!opening.fromStart() || !client.startsWith(PREFACE.substring(0, n))) return Verdict.NO;
        return n == PREFACE.length() ? Verdict.YES : Verdict.MORE;
    }

    @Override
    public Dissection begin(Out out) {
        return new Http2Flow(out, readers);
    }
}
