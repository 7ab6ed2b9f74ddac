package earshot.dissect.gadugadu;

import earshot.bytes.Cursor;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// A packet's types and the shapes that several of them share.
final class Packet {
    static final int HEADER = 8;
    static final int LONGEST = 64 * 1024;
    static final Charset POLISH = Charset.forName("windows-1250");

    // From the server.
    static final int WELCOME = 0x01, STATUS = 0x02, LOGIN_OK = 0x03, LOGIN_FAILED = 0x09, RECEIVED = 0x0a;
    static final int DISCONNECTING = 0x0b, NOTIFIED = 0x0c, DIRECTORY_REPLY = 0x0e, STATUS_60 = 0x0f, LIST_REPLY = 0x10;
    static final int NOTIFIED_60 = 0x11, NEED_EMAIL = 0x14, STATUS_77 = 0x17, NOTIFIED_77 = 0x18, STATUS_80_BETA = 0x2a;
    static final int NOTIFIED_80_BETA = 0x2b, RECEIVED_80 = 0x2e, LIST_REPLY_80 = 0x30, LOGIN_80_OK = 0x35;
    static final int STATUS_80 = 0x36, NOTIFIED_80 = 0x37, LIST_REPLY_100 = 0x41, LOGIN_80_FAILED = 0x43;
    static final int OWN_80 = 0x5a, RECEIVED_110 = 0x7e, OWN_110 = 0x82, LOGIN_110_OK = 0x9d;
    // From the client.
    static final int NEW_STATUS = 0x02, SEND = 0x0b, LOGIN = 0x0c, ADD = 0x0d, REMOVE = 0x0e, CONTACTS = 0x0f;
    static final int LAST_CONTACTS = 0x10, LOGIN_EXT = 0x13, DIRECTORY = 0x14, LOGIN_60 = 0x15, LIST = 0x16;
    static final int LOGIN_70 = 0x19, NEW_STATUS_80_BETA = 0x28, LOGIN_80_BETA = 0x29, SEND_80 = 0x2d, LIST_80 = 0x2f;
    static final int LOGIN_80 = 0x31,
            NEW_STATUS_80 = 0x38,
            LIST_100 = 0x40,
            CONTACTS_105 = 0x77,
            LAST_CONTACTS_105 = 0x78;
    static final int ADD_105 = 0x7b, REMOVE_105 = 0x7c, SEND_110 = 0x7d, LOGIN_105 = 0x83;
    // From both.
    static final int TYPING = 0x59, FILE_WHERE = 0x1f, FILE_NEW = 0x20, FILE_ACCEPT = 0x21, FILE_REJECT = 0x22;

    private Packet() {}

    static boolean isLogin(int type) {
        return switch (type) {
            case LOGIN, LOGIN_EXT, LOGIN_60, LOGIN_70, LOGIN_80_BETA, LOGIN_80, LOGIN_105 -> true;
            default -> false;
        };
    }

    /// The little-endian value `at` places ahead, -1 where it does not fit.
    static long peek32(Cursor in, int at) {
        long big = in.peek32(at);
        return big < 0 ? -1 : Integer.reverseBytes((int) big) & 0xffff_ffffL;
    }

    /// Text up to a zero or the end, of which the zero is passed.
    static byte[] zeroEnded(Cursor in) {
        int end = in.indexOf(0, 0);
        byte[] text = in.take(end < 0 ? in.remaining() : end);
        if (end >= 0) in.skip(1);
        return text;
    }

    /// Text behind its length.
    static String counted(Cursor in, Charset charset) {
        long length = in.u32le();
        return length > in.remaining() ? "" : in.text((int) length, charset);
    }

    static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
