package earshot.dissect.sip.msrp;

import earshot.auth.Authorization;
import earshot.auth.SipDigest;
import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Direction;
import java.nio.charset.StandardCharsets;

/// One MSRP connection; it may carry several sessions.
final class MsrpFlow implements Dissection {
    private static final int LONGEST_HEAD = 16 * 1024;
    private static final String HYPHENS = "\r\n-------";
    /// The end line's flag and its line end.
    private static final int AFTER_ID = 3;

    /// One direction.
    private static final class Side {
        /// The chunk whose body is being read; null between messages.
        Chunk chunk;
        /// What its bytes belong to; null where they are passed by.
        Incoming incoming;
        /// The end line, from the line end before it to its transaction's id.
        byte[] end;
        long read;
        /// Bytes that wait for more: a gap takes them with it.
        int held;
    }

    private final Out out;
    private final Side client = new Side(), server = new Side();
    private final Messages messages;

    /// @param file what is sent here by agreement; null where that is not known
    MsrpFlow(Out out, Offered file) {
        this.out = out;
        this.messages = new Messages(out, file);
        out.service("sip-simple");
    }

    private Side side(Direction from) {
        return from == Direction.CLIENT ? client : server;
    }

    @Override
    public int frame(Direction from, Cursor in) {
        Side side = side(from);
        if (side.chunk != null) return bodyPiece(side, in);
        if (in.peek(0) == '\r' || in.peek(0) == '\n') return 1;
        return switch (Msrp.begins(in, 0)) {
            case NO, REVERSED -> LOST;
            case MORE -> MORE;
            case YES -> head(in);
        };
    }

    /// To the empty line, or to the end line where there is no body.
    private static int head(Cursor in) {
        for (int line = in.indexOf('\n', 0) + 1; line > 0; line = in.indexOf('\n', line) + 1) {
            if (line > LONGEST_HEAD) return LOST;
            int end = in.indexOf('\n', line);
            if (end < 0) break;
            if (end == line || end == line + 1 && in.peek(line) == '\r') return end + 1;
            if (in.startsWith(line, "-------")) return end + 1;
        }
        return in.remaining() > LONGEST_HEAD ? LOST : MORE;
    }

    /// As much of the body as surely is one, or the end line.
    private static int bodyPiece(Side side, Cursor in) {
        byte[] end = side.end;
        // Behind an empty body the end line may stand without the line end before it.
        int from = side.read == 0 && in.peek(0) == '-' && matchesSoFar(in, 0, end, 2) ? 2 : 0;
        int at = from == 2 ? 0 : find(in, end);
        if (at > 0) return at;
        int whole = end.length - from + AFTER_ID;
        if (in.remaining() < whole) {
            side.held = in.remaining();
            return MORE;
        }
        int flag = in.peek(end.length - from);
        boolean ends = (flag == '$' || flag == '+' || flag == '#') && in.peek(end.length - from + 1) == '\r';
        return ends ? whole : 2;
    }

    /// Where the end line begins, or may begin, or else the end of what is there.
    private static int find(Cursor in, byte[] end) {
        for (int at = in.indexOf('\r', 0); at >= 0; at = in.indexOf('\r', at + 1)) {
            boolean whole = at + end.length <= in.remaining();
            if (whole ? matches(in, at, end, 0) : matchesSoFar(in, at, end, 0)) return at;
        }
        return in.remaining();
    }

    private static boolean matches(Cursor in, int at, byte[] end, int from) {
        for (int i = from; i < end.length; i++) if (in.peek(at + i - from) != (end[i] & 0xff)) return false;
        return true;
    }

    /// As [#matches], as far as there are bytes.
    private static boolean matchesSoFar(Cursor in, int at, byte[] end, int from) {
        for (int i = from; i < end.length && in.peek(at + i - from) >= 0; i++)
            if (in.peek(at + i - from) != (end[i] & 0xff)) return false;
        return true;
    }

    @Override
    public void message(Direction from, Cursor in) {
        Side side = side(from);
        side.held = 0;
        if (side.chunk != null) {
            if (isEnd(side, in)) over(from, side, in.peek(in.remaining() - AFTER_ID));
            else piece(side, in);
            return;
        }
        if (in.remaining() <= 1) return;
        boolean bodiless = endsWithEndLine(in);
        Chunk chunk = Chunk.read(in);
        if (chunk == null) {
            out.anomaly("malformed-msrp", "the first line is neither a request nor an answer");
            return;
        }
        out.confirm("signature:msrp", Confidence.CERTAIN, false);
        if (chunk.method().equals("AUTH")) authorized(from, chunk);
        if (bodiless) return;
        side.chunk = chunk;
        side.end = (HYPHENS + chunk.id()).getBytes(StandardCharsets.UTF_8);
        side.read = 0;
        side.incoming = chunk.method().equals("SEND") ? messages.begin(from, chunk) : null;
    }

    private static boolean endsWithEndLine(Cursor in) {
        int last = 0;
        for (int line = in.indexOf('\n', 0); line >= 0; line = in.indexOf('\n', line + 1))
            if (line + 1 < in.remaining()) last = line + 1;
        return in.startsWith(last, "-------");
    }

    private static boolean isEnd(Side side, Cursor in) {
        byte[] end = side.end;
        int n = in.remaining();
        if (n == end.length + AFTER_ID && matches(in, 0, end, 0)) return true;
        return side.read == 0 && n == end.length - 2 + AFTER_ID && matches(in, 0, end, 2);
    }

    private void piece(Side side, Cursor in) {
        side.read += in.remaining();
        if (side.incoming != null) messages.add(side.incoming, in);
    }

    private void over(Direction from, Side side, int flag) {
        if (side.incoming != null) messages.over(from, side.incoming, flag);
        side.chunk = null;
        side.incoming = null;
    }

    /// Towards a relay (RFC 4976 section 5.1).
    private void authorized(Direction from, Chunk chunk) {
        String stated = chunk.fields().field("authorization");
        if (stated.isEmpty()) return;
        String server = out.flow().endpoint(from.other()).address().toString();
        String client = out.flow().endpoint(from).address().toString();
        SipDigest digest = SipDigest.read(Authorization.read(stated), "AUTH", server, client);
        if (digest == null) return;
        Account account = digest.user().isEmpty() ? messages.sender(from, chunk) : Account.of(digest.user());
        out.emit(new Credential(
                out.seen(), account, Credential.Form.DIGEST, digest.notation(), "MSRP Digest", digest.hashcat()));
    }

    @Override
    public int heldBytes() {
        return messages.heldBytes();
    }

    @Override
    public int longestMessage() {
        return 64 * 1024;
    }

    @Override
    public void gap(Direction from, long bytes) {
        Side side = side(from);
        Chunk chunk = side.chunk;
        long missing = bytes + side.held;
        side.held = 0;
        boolean stated = chunk != null && side.incoming != null && chunk.end() >= 0 && bytes > 0;
        if (stated && chunk.start() + side.read + missing <= chunk.end()) {
            side.read += missing;
            messages.skip(side.incoming, missing);
            return;
        }
        if (side.incoming != null) messages.unfinished(side.incoming);
        side.chunk = null;
        side.incoming = null;
    }

    @Override
    public int resync(Direction from, Cursor in) {
        // The gap was inside a body that goes on.
        if (side(from).chunk != null) return 0;
        for (int n = 0; n < in.remaining(); n++) {
            if (in.peek(n) != 'M') continue;
            switch (Msrp.begins(in, n)) {
                case YES -> {
                    return n;
                }
                case MORE -> {
                    return ~n;
                }
                default -> {}
            }
        }
        return ~in.remaining();
    }

    @Override
    public void end() {
        messages.end();
    }
}
