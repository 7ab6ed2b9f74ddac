package earshot.dissect.http;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Credential;
import earshot.flow.Direction;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;

/// The reading of one HTTP connection.
final class HttpFlow implements Dissection {
    /// Requests without answer that are remembered.
    private static final int MOST_WAITING = 64;
    /// First bytes of a body that decide whether it is a stream of its own.
    private static final int BEGINNING = 1024;
    private static final String HTTP_BIND = "http://jabber.org/protocol/httpbind";

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
        /// The head of the body at hand.
        Head head;
        /// Whether the body at hand goes on as chunks.
        boolean chunked;
        /// The body at hand goes to the tunnel; it is passed by; or it is not known yet, and begins with these bytes.
        boolean tunnelled, passedBy;
        final ByteArrayOutputStream beginning = new ByteArrayOutputStream(0);
        /// The body at hand, where it must be decoded first.
        Body encoded;
    }

    private final Out out;
    private final Side client = new Side(), server = new Side();
    private final Deque<Head> waiting = new ArrayDeque<>();
    private Out.Inner tunnel;

    HttpFlow(Out out) {
        this.out = out;
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
        return (client.encoded == null ? 0 : client.encoded.size())
                + (server.encoded == null ? 0 : server.encoded.size());
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
                if (in.peek(0) == '\r' || in.peek(0) == '\n') bodyOver(side, from);
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
        side.head = head;
        if (head.isAnswer()) answer(from, side, head);
        else request(from, side, head);
    }

    private void request(Direction from, Side side, Head head) {
        if (waiting.size() == MOST_WAITING) waiting.removeFirst();
        waiting.add(head);
        long length = head.contentLength();
        boolean chunked = head.has("transfer-encoding", "chunked");
        if (!chunked && length <= 0) return;
        begin(from, side, chunked, length);
    }

    private void answer(Direction from, Side side, Head head) {
        int status = head.status();
        // Interim answers (RFC 9110 section 15.2) leave the request waiting, but for the change of protocol.
        if (status >= 100 && status < 200 && status != 101) return;
        Head request = waiting.pollFirst();
        if (request != null && request.method().equals("CONNECT")) {
            if (status / 100 == 2) {
                connected(request);
                return;
            }
        } else if (status == 101) {
            if (head.has("upgrade", "websocket")) {
                String extensions = head.field("sec-websocket-extensions", "");
                out.handOver("websocket", next -> new WebSocket(next, extensions));
            }
            return;
        }
        boolean none = status == 204
                || status == 304
                || request != null && request.method().equals("HEAD");
        if (none) return;
        boolean chunked = head.has("transfer-encoding", "chunked");
        long length = head.contentLength();
        if (length == 0 && !chunked) return;
        begin(from, side, chunked, length < 0 ? Long.MAX_VALUE : length);
    }

    /// A proxy has connected its client to the target.
    private void connected(Head request) {
        String via = "http-connect " + request.target();
        String proof = request.field("proxy-authorization", "");
        if (proof.regionMatches(true, 0, "Basic ", 0, 6)) {
            String login = basic(proof.substring(6).strip());
            int colon = login.indexOf(':');
            if (colon > 0) {
                String user = login.substring(0, colon);
                out.emit(new Credential(
                        out.seen(),
                        Account.of(user),
                        Credential.Form.REVERSIBLE,
                        login.substring(colon + 1),
                        "HTTP Basic (proxy)",
                        0));
                via += " " + user;
            }
        }
        out.peel(via);
    }

    private static String basic(String encoded) {
        try {
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private void begin(Direction from, Side side, boolean chunked, long length) {
        side.chunked = chunked;
        side.tunnelled = side.passedBy = false;
        side.beginning.reset();
        String coding = side.head.field("content-encoding", "");
        side.encoded = Body.decodes(coding) && tunnel != null ? new Body(coding) : null;
        if (chunked) {
            side.next = Next.CHUNK_SIZE;
        } else {
            side.next = Next.BODY;
            out.body(from, length);
        }
    }

    private void chunk(Direction from, Side side, Cursor in) {
        long size = 0;
        int digits = 0;
        for (int c; digits < 15 && (c = Character.digit(in.peek(digits), 16)) >= 0; digits++) size = size << 4 | c;
        if (digits == 0) {
            out.anomaly("malformed-chunk", "a chunk's size is no number");
            bodyOver(side, from);
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
        if (side.passedBy) return;
        if (side.encoded != null) side.encoded.add(piece.array(), piece.position(), piece.remaining());
        else if (side.tunnelled) tunnel.data(from, piece.array(), piece.position(), piece.remaining());
        else decide(from, side, piece);
    }

    /// Whether the body is part of a stream of its own, by its first tag, however small the pieces are in which that
    /// comes.
    private void decide(Direction from, Side side, Cursor piece) {
        side.beginning.write(piece.array(), piece.position(), piece.remaining());
        String begin = side.beginning.toString(StandardCharsets.ISO_8859_1).stripLeading();
        if (begin.length() > BEGINNING) begin = begin.substring(0, BEGINNING);
        boolean body = begin.startsWith("<body");
        if (body && (tunnel != null || begin.contains(HTTP_BIND))) {
            side.tunnelled = true;
            if (tunnel == null) tunnel = out.inner("http", "", null);
            byte[] held = side.beginning.toByteArray();
            tunnel.data(from, held, 0, held.length);
        } else if (begin.length() == BEGINNING || !body && !"<body".startsWith(begin)) {
            side.passedBy = true;
        }
    }

    @Override
    public void bodyGap(Direction from, long bytes) {
        Side side = side(from);
        if (side.encoded != null) side.encoded.gap();
        else if (side.tunnelled) tunnel.gap(from, bytes);
    }

    @Override
    public void bodyEnd(Direction from) {
        Side side = side(from);
        if (side.chunked) side.next = Next.CHUNK_END;
        else bodyOver(side, from);
    }

    private void bodyOver(Side side, Direction from) {
        if (side.encoded != null) {
            byte[] decoded = side.encoded.decoded();
            if (decoded.length > 0 && decoded[0] == '<') tunnel.data(from, decoded, 0, decoded.length);
        }
        side.encoded = null;
        side.next = Next.HEAD;
        side.chunked = false;
    }

    @Override
    public void gap(Direction from, long bytes) {
        waiting.clear();
        Side side = side(from);
        side.encoded = null;
        side.next = Next.HEAD;
        if (tunnel != null) tunnel.gap(from, 0);
    }

    @Override
    public void end() {
        if (tunnel != null) tunnel.end();
    }
}
