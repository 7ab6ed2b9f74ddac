package earshot.dissect.http;

import earshot.dissect.Out;
import earshot.web.WebBody;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import org.brotli.dec.BrotliInputStream;

/// Content codings (RFC 9110 section 8.4.1), undone on the way to who wants the body.
final class Coding {
    private Coding() {}

    /// @param coding the field Content-Encoding
    /// @return null where the coding cannot be undone
    static WebBody undo(String coding, WebBody to, Out out) {
        return switch (coding.toLowerCase(Locale.ROOT)) {
            case "", "identity" -> to;
            case "gzip", "x-gzip" -> new Inflating(to, true, out);
            case "deflate" -> new Inflating(to, false, out);
            case "br" -> brotli(to, out);
            case "zstd", "compress", "x-compress", "dcb", "dcz" -> {
                out.anomaly("unread-content-coding", coding);
                yield null;
            }
            // No coding of that name: libpurple puts the type here, others the charset.
            default -> to;
        };
    }

    /// Brotli (RFC 7932) is decoded as a whole: its library reads from a stream.
    private static WebBody brotli(WebBody to, Out out) {
        return new WebBody() {
            private final ByteArrayOutputStream held = new ByteArrayOutputStream();
            private boolean lost;

            @Override
            public void data(byte[] bytes, int offset, int length) {
                if (lost || held.size() + length > MOST) gap(0);
                else held.write(bytes, offset, length);
            }

            @Override
            public void gap(long bytes) {
                lost = true;
                held.reset();
                to.gap(0);
            }

            @Override
            public void end(boolean whole) {
                to.end(!lost && whole && decoded());
                held.reset();
            }

            private boolean decoded() {
                byte[] piece = new byte[8192];
                try (BrotliInputStream in = new BrotliInputStream(new ByteArrayInputStream(held.toByteArray()))) {
                    long all = 0;
                    for (int n; (n = in.read(piece)) > 0; ) {
                        if ((all += n) > Inflating.MOST)
                            throw new IOException("more than " + Inflating.MOST + " bytes");
                        to.data(piece, 0, n);
                    }
                    return true;
                } catch (IOException | IllegalStateException e) {
                    out.anomaly("bad-content-coding", "br: " + e.getMessage());
                    return false;
                }
            }

            @Override
            public int heldBytes() {
                return held.size() + to.heldBytes();
            }
        };
    }
}
