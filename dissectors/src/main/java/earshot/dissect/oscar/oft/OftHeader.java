package earshot.dissect.oscar.oft;

import earshot.bytes.Cursor;
import earshot.text.AolText;
import java.util.Arrays;

/// One OFT header. All lengths are as the wire says; only the name is worked on.
///
/// @param type what it says, see the constants
/// @param cookie eight bytes, zero where the sender leaves it to the receiver
/// @param parts 2 where a Mac resource fork follows the file
/// @param size of this file
/// @param checksum of this file
/// @param received how much of it is there already
/// @param program the id string, by which client generations are told apart
/// @param name as offered; parts of a path with `/` between them
record OftHeader(
        int type,
        byte[] cookie,
        int files,
        int filesLeft,
        int parts,
        long size,
        long checksum,
        long received,
        String program,
        String name) {

    static final int PROMPT = 0x0101,
            RESUME_GRANTED = 0x0106,
            ACCEPT = 0x0202,
            DONE = 0x0204,
            RESUME = 0x0205,
            RESUME_ACCEPT = 0x0207;
    /// Browsing: the listing is prompted for, accepted and acknowledged (two ways) like a file.
    static final int LISTING_PROMPT = 0x1108,
            LISTING_ACCEPT = 0x1209,
            LISTING_DONE_1 = 0x120a,
            LISTING_DONE_2 = 0x120b,
            FILE_REQUEST = 0x120c,
            FOLDER_REQUEST = 0x120e;

    /// 192 bytes of fields, 64 and more of name.
    static final int SHORTEST = 192, LONGEST = 4096;

    /// Stands between the parts of a path.
    private static final char PATH_PART = 1;

    static boolean isType(int type) {
        return switch (type) {
            case PROMPT, RESUME_GRANTED, ACCEPT, DONE, RESUME, RESUME_ACCEPT, LISTING_PROMPT, LISTING_ACCEPT -> true;
            case LISTING_DONE_1, LISTING_DONE_2, FILE_REQUEST, FOLDER_REQUEST -> true;
            default -> false;
        };
    }

    /// Reads a whole header, magic included.
    static OftHeader read(Cursor in) {
        in.skip(4);
        int length = in.u16();
        int type = in.u16();
        byte[] cookie = in.take(8);
        in.skip(4); // encryption, compression
        int files = in.u16(), filesLeft = in.u16(), parts = in.u16();
        in.skip(2 + 4); // parts left, size of all files
        long size = in.u32();
        in.skip(4); // modified
        long checksum = in.u32();
        in.skip(4 + 4 + 4 + 4); // resource fork: received checksum, size; created; its checksum
        long received = in.u32();
        in.skip(4); // checksum of what is there
        String program = ascii(in.take(32));
        in.skip(1 + 1 + 1 + 69 + 16); // flags, list offsets, zero, Mac information
        int encoding = in.u16();
        in.skip(2);
        String name = name(in.take(length - SHORTEST), encoding);
        return new OftHeader(type, cookie, files, filesLeft, parts, size, checksum, received, program, name);
    }

    private static String ascii(byte[] bytes) {
        return new String(upToZero(bytes, 1), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static String name(byte[] bytes, int encoding) {
        byte[] name = upToZero(bytes, encoding == 2 ? 2 : 1);
        return AolText.numbered(name, encoding, null).text().replace(PATH_PART, '/');
    }

    private static byte[] upToZero(byte[] bytes, int width) {
        for (int i = 0; i + width <= bytes.length; i += width) {
            if (bytes[i] == 0 && (width == 1 || bytes[i + 1] == 0)) return Arrays.copyOf(bytes, i);
        }
        return bytes;
    }

    boolean hasCookie() {
        for (byte b : cookie) if (b != 0) return true;
        return false;
    }
}
