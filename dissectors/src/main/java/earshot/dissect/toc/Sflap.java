package earshot.dissect.toc;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.flow.Direction;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// The frame around every line: `*`, channel, u16 sequence, u16 length; OSCAR's has the same shape. Before the
/// first one the client says `FLAPON` and an empty line.
final class Sflap {
    static final int HEADER = 6, LONGEST = HEADER + 0xffff;
    static final int SIGN_ON = 1, DATA = 2, ERROR = 3, SIGN_OFF = 4, KEEP_ALIVE = 5;
    static final String FLAPON = "FLAPON";

    /// No line is longer than 8 KiB, which is the server's limit; a little more is believed while hunting.
    private static final int HUNTED = 0x2400;

    private static final int LONGEST_VERB = 24;

    private static final Set<String> VERBS = Set.of(("SIGN_ON CONFIG CONFIG2 NICK IM_IN IM_IN2 IM_IN_ENC IM_IN_ENC2"
                    + " UPDATE_BUDDY UPDATE_BUDDY2 BUDDY_CAPS BUDDY_CAPS2 BART2 NEW_BUDDY_REPLY NEW_BUDDY_REPLY2"
                    + " CLIENT_EVENT CLIENT_EVENT2 INSERTED INSERTED2 DELETED DELETED2 UPDATED UPDATED2 ERROR EVILED"
                    + " CHAT_JOIN CHAT_IN CHAT_IN_ENC CHAT_UPDATE_BUDDY CHAT_INVITE CHAT_LEFT GOTO_URL DIR_STATUS"
                    + " ADMIN_NICK_STATUS ADMIN_PASSWD_STATUS PAUSE RVOUS_PROPOSE")
            .split(" "));

    /// Who would say a line.
    enum Speaker {
        CLIENT,
        SERVER,
        /// Nobody of this protocol.
        NOBODY,
        /// Too little of it is there.
        MORE;

        boolean is(Direction side) {
            return this == CLIENT && side == Direction.CLIENT || this == SERVER && side == Direction.SERVER;
        }
    }

    private Sflap() {}

    /// See [Dissection#frame]. `FLAPON` and each byte of the line ends after it count as messages.
    static int frame(Direction from, Cursor in) {
        int first = in.peek(0);
        if (from == Direction.CLIENT && (first == '\r' || first == '\n')) return 1;
        if (from == Direction.CLIENT && first == 'F') {
            if (in.startsWith(FLAPON)) return FLAPON.length();
            return mayGrow(in) ? Dissection.MORE : Dissection.LOST;
        }
        if (first >= 0 && first != '*' || in.remaining() > 1 && !isChannel(in.peek(1))) return Dissection.LOST;
        return in.remaining() < HEADER ? Dissection.MORE : HEADER + in.peek16(4);
    }

    /// Whether what is there is the beginning of `FLAPON`.
    static boolean mayGrow(Cursor in) {
        int n = in.remaining();
        return n < FLAPON.length() && in.startsWith(FLAPON.substring(0, n));
    }

    /// See [Dissection#resync]: the next frame with a line that somebody of this protocol would say.
    static int resync(Cursor in) {
        for (int at = in.indexOf('*', 0); at >= 0; at = in.indexOf('*', at + 1)) {
            switch (speakerAt(in, at)) {
                case CLIENT, SERVER -> {
                    return at;
                }
                case MORE -> {
                    return ~at;
                }
                case NOBODY -> {}
            }
        }
        return ~in.remaining();
    }

    /// Who speaks in the frame that may begin `at` places ahead; NOBODY where it is none, or holds no line.
    static Speaker speakerAt(Cursor in, int at) {
        if (in.peek(at) != '*') return at < in.remaining() ? Speaker.NOBODY : Speaker.MORE;
        if (in.remaining() < at + HEADER) {
            return in.peek(at + 1) >= 0 && in.peek(at + 1) != DATA ? Speaker.NOBODY : Speaker.MORE;
        }
        int length = in.peek16(at + 4);
        if (in.peek(at + 1) != DATA || length < 4 || length > HUNTED) return Speaker.NOBODY;
        return line(in, at + HEADER, length);
    }

    private static Speaker line(Cursor in, int at, int length) {
        int first = in.peek(at);
        if (first < 0) return Speaker.MORE;
        if (first == 't') return command(in, at, length);
        if (first < 'A' || first > 'Z') return Speaker.NOBODY;
        int end = at;
        while (end - at < Math.min(length, LONGEST_VERB) && isVerb(in.peek(end))) end++;
        boolean whole = end - at == length || in.peek(end) == ':';
        if (!whole) return in.peek(end) < 0 && end - at < LONGEST_VERB ? Speaker.MORE : Speaker.NOBODY;
        Cursor verb = in.copy();
        verb.skip(at);
        return VERBS.contains(verb.text(end - at, StandardCharsets.US_ASCII)) ? Speaker.SERVER : Speaker.NOBODY;
    }

    private static Speaker command(Cursor in, int at, int length) {
        if (in.startsWith(at, "toc_") || in.startsWith(at, "toc2_")) return Speaker.CLIENT;
        Cursor there = in.copy();
        there.skip(at);
        int n = Math.min(there.remaining(), length);
        return n < 5 && "toc2_".startsWith(there.text(n, StandardCharsets.US_ASCII)) ? Speaker.MORE : Speaker.NOBODY;
    }

    private static boolean isVerb(int c) {
        return c >= 'A' && c <= 'Z' || c == '_' || c >= '0' && c <= '9';
    }

    private static boolean isChannel(int value) {
        return value >= SIGN_ON && value <= KEEP_ALIVE;
    }
}
