package earshot.dissect.http;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.dissect.http.Exchanges.Exchange;
import earshot.event.Proof;
import earshot.flow.Direction;
import earshot.web.WebMessages;
import earshot.web.WebReader;
import earshot.web.WebRequest;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The frames of a WebSocket connection (RFC 6455): unmasked, put together from fragments, inflated where both
/// sides agreed to
/// (RFC 7692), and handed on as an inner connection that is recognised by content.
final class WebSocket implements Dissection {
    /// Longer frames and messages are passed by.
    private static final int LONGEST = 4 << 20;

    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};
    private static final byte[] NONE = {};
    private static final byte[] LINE_END = {'\r', '\n'};

    /// One direction.
    private static final class Side {
        byte[] message = NONE;
        boolean text, compressed, lost;
        Inflater inflater;
        /// The frames of the message at hand.
        Proof proof;
    }

    private final Out out;
    /// Who takes whole messages, or else the stream that they are together.
    private final WebMessages messages;

    private final Out.Inner inner;
    private final boolean deflate, clientForgets, serverForgets, irc;
    private final Side client = new Side(), server = new Side();
    private boolean over;

    /// @param extensions of the server's answer
    /// @param messages null: the messages are one stream, recognised by content
    /// @param irc whether it was agreed that each message is a line of IRC, text or not
    private WebSocket(Out out, String extensions, WebMessages messages, boolean irc) {
        this.irc = irc;
        this.out = out;
        this.messages = messages;
        this.inner = messages == null ? out.inner("websocket", "", null) : null;
        this.deflate = extensions.contains("permessage-deflate");
        this.clientForgets = extensions.contains("client_no_context_takeover");
        this.serverForgets = extensions.contains("server_no_context_takeover");
    }

    /// The WebSocket that an exchange has become.
    static WebSocket of(Out out, Exchange exchange, String extensions) {
        WebReader reader = exchange.reader();
        WebMessages messages = reader == null ? null : reader.socket(exchange.request(), out.part("", reader.name()));
        WebRequest request = exchange.request();
        boolean irc = request != null && request.field("sec-websocket-protocol").contains("ircv3.net");
        return new WebSocket(out, extensions, messages, irc);
    }

    @Override
    public int longestMessage() {
        return LONGEST;
    }

    @Override
    public int heldBytes() {
        int held = messages == null ? 0 : messages.heldBytes();
        return held + client.message.length + server.message.length;
    }

    @Override
    public int frame(Direction from, Cursor in) {
        if (in.remaining() < 2) return MORE;
        int opcode = in.peek(0) & 15;
        boolean masked = (in.peek(1) & 0x80) != 0;
        // Reserved bits but the one for compression, reserved opcodes, long or fragmented control frames.
        boolean valid = (in.peek(0) & 0x30) == 0 && (opcode <= 2 || opcode >= 8 && opcode <= 10);
        if (!valid || opcode >= 8 && ((in.peek(1) & 0x7f) > 125 || (in.peek(0) & 0x80) == 0)) return LOST;
        long length = in.peek(1) & 0x7f;
        int header = 2;
        if (length == 126) {
            if (in.remaining() < 4) return MORE;
            length = in.peek16(2);
            header = 4;
        } else if (length == 127) {
            if (in.remaining() < 10) return MORE;
            if (in.peek32(2) != 0) return LOST;
            length = in.peek32(6);
            header = 10;
        }
        long whole = header + (masked ? 4 : 0) + length;
        return whole > LONGEST ? LOST : (int) whole;
    }

    @Override
    public int resync(Direction from, Cursor in) {
        // Frames have no mark to look for: a direction that lost its place stays lost.
        return ~in.remaining();
    }

    @Override
    public void message(Direction from, Cursor in) {
        Side side = from == Direction.CLIENT ? client : server;
        int first = in.u8();
        int second = in.u8();
        int length = second & 0x7f;
        if (length == 126) length = in.u16();
        else if (length == 127) length = (int) in.i64();
        byte[] mask = (second & 0x80) != 0 ? in.take(4) : NONE;
        byte[] payload = in.take(length);
        if (in.truncated()) return;
        if (mask.length == 4) for (int i = 0; i < payload.length; i++) payload[i] ^= mask[i & 3];
        int opcode = first & 15;
        if (opcode >= 8) {
            if (opcode == 8) over();
            return;
        }
        if (opcode != 0) {
            side.message = NONE;
            side.text = opcode == 1;
            side.compressed = (first & 0x40) != 0;
            side.lost = false;
            side.proof = new Proof();
        }
        if (side.proof != null) side.proof.add(out.seen().frames());
        if (side.lost) return;
        if (side.message.length + payload.length > LONGEST) {
            out.anomaly("message-too-long", "a WebSocket message of more than " + LONGEST + " bytes");
            side.lost = true;
            side.message = NONE;
            return;
        }
        side.message = side.message.length == 0 ? payload : joined(side.message, payload);
        if ((first & 0x80) == 0) return;
        byte[] whole = side.compressed ? inflated(from, side) : side.message;
        side.message = NONE;
        if (side.proof != null) out.proven(side.proof.frames());
        if (whole.length == 0) return;
        if (messages != null) messages.message(from, side.text, whole);
        else inner(from, side.text, whole);
    }

    private void inner(Direction from, boolean text, byte[] whole) {
        inner.data(from, whole, 0, whole.length);
        // A line of text protocols needs its end; IRC has one in a message, and its gateways do not always say so.
        boolean ended = whole[whole.length - 1] == '\n';
        if (!ended && (irc || text && isLine(whole))) inner.data(from, LINE_END, 0, LINE_END.length);
    }

    /// A word or a mark that lines of IRC begin with, and no other line in it.
    private static boolean isLine(byte[] message) {
        int first = message[0];
        if (first != ':' && first != '@' && (first < 'A' || first > 'Z') && (first < '0' || first > '9')) return false;
        for (byte b : message) if (b == '\n' || b == 0) return false;
        return true;
    }

    private void over() {
        if (messages != null && !over) messages.end();
        else if (inner != null) inner.end();
        over = true;
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    private byte[] inflated(Direction from, Side side) {
        boolean forgets = from == Direction.CLIENT ? clientForgets : serverForgets;
        if (!deflate) {
            out.anomaly("unexpected-compression", "a compressed frame that was not agreed on");
            return NONE;
        }
        if (side.inflater == null || forgets) {
            if (side.inflater != null) side.inflater.end();
            side.inflater = new Inflater(true);
        }
        side.inflater.setInput(joined(side.message, TAIL));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        byte[] piece = new byte[16 * 1024];
        try {
            for (int n; (n = side.inflater.inflate(piece)) > 0; ) {
                if (whole.size() < LONGEST) whole.write(piece, 0, n);
            }
            if (whole.size() >= LONGEST) {
                out.anomaly("message-too-long", "a WebSocket message that inflates to " + LONGEST + " bytes and more");
                return NONE;
            }
        } catch (DataFormatException e) {
            out.anomaly("bad-compression", "a WebSocket message cannot be inflated");
            return NONE;
        }
        return whole.toByteArray();
    }

    @Override
    public void gap(Direction from, long bytes) {
        Side side = from == Direction.CLIENT ? client : server;
        side.message = NONE;
        side.lost = true;
        if (messages != null) messages.gap(from);
        else inner.gap(from, bytes);
    }

    @Override
    public void end() {
        over();
        for (Side side : new Side[] {client, server}) if (side.inflater != null) side.inflater.end();
    }
}
