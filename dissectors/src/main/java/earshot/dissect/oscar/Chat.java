package earshot.dissect.oscar;

import earshot.bytes.Cursor;
import earshot.event.Account;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Room;
import earshot.event.MessageBuilder;
import earshot.event.Seen;
import earshot.text.AolText;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Family 0E: one chat room, on a connection of its own. The room is that of the connection: the cookie that
/// opened it was made for this room, so it outlives a gap.
final class Chat {
    private static final int PUBLIC = 0x01, WHISPER_TO = 0x02, SENDER = 0x03, CONTENT = 0x05;
    private static final int TEXT = 0x01, CHARSET = 0x02;
    private static final int FULL_NAME = 0x6a, NAME = 0xd3;

    /// Own messages whose reflection is awaited, and people who came before the room had a name.
    private static final int MOST_SENT = 64, MOST_EARLY = 512;

    private record Early(Seen seen, Account who, Room.Action action) {}

    private final Connection connection;
    private final Set<String> sent = new LinkedHashSet<>();
    private final List<Early> early = new ArrayList<>();
    private String room = "";
    private boolean listed;

    Chat(Connection connection) {
        this.connection = connection;
    }

    /// A room's name from its cookie: `4-0-stage crew`, `!aol://2719:10-4-lounge`. The first two parts are
    /// numbers.
    static String name(String cookie) {
        int colon = cookie.startsWith("!aol://") ? cookie.lastIndexOf(':') : -1;
        int dash = cookie.indexOf('-', colon + 1);
        int second = dash < 0 ? -1 : cookie.indexOf('-', dash + 1);
        return second < 0 ? cookie : cookie.substring(second + 1);
    }

    /// 0E/02: u16 exchange, s8 cookie, u16 instance, u8 detail, counted TLVs.
    void info(Snac snac) {
        Cursor body = snac.body();
        body.u16();
        byte[] cookie = body.take(body.u8());
        body.skip(3);
        Tlvs tlvs = Tlvs.counted(body);
        if (body.truncated()) {
            connection.truncated(snac);
            return;
        }
        connection.overrun(tlvs, snac);
        String named = tlvs.has(NAME) ? tlvs.text(NAME) : tlvs.text(FULL_NAME);
        if (named.isEmpty()) named = name(AolText.named(cookie, "", null).text());
        if (!named.isEmpty()) room = named;
        flush();
    }

    /// 0E/03 and 0E/04: user infos to the end. The first list has those who are there already.
    void people(Snac snac) {
        Room.Action action = snac.kind() == Snac.ROOM_LEFT
                ? Room.Action.LEFT
                : listed || connection.out.flow().midStream ? Room.Action.JOINED : Room.Action.PRESENT;
        listed = true;
        while (snac.body().remaining() > 0) {
            UserInfo info = UserInfo.read(snac.body());
            if (info == null) {
                connection.truncated(snac);
                break;
            }
            Account who = connection.peer(info.name());
            if (room.isEmpty() && early.size() < MOST_EARLY) early.add(new Early(connection.seen(), who, action));
            else connection.emit(new Room(connection.seen(), room(), who, action, ""));
        }
    }

    /// 0E/05: this connection's account says something to the room.
    void outgoing(Snac snac) {
        Message.Leg leg = Leg.SENT;
        Cursor body = snac.body();
        String id = HexFormat.of().formatHex(body.take(8));
        body.u16();
        Tlvs tlvs = Tlvs.rest(body);
        if (body.truncated()) {
            connection.truncated(snac);
            return;
        }
        if (sent.size() >= MOST_SENT) sent.remove(sent.iterator().next());
        sent.add(id);
        Cursor whisper = tlvs.get(WHISPER_TO);
        UserInfo to = whisper == null || tlvs.has(PUBLIC) ? null : UserInfo.read(whisper);
        List<Account> readers = to == null ? List.of() : List.of(connection.peer(to.name()));
        said(snac, tlvs, connection.own(), readers, id, leg);
    }

    /// 0E/06: somebody said something; the server reflects a client's own words where it asked for that.
    void incoming(Snac snac) {
        Cursor body = snac.body();
        String id = HexFormat.of().formatHex(body.take(8));
        body.u16();
        Tlvs tlvs = Tlvs.rest(body);
        Cursor sender = tlvs.get(SENDER);
        UserInfo from = sender == null ? null : UserInfo.read(sender);
        if (body.truncated() || from == null) {
            connection.truncated(snac);
            return;
        }
        boolean reflected = sent.remove(id) || connection.isOwn(from.name());
        Leg leg = reflected ? Leg.ECHO : Leg.DELIVERED;
        said(snac, tlvs, connection.peer(from.name()), List.of(connection.own()), id, leg);
    }

    private void said(Snac snac, Tlvs outer, Account from, List<Account> to, String id, Leg leg) {
        connection.overrun(outer, snac);
        Cursor content = outer.get(CONTENT);
        if (content == null) return;
        Tlvs tlvs = Tlvs.rest(content);
        connection.overrun(tlvs, snac);
        if (!tlvs.has(TEXT)) return;
        byte[] raw = tlvs.bytes(TEXT);
        flush();
        Said said = Said.by(from, AolText.named(raw, tlvs.text(CHARSET), connection.speaker(from.id())), raw);
        MessageBuilder message = Message.from(connection.seen(), from)
                .to(to)
                .room(room())
                .leg(leg)
                .messageId(id);
        connection.emit(said.into(message).build());
    }

    /// A room that nothing has named is a label of this flow, as an unnamed party is.
    private String room() {
        return room.isEmpty() ? "?" + connection.out.flow().server().address() : room;
    }

    /// Says who came before the room had a name; also where it never got one.
    void flush() {
        for (Early one : early) connection.emit(new Room(one.seen, room(), one.who, one.action, ""));
        early.clear();
    }
}
