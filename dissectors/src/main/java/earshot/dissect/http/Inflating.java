package earshot.dissect.http;

import earshot.dissect.Out;
import earshot.web.WebBody;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Undoes `gzip` (RFC 1952) and `deflate` (RFC 1950, or RFC 1951 from those who leave its two bytes out), as the
/// bytes come. After damage or a hole nothing more is given.
final class Inflating implements WebBody {
    /// A body that inflates to more is a bomb.
    static final long MOST = 64 << 20;
    /// The longest gzip header with a name and a comment.
    private static final int LONGEST_HEADER = 64 * 1024;
    private static final int MOST_MEMBERS = 1000;
    /// What an inflater takes, about.
    private static final int WINDOW = 48 * 1024;

    private final WebBody to;
    private final boolean gzip;
    private final Out out;
    /// Bytes before the data: a header, or the trailer of the last member and a header.
    private final ByteArrayOutputStream before = new ByteArrayOutputStream(0);

    private Inflater inflater;
    /// Between the members of a gzip body, or behind the end of a deflated one.
    private boolean inTrailer, lost;

    private int members;
    private long given;

    Inflating(WebBody to, boolean gzip, Out out) {
        this.to = to;
        this.gzip = gzip;
        this.out = out;
    }

    @Override
    public void data(byte[] bytes, int offset, int length) {
        byte[] from = bytes;
        int at = offset, end = offset + length;
        while (at < end && !lost) {
            if (inflater == null || inTrailer) {
                before.write(from, at, end - at);
                int begin = begin();
                if (begin < 0) return;
                from = before.toByteArray();
                at = begin;
                end = from.length;
                before.reset();
                inTrailer = false;
                if (inflater == null) inflater = new Inflater(!isZlib(from));
                else inflater.reset();
            }
            at = inflate(from, at, end);
        }
    }

    /// Where the data begins in `before`; -1 where that is not there yet, or nothing more comes.
    private int begin() {
        byte[] all = before.toByteArray();
        if (!gzip) {
            if (inTrailer) before.reset();
            return inTrailer || all.length < 2 ? -1 : 0;
        }
        int from = inTrailer ? 8 : 0;
        if (all.length <= from) return -1;
        int begin = afterGzipHeader(all, from);
        if (begin > 0 && ++members <= MOST_MEMBERS) return begin;
        if (begin == 0 && all.length <= LONGEST_HEADER) return -1;
        // What follows the last member and is none is padding.
        if (inTrailer) before.reset();
        else fail("no gzip header");
        return -1;
    }

    private boolean isZlib(byte[] b) {
        return !gzip && (b[0] & 15) == 8 && ((b[0] & 255) << 8 | b[1] & 255) % 31 == 0;
    }

    /// @return where the data begins, 0 where the header has not ended, negative where it is none
    private static int afterGzipHeader(byte[] b, int from) {
        if (b[from] != 0x1f || b.length > from + 1 && b[from + 1] != (byte) 0x8b) return -1;
        if (b.length < from + 10) return 0;
        int flags = b[from + 3], at = from + 10;
        if ((flags & 4) != 0) {
            if (b.length < at + 2) return 0;
            at += 2 + (b[at] & 255 | (b[at + 1] & 255) << 8);
        }
        for (int field = 8; field <= 16; field *= 2) {
            if ((flags & field) == 0) continue;
            while (at < b.length && b[at] != 0) at++;
            at++;
        }
        if ((flags & 2) != 0) at += 2;
        return at <= b.length ? at : 0;
    }

    /// @return where the first byte stands that is not the stream's any more
    private int inflate(byte[] bytes, int at, int end) {
        inflater.setInput(bytes, at, end - at);
        byte[] piece = new byte[8192];
        try {
            for (int n; !lost && (n = inflater.inflate(piece)) > 0; ) {
                given += n;
                if (given > MOST) fail("a body of more than " + MOST + " bytes");
                else to.data(piece, 0, n);
            }
            if (!lost && inflater.needsDictionary()) fail("a preset dictionary");
        } catch (DataFormatException e) {
            fail(e.getMessage());
        }
        if (lost) return end;
        inTrailer = inflater.finished();
        return inTrailer ? end - inflater.getRemaining() : end;
    }

    private void fail(String why) {
        out.anomaly("bad-content-coding", (gzip ? "gzip: " : "deflate: ") + why);
        gap(0);
    }

    @Override
    public void gap(long bytes) {
        if (lost) return;
        lost = true;
        before.reset();
        to.gap(0);
    }

    @Override
    public void end(boolean whole) {
        boolean finished = inflater != null && (inTrailer || inflater.finished());
        if (inflater != null) inflater.end();
        inflater = null;
        // Some senders leave the end of the last block out: what came before it stands.
        to.end(whole && !lost && (finished || given > 0));
        lost = true;
    }

    @Override
    public int heldBytes() {
        return before.size() + (inflater == null ? 0 : WINDOW) + to.heldBytes();
    }
}
