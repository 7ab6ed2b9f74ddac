package earshot.dissect.toc;

import earshot.event.Account;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Room;
import earshot.event.MessageBuilder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Chat rooms. On the wire a room is a number of this connection, which `CHAT_JOIN` or an invitation names.
final class Rooms {
    private static final int MOST = 256;
    private static final String GONE = "F";

    private final Connection connection;
    private final Map<String, String> names = new HashMap<>();
    /// Rooms that this client is in, and those whose first list of people has come.
    private final Set<String> entered = new HashSet<>(), listed = new HashSet<>();
    /// Rooms whose leaving one side has said, and the other is to say again.
    private final Set<String> left = new HashSet<>();
    /// Rooms that the client asked to enter and has no answer of.
    private int asked;
    private boolean clientLost, serverLost;

    Rooms(Connection connection) {
        this.connection = connection;
    }

    /// A number may stand for another room after bytes are lost in which a room was entered: that takes a wish of
    /// the client and an answer of the server.
    void lost(boolean client) {
        clientLost |= client;
        serverLost |= !client;
        if (serverLost && (clientLost || asked > 0)) forget();
    }

    private void forget() {
        names.clear();
        listed.clear();
        entered.clear();
        left.clear();
        asked = 0;
    }

    /// A room that nothing has named is a label of this flow, as an unnamed party is.
    private String name(String id) {
        return names.getOrDefault(id, "?" + connection.out.flow().server().address());
    }

    private void name(String id, String name) {
        if (names.size() >= MOST) forget();
        names.put(id, Connection.plain(name));
    }

    /// `toc_chat_join EXCHANGE NAME`, `toc_chat_accept ID`.
    void asks() {
        asked++;
        if (serverLost && clientLost) forget();
    }

    /// `ERROR:950:NAME`: not entered.
    void refused() {
        asked = Math.max(0, asked - 1);
    }

    /// `CHAT_JOIN:ID:NAME`.
    void joined(Line line) {
        String[] fields = line.fields(2);
        if (fields == null) {
            connection.malformed(line);
            return;
        }
        asked = Math.max(0, asked - 1);
        name(fields[0], fields[1]);
        entered.add(fields[0]);
        listed.remove(fields[0]);
        left.remove(fields[0]);
        room(fields[0], connection.own(), Room.Action.JOINED, "");
    }

    /// `CHAT_LEFT:ID`, after `toc_chat_leave ID`: whichever is seen first.
    void left(String id) {
        if (id.isEmpty() || left.remove(id)) return;
        room(id, connection.own(), Room.Action.LEFT, "");
        names.remove(id);
        entered.remove(id);
        listed.remove(id);
        if (left.size() < MOST) left.add(id);
    }

    /// `CHAT_UPDATE_BUDDY:ID:T or F:NAME:NAME…`: the first list has those who are there already.
    void people(Line line) {
        String[] fields = line.rest().split(":", 4096);
        if (fields.length < 3) {
            connection.malformed(line);
            return;
        }
        boolean first = entered.contains(fields[0]) && listed.add(fields[0]);
        Room.Action action =
                fields[1].equals(GONE) ? Room.Action.LEFT : first ? Room.Action.PRESENT : Room.Action.JOINED;
        for (int i = 2; i < fields.length; i++) {
            String who = Connection.plain(fields[i]);
            if (!who.isEmpty()) room(fields[0], Account.of(who), action, "");
        }
    }

    private void room(String id, Account who, Room.Action action, String text) {
        connection.emit(new Room(connection.seen(), name(id), who, action, text));
    }

    /// `toc_chat_send ID TEXT`.
    void sent(Command command) {
        if (command.has(1)) sent(command.word(0), null, command.word(1));
        else connection.malformed(command);
    }

    /// `toc_chat_whisper ID NAME TEXT`.
    void whispered(Command command) {
        if (command.has(2)) sent(command.word(0), Account.of(Connection.plain(command.word(1))), command.word(2));
        else connection.malformed(command);
    }

    private void sent(String id, Account to, String text) {
        Account own = connection.own();
        MessageBuilder message =
                Message.from(connection.seen(), own).room(name(id)).leg(Leg.SENT);
        if (to != null) message.to(to);
        connection.emit(connection.said(message, own, text, "").build());
    }

    /// `CHAT_IN:ID:NAME:T or F:TEXT`: T where it was whispered. `CHAT_IN_ENC:ID:NAME:T or F:F:ENCODING:LANGUAGE:TEXT`.
    /// What the client said itself comes back.
    void delivered(Line line, int count, int encodingAt) {
        String[] fields = line.fields(count);
        if (fields == null || fields[1].isEmpty()) {
            connection.malformed(line);
            return;
        }
        Account from = Account.of(Connection.plain(fields[1]));
        MessageBuilder message = Message.from(connection.seen(), from)
                .to(connection.own())
                .room(name(fields[0]))
                .leg(connection.isOwn(from.id()) ? Leg.ECHO : Leg.DELIVERED);
        String encoding = encodingAt < 0 ? "" : fields[encodingAt];
        connection.emit(
                connection.said(message, from, fields[count - 1], encoding).build());
    }

    /// `toc_chat_invite ID TEXT NAME …`.
    void invites(Command command) {
        if (!command.has(2)) {
            connection.malformed(command);
            return;
        }
        for (String who : command.words().subList(2, command.words().size())) {
            room(
                    command.word(0),
                    Account.of(Connection.plain(who)),
                    Room.Action.INVITED,
                    Connection.html(command.word(1)));
        }
    }

    /// `CHAT_INVITE:NAME:ID:BY:TEXT`.
    void invited(Line line) {
        String[] fields = line.fields(4);
        if (fields == null) {
            connection.malformed(line);
            return;
        }
        name(fields[1], fields[0]);
        room(fields[1], connection.own(), Room.Action.INVITED, Connection.html(fields[3]));
    }
}
