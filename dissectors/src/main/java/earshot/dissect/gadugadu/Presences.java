package earshot.dissect.gadugadu;

import earshot.bytes.Cursor;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Presence;
import earshot.event.ImEvent.Presence.State;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Who is there, with descriptions: one status or a list of them, in the shapes of six versions.
final class Presences {
    private static final long NUMBER = 0xff_ffff;
    private static final int MOST_KNOWN = 4096;

    private final Link link;
    private final Map<String, String> told = new HashMap<>();

    Presences(Link link) {
        this.link = link;
    }

    /// The client's own, at login and later.
    void own(long status, String description) {
        tell(link.own(), (int) status & 0xff, description);
    }

    void changed(int type, Cursor in) {
        long status = in.u32le();
        String description;
        if (type == Packet.NEW_STATUS_80) {
            in.skip(4);
            description = Packet.counted(in, StandardCharsets.UTF_8);
        } else {
            Charset charset = type == Packet.NEW_STATUS ? Packet.POLISH : StandardCharsets.UTF_8;
            description = new String(Packet.zeroEnded(in), charset);
        }
        if (!in.truncated()) own(status, description);
    }

    /// One status from the server: what is left of the packet is the description.
    void status(int type, Cursor in) {
        switch (type) {
            case Packet.STATUS -> {
                Account account = Link.account(in.u32le());
                int status = (int) in.u32le() & 0xff;
                rest(account, status, in, Packet.POLISH);
            }
            case Packet.STATUS_60 -> short60(in, 4 + 2 + 1 + 1 + 1, Packet.POLISH);
            case Packet.STATUS_77 -> short60(in, 4 + 2 + 1 + 1 + 1 + 4, Packet.POLISH);
            case Packet.STATUS_80_BETA -> short60(in, 4 + 2 + 1 + 1 + 1 + 4, StandardCharsets.UTF_8);
            default -> entry80(in);
        }
    }

    private void short60(Cursor in, int skipped, Charset charset) {
        Account account = Link.account(in.u32le() & NUMBER);
        int status = in.u8();
        in.skip(skipped);
        rest(account, status, in, charset);
    }

    private void rest(Account account, int status, Cursor in, Charset charset) {
        if (in.truncated()) return;
        tell(account, status, new String(Packet.zeroEnded(in), charset));
    }

    /// Version 8 and later: number, status, features, address, port, picture size, 0, flags, description.
    private void entry80(Cursor in) {
        Account account = Link.account(in.u32le());
        int status = (int) in.u32le() & 0xff;
        in.skip(4 + 4 + 2 + 1 + 1 + 4);
        String description = Packet.counted(in, StandardCharsets.UTF_8);
        if (!in.truncated()) tell(account, status, description);
    }

    /// Several, at the beginning.
    void list(int type, Cursor in) {
        while (in.remaining() > 0 && !in.truncated()) {
            switch (type) {
                case Packet.NOTIFIED -> {
                    Account account = Link.account(in.u32le());
                    int status = (int) in.u32le() & 0xff;
                    in.skip(4 + 2 + 4 + 2);
                    // A description goes on to the end.
                    String description = described(status) ? new String(Packet.zeroEnded(in), Packet.POLISH) : "";
                    if (!in.truncated()) tell(account, status, description);
                }
                case Packet.NOTIFIED_60 -> entry60(in, 4 + 2 + 1 + 1 + 1, Packet.POLISH);
                case Packet.NOTIFIED_77 -> entry60(in, 4 + 2 + 1 + 1 + 1 + 4, Packet.POLISH);
                case Packet.NOTIFIED_80_BETA -> entry60(in, 4 + 2 + 1 + 1 + 1 + 4, StandardCharsets.UTF_8);
                default -> entry80(in);
            }
        }
    }

    private void entry60(Cursor in, int skipped, Charset charset) {
        Account account = Link.account(in.u32le() & NUMBER);
        int status = in.u8();
        in.skip(skipped);
        byte[] description = described(status) ? in.take(in.u8()) : new byte[0];
        if (!in.truncated()) tell(account, status, new String(description, charset));
    }

    private static boolean described(int status) {
        return switch (status) {
            case 0x04, 0x05, 0x15, 0x16, 0x18, 0x22 -> true;
            default -> false;
        };
    }

    private void tell(Account account, int status, String description) {
        if (account.isNone()) return;
        int end = description.indexOf(0);
        String text = (end < 0 ? description : description.substring(0, end)).strip();
        State state = switch (status) {
            case 0x02, 0x04, 0x17, 0x18 -> State.ONLINE;
            case 0x03, 0x05 -> State.AWAY;
            case 0x21, 0x22 -> State.BUSY;
            case 0x14, 0x16 -> State.INVISIBLE;
            default -> State.OFFLINE;
        };
        String said = state + text;
        if (said.equals(told.get(account.id()))) return;
        if (told.size() < MOST_KNOWN) told.put(account.id(), said);
        link.out.emit(new Presence(link.seen(), account, state, text, Client.UNKNOWN));
    }

    void forget() {
        told.clear();
    }
}
