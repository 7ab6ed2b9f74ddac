package earshot.dissect.icq;

import earshot.bytes.Cursor;
import java.util.Arrays;

/// The numbers of commands, and how their bodies are measured.
final class Command {
    static final int ACK = 0x000a;
    // Of clients.
    static final int SEND = 0x010e,
            LOGIN = 0x03e8,
            PRE_LOGIN = 0x03f2,
            REGISTER = 0x03fc,
            CONTACTS = 0x0406,
            SEARCH_UIN = 0x041a,
            SEARCH = 0x0424,
            TEXT_CODE = 0x0438,
            AUTHORIZE = 0x0456,
            INFO = 0x0460,
            MORE_INFO = 0x046a,
            CHANGE_PASSWORD = 0x049c,
            STATUS = 0x04d8,
            ADD_CONTACT = 0x053c,
            META = 0x064a,
            INVISIBLE = 0x06a4,
            VISIBLE = 0x06ae,
            CHANGE_LISTS = 0x06b8;
    // Of servers.
    static final int GO_AWAY = 0x0028,
            NEW_UIN = 0x0046,
            WELCOME = 0x005a,
            BAD_PASSWORD = 0x0064,
            ONLINE = 0x006e,
            OFFLINE = 0x0078,
            FOUND = 0x008c,
            STORED = 0x00dc,
            NOT_CONNECTED = 0x00f0,
            TRY_AGAIN = 0x00fa,
            MESSAGE = 0x0104,
            INFO_REPLY = 0x0118,
            STATUS_CHANGE = 0x01a4,
            SEVERAL = 0x0212,
            META_REPLY = 0x03de;

    private static final int[] CLIENTS = sorted(
            ACK,
            SEND,
            0x015e,
            LOGIN,
            PRE_LOGIN,
            REGISTER,
            CONTACTS,
            SEARCH_UIN,
            SEARCH,
            0x042e,
            TEXT_CODE,
            0x0442,
            0x044c,
            AUTHORIZE,
            INFO,
            MORE_INFO,
            CHANGE_PASSWORD,
            0x04a6,
            0x04b0,
            0x04ba,
            0x04c4,
            0x04ce,
            STATUS,
            0x04ec,
            0x050a,
            0x0514,
            0x051e,
            0x0528,
            ADD_CONTACT,
            0x0564,
            0x056e,
            0x05c8,
            0x05d2,
            0x05dc,
            0x05e6,
            0x05f0,
            0x05fa,
            0x060e,
            0x0618,
            0x0622,
            META,
            INVISIBLE,
            VISIBLE,
            CHANGE_LISTS);

    private static final int[] SERVERS = sorted(
            ACK,
            0x001e,
            GO_AWAY,
            0x0032,
            NEW_UIN,
            WELCOME,
            BAD_PASSWORD,
            ONLINE,
            OFFLINE,
            0x0082,
            FOUND,
            0x00a0,
            0x00b4,
            0x00be,
            0x00c8,
            0x00d2,
            STORED,
            0x00e6,
            NOT_CONNECTED,
            TRY_AGAIN,
            MESSAGE,
            INFO_REPLY,
            0x0122,
            0x012c,
            STATUS_CHANGE,
            0x01c2,
            0x01e0,
            0x01ea,
            SEVERAL,
            0x021c,
            0x02e4,
            0x02f8,
            0x030c,
            0x0320,
            0x0334,
            0x0370,
            0x037a,
            0x0384,
            META_REPLY);

    private Command() {}

    private static int[] sorted(int... numbers) {
        Arrays.sort(numbers);
        return numbers;
    }

    static boolean isClients(int command) {
        return Arrays.binarySearch(CLIENTS, command) >= 0;
    }

    static boolean isServers(int command) {
        return Arrays.binarySearch(SERVERS, command) >= 0;
    }

    /// Whether it may come from, or go to, somebody who has no number yet.
    static boolean isBeforeLogin(int command) {
        return switch (command) {
            case ACK, REGISTER, PRE_LOGIN, NEW_UIN, 0x04ec, 0x05dc, 0x05e6, 0x0032, 0x037a, 0x0384 -> true;
            default -> false;
        };
    }

    /// Whether the body is what this command must have, to the byte: enough to know a packet without check code by.
    static boolean fits(boolean client, int command, Cursor body) {
        return client ? clientFits(command, body) : serverFits(command, body);
    }

    private static boolean clientFits(int command, Cursor body) {
        return switch (command) {
            case SEND -> isUin(body) && typedText(body, 4);
            case LOGIN -> Login.read(body) != null;
            case PRE_LOGIN -> isUin(body) && passwordEnd(body, 4) > 0;
            case REGISTER -> passwordEnd(body, 0) > 0;
            case CONTACTS, INVISIBLE, VISIBLE ->
                body.peek(0) > 0 && body.remaining() == 1 + 4 * body.peek(0) && uins(body);
            case TEXT_CODE -> body.startsWith(2, "B_");
            default -> false;
        };
    }

    private static boolean serverFits(int command, Cursor body) {
        return switch (command) {
            case MESSAGE -> isUin(body) && typedText(body, 4);
            case STORED -> isUin(body) && typedText(body, 10);
            case OFFLINE -> isUin(body) && body.remaining() == 4;
            case STATUS_CHANGE -> isUin(body) && body.remaining() == 8;
            default -> false;
        };
    }

    private static boolean isUin(Cursor body) {
        return body.remaining() >= 4 && IcqPacket.isUin(body.copy().u32le());
    }

    private static boolean uins(Cursor body) {
        Cursor list = body.copy();
        list.skip(1);
        while (list.remaining() > 0) if (!IcqPacket.isUin(list.u32le())) return false;
        return true;
    }

    /// u16 type, then a counted text that ends with NUL where the body ends, but for what version 5 pads with.
    private static boolean typedText(Cursor body, int at) {
        int type = body.peek(at), length = le16(body, at + 2);
        int end = at + 4 + length;
        int padding = body.remaining() - end;
        return type > 0 && length > 0 && padding >= 0 && padding <= 4 && body.peek(end - 1) == 0;
    }

    /// Where a counted, printable text of at least one character and a NUL ends; -1 where there is none.
    static int passwordEnd(Cursor body, int at) {
        int length = le16(body, at);
        if (length < 2 || length > 40 || body.peek(at + 1 + length) != 0) return -1;
        for (int i = at + 2; i < at + 1 + length; i++) if (body.peek(i) < ' ') return -1;
        return at + 2 + length;
    }

    private static int le16(Cursor in, int at) {
        return in.peek(at + 1) < 0 ? -1 : in.peek(at) | in.peek(at + 1) << 8;
    }
}
