package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Session;
import earshot.flow.Direction;
import earshot.web.Json;
import earshot.web.WebMessages;
import earshot.web.WebRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Rocket.Chat in DDP: methods called by the client with their results, and what changed in the collections that it
/// has subscribed to. SockJS wraps each message in a list of texts, the server's behind an `a`.
final class Ddp implements WebMessages {
    /// Calls without result that are remembered.
    private static final int MOST_CALLS = 256;

    /// @param account who logs in, "" for other calls
    private record Call(String method, String account, String mechanism) {}

    private final Out out;
    private final RocketRooms rooms;
    private final Map<String, Call> calls = new LinkedHashMap<>();

    Ddp(Out out, WebRequest request) {
        this.out = out;
        this.rooms = new RocketRooms(out, request.host());
    }

    @Override
    public void message(Direction from, boolean text, byte[] message) {
        if (message.length > 1 && (message[0] == 'a' && message[1] == '[' || message[0] == '[')) {
            Json wrapped = Json.read(new String(message, StandardCharsets.UTF_8).substring(message[0] == 'a' ? 1 : 0));
            for (Json one : wrapped.list()) message(from, Json.read(one.text()));
        } else {
            message(from, Json.read(message));
        }
    }

    void message(Direction from, Json json) {
        switch (json.text("msg")) {
            case "method" -> {
                if (from == Direction.CLIENT) called(json);
            }
            case "result" -> result(json);
            case "added" -> {
                if (json.text("collection").equals("users"))
                    rooms.directory.user(json.text("id"), json.at("fields").text("username"));
            }
            case "changed" -> changed(json.text("collection"), json.at("fields"));
            default -> {}
        }
    }

    /// What was sent before its bytes were lost may never be answered here.
    @Override
    public void gap(Direction from) {
        calls.clear();
    }

    private void called(Json json) {
        String method = json.text("method");
        Json first = json.at("params").at(0);
        Call call = new Call(method, "", "");
        switch (method) {
            case "login" -> call = login(first);
            case "sendMessage" -> rooms.sent(first, rooms.self());
            case "updateMessage" -> {
                if (first.has("msg")) {
                    rooms.directory.confirm();
                    out.emit(rooms.directory
                            .in(first.text("rid"), Message.from(out.seen(), rooms.self()))
                            .leg(Leg.SENT)
                            .text(first.text("msg"))
                            .replaces(first.text("_id"))
                            .build());
                }
            }
            case "deleteMessage" ->
                out.emit(Message.from(out.seen(), rooms.self())
                        .leg(Leg.SENT)
                        .kind(Kind.RECEIPT)
                        .retracts(first.text("_id"))
                        .build());
            case "setReaction" ->
                out.emit(Message.from(out.seen(), rooms.self())
                        .leg(Leg.SENT)
                        .kind(Kind.REACTION)
                        .text(first.text())
                        .replyTo(json.at("params").at(1).text())
                        .build());
            case "stream-notify-room" ->
                typing(first.text(), json.at("params").at(1).text(), Leg.SENT);
            default -> {}
        }
        if (calls.size() == MOST_CALLS) calls.remove(calls.keySet().iterator().next());
        calls.put(json.text("id"), call);
    }

    /// With a password, its SHA-256 without salt, a token from an earlier login, or another site's word.
    private Call login(Json how) {
        Json user = how.at("user");
        String name = user.text("username") + user.text("email") + how.text("username");
        Account account = Account.of(name);
        Json password = how.at("password");
        if (password.has("digest")) {
            rooms.directory.confirm();
            String digest = password.text("digest");
            out.emit(new Credential(out.seen(), account, Credential.Form.DIGEST, digest, "Rocket.Chat SHA-256", 1400));
            return new Call("login", name, "password");
        }
        String clear = password.text() + how.text("ldapPass");
        if (!clear.isEmpty()) {
            rooms.directory.confirm();
            out.emit(new Credential(out.seen(), account, Credential.Form.CLEARTEXT, clear, "Rocket.Chat", 0));
            return new Call("login", name, "password");
        }
        String token = how.text("resume");
        if (!token.isEmpty()) {
            rooms.directory.confirm();
            rooms.directory.exposed(token, rooms.directory.holder(token), "Rocket.Chat session");
            return new Call("login", "", "token");
        }
        return new Call("login", name, "");
    }

    private void result(Json json) {
        Call call = calls.remove(json.text("id"));
        if (call == null) return;
        result(call, json);
    }

    private void result(Call call, Json json) {
        Json result = json.at("result");
        switch (call.method) {
            case "login" -> loggedIn(call, json);
            case "rooms/get", "subscriptions/get" -> {
                rooms.directory.confirm();
                for (Json room : (result.isList() ? result : result.at("update")).list()) rooms.learn(room);
            }
            case "loadHistory",
                    "loadNextMessages",
                    "loadMissedMessages",
                    "loadSurroundingMessages",
                    "getThreadMessages" -> {
                var messages = (result.isList() ? result : result.at("messages")).list();
                for (int i = messages.size() - 1; i >= 0; i--) rooms.told(messages.get(i), true);
            }
            default -> {}
        }
    }

    private void loggedIn(Call call, Json json) {
        if (json.has("error")) {
            String why = json.at("error").text("reason");
            Account who = call.account.isEmpty() ? rooms.self() : Account.of(call.account);
            out.emit(new Session(
                    out.seen(), Session.State.FAILED, who, Client.UNKNOWN, "Rocket.Chat " + call.mechanism, why));
            return;
        }
        Json result = json.at("result");
        String id = result.text("id");
        if (id.isEmpty()) return;
        rooms.self(id);
        // An e-mail address is no user name: that is told elsewhere.
        boolean named = !call.account.isEmpty() && call.account.indexOf('@') < 0;
        Account account = named ? rooms.directory.named(id, call.account) : rooms.directory.user(id);
        rooms.directory.holder(result.text("token"), account);
        rooms.directory.exposed(result.text("token"), account, "Rocket.Chat session");
        String how = "Rocket.Chat " + call.mechanism;
        out.emit(new Session(out.seen(), Session.State.STARTED, account, Client.UNKNOWN, how.strip(), ""));
    }

    private void changed(String collection, Json fields) {
        String event = fields.text("eventName");
        Json args = fields.at("args");
        switch (collection) {
            case "stream-room-messages" -> {
                Json about = args.at(1);
                if (about.has("roomName") && !about.text("roomType").equals("d"))
                    rooms.directory.room(args.at(0).text("rid"), about.text("roomName"));
                rooms.told(args.at(0), false);
            }
            case "stream-notify-room" -> {
                if (event.endsWith("/deleteMessage")) {
                    out.emit(rooms.directory
                            .in(event.substring(0, event.indexOf('/')), Message.from(out.seen(), Account.NONE))
                            .kind(Kind.RECEIPT)
                            .retracts(args.at(0).text("_id"))
                            .build());
                } else {
                    typing(event, args.at(0).text(), Leg.DELIVERED);
                }
            }
            case "stream-notify-user" -> {
                if (event.endsWith("/rooms-changed") || event.endsWith("/subscriptions-changed"))
                    rooms.learn(args.at(1));
            }
            default -> {}
        }
    }

    /// `ROOM/typing` or `ROOM/user-activity`, with the user's name; that typing has ended is no news.
    private void typing(String event, String name, Leg leg) {
        int slash = event.indexOf('/');
        if (slash <= 0 || name.isEmpty()) return;
        String what = event.substring(slash + 1);
        if (!what.equals("typing") && !what.equals("user-activity")) return;
        out.emit(rooms.directory
                .in(event.substring(0, slash), Message.from(out.seen(), Account.of(name)))
                .kind(Kind.TYPING)
                .leg(leg)
                .build());
    }
}
