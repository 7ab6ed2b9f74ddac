package earshot.dissect.socks;

import static earshot.dissect.Dissection.LOST;
import static earshot.dissect.Dissection.MORE;

import earshot.bytes.Cursor;
import earshot.flow.Address;
import java.nio.charset.StandardCharsets;

/// What a client asks a SOCKS proxy for, and the lengths of what both say. Each length is MORE while it cannot be
/// told, LOST where the bytes are not SOCKS.
///
/// @param host a name or an address
/// @param user SOCKS 4's user id, "" for none
record Request(int command, String host, int port, String user) {
    static final int NO_LOGIN = 0, PASSWORD = 2;
    static final int CONNECT = 1, BIND = 2, ASSOCIATE = 3;

    private static final int LONGEST_NAME = 255;

    /// XEP-0065 asks for the digest of two names and a session as if it were a host.
    boolean bytestream() {
        if (port != 0 || host.length() != 40) return false;
        for (int i = 0; i < 40; i++) if (Character.digit(host.charAt(i), 16) < 0) return false;
        return true;
    }

    String target() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    // SOCKS 4: 04, command, port, address, user id, NUL, and for an address 0.0.0.x a name, NUL.

    static int four(Cursor in) {
        if (in.peek(0) >= 0 && in.peek(0) != 4 || in.peek(1) >= 0 && in.peek(1) != CONNECT && in.peek(1) != BIND)
            return LOST;
        int end = text(in, 8);
        if (end < 0 || !named(in)) return end;
        return text(in, end);
    }

    private static boolean named(Cursor in) {
        return in.peek(4) == 0 && in.peek(5) == 0 && in.peek(6) == 0 && in.peek(7) > 0;
    }

    /// The end of a printable text that NUL ends.
    private static int text(Cursor in, int from) {
        for (int i = from; i <= from + LONGEST_NAME; i++) {
            int c = in.peek(i);
            if (c < 0) return MORE;
            if (c == 0) return i + 1;
            if (c < ' ' || c == 0x7f) return LOST;
        }
        return LOST;
    }

    static Request readFour(Cursor in) {
        boolean named = named(in);
        in.skip(1);
        int command = in.u8();
        int port = in.u16();
        String host = Address.of(in.take(4)).toString();
        String user = string(in);
        if (named) host = string(in);
        return new Request(command, host, port, user);
    }

    private static String string(Cursor in) {
        String text = in.text(Math.max(0, in.indexOf(0, 0)), StandardCharsets.UTF_8);
        in.skip(1);
        return text;
    }

    /// Eight bytes, of which the second says how it went; 90 is granted.
    static int fourReply(Cursor in) {
        int version = in.peek(0), code = in.peek(1);
        if (version > 0 && version != 4 || code >= 0 && (code < 0x5a || code > 0x5d)) return LOST;
        return in.remaining() < 8 ? MORE : 8;
    }

    // SOCKS 5.

    /// 05, how many methods, the methods.
    static int greeting(Cursor in) {
        int count = in.peek(1);
        if (count == 0) return LOST;
        return count < 0 || in.remaining() < 2 + count ? MORE : 2 + count;
    }

    /// Whether the client's greeting offers this method.
    static boolean offered(Cursor greeting, int method) {
        for (int i = 0; i < greeting.peek(1); i++) if (greeting.peek(2 + i) == method) return true;
        return false;
    }

    /// RFC 1929: 01, user, password, each with its length.
    static int login(Cursor in) {
        int version = in.peek(0), user = in.peek(1);
        if (version >= 0 && version != 1 || user == 0) return LOST;
        int password = user < 0 ? -1 : in.peek(2 + user);
        if (password < 0) return MORE;
        return 3 + user + password;
    }

    /// 05, command, 00, kind of address, address, port.
    static int five(Cursor in) {
        int command = in.peek(1);
        if (command >= 0 && (command < CONNECT || command > ASSOCIATE)) return LOST;
        return endpoint(in);
    }

    /// 05, how it went, 00, kind of address, address, port.
    static int fiveReply(Cursor in) {
        return in.peek(1) > 8 ? LOST : endpoint(in);
    }

    /// The head of a datagram that is passed on: 00 00, fragment, kind of address, address, port.
    static int datagram(Cursor in) {
        return in.peek16(0) != 0 ? LOST : address(in);
    }

    private static int endpoint(Cursor in) {
        if (in.peek(0) >= 0 && in.peek(0) != 5 || in.peek(2) > 0) return LOST;
        return address(in);
    }

    private static int address(Cursor in) {
        int length = switch (in.peek(3)) {
            case -1 -> MORE;
            case 1 -> 10;
            case 3 -> in.peek(4) < 0 ? MORE : 7 + in.peek(4);
            case 4 -> 22;
            default -> LOST;
        };
        return length > in.remaining() ? MORE : length;
    }

    static Request readFive(Cursor from) {
        Cursor in = from.copy();
        in.skip(1);
        int command = in.u8();
        in.skip(1);
        String host = switch (in.u8()) {
            case 1 -> Address.of(in.take(4)).toString();
            case 4 -> Address.of(in.take(16)).toString();
            default -> in.text(in.u8(), StandardCharsets.UTF_8);
        };
        return new Request(command, host, in.u16(), "");
    }
}
