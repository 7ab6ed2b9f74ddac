package earshot.dissect.ipmsg;

import earshot.bytes.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One datagram, or the request for a file: `1:100:user:machine:32:Hello`.
///
/// @param number the sender's number for it
/// @param user and machine: as bytes, since their charset is the text's
/// @param code what it is, and options
/// @param rest what follows the command
record Command(long number, byte[] user, byte[] machine, long code, byte[] rest) {
    static final int ENTRY = 0x01, EXIT = 0x02, ANSWER_ENTRY = 0x03, ABSENCE = 0x04;
    static final int SEND = 0x20, RECEIVED = 0x21, READ = 0x30, INFO = 0x41, ABSENCE_INFO = 0x51;
    static final int GET_FILE = 0x60, GET_FOLDER = 0x62;
    static final long AWAY = 0x100, AUTOMATIC = 0x2000, ATTACHED = 0x20_0000, ENCRYPTED = 0x40_0000, UTF8 = 0x80_0000;

    private static final int[] KNOWN = {
        0x00, 0x01, 0x02, 0x03, 0x04, 0x10, 0x11, 0x12, 0x13, 0x18, 0x20, 0x21, 0x30, 0x31, 0x32, 0x40, 0x41, 0x50,
        0x51, 0x60, 0x61, 0x62, 0x72, 0x73, 0x78, 0x79
    };
    private static final int LONGEST_NAME = 128, LONGEST_VERSION = 64, MOST_DIGITS = 18;

    int what() {
        return (int) (code & 0xff);
    }

    boolean has(long option) {
        return (code & option) != 0;
    }

    /// How far the five leading fields go, their last colon included; 0 where more bytes are needed to know, -1 where
    /// they are none.
    static int head(Cursor in) {
        int first = in.peek(0);
        if (first >= 0 && first != '1') return -1;
        int version = field(in, 0, LONGEST_VERSION);
        if (version <= 0) return version;
        if (version > 2 && in.peek(1) != '_') return -1;
        int number = digits(in, version);
        if (number <= 0) return number;
        int user = field(in, number, LONGEST_NAME);
        if (user <= 0) return user;
        int machine = field(in, user, LONGEST_NAME);
        if (machine <= 0) return machine;
        int command = digits(in, machine);
        if (command <= 0) return command;
        return known((int) (number(in, machine, command - 1) & 0xff)) ? command : -1;
    }

    private static boolean known(int what) {
        return Arrays.binarySearch(KNOWN, what) >= 0;
    }

    /// The place behind the colon that ends the field which begins here; 0: not there yet; -1: no such field.
    private static int field(Cursor in, int from, int longest) {
        for (int at = from; at <= from + longest; at++) {
            int c = in.peek(at);
            if (c < 0) return 0;
            if (c == ':') return at > from ? at + 1 : -1;
            if (c < ' ') return -1;
        }
        return -1;
    }

    private static int digits(Cursor in, int from) {
        for (int at = from; at <= from + MOST_DIGITS; at++) {
            int c = in.peek(at);
            if (c < 0) return 0;
            if (c == ':') return at > from ? at + 1 : -1;
            if (c < '0' || c > '9') return -1;
        }
        return -1;
    }

    private static long number(Cursor in, int from, int to) {
        long number = 0;
        for (int at = from; at < to; at++) number = number * 10 + in.peek(at) - '0';
        return number;
    }

    /// Reads a datagram that [#head] finds whole.
    static Command read(Cursor in) {
        in.skip(field(in, 0, LONGEST_VERSION));
        int end = digits(in, 0);
        long number = number(in, 0, end - 1);
        in.skip(end);
        byte[] user = name(in), machine = name(in);
        end = digits(in, 0);
        long code = number(in, 0, end - 1);
        in.skip(end);
        return new Command(number, user, machine, code, in.rest());
    }

    private static byte[] name(Cursor in) {
        byte[] name = in.take(field(in, 0, LONGEST_NAME) - 1);
        in.skip(1);
        return name;
    }

    /// The rest up to its first zero.
    byte[] text() {
        int end = 0;
        while (end < rest.length && rest[end] != 0) end++;
        return Arrays.copyOf(rest, end);
    }

    /// The rest from behind its first zero up to the next.
    byte[] behindText() {
        int from = text().length + 1;
        if (from >= rest.length) return new byte[0];
        int end = from;
        while (end < rest.length && rest[end] != 0) end++;
        return Arrays.copyOfRange(rest, from, end);
    }

    /// A number of the rest: what a request for a file names, in hexadecimal.
    static long hex(String text) {
        if (text.isEmpty() || text.length() > 15) return -1;
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0 || text.charAt(i) > 'f') return -1;
            number = number << 4 | digit;
        }
        return number;
    }

    /// The rest's parts between its colons, ASCII.
    String[] parts() {
        return new String(text(), StandardCharsets.ISO_8859_1).split(":", 8);
    }
}
