package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Room;
import earshot.event.ImEvent.Session;
import earshot.event.Seen;
import earshot.web.Json;
import earshot.web.WebAnswer;
import earshot.web.WebRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// Logging in to Matrix, registering, changing a password. Users may give less than their whole id: the answer has
/// it, so what they gave is said with the answer.
final class MatrixLogin {
    private static final int MOST_INVITED = 64;

    private final Out out;
    private final Directory directory;
    /// The request that is not answered yet, and what it gave.
    private WebRequest asking;

    private Seen asked;
    private String user = "", password = "", device = "", how = "";
    /// The room that is being made.
    private Json making = Json.NONE;

    MatrixLogin(Out out, Directory directory) {
        this.out = out;
        this.directory = directory;
    }

    void asked(WebRequest request, List<String> call, Json json) {
        if (call.getFirst().equals("account")) {
            changed(json, call);
            return;
        }
        Json identifier = json.at("identifier");
        asking = request;
        asked = out.seen();
        user = identifier.text("user") + identifier.text("address");
        if (user.isEmpty()) user = json.text("user") + json.text("username");
        password = json.text("password");
        device = json.text("initial_device_display_name");
        how = call.getFirst().equals("register") ? "Matrix registration" : "Matrix " + json.text("type");
        if (!password.isEmpty() || !json.text("type").isEmpty()) directory.confirm();
    }

    private void changed(Json json, List<String> call) {
        if (call.size() < 2 || !call.get(1).equals("password") || !json.has("new_password")) return;
        Json auth = json.at("auth");
        String who = auth.at("identifier").text("user") + auth.text("user");
        directory.confirm();
        credential(out.seen(), Account.of(who), auth.text("password"), "Matrix password change");
        credential(out.seen(), Account.of(who), json.text("new_password"), "Matrix new password");
    }

    private void credential(Seen seen, Account account, String secret, String mechanism) {
        if (!secret.isEmpty() && !account.isNone())
            out.emit(new Credential(seen, account, Credential.Form.CLEARTEXT, secret, mechanism, 0));
    }

    void told(WebRequest request, WebAnswer answer, Json json) {
        if (request != asking) return;
        Account account = MatrixEvents.user(json.text("user_id"));
        if (account.isNone()) account = Account.of(user);
        // Registering asks several times until it has all it wants.
        boolean wantsMore = answer.status() == 401 && json.has("flows");
        if (account.isNone() || wantsMore) return;
        directory.confirm();
        credential(asked, account, password, how);
        String token = json.text("access_token");
        directory.holder(token, account);
        directory.exposed(token, account, "Matrix access token");
        Session.State state = answer.ok() ? Session.State.STARTED : Session.State.FAILED;
        String why = answer.ok() ? "" : json.text("error");
        out.emit(new Session(out.seen(), state, account, client(request), how, why));
        asking = null;
    }

    /// By the field that programs name themselves in, or else by the name of the device.
    private Client client(WebRequest request) {
        String agent = request.field("user-agent");
        int slash = agent.indexOf('/'), end = agent.indexOf(' ');
        if (slash <= 0) return new Client(agent.isEmpty() ? device : agent, "", "");
        String version = agent.substring(slash + 1, end > slash ? end : agent.length());
        boolean browser = agent.startsWith("Mozilla/");
        return browser && !device.isEmpty()
                ? new Client(device, "", "")
                : new Client(agent.substring(0, slash), version, "");
    }

    /// Old tokens are macaroons, which say whose they are: `user_id = @ann:x.example`.
    Account named(String token, Account holder) {
        if (!token.startsWith("MDAx")) return holder;
        try {
            String text =
                    new String(Base64.getUrlDecoder().decode(token.replace("=", "")), StandardCharsets.ISO_8859_1);
            int at = text.indexOf("user_id = @");
            if (at < 0) return holder;
            int end = text.indexOf('\n', at);
            Account is = MatrixEvents.user(
                    text.substring(at + 10, end < 0 ? text.length() : end).strip());
            if (is.isNone()) return holder;
            directory.holder(token, is);
            return is;
        } catch (IllegalArgumentException e) {
            return holder;
        }
    }

    void creating(Json json) {
        making = json;
    }

    void created(String room, Account by) {
        if (room.isEmpty()) return;
        out.emit(new Room(out.seen(), room, by, Room.Action.CREATED, making.text("name")));
        int invited = 0;
        for (Json one : making.at("invite").list()) {
            Account who = MatrixEvents.user(one.text());
            if (who.isNone() || ++invited > MOST_INVITED) continue;
            out.emit(new Room(out.seen(), room, who, Room.Action.INVITED, ""));
        }
        making = Json.NONE;
    }
}
