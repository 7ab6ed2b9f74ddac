package earshot.dissect.http;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.dissect.http.Exchanges.Exchange;
import earshot.flow.Direction;
import earshot.web.WebAnswer;
import earshot.web.WebReader;
import earshot.web.WebRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The reading of one HTTP connection.
final class HttpFlow implements Dissection {
    /// Requests without answer that are remembered.
    private static final int MOST_WAITING = 64;

    /// What comes next in a direction.
    private enum Next {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK_END,
        TRAILER
    }

    /// One direction.
    private static final class Side {
        Next next = Next.HEAD;
        /// Whether the body at hand goes on as chunks, or until the connection ends.
        boolean chunked, untilClose;
        /// The body at hand; null where nobody wants it.
        Incoming body;
    }

    private final Out out;
    private final Side client = new Side(), server = new Side();
    private final List<WebReader> readers;
    private final Exchanges exchanges;
    private final Deque<Exchange> waiting = new ArrayDeque<>();

    HttpFlow(Out out, List<WebReader> readers) {
        this.out = out;
        this.readers = readers;
        this.exchanges = new Exchanges(out, readers);
    }

    private Side side(Direction from) {
        return from == Direction.CLIENT ? client : server;
    }

    @Override
    public int longestMessage() {
        return Head.LONGEST;
    }

    @Override
    public int heldBytes() {
        return exchanges.heldBytes() + held(client.body) + held(server.body);
    }

    private static int held(Incoming body) {
        return body == null ? 0 : body.heldBytes();
    }

    @Override
    public int frame(Direction from, Cursor in) {
        if (side(from).next != Next.HEAD) {
            int end = in.indexOf('\n', 0);
            return end < 0 ? MORE : end + 1;
        }
        if (in.peek(0) == '\r' || in.peek(0) == '\n') return 1;
        if (!Head.mayBegin(in)) return Head.mayGrow(in) ? MORE : LOST;
        return Head.length(in);
    }

    @Override
    public int resync(Direction from, Cursor in) {
        side(from).next = Next.HEAD;
        int last = -1;
        for (int n = 0; n < in.remaining(); n++) {
            int c = in.peek(n);
            boolean begins = last < 0 || last == '\n' || from == Direction.SERVER && c == 'H';
            last = c;
            if (!begins) continue;
            Cursor here = in.copy();
            here.skip(n);
            if (Head.mayBegin(here)) return n;
            if (here.remaining() < 9 && Head.mayGrow(here)) return ~n;
        }
        return ~in.remaining();
    }

    @Override
    public void message(Direction from, Cursor in) {
        Side side = side(from);
        switch (side.next) {
            case HEAD -> {
                if (in.remaining() > 1) head(from, side, in);
            }
            case CHUNK_SIZE -> chunk(from, side, in);
            case CHUNK_END -> side.next = Next.CHUNK_SIZE;
            case TRAILER -> {
                if (in.peek(0) == '\r' || in.peek(0) == '\n') bodyOver(side);
            }
            case BODY -> {}
        }
    }

    private void head(Direction from, Side side, Cursor in) {
        Head head = Head.read(in);
        if (head == null) {
            out.anomaly("malformed-head", "the start line is neither a request nor an answer");
            return;
        }
        if (head.isAnswer()) answer(from, side, head);
        else request(from, side, head);
    }

    private void request(Direction from, Side side, Head head) {
        if (waiting.size() == MOST_WAITING) waiting.removeFirst();
        Exchange exchange = exchanges.begin(new WebRequest(head.method(), head.target(), head::field));
        waiting.add(exchange);
        Incoming body = exchanges.requestBody(exchange, head.field("content-encoding"));
        begin(from, side, head, Math.max(0, head.contentLength()), body);
    }

    private void answer(Direction from, Side side, Head head) {
        int status = head.status();
        // Interim answers (RFC 9110 section 15.2) leave the request waiting, but for the change of protocol.
        if (status >= 100 && status < 200 && status != 101) return;
        Exchange exchange = waiting.isEmpty() ? exchanges.unknown() : waiting.removeFirst();
        WebRequest request = exchange.request();
        if (request != null && request.method().equals("CONNECT")) {
            if (status / 100 == 2) {
                connected(request);
                return;
            }
        } else if (status == 101) {
            if (head.has("upgrade", "websocket")) webSocket(exchange, head);
            else if (head.has("upgrade", "h2c") && request != null) version2(request);
            return;
        }
        Incoming body = exchanges.answerBody(exchange, new WebAnswer(status, head::field));
        boolean none = status == 204
                || status == 304
                || request != null && request.method().equals("HEAD");
        if (!none) begin(from, side, head, head.contentLength(), body);
        else if (body != null) body.end(true);
    }

    private void version2(WebRequest request) {
        exchanges.end();
        out.handOver("http2", next -> Http2Flow.upgraded(next, readers, request));
    }

    private void webSocket(Exchange exchange, Head head) {
        String extensions = head.field("sec-websocket-extensions");
        exchanges.end();
        out.handOver("websocket", next -> WebSocket.of(next, exchange, extensions));
    }

    /// A proxy has connected its client to the target.
    private void connected(WebRequest request) {
        String user = exchanges.proxyUser();
        exchanges.end();
        out.peel(("http-connect " + request.target() + " " + user).strip());
    }

    /// @param length -1: until the connection ends
    private void begin(Direction from, Side side, Head head, long length, Incoming body) {
        side.body = body;
        side.chunked = head.has("transfer-encoding", "chunked");
        side.untilClose = !side.chunked && length < 0;
        if (side.chunked) {
            side.next = Next.CHUNK_SIZE;
        } else if (length == 0) {
            bodyOver(side);
        } else {
            side.next = Next.BODY;
            out.body(from, length < 0 ? Long.MAX_VALUE : length);
        }
    }

    private void chunk(Direction from, Side side, Cursor in) {
        long size = 0;
        int digits = 0;
        for (int c; digits < 15 && (c = Character.digit(in.peek(digits), 16)) >= 0; digits++) size = size << 4 | c;
        if (digits == 0) {
            out.anomaly("malformed-chunk", "a chunk's size is no number");
            bodyOver(side);
        } else if (size == 0) {
            side.next = Next.TRAILER;
        } else {
            side.next = Next.BODY;
            out.body(from, size);
        }
    }

    @Override
    public void body(Direction from, Cursor piece) {
        Side side = side(from);
        if (side.body != null) side.body.piece(piece);
    }

    @Override
    public void bodyGap(Direction from, long bytes) {
        Side side = side(from);
        if (side.body != null) side.body.gap(bytes);
    }

    @Override
    public void bodyEnd(Direction from) {
        Side side = side(from);
        if (side.chunked) side.next = Next.CHUNK_END;
        else bodyOver(side);
    }

    private void bodyOver(Side side) {
        endBody(side, true);
        side.next = Next.HEAD;
        side.chunked = false;
    }

    private static void endBody(Side side, boolean whole) {
        Incoming body = side.body;
        side.body = null;
        if (body != null) body.end(whole);
    }

    @Override
    public void gap(Direction from, long bytes) {
        waiting.clear();
        Side side = side(from);
        endBody(side, false);
        side.next = Next.HEAD;
        exchanges.gap(from);
    }

    @Override
    public void end() {
        endBody(client, false);
        endBody(server, server.untilClose);
        exchanges.end();
    }
}
