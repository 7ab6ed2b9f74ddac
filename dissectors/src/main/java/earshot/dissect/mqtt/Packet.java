package earshot.dissect.mqtt;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import java.nio.charset.StandardCharsets;

/// The types of packets, how they are framed, and the strings in them.
final class Packet {
    static final int CONNECT = 1,
            CONNACK = 2,
            PUBLISH = 3,
            SUBSCRIBE = 8,
            SUBACK = 9,
            UNSUBSCRIBE = 10,
            UNSUBACK = 11,
            PINGREQ = 12,
            PINGRESP = 13,
            DISCONNECT = 14,
            AUTH = 15;

    /// Payloads in larger packets are passed by.
    static final int LONGEST = 256 * 1024;

    private static final int MOST_DIGITS = 4, LONGEST_TOPIC = 512;

    private Packet() {}

    /// The whole length of the packet that begins here; MORE, LOST. See [Dissection#frame].
    static long length(Cursor in) {
        int first = in.peek(0);
        if (first >= 0 && !isFirst(first)) return Dissection.LOST;
        long length = 0;
        for (int i = 0; i < MOST_DIGITS; i++) {
            int digit = in.peek(1 + i);
            if (digit < 0) return Dissection.MORE;
            length |= (long) (digit & 0x7f) << 7 * i;
            if ((digit & 0x80) == 0) return isPossible(first >> 4, length) ? 2 + i + length : Dissection.LOST;
        }
        return Dissection.LOST;
    }

    /// How many bytes stand before the body of the packet that begins here.
    static int header(Cursor in) {
        int i = 1;
        while (i < MOST_DIGITS && (in.peek(i) & 0x80) != 0) i++;
        return i + 1;
    }

    private static boolean isFirst(int first) {
        int flags = first & 15;
        return switch (first >> 4) {
            case PUBLISH -> (flags & 6) != 6;
            case 6, SUBSCRIBE, UNSUBSCRIBE -> flags == 2 || flags == 10; // version 3.1 may say again
            case 0 -> false;
            default -> flags == 0;
        };
    }

    private static boolean isPossible(int type, long length) {
        return switch (type) {
            case PINGREQ, PINGRESP -> length == 0;
            case CONNECT -> length >= 12;
            case PUBLISH, SUBSCRIBE, UNSUBSCRIBE, SUBACK -> length >= 3;
            case CONNACK, 4, 5, 6, 7, UNSUBACK -> length >= 2;
            default -> true;
        };
    }

    /// u16 length, UTF-8.
    static String string(Cursor in) {
        return in.text(in.u16(), StandardCharsets.UTF_8);
    }

    /// A number in groups of seven bits, the lowest first.
    static int number(Cursor in) {
        int value = 0;
        for (int i = 0; i < MOST_DIGITS; i++) {
            int digit = in.u8();
            value |= (digit & 0x7f) << 7 * i;
            if ((digit & 0x80) == 0) break;
        }
        return value;
    }

    /// Whether a PUBLISH with a topic of printable text begins `at` places ahead, as far as can be seen.
    static boolean isPublish(Cursor in, int at) {
        if (in.peek(at) >> 4 != PUBLISH || !isFirst(in.peek(at))) return false;
        Cursor packet = in.copy();
        packet.skip(at);
        long length = length(packet);
        packet.skip(header(packet));
        int topic = packet.u16();
        if (length <= 0 || topic < 2 || topic > LONGEST_TOPIC || topic + 2 > length || packet.remaining() < topic) {
            return false;
        }
        for (int i = 0; i < topic; i++) {
            int c = packet.peek(i);
            if (c < 0x21 || c == 0x7f || c == '#' || c == '+') return false;
        }
        return true;
    }
}
