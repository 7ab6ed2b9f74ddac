package earshot.dissect.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// A body being put together because it must be decoded as a whole. Bounded: what is longer is not decoded.
final class Body {
    /// As sent, and decoded.
    static final int MOST = 1 << 20, MOST_DECODED = 8 << 20;

    private final String coding;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean incomplete;

    /// @param coding of the Content-Encoding field: gzip or deflate
    Body(String coding) {
        this.coding = coding.toLowerCase(Locale.ROOT);
    }

    void add(byte[] from, int offset, int length) {
        if (bytes.size() + length > MOST) incomplete = true;
        if (!incomplete) bytes.write(from, offset, length);
    }

    void gap() {
        incomplete = true;
    }

    int size() {
        return bytes.size();
    }

    /// The decoded body; what could be decoded where it is damaged; empty where it is too long or has a gap.
    byte[] decoded() {
        if (incomplete) return new byte[0];
        byte[] all = bytes.toByteArray();
        try (InputStream in = decoder(all)) {
            return upTo(in);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private InputStream decoder(byte[] all) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(all);
        if (coding.contains("gzip")) return new GZIPInputStream(in);
        // "deflate" means zlib, and some senders leave its two bytes out.
        boolean zlib = all.length > 1 && (all[0] & 15) == 8 && ((all[0] & 255) << 8 | all[1] & 255) % 31 == 0;
        return new InflaterInputStream(in, new Inflater(!zlib));
    }

    private static byte[] upTo(InputStream in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[8192];
        try {
            for (int n; out.size() < MOST_DECODED && (n = in.read(piece)) > 0; ) out.write(piece, 0, n);
        } catch (IOException e) {
            // What came before the damage stands.
        }
        return out.toByteArray();
    }

    /// Whether the coding is one that [#decoded] can undo.
    static boolean decodes(String coding) {
        String one = coding.toLowerCase(Locale.ROOT);
        return one.equals("gzip") || one.equals("x-gzip") || one.equals("deflate");
    }
}
