package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Session;
import earshot.flow.Direction;
import earshot.web.Form;
import earshot.web.Json;
import earshot.web.Multipart;
import earshot.web.WebAnswer;
import earshot.web.WebBody;
import earshot.web.WebReading;
import earshot.web.WebRequest;

/// Rocket.Chat's REST on one connection, and DDP's methods called in it (`method.call`).
final class RocketCalls implements WebReading {
    private final Out out;
    private RocketRooms rooms;
    private Ddp ddp;
    /// Who is about to log in, until the answer.
    private String login = "";

    RocketCalls(Out out) {
        this.out = out;
    }

    private Account caller(WebRequest request) {
        String id = request.field("x-user-id");
        return id.isEmpty() ? rooms.directory.holder(request.field("x-auth-token")) : rooms.directory.user(id);
    }

    @Override
    public WebBody request(WebRequest request) {
        if (rooms == null) {
            rooms = new RocketRooms(out, request.host());
            ddp = new Ddp(out, request);
        }
        if (request.method().equals("GET")) return null;
        String call = RocketChat.call(request.path());
        if (call.startsWith("rooms.upload/") || call.startsWith("rooms.media/")) {
            String type = request.field("content-type");
            return WebBody.whole(body -> uploaded(request, Multipart.read(body, type)));
        }
        return WebBody.whole(body -> asked(request, call, body));
    }

    private void asked(WebRequest request, String call, byte[] body) {
        Json json = Json.read(body);
        if (call.equals("login")) {
            Form form = json.isObject() ? new Form(java.util.Map.of()) : Form.read(body);
            String user = json.text("user") + form.field("user");
            if (user.isEmpty()) user = json.text("username") + json.text("email") + form.field("username");
            login(user, json.text("password") + form.field("password"));
        } else if (call.startsWith("method.call/")) {
            ddp.message(Direction.CLIENT, Json.read(json.text("message")));
        } else if (call.equals("chat.sendMessage")) {
            rooms.sent(json.at("message"), caller(request));
        } else if (call.equals("chat.postMessage")) {
            post(request, json);
        } else if (call.equals("chat.update") && json.has("text")) {
            rooms.directory.confirm();
            out.emit(rooms.directory
                    .in(json.text("roomId"), Message.from(out.seen(), caller(request)))
                    .leg(Leg.SENT)
                    .text(json.text("text"))
                    .replaces(json.text("msgId"))
                    .build());
        }
    }

    private void login(String user, String password) {
        if (user.isEmpty() || password.isEmpty()) return;
        login = user;
        rooms.directory.confirm();
        Credential.Form form = Credential.Form.CLEARTEXT;
        out.emit(new Credential(out.seen(), Account.of(user), form, password, "Rocket.Chat REST", 0));
    }

    /// To a room by its id, `#room` or `@user` by name.
    private void post(WebRequest request, Json json) {
        String text = json.text("text"), to = json.text("channel");
        if (text.isEmpty() || to.isEmpty() && !json.has("roomId")) return;
        rooms.directory.confirm();
        var said = Message.from(out.seen(), caller(request)).leg(Leg.SENT).text(text);
        if (json.has("roomId")) rooms.directory.in(json.text("roomId"), said);
        else if (to.startsWith("@")) said.to(Account.of(to.substring(1)));
        else said.room(to.startsWith("#") ? to.substring(1) : to);
        out.emit(said.build());
    }

    private void uploaded(WebRequest request, Multipart parts) {
        rooms.directory.confirm();
        Uploads.recovered(out, caller(request), parts);
    }

    @Override
    public WebBody answer(WebRequest request, WebAnswer answer) {
        String call = RocketChat.call(request.path());
        if (call.equals("login") && !login.isEmpty() && !answer.ok()) {
            Account who = Account.of(login);
            String why = "status " + answer.status();
            out.emit(new Session(out.seen(), Session.State.FAILED, who, Client.UNKNOWN, "Rocket.Chat REST", why));
            login = "";
        }
        return answer.ok() ? WebBody.whole(body -> told(call, Json.read(body))) : null;
    }

    private void told(String call, Json json) {
        if (call.equals("login")) {
            Json data = json.at("data");
            if (!data.has("userId")) return;
            String name = data.at("me").text("username");
            Account account = rooms.directory.named(data.text("userId"), name.isEmpty() ? login : name);
            rooms.directory.holder(data.text("authToken"), account);
            rooms.directory.exposed(data.text("authToken"), account, "Rocket.Chat session");
            out.emit(new Session(out.seen(), Session.State.STARTED, account, Client.UNKNOWN, "Rocket.Chat REST", ""));
            login = "";
        } else if (call.startsWith("method.call/")) {
            ddp.message(Direction.SERVER, Json.read(json.text("message")));
        } else if (call.equals("me")) {
            rooms.user(json);
        } else {
            learn(json);
        }
    }

    /// Users, rooms and played back messages, in lists named after what they hold.
    private void learn(Json json) {
        for (String list : new String[] {"channels", "groups", "ims", "update", "rooms"})
            for (Json room : json.at(list).list()) rooms.learn(room);
        for (String one : new String[] {"channel", "group", "room"}) rooms.learn(json.at(one));
        for (String list : new String[] {"users", "members"})
            for (Json user : json.at(list).list()) rooms.user(user);
        if (json.at("user").has("username")) rooms.user(json.at("user"));
        var messages = json.at("messages").list();
        for (int i = messages.size() - 1; i >= 0; i--) rooms.told(messages.get(i), true);
    }
}
