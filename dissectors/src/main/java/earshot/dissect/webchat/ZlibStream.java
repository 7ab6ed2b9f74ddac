package earshot.dissect.webchat;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Messages that are one zlib stream together; each ends with an empty block (`00 00 FF FF`). Once damaged, nothing
/// of it can be read any more.
final class ZlibStream {
    private static final int MOST_HELD = 4 << 20;
    private static final int MOST = 16 << 20;

    private final Inflater inflater = new Inflater();
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean lost;

    /// @return the message that ends here; empty where it goes on, or nothing can be read
    byte[] next(byte[] piece) {
        if (lost || held.size() + piece.length > MOST_HELD) {
            lost = true;
            return new byte[0];
        }
        held.writeBytes(piece);
        int n = piece.length;
        boolean ends = n >= 4 && piece[n - 4] == 0 && piece[n - 3] == 0 && piece[n - 2] == -1 && piece[n - 1] == -1;
        if (!ends) return new byte[0];
        byte[] all = held.toByteArray();
        held.reset();
        return inflated(all);
    }

    /// A message packed by itself.
    static byte[] alone(byte[] message) {
        ZlibStream one = new ZlibStream();
        try {
            return one.inflated(message);
        } finally {
            one.end();
        }
    }

    private byte[] inflated(byte[] all) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(4 * all.length);
        byte[] piece = new byte[16 * 1024];
        inflater.setInput(all);
        try {
            for (int n; (n = inflater.inflate(piece)) > 0; ) {
                whole.write(piece, 0, n);
                if (whole.size() > MOST) throw new DataFormatException("more than " + MOST + " bytes");
            }
        } catch (DataFormatException e) {
            lost = true;
            return new byte[0];
        }
        return whole.toByteArray();
    }

    boolean lost() {
        return lost;
    }

    int heldBytes() {
        return held.size() + 48 * 1024;
    }

    void end() {
        inflater.end();
    }
}
