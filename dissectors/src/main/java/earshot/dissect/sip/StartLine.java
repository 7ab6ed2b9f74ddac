package earshot.dissect.sip;

import earshot.bytes.Cursor;

/// Where a SIP message begins: `METHOD uri SIP/2.0` or `SIP/2.0 200 OK`, and a header field on the next line.
///
/// Other protocols have lines of the same shape (HTTP, RTSP, IRC's INVITE); only SIP ends or begins them with its
/// name and version.
final class StartLine {
    enum Is {
        NO,
        MORE,
        YES
    }

    static final String VERSION = "SIP/2.0";
    /// Longer ones are no start lines.
    private static final int LONGEST = 4096;

    private static final int LONGEST_METHOD = 20;
    private static final String[] SCHEMES = {"sip:", "sips:", "tel:", "im:", "pres:", "urn:"};

    private static final String[] METHODS = {
        "INVITE ",
        "ACK ",
        "BYE ",
        "CANCEL ",
        "OPTIONS ",
        "REGISTER ",
        "MESSAGE ",
        "INFO ",
        "SUBSCRIBE ",
        "NOTIFY ",
        "BENOTIFY ",
        "PUBLISH ",
        "SERVICE ",
        "REFER ",
        "UPDATE ",
        "PRACK ",
        "NEGOTIATE ",
        VERSION + " "
    };

    private StartLine() {}

    /// Whether what [#check] has said yes to is an answer or has a method that is in use.
    static boolean isKnown(Cursor in, int at) {
        for (String method : METHODS) if (in.startsWith(at, method)) return true;
        return false;
    }

    /// Whether a start line and the beginning of a header field begin `at` places ahead.
    static Is check(Cursor in, int at) {
        int first = in.peek(at);
        if (first < 0) return Is.MORE;
        if (first < 'A' || first > 'Z') return Is.NO;
        Is answer = first == 'S' ? literal(in, at, VERSION + " ") : Is.NO;
        if (answer == Is.YES) return answerLine(in, at + VERSION.length() + 1);
        Is request = requestLine(in, at);
        return request == Is.NO ? answer : request;
    }

    private static Is literal(Cursor in, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            int c = in.peek(at + i);
            if (c < 0) return Is.MORE;
            if (c != text.charAt(i)) return Is.NO;
        }
        return Is.YES;
    }

    private static Is answerLine(Cursor in, int at) {
        for (int i = 0; i < 3; i++) {
            int c = in.peek(at + i);
            if (c < 0) return Is.MORE;
            if (c < (i == 0 ? '1' : '0') || c > (i == 0 ? '6' : '9')) return Is.NO;
        }
        int end = in.indexOf('\n', at);
        if (end > at + LONGEST || end < 0 && in.remaining() > at + LONGEST) return Is.NO;
        return end < 0 ? Is.MORE : field(in, end + 1);
    }

    private static Is requestLine(Cursor in, int at) {
        int blank = at;
        while (in.peek(blank) >= 'A' && in.peek(blank) <= 'Z' && blank - at <= LONGEST_METHOD) blank++;
        if (in.peek(blank) < 0) return Is.MORE;
        if (in.peek(blank) != ' ' || blank - at < 3 || blank - at > LONGEST_METHOD) return Is.NO;
        Is scheme = scheme(in, blank + 1);
        if (scheme != Is.YES) return scheme;
        int end = in.indexOf('\n', blank);
        if (end < 0) return in.remaining() > at + LONGEST ? Is.NO : Is.MORE;
        int last = in.peek(end - 1) == '\r' ? end - 1 : end;
        if (last - at > LONGEST || !in.startsWith(last - VERSION.length() - 1, " " + VERSION)) return Is.NO;
        return field(in, end + 1);
    }

    private static Is scheme(Cursor in, int at) {
        Is best = Is.NO;
        for (String scheme : SCHEMES) {
            Is one = Is.YES;
            for (int i = 0; i < scheme.length() && one == Is.YES; i++) {
                int c = in.peek(at + i);
                if (c < 0) one = Is.MORE;
                else if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != scheme.charAt(i)) one = Is.NO;
            }
            if (one == Is.YES) return one;
            if (one == Is.MORE) best = one;
        }
        return best;
    }

    /// Whether a header field begins here: a name and a colon.
    private static Is field(Cursor in, int at) {
        for (int i = at; i - at < 64; i++) {
            int c = in.peek(i);
            if (c < 0) return Is.MORE;
            if (c == ':' && i > at) return Is.YES;
            boolean blankBeforeColon = c == ' ' && i > at;
            boolean name = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
            if (!name && !blankBeforeColon) return Is.NO;
        }
        return Is.NO;
    }
}
