package earshot.dissect.stomp;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One frame.
///
/// @param headers by name; the first of two of one name counts
record Frame(String command, Map<String, String> headers, byte[] body) {
    static final int LONGEST = 256 * 1024;
    private static final int LONGEST_HEAD = 16 * 1024, MOST_HEADERS = 100;

    static final List<String> CLIENTS = List.of(
            "CONNECT",
            "STOMP",
            "SEND",
            "SUBSCRIBE",
            "UNSUBSCRIBE",
            "DISCONNECT",
            "ACK",
            "NACK",
            "BEGIN",
            "COMMIT",
            "ABORT");
    static final List<String> SERVERS = List.of("CONNECTED", "MESSAGE", "RECEIPT", "ERROR");

    /// Which command begins here: its length with the line end; MORE, LOST.
    static int command(Cursor in, List<String> commands) {
        boolean maybe = false;
        for (String command : commands) {
            int length = command.length();
            if (in.startsWith(command)) {
                if (in.peek(length) == '\n') return length + 1;
                if (in.peek(length) == '\r' && in.peek(length + 1) == '\n') return length + 2;
                maybe |= in.peek(length) < 0 || in.peek(length) == '\r' && in.peek(length + 1) < 0;
            } else {
                maybe |= in.remaining() < length && in.startsWith(command.substring(0, in.remaining()));
            }
        }
        return maybe ? Dissection.MORE : Dissection.LOST;
    }

    /// See [Dissection#frame].
    static int length(Cursor in, List<String> commands) {
        if (in.peek(0) == '\n' || in.peek(0) == '\r') return 1;
        int line = command(in, commands);
        if (line <= 0) return line;
        int head = head(in, line);
        if (head <= 0) return head;
        int stated = contentLength(in, line, head);
        if (stated >= 0) return stated > LONGEST - head - 1 ? Dissection.LOST : head + stated + 1;
        int nul = in.indexOf(0, head);
        if (nul < 0) return in.remaining() > LONGEST ? Dissection.LOST : Dissection.MORE;
        return nul + 1;
    }

    /// Where the head ends, its empty line included.
    private static int head(Cursor in, int from) {
        // Each line is looked at once: an empty one ends the head.
        int at = from;
        while (true) {
            int end = in.indexOf('\n', at);
            if (end < 0) return in.remaining() > LONGEST_HEAD ? Dissection.LOST : Dissection.MORE;
            if (end == at || end == at + 1 && in.peek(at) == '\r') return end + 1;
            at = end + 1;
        }
    }

    private static int contentLength(Cursor in, int from, int to) {
        for (int at = from; at < to; at = in.indexOf('\n', at) + 1) {
            if (!in.startsWith(at, "content-length:")) continue;
            int length = 0;
            for (int i = at + 15; i < to; i++) {
                int digit = Character.digit(in.peek(i), 10);
                if (digit < 0) return i == at + 15 ? -1 : length;
                length = Math.min(LONGEST, 10 * length + digit);
            }
        }
        return -1;
    }

    /// Reads a whole frame.
    static Frame read(Cursor in) {
        String command = line(in);
        Map<String, String> headers = new LinkedHashMap<>();
        boolean plain = command.startsWith("CONNECT"); // version 1.0 has no escapes, and its CONNECT must be readable
        for (String line; !(line = line(in)).isEmpty(); ) {
            int colon = line.indexOf(':');
            if (colon <= 0 || headers.size() >= MOST_HEADERS) continue;
            String value = line.substring(colon + 1);
            headers.putIfAbsent(line.substring(0, colon), plain ? value : unescaped(value));
        }
        byte[] body = in.take(Math.max(0, in.remaining() - 1));
        return new Frame(command, headers, body);
    }

    private static String line(Cursor in) {
        int end = in.indexOf('\n', 0);
        if (end < 0) return "";
        String line = in.text(end, StandardCharsets.UTF_8);
        in.skip(1);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private static String unescaped(String value) {
        if (value.indexOf('\\') < 0) return value;
        return value.replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\\c", ":")
                .replace("\\\\", "\\");
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
