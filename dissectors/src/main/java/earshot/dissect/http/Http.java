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

/// HTTP/1.x, and in it whatever its readers read.
public final class Http implements Dissector {
    private final List<WebReader> readers;

    /// HTTP as a carrier of connections only.
    public Http() {
        this(List.of());
    }

    /// @param readers asked in this order about each request
    public Http(List<WebReader> readers) {
        this.readers = List.copyOf(readers);
    }

    public List<WebReader> readers() {
        return readers;
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return side == Direction.SERVER ? firstByte == 'H' : "GPHDOCT".indexOf(firstByte) >= 0;
    }

    @Override
    public Verdict recognise(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        if (isRequest(client) || isAnswer(server)) return Verdict.YES;
        if (!opening.fromStart() && (isRequest(server) || isAnswer(client))) return Verdict.REVERSED;
        return mayBecome(client) && mayBecome(server) ? Verdict.MORE : Verdict.NO;
    }

    private static boolean isAnswer(Cursor in) {
        return in.startsWith("HTTP/1.") && in.remaining() > 12;
    }

    /// Nothing yet, a part of a start line's first word, or a start line that has not ended.
    private static boolean mayBecome(Cursor in) {
        return Head.mayGrow(in) || Head.mayBegin(in) && in.indexOf('\n', 0) < 0;
    }

    /// A method, and the version at the end of the line where that is there already.
    private static boolean isRequest(Cursor in) {
        if (!Head.mayBegin(in) || in.startsWith("HTTP")) return false;
        int end = in.indexOf('\n', 0);
        if (end < 0) return in.remaining() > 512;
        int last = in.peek(end - 1) == '\r' ? end - 1 : end;
        return in.startsWith(last - 8, "HTTP/1.");
    }

    @Override
    public Dissection begin(Out out) {
        return new HttpFlow(out, readers);
    }
}
