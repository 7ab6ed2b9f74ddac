package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.Lookup;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Room;
import earshot.event.MessageBuilder;
import earshot.web.Json;
import earshot.web.Multipart;
import earshot.web.WebAnswer;
import earshot.web.WebBody;
import earshot.web.WebReading;
import earshot.web.WebRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Matrix on one connection.
final class MatrixCalls implements WebReading {
    private static final int MOST_SENT = 1024;

    private final Out out;
    private final Directory directory;
    private final MatrixEvents events;
    private final MatrixSync sync;
    private final MatrixLogin login;
    /// Transactions: who sends one again repeats, and says nothing new.
    private final Set<String> sent = new LinkedHashSet<>();

    MatrixCalls(Out out) {
        this.out = out;
        this.directory = new Directory(out, "matrix", "");
        this.events = new MatrixEvents(out);
        this.sync = new MatrixSync(out, events);
        this.login = new MatrixLogin(out, directory);
    }

    private static String token(WebRequest request) {
        String token = Tokens.bearer(request);
        return token.isEmpty() ? request.parameter("access_token") : token;
    }

    /// Who asks; whose token it is may be told by a path that names its own user.
    private Account me(WebRequest request) {
        return directory.holder(token(request));
    }

    private void mine(WebRequest request, Account user) {
        if (!user.isNone()) directory.holder(token(request), user);
    }

    @Override
    public WebBody request(WebRequest request) {
        List<String> call = Matrix.call(request);
        if (call.isEmpty()) return null;
        String token = token(request);
        if (!token.isEmpty()) {
            directory.confirm();
            directory.exposed(token, login.named(token, me(request)), "Matrix access token");
        }
        if (call.size() > 2 && call.get(0).equals("user")) mine(request, MatrixEvents.user(call.get(1)));
        if (is(call, "media", "upload")) return upload(request);
        if (request.method().equals("GET")) return null;
        return WebBody.whole(body -> asked(request, call, Json.read(body)));
    }

    /// Whether the call begins so.
    private static boolean is(List<String> call, String... parts) {
        if (call.size() < parts.length) return false;
        for (int i = 0; i < parts.length; i++) if (!call.get(i).equals(parts[i])) return false;
        return true;
    }

    private static String at(List<String> call, int i) {
        return i < call.size() ? call.get(i) : "";
    }

    private void asked(WebRequest request, List<String> call, Json json) {
        switch (call.getFirst()) {
            case "login", "register", "account" -> login.asked(request, call, json);
            case "rooms" -> room(request, at(call, 1), at(call, 2), call, json);
            case "createRoom" -> {
                directory.confirm();
                login.creating(json);
            }
            case "presence" -> {
                Account user = MatrixEvents.user(at(call, 1));
                mine(request, user);
                sync.presence(user, json);
            }
            case "user_directory" -> {
                if (json.has("search_term"))
                    out.emit(new Lookup(out.seen(), me(request), Account.NONE, json.text("search_term")));
            }
            case "federation" -> relayed(json);
            case "transactions", "app" -> {
                for (Json event : json.at("events").list())
                    events.event(event, event.text("room_id"), Leg.DELIVERED, false);
            }
            default -> {}
        }
    }

    private void room(WebRequest request, String room, String what, List<String> call, Json json) {
        switch (what) {
            case "send" -> said(request, room, at(call, 3), at(call, 4), json, "");
            case "redact" -> said(request, room, "m.room.redaction", at(call, 4), json, at(call, 3));
            case "typing" -> {
                Account user = MatrixEvents.user(at(call, 3));
                mine(request, user);
                if (json.isTrue("typing") && !user.isNone())
                    out.emit(Message.from(out.seen(), user)
                            .room(room)
                            .kind(Kind.TYPING)
                            .leg(Leg.SENT)
                            .build());
            }
            case "receipt" ->
                out.emit(Message.from(out.seen(), me(request))
                        .room(room)
                        .kind(Kind.RECEIPT)
                        .leg(Leg.SENT)
                        .replyTo(at(call, 4))
                        .build());
            case "invite", "kick", "ban" -> {
                Account who = MatrixEvents.user(json.text("user_id"));
                Room.Action action = switch (what) {
                    case "invite" -> Room.Action.INVITED;
                    case "kick" -> Room.Action.KICKED;
                    default -> Room.Action.BANNED;
                };
                if (!who.isNone()) out.emit(new Room(out.seen(), room, who, action, json.text("reason")));
            }
            case "leave" -> out.emit(new Room(out.seen(), room, me(request), Room.Action.LEFT, ""));
            case "state" -> {
                String text = json.text("topic") + json.text("name");
                if (at(call, 3).equals("m.room.topic") || at(call, 3).equals("m.room.name"))
                    out.emit(new Room(out.seen(), room, me(request), Room.Action.TOPIC, text));
            }
            default -> {}
        }
    }

    private void said(WebRequest request, String room, String type, String transaction, Json content, String redacts) {
        if (!room.startsWith("!") || !content.isObject() || !sent.add(room + " " + transaction)) return;
        if (sent.size() > MOST_SENT) sent.remove(sent.iterator().next());
        directory.confirm();
        MessageBuilder said = events.message(type, content, room, me(request), redacts);
        if (said != null) out.emit(said.leg(Leg.SENT).messageId(transaction).build());
    }

    /// Between servers: persistent events of rooms, and what passes (typing, presence).
    private void relayed(Json transaction) {
        for (Json event : transaction.at("pdus").list()) {
            directory.confirm();
            events.event(event, event.text("room_id"), Leg.RELAYED, false);
        }
        for (Json passing : transaction.at("edus").list()) {
            Json content = passing.at("content");
            String type = passing.text("edu_type").isEmpty() ? passing.text("type") : passing.text("edu_type");
            if (type.equals("m.typing") && content.isTrue("typing"))
                sync.typing(MatrixEvents.user(content.text("user_id")), content.text("room_id"));
            if (type.equals("m.presence"))
                for (Json one : content.at("push").list()) sync.presence(MatrixEvents.user(one.text("user_id")), one);
        }
    }

    @Override
    public WebBody answer(WebRequest request, WebAnswer answer) {
        List<String> call = Matrix.call(request);
        if (call.isEmpty()) return null;
        String first = call.getFirst();
        if (is(call, "media", "download")) return answer.ok() ? download(call, answer) : null;
        if (first.equals("login") || first.equals("register"))
            return WebBody.whole(body -> login.told(request, answer, Json.read(body)));
        return answer.ok() ? WebBody.whole(body -> told(request, call, Json.read(body))) : null;
    }

    private void told(WebRequest request, List<String> call, Json json) {
        switch (call.getFirst()) {
            case "sync" -> {
                if (!json.has("next_batch") && !json.has("pos")) return;
                directory.confirm();
                own(request, json);
                sync.read(
                        json,
                        json.has("next_batch") && request.parameter("since").isEmpty());
            }
            case "account" -> {
                if (at(call, 1).equals("whoami")) mine(request, MatrixEvents.user(json.text("user_id")));
            }
            case "createRoom" -> login.created(json.text("room_id"), me(request));
            case "join" -> entered(json.text("room_id"), me(request));
            case "rooms" -> {
                if (at(call, 2).equals("join")) entered(at(call, 1), me(request));
                var chunk = json.at("chunk").list();
                boolean back = !request.parameter("dir").equals("f");
                boolean members = at(call, 2).equals("members");
                for (int i = 0; i < chunk.size(); i++) {
                    Json event = chunk.get(back && !members ? chunk.size() - 1 - i : i);
                    events.event(event, at(call, 1), Leg.DELIVERED, true);
                }
                json.at("joined")
                        .fields()
                        .forEach((id, _) -> events.member(at(call, 1), MatrixEvents.user(id), "join", true));
            }
            case "profile" -> {
                Account about = MatrixEvents.user(at(call, 1));
                if (!about.isNone() && json.has("displayname"))
                    out.emit(new Lookup(out.seen(), me(request), about, json.text("displayname")));
            }
            default -> {}
        }
    }

    /// An event that comes back with the transaction it was sent in tells whose token this is.
    private void own(WebRequest request, Json json) {
        json.at("rooms").at("join").fields().forEach((_, room) -> {
            for (Json event : room.at("timeline").at("events").list())
                if (event.at("unsigned").has("transaction_id")) mine(request, MatrixEvents.user(event.text("sender")));
        });
    }

    private void entered(String room, Account who) {
        directory.confirm();
        if (!room.isEmpty()) out.emit(new Room(out.seen(), room, who, Room.Action.JOINED, ""));
    }

    private WebBody upload(WebRequest request) {
        String name = request.parameter("filename");
        return new FileBody(out.recover(), bytes -> file(me(request), name, bytes, ""));
    }

    private WebBody download(List<String> call, WebAnswer answer) {
        int at = call.indexOf("download");
        String address = "mxc://" + at(call, at + 1) + "/" + at(call, at + 2);
        String disposition = answer.field("content-disposition");
        String name = Multipart.parameter(disposition, "filename");
        String shown = name.isEmpty() ? at(call, at + 3) : name;
        return new FileBody(out.recover(), bytes -> file(Account.NONE, shown, bytes, MatrixEvents.key(address)));
    }

    private void file(Account from, String name, FileBody.Ended file, String claim) {
        directory.confirm();
        FileTransfer.State state = file.whole() ? FileTransfer.State.COMPLETE : FileTransfer.State.PARTIAL;
        out.emit(new FileTransfer(out.seen(), from, Account.NONE, name, file.size(), state, file.bytes(), claim));
    }
}
