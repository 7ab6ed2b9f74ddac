package earshot.capture.file;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Unpacks gzip (RFC 1952), any number of members one after the other.
///
/// After damage inside a member nothing more can be unpacked of it; what it gave until then was given.
/// Bytes given just before damage was noticed may already be wrong: deflate has no check of its own before
/// the member's end.
final class Gzip implements Feed {
    private static final int HEADER_CHECK = 2, EXTRA = 4, NAME = 8, COMMENT = 16, RESERVED = 0xe0;

    private final Stored stored;
    private final byte[] packed = new byte[64 * 1024];
    private int at, end;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 check = new CRC32();
    private long unpacked;
    private boolean inside, over;
    private String trouble;

    Gzip(Stored stored) {
        this.stored = stored;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        int had = 0;
        while (had < length && !over) {
            if (!inside && !header()) break;
            long before = inflater.getBytesWritten();
            try {
                if (inflater.needsInput()) feed();
                inflater.inflate(into, offset + had, length - had);
            } catch (DataFormatException e) {
                fail("gzip data damaged at or before byte " + position());
            }
            int n = (int) (inflater.getBytesWritten() - before);
            check.update(into, offset + had, n);
            unpacked += n;
            had += n;
            if (over) break;
            if (inflater.finished()) trailer();
            else if (inflater.needsDictionary()) fail("gzip data damaged at or before byte " + position());
        }
        return had;
    }

    /// Hands the next bytes to the inflater.
    private void feed() {
        if (!more()) {
            fail("the file ends at byte " + stored.position() + " inside gzip data");
            return;
        }
        inflater.setInput(packed, at, end - at);
        at = end;
    }

    /// Where in the file the first byte stands that was not used.
    private long position() {
        return stored.position() - (end - at) - (inside ? inflater.getRemaining() : 0);
    }

    private boolean more() {
        if (at < end) return true;
        at = 0;
        end = stored.read(packed, 0, packed.length);
        return end > 0;
    }

    /// The next byte, -1 at the end.
    private int u8() {
        return more() ? packed[at++] & 0xff : -1;
    }

    /// Reads the header of the next member.
    ///
    /// @return false where there is none
    private boolean header() {
        long start = position();
        int first = u8();
        while (first == 0 && start > 0) first = u8(); // tapes and block devices pad with zeros
        if (first < 0) {
            over = true;
            return false;
        }
        int second = u8(), method = u8(), flags = u8();
        if (first != 0x1f || second != 0x8b || method != 8 || (flags & RESERVED) != 0) {
            return fail("from byte " + start + " on the file is no gzip data");
        }
        int last = 0;
        for (int i = 0; i < 6; i++) last = u8();
        if ((flags & EXTRA) != 0) {
            int extra = u8() | u8() << 8;
            for (int i = 0; i < extra; i++) last = u8();
        }
        if ((flags & NAME) != 0) while ((last = u8()) > 0) {}
        if ((flags & COMMENT) != 0) while ((last = u8()) > 0) {}
        if ((flags & HEADER_CHECK) != 0) {
            u8();
            last = u8();
        }
        if (last < 0) return fail("the file ends at byte " + stored.position() + " inside a gzip header");
        inflater.reset();
        check.reset();
        unpacked = 0;
        inside = true;
        return true;
    }

    private void trailer() {
        at = end - inflater.getRemaining();
        inside = false;
        long sum = 0, size = 0;
        for (int i = 0; i < 4; i++) sum |= (long) (u8() & 0xff) << 8 * i;
        int last = 0;
        for (int i = 0; i < 4; i++) size |= (long) ((last = u8()) & 0xff) << 8 * i;
        if (last < 0) fail("the file ends at byte " + stored.position() + " inside a gzip trailer");
        else if (sum != check.getValue() || size != (unpacked & 0xffff_ffffL))
            note("gzip data before byte " + position()
                    + " does not have the checksum it should: something in it is wrong");
    }

    private boolean fail(String why) {
        over = true;
        note(stored.trouble() == null ? why : stored.trouble());
        return false;
    }

    private void note(String what) {
        if (trouble == null) trouble = what;
    }

    @Override
    public String trouble() {
        return trouble == null ? stored.trouble() : trouble;
    }

    @Override
    public void close() {
        inflater.end();
        stored.close();
    }
}
