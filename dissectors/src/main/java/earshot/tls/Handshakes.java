package earshot.tls;

import earshot.bytes.Cursor;
import java.util.Arrays;

/// Puts the handshake messages of one direction together from the pieces that records carry, however they were cut:
/// a message over many records, many messages in one.
///
///     handshakes.add(fragment);
///     for (Cursor body; (body = handshakes.next()) != null; ) switch (handshakes.type()) { … }
///
/// Holds at most [#MOST] bytes, between calls only the message that is not whole yet.
public final class Handshakes {
    public static final int HELLO_REQUEST = 0, CLIENT_HELLO = 1, SERVER_HELLO = 2, NEW_SESSION_TICKET = 4;
    public static final int END_OF_EARLY_DATA = 5, ENCRYPTED_EXTENSIONS = 8, CERTIFICATE = 11;
    public static final int CLIENT_KEY_EXCHANGE = 16, FINISHED = 20, KEY_UPDATE = 24;

    /// The longest message; chains of certificates have some ten thousand bytes.
    public static final int MOST = 128 * 1024;

    private static final byte[] NOTHING = {};

    private byte[] held = NOTHING;
    private int start, end;
    private int type;
    private boolean broken;

    /// The next bytes of the direction's handshake.
    public void add(Cursor fragment) {
        int length = fragment.remaining();
        if (broken || length == 0) return;
        if (start == end) start = end = 0;
        if (end + length > held.length) {
            held = Arrays.copyOfRange(held, start, Math.max(start + 512, end + Math.max(length, end - start)));
            end -= start;
            start = 0;
        }
        System.arraycopy(fragment.array(), fragment.position(), held, end, length);
        end += length;
    }

    /// The body of the next whole message, lent until the next [#add]; null where none is whole.
    public Cursor next() {
        int there = end - start;
        if (broken || there < 4) return null;
        int length = (held[start + 1] & 0xff) << 16 | (held[start + 2] & 0xff) << 8 | held[start + 3] & 0xff;
        if (length > MOST) {
            broken = true;
            held = NOTHING;
            start = end = 0;
            return null;
        }
        if (there < 4 + length) return null;
        type = held[start] & 0xff;
        start += 4 + length;
        return new Cursor(held, start - length, length);
    }

    /// Of the message that [#next] gave last.
    public int type() {
        return type;
    }

    /// The message that [#next] gave last, with its header, as transcripts hash it.
    public byte[] whole(Cursor body) {
        return Arrays.copyOfRange(body.array(), body.position() - 4, body.position() + body.remaining());
    }

    /// A message claims to be longer than any is: nothing more comes of this direction.
    public boolean broken() {
        return broken;
    }

    /// Whether a part of a message waits for its end.
    public boolean unfinished() {
        return end > start;
    }

    public int heldBytes() {
        return held.length;
    }

    /// Forgets what is held: bytes were lost.
    public void clear() {
        held = NOTHING;
        start = end = 0;
    }
}
