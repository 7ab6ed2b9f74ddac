package earshot.dissect.http;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.dissect.http.Exchanges.Exchange;
import earshot.flow.Direction;
import earshot.web.WebAnswer;
import earshot.web.WebFields;
import earshot.web.WebReader;
import earshot.web.WebRequest;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The reading of one HTTP/2 connection (RFC 9113).
final class Http2Flow implements Dissection {
    /// Streams that are remembered; of more, the oldest are forgotten.
    private static final int MOST_STREAMS = 256;
    /// Longer frames must be agreed on, and nobody is known to do so.
    private static final int LONGEST = 1 << 20;
    private static final int LONGEST_BLOCK = 256 * 1024;
    private static final int HEADER = 9;

    private static final int DATA = 0,
            HEADERS = 1,
            RST_STREAM = 3,
            PUSH_PROMISE = 5,
            CONTINUATION = 9,
            LAST_TYPE = 0x10;
    private static final int END_STREAM = 1, END_HEADERS = 4, PADDED = 8, PRIORITY = 0x20;

    /// One exchange.
    private static final class Stream {
        Exchange exchange;
        /// Bodies on their way, by direction; null where nobody wants them.
        final Incoming[] bodies = new Incoming[2];
        /// The exchange has become a connection of its own.
        Out.Inner inner;
        boolean answered;
    }

    /// One direction: its compressed heads.
    private static final class Side {
        final Hpack hpack = new Hpack();
        /// A head that goes on in the next frame, and what its first frame said.
        final ByteArrayOutputStream block = new ByteArrayOutputStream(0);

        int stream, type, flags;
        boolean begun;
    }

    private final Out out;
    private final Exchanges exchanges;
    private final Side client = new Side(), server = new Side();
    private final Map<Integer, Stream> streams = new LinkedHashMap<>();

    Http2Flow(Out out, List<WebReader> readers) {
        this.out = out;
        this.exchanges = new Exchanges(out, readers);
        server.begun = true;
    }

    /// A connection that began as HTTP/1 and changed (RFC 7540 section 3.2): the first request was asked there.
    static Http2Flow upgraded(Out out, List<WebReader> readers, WebRequest first) {
        Http2Flow flow = new Http2Flow(out, readers);
        Stream stream = new Stream();
        stream.exchange = flow.exchanges.begin(first);
        flow.exchanges.requestBody(stream.exchange, "");
        flow.streams.put(1, stream);
        return flow;
    }

    private Side side(Direction from) {
        return from == Direction.CLIENT ? client : server;
    }

    @Override
    public int longestMessage() {
        return LONGEST + HEADER;
    }

    @Override
    public int heldBytes() {
        int held = client.block.size() + server.block.size() + client.hpack.heldBytes() + server.hpack.heldBytes();
        for (Stream stream : streams.values())
            for (Incoming body : stream.bodies) if (body != null) held += body.heldBytes();
        return held + exchanges.heldBytes();
    }

    @Override
    public int frame(Direction from, Cursor in) {
        if (!side(from).begun) {
            int n = Math.min(in.remaining(), Http2.PREFACE.length());
            if (!in.startsWith(Http2.PREFACE.substring(0, n))) return LOST;
            return n == Http2.PREFACE.length() ? n : MORE;
        }
        if (in.remaining() < HEADER) return MORE;
        long length = in.peek32(0) >>> 8;
        return length > LONGEST || in.peek(3) > LAST_TYPE ? LOST : HEADER + (int) length;
    }

    /// Frames have no mark to look for: a direction that lost its place stays lost.
    @Override
    public int resync(Direction from, Cursor in) {
        return ~in.remaining();
    }

    @Override
    public void message(Direction from, Cursor in) {
        Side side = side(from);
        if (!side.begun) {
            side.begun = true;
            return;
        }
        Cursor payload = in.copy();
        payload.skip(HEADER);
        int type = in.peek(3), flags = in.peek(4), id = (int) (in.peek32(5) & 0x7fff_ffff);
        switch (type) {
            case DATA -> data(from, id, flags, unpadded(payload, flags));
            case HEADERS, PUSH_PROMISE -> {
                Cursor block = unpadded(payload, flags);
                if (type == PUSH_PROMISE) block.skip(4);
                else if ((flags & PRIORITY) != 0) block.skip(5);
                side.block.reset();
                side.stream = id;
                side.type = type;
                side.flags = flags;
                block(from, side, flags, block);
            }
            case CONTINUATION -> {
                if (id == side.stream) block(from, side, flags, payload);
            }
            case RST_STREAM -> ended(streams.remove(id), false);
            default -> {}
        }
    }

    private static Cursor unpadded(Cursor payload, int flags) {
        if ((flags & PADDED) == 0) return payload;
        int padding = payload.u8();
        return payload.slice(Math.max(0, payload.remaining() - padding));
    }

    private void block(Direction from, Side side, int flags, Cursor piece) {
        byte[] bytes = piece.rest();
        if (side.block.size() + bytes.length > LONGEST_BLOCK) {
            side.hpack.lose();
            out.anomaly("head-too-long", "a compressed head of more than " + LONGEST_BLOCK + " bytes");
        }
        if (side.hpack.lost()) return;
        side.block.writeBytes(bytes);
        if ((flags & END_HEADERS) == 0) return;
        List<Hpack.Field> fields = side.hpack.read(new Cursor(side.block.toByteArray()));
        side.block.reset();
        if (fields == null) out.anomaly("bad-header-compression", "heads of this side cannot be read from here on");
        else if (side.type == HEADERS) head(from, side, fields);
    }

    private void head(Direction from, Side side, List<Hpack.Field> all) {
        Map<String, String> fields = new HashMap<>();
        for (Hpack.Field field : all) {
            String between = field.name().equals("cookie") ? "; " : ", ";
            fields.merge(field.name(), field.value(), (a, b) -> a + between + b);
        }
        fields.computeIfAbsent("host", _ -> fields.get(":authority"));
        WebFields lookup = name -> fields.getOrDefault(name, "");
        if (fields.containsKey(":method")) request(side.stream, fields, lookup);
        else if (fields.containsKey(":status")) answer(side.stream, fields, lookup);
        // Anything else is a trailer.
        if ((side.flags & END_STREAM) != 0) over(from, side.stream);
    }

    private void request(int id, Map<String, String> fields, WebFields lookup) {
        if (streams.size() >= MOST_STREAMS)
            ended(streams.remove(streams.keySet().iterator().next()), false);
        // What HTTP/1 writes as GET with the field Upgrade (RFC 8441).
        boolean socket = fields.get(":method").equals("CONNECT") && fields.containsKey(":protocol");
        String method = socket ? "GET" : fields.get(":method");
        if (socket) fields.put("upgrade", fields.get(":protocol"));
        String target = fields.getOrDefault(":path", fields.getOrDefault(":authority", ""));
        Stream stream = new Stream();
        stream.exchange = exchanges.begin(new WebRequest(method, target, lookup));
        stream.bodies[0] = exchanges.requestBody(stream.exchange, lookup.field("content-encoding"));
        streams.put(id, stream);
    }

    private void answer(int id, Map<String, String> fields, WebFields lookup) {
        Stream stream = streams.get(id);
        String digits = fields.get(":status");
        if (stream == null || stream.answered || digits.length() != 3 || digits.startsWith("1")) return;
        int status = 0;
        for (int i = 0; i < 3; i++) status = 10 * status + Character.digit(digits.charAt(i), 10);
        stream.answered = true;
        WebRequest request = stream.exchange.request();
        boolean connects = request.method().equals("CONNECT")
                || !request.field(":protocol").isEmpty();
        if (connects && status / 100 == 2) {
            connected(stream, request, lookup);
            return;
        }
        stream.bodies[1] = exchanges.answerBody(stream.exchange, new WebAnswer(status, lookup));
    }

    /// The stream is a tunnel to its target, or a WebSocket (RFC 8441).
    private void connected(Stream stream, WebRequest request, WebFields answer) {
        String protocol = request.field(":protocol");
        if (protocol.isEmpty()) {
            String via = "http-connect " + request.target() + " " + exchanges.proxyUser();
            stream.inner = out.inner(via.strip(), "", null);
        } else if (protocol.equals("websocket")) {
            Exchange exchange = stream.exchange;
            String extensions = answer.field("sec-websocket-extensions");
            stream.inner = out.inner("", "websocket", next -> WebSocket.of(next, exchange, extensions));
        }
    }

    private void data(Direction from, int id, int flags, Cursor payload) {
        Stream stream = streams.get(id);
        if (stream != null && payload.remaining() > 0) {
            Incoming body = stream.bodies[from.ordinal()];
            if (stream.inner != null) stream.inner.data(from, payload.array(), payload.position(), payload.remaining());
            else if (body != null) body.piece(payload);
        }
        if ((flags & END_STREAM) != 0) over(from, id);
    }

    /// This side has said all it has to say on the stream.
    private void over(Direction from, int id) {
        Stream stream = streams.get(id);
        if (stream == null) return;
        end(stream, from, true);
        if (from == Direction.SERVER) ended(streams.remove(id), false);
    }

    private static void end(Stream stream, Direction from, boolean whole) {
        Incoming body = stream.bodies[from.ordinal()];
        stream.bodies[from.ordinal()] = null;
        if (body != null) body.end(whole);
    }

    private static void ended(Stream stream, boolean whole) {
        if (stream == null) return;
        for (Direction from : Direction.values()) end(stream, from, whole);
        if (stream.inner != null) stream.inner.end();
    }

    @Override
    public void gap(Direction from, long bytes) {
        side(from).hpack.lose();
        for (Stream stream : streams.values()) {
            end(stream, from, false);
            if (stream.inner != null) stream.inner.gap(from, 0);
        }
        exchanges.gap(from);
    }

    @Override
    public void end() {
        for (Stream stream : streams.values()) ended(stream, false);
        exchanges.end();
    }
}
