package earshot.dissect.mrim;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// One packet.
///
/// @param minor the version's second part
record Packet(int minor, int message, Cursor body) {
    static final int HEADER = 44, LONGEST = 512 * 1024;
    static final int HELLO = 0x1001, HELLO_ACK = 0x1002, LOGIN_ACK = 0x1004, LOGIN_REJECTED = 0x1005, PING = 0x1006;
    static final int SEND = 0x1008, RECEIVED = 0x1009, USER_STATUS = 0x100f, LOGOUT = 0x1013, ADD = 0x1019;
    static final int MODIFY = 0x101b, KEPT = 0x101d, AUTHORIZE = 0x1020, AUTHORIZED = 0x1021, CHANGE_STATUS = 0x1022;
    static final int FILE = 0x1026, FILE_ANSWER = 0x1027, PERSON = 0x1028, SEARCH = 0x1029, CONTACTS = 0x1037;
    static final int LOGIN_2 = 0x1038, SMS = 0x1039, LOGIN_3 = 0x1078;

    private static final Charset CYRILLIC = Charset.forName("windows-1251");
    private static final int FIRST_WIDE = 0x10;
    private static final int[] MAGIC = {0xef, 0xbe, 0xad, 0xde};

    static int magic(Cursor in) {
        int n = 0;
        while (n < 4 && in.peek(n) == MAGIC[n]) n++;
        return n;
    }

    private static long peek32(Cursor in, int at) {
        return Integer.reverseBytes((int) in.peek32(at)) & 0xffff_ffffL;
    }

    /// As [Dissection#frame] says it.
    static int length(Cursor in) {
        int magic = magic(in);
        if (magic < 4) return magic < in.remaining() ? Dissection.LOST : Dissection.MORE;
        if (in.remaining() < 20) return Dissection.MORE;
        long length = peek32(in, 16);
        boolean sensible = peek32(in, 4) >> 16 == 1 && peek32(in, 12) >> 12 == 1 && length <= LONGEST - HEADER;
        return sensible ? HEADER + (int) length : Dissection.LOST;
    }

    static Packet read(Cursor in) {
        in.skip(4);
        int minor = (int) in.u32le() & 0xffff;
        in.skip(4);
        int message = (int) in.u32le();
        in.skip(HEADER - 16);
        return new Packet(minor, message, in);
    }

    long number() {
        return body.u32le();
    }

    byte[] bytes() {
        long length = body.u32le();
        return body.take(length > body.remaining() ? Integer.MAX_VALUE : (int) length);
    }

    /// Something that is ASCII in all versions.
    String ascii() {
        return new String(bytes(), CYRILLIC).strip();
    }

    String text() {
        return text(bytes(), false);
    }

    /// @param narrow whether the packet says that it is not UTF-16
    String text(byte[] bytes, boolean narrow) {
        return new String(bytes, charset(bytes, narrow));
    }

    Charset charset(byte[] bytes, boolean narrow) {
        return !narrow && minor >= FIRST_WIDE && isWide(bytes) ? StandardCharsets.UTF_16LE : CYRILLIC;
    }

    /// Whether the upper halves of most characters are those of alphabets, punctuation and symbols.
    private static boolean isWide(byte[] bytes) {
        if (bytes.length % 2 != 0) return false;
        int wide = 0;
        for (int i = 1; i < bytes.length; i += 2) {
            int upper = bytes[i] & 255;
            if (upper <= 0x06 || upper >= 0x1e && upper <= 0x27 || upper >= 0xd8 && upper <= 0xdf) wide++;
        }
        return wide * 2 > bytes.length / 2;
    }
}
