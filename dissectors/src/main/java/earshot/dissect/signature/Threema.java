package earshot.dissect.signature;

import earshot.bytes.Cursor;
import earshot.dissect.Opening;
import earshot.flow.Direction;

/// Threema's chat server protocol: the client's key and cookie (48 bytes), the server's hello (80), the login (191, in
/// older versions 144), its acknowledgement (32); from then on each side sends frames with a 16-bit little-endian
/// length. All else is encrypted: the turns of the conversation and the frames after it are the proof.
final class Threema implements StreamSignature {
    private static final int HELLO = 48, ANSWER = 80, LOGIN = 191, OLDER_LOGIN = 144, ACKNOWLEDGED = 32;
    /// A frame holds at least a type and an authenticator.
    private static final int SHORTEST = 20, LONGEST = 8192;

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return true;
    }

    @Override
    public Sign of(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        int sent = client.remaining(), answered = server.remaining();
        if (!opening.fromStart() || sent == 0 && answered > 0) return Sign.NO;
        // Each side waits for the other until the client has logged in.
        if (answered == 0) return sent <= HELLO ? Sign.MORE : Sign.NO;
        if (sent < HELLO || answered < ANSWER && sent > HELLO) return Sign.NO;
        if (text(client) || text(server) || client.peek(0) == 0x16 && client.peek(1) == 3) return Sign.NO;
        if (answered <= ANSWER + ACKNOWLEDGED) return sent <= HELLO + LOGIN + LONGEST ? Sign.MORE : Sign.NO;
        if (sent < HELLO + OLDER_LOGIN) return Sign.NO;
        Sign frames = frames(server, ANSWER + ACKNOWLEDGED);
        if (!frames.no() && (follows(client, HELLO + LOGIN) || follows(client, HELLO + OLDER_LOGIN))) {
            return frames;
        }
        return Sign.NO;
    }

    /// Bytes as random as these are no text.
    private static boolean text(Cursor in) {
        for (int i = 0; i < 16; i++) {
            int c = in.peek(i);
            if (c < 0 || c >= 0x7f || c < ' ' && c != '\r' && c != '\n') return false;
        }
        return true;
    }

    /// Whether the client's login ends there: nothing or a frame follows.
    private static boolean follows(Cursor client, int end) {
        return client.remaining() == end
                || client.remaining() > end && !frames(client, end).no();
    }

    /// Found where at least one whole frame begins there, and no other follows that cannot be one.
    private static Sign frames(Cursor in, int at) {
        boolean whole = false;
        while (in.remaining() >= at + 2) {
            int length = Bits.u16le(in, at);
            if (length < SHORTEST || length > LONGEST) return Sign.NO;
            at += 2 + length;
            if (in.remaining() < at) break;
            whole = true;
        }
        return whole ? Sign.certain("threema", "threema") : Sign.MORE;
    }
}
