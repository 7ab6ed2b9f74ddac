package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Room;
import earshot.event.MessageBuilder;
import earshot.web.Json;
import java.util.ArrayList;
import java.util.List;

/// Rocket.Chat's rooms, users and messages as JSON, the same in DDP and REST.
final class RocketRooms {
    private final Out out;
    final Directory directory;
    /// The id of who is at the other end, "" where not known.
    private String self = "";

    RocketRooms(Out out, String host) {
        this.out = out;
        this.directory = new Directory(out, "rocketchat", host);
    }

    void self(String id) {
        self = id;
    }

    Account self() {
        return self.isEmpty() ? directory.holder("") : directory.user(self);
    }

    Account user(Json user) {
        return directory.named(user.text("_id"), user.text("username"));
    }

    /// A room, or a subscription to one: `c`hannels and `p`rivate rooms have names, `d`irect ones members.
    void learn(Json room) {
        String id = room.has("rid") ? room.text("rid") : room.text("_id");
        String type = room.text("t");
        if (room.at("u").has("username")) user(room.at("u"));
        if (type.equals("d")) {
            List<Account> members = new ArrayList<>();
            for (Json name : room.at("usernames").list()) members.add(Account.of(name.text()));
            boolean other = members.isEmpty() && room.has("rid") && room.at("u").has("username");
            if (other) {
                members.add(user(room.at("u")));
                members.add(Account.of(room.text("name")));
            }
            directory.conversation(id, members);
        } else if (type.equals("c") || type.equals("p")) {
            directory.room(id, room.text(room.text("fname").isEmpty() ? "name" : "fname"));
        }
    }

    /// A message as the server tells it.
    ///
    /// @param history whether it is played back
    void told(Json message, boolean history) {
        if (!message.has("rid") || !message.has("u")) return;
        directory.confirm();
        Account from = user(message.at("u"));
        String type = message.text("t");
        boolean encrypted = type.equals("e2e");
        if (!type.isEmpty() && !encrypted) {
            if (!history) system(message, type, from);
            return;
        }
        boolean own = !self.isEmpty() && self.equals(message.at("u").text("_id"));
        MessageBuilder said = written(message, from)
                .leg(own ? Leg.ECHO : Leg.DELIVERED)
                .statedTime(time(message.at("ts")))
                .kind(history ? Kind.HISTORY : null);
        if (message.has("editedAt")) said.replaces(message.text("_id"));
        out.emit(said.build());
    }

    /// A message on its way to the server.
    void sent(Json message, Account from) {
        if (!message.has("msg") || message.text("rid").isEmpty()) return;
        directory.confirm();
        out.emit(written(message, from).leg(Leg.SENT).build());
    }

    private MessageBuilder written(Json message, Account from) {
        MessageBuilder said = directory
                .in(message.text("rid"), Message.from(out.seen(), from))
                .messageId(message.text("_id"))
                .replyTo(message.text("tmid"))
                .attachments(files(message));
        String text = message.text("msg");
        return message.text("t").equals("e2e") ? said.encrypted("rocketchat-e2e", text.length()) : said.text(text);
    }

    private static List<String> files(Json message) {
        List<String> names = new ArrayList<>();
        for (Json file : message.at("files").list()) if (!file.text("name").isEmpty()) names.add(file.text("name"));
        if (names.isEmpty() && message.at("file").has("name"))
            names.add(message.at("file").text("name"));
        return names;
    }

    /// Extended JSON writes `{"$date": milliseconds}`, REST an ISO time.
    private static long time(Json ts) {
        if (ts.has("$date")) return ts.number("$date") * 1_000_000;
        return Stamps.iso(ts.text());
    }

    private void system(Json message, String type, Account by) {
        Room.Action action = switch (type) {
            case "uj", "au", "ut" -> Room.Action.JOINED;
            case "ul" -> Room.Action.LEFT;
            case "ru" -> Room.Action.KICKED;
            case "room_changed_topic" -> Room.Action.TOPIC;
            default -> null;
        };
        String room = directory.roomName(message.text("rid"));
        if (action == null || room.isEmpty()) return;
        boolean another = type.equals("au") || type.equals("ru");
        Account who = another ? Account.of(message.text("msg")) : by;
        out.emit(new Room(out.seen(), room, who, action, action == Room.Action.TOPIC ? message.text("msg") : ""));
    }
}
