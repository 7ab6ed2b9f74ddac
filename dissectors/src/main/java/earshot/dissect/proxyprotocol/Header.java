package earshot.dissect.proxyprotocol;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.flow.Address;
import earshot.flow.Endpoint;
import java.nio.charset.StandardCharsets;

/// Both forms of the header.
final class Header {
    /// Of version 2; a line of version 1 has at most 107 bytes.
    static final int LONGEST = 16 * 1024;

    private static final int LONGEST_LINE = 107;
    private static final String WORD = "PROXY ", MARK = "\r\n\r\n\0\r\nQUIT\n";
    private static final int FIXED = 16, LOCAL = 0x20, PROXIED = 0x21;
    private static final int TCP4 = 0x11, UDP4 = 0x12, TCP6 = 0x21, UDP6 = 0x22;

    private Header() {}

    /// See [Dissection#frame].
    static int length(Cursor in) {
        if (in.remaining() == 0) return Dissection.MORE;
        if (in.peek(0) == 'P') return line(in);
        if (!begins(in, MARK)) return Dissection.LOST;
        int command = in.peek(12);
        if (command >= 0 && command != LOCAL && command != PROXIED) return Dissection.LOST;
        int length = in.peek16(14);
        return length < 0 ? Dissection.MORE : FIXED + length > LONGEST ? Dissection.LOST : FIXED + length;
    }

    private static int line(Cursor in) {
        if (!begins(in, WORD)) return Dissection.LOST;
        if (in.remaining() > WORD.length() && in.peek(WORD.length()) != 'T' && in.peek(WORD.length()) != 'U') {
            return Dissection.LOST;
        }
        int end = in.indexOf('\n', 0);
        if (end < 0) return in.remaining() > LONGEST_LINE ? Dissection.LOST : Dissection.MORE;
        boolean whole = end < LONGEST_LINE && in.peek(end - 1) == '\r';
        boolean family = in.startsWith(WORD.length(), "TCP4 ")
                || in.startsWith(WORD.length(), "TCP6 ")
                || in.startsWith(WORD.length(), "UNKNOWN");
        return whole && family ? end + 1 : Dissection.LOST;
    }

    private static boolean begins(Cursor in, String mark) {
        int there = Math.min(in.remaining(), mark.length());
        return in.startsWith(mark.substring(0, there));
    }

    /// `CLIENT:PORT to SERVER:PORT`, "" where nobody is named.
    static String read(Cursor in) {
        return in.peek(0) == 'P' ? readLine(in) : readBinary(in);
    }

    private static String readLine(Cursor in) {
        String[] words =
                in.text(in.remaining(), StandardCharsets.US_ASCII).strip().split(" ", 7);
        if (words.length != 6) return "";
        for (int i = 2; i < 6; i++) if (!words[i].matches("[0-9A-Fa-f:.]{1,39}")) return "";
        return bracketed(words[2]) + ":" + words[4] + " to " + bracketed(words[3]) + ":" + words[5];
    }

    private static String bracketed(String address) {
        return address.indexOf(':') >= 0 ? "[" + address + "]" : address;
    }

    private static String readBinary(Cursor in) {
        in.skip(12);
        int command = in.u8(), family = in.u8();
        in.u16();
        int size = family == TCP4 || family == UDP4 ? 4 : family == TCP6 || family == UDP6 ? 16 : 0;
        if (command == LOCAL || size == 0 || in.remaining() < 2 * size + 4) return "";
        Address client = Address.of(in.take(size)), server = Address.of(in.take(size));
        return new Endpoint(client, in.u16()) + " to " + new Endpoint(server, in.u16());
    }
}
