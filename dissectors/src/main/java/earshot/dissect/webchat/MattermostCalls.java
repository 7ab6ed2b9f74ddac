package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Presence;
import earshot.event.ImEvent.Session;
import earshot.event.MessageBuilder;
import earshot.web.Json;
import earshot.web.Multipart;
import earshot.web.WebAnswer;
import earshot.web.WebBody;
import earshot.web.WebReading;
import earshot.web.WebRequest;

/// Requests to Mattermost's API on one connection.
final class MattermostCalls implements WebReading {
    private final Out out;
    private Directory directory;
    private MattermostPosts posts;
    /// Who is about to log in, until the answer.
    private String login = "";

    MattermostCalls(Out out) {
        this.out = out;
    }

    static String token(WebRequest request) {
        String token = Tokens.bearer(request);
        return token.isEmpty() ? Tokens.cookie(request, "MMAUTHTOKEN") : token;
    }

    @Override
    public WebBody request(WebRequest request) {
        if (directory == null) {
            directory = new Directory(out, "mattermost", request.host());
            posts = new MattermostPosts(out, directory);
        }
        String call = Mattermost.call(request);
        String method = request.method();
        if (method.equals("DELETE") && call.startsWith("posts/")) {
            retracted(request, call.substring(6));
            return null;
        }
        if (call.equals("files") && method.equals("POST")) {
            String type = request.field("content-type");
            return WebBody.whole(body -> uploaded(request, Multipart.read(body, type)));
        }
        boolean said = call.startsWith("posts") || call.startsWith("reactions") || call.equals("users/login");
        return said && !method.equals("GET") ? WebBody.whole(body -> asked(request, call, Json.read(body))) : null;
    }

    private void asked(WebRequest request, String call, Json json) {
        Account me = directory.holder(token(request));
        if (call.equals("users/login") && json.has("login_id")) {
            login = json.text("login_id");
            directory.confirm();
            Credential.Form form = Credential.Form.CLEARTEXT;
            out.emit(new Credential(out.seen(), Account.of(login), form, json.text("password"), "Mattermost", 0));
        } else if (call.equals("posts") && json.has("channel_id") && json.has("message")) {
            directory.confirm();
            exposed(request, me);
            MessageBuilder post = posts.post(json, me, Leg.SENT);
            if (post != null)
                out.emit(post.messageId(json.text("pending_post_id")).build());
        } else if (call.startsWith("posts/") && json.has("message")) {
            directory.confirm();
            String id = call.substring(6).replace("/patch", "");
            out.emit(directory
                    .in(json.text("channel_id"), Message.from(out.seen(), me))
                    .leg(Leg.SENT)
                    .text(json.text("message"))
                    .replaces(id)
                    .build());
        } else if (call.equals("reactions") && json.has("emoji_name")) {
            directory.confirm();
            out.emit(Message.from(out.seen(), me)
                    .kind(Kind.REACTION)
                    .leg(Leg.SENT)
                    .text(json.text("emoji_name"))
                    .replyTo(json.text("post_id"))
                    .build());
        }
    }

    private void uploaded(WebRequest request, Multipart parts) {
        directory.confirm();
        Uploads.recovered(out, directory.holder(token(request)), parts);
    }

    /// `files/ID`, and not what else there is to know of it.
    private WebBody download(WebAnswer answer) {
        String name = Multipart.parameter(answer.field("content-disposition"), "filename");
        return new FileBody(out.recover(), file -> {
            directory.confirm();
            FileTransfer.State state = file.whole() ? FileTransfer.State.COMPLETE : FileTransfer.State.PARTIAL;
            Account nobody = Account.NONE;
            out.emit(new FileTransfer(out.seen(), nobody, nobody, name, file.size(), state, file.bytes(), ""));
        });
    }

    private void exposed(WebRequest request, Account me) {
        directory.exposed(token(request), me, "Mattermost session");
    }

    private void retracted(WebRequest request, String id) {
        Account me = directory.holder(token(request));
        out.emit(Message.from(out.seen(), me)
                .leg(Leg.SENT)
                .kind(Kind.RECEIPT)
                .retracts(id)
                .build());
    }

    @Override
    public WebBody answer(WebRequest request, WebAnswer answer) {
        String call = Mattermost.call(request);
        if (call.equals("users/login") && !login.isEmpty() && !answer.ok()) {
            Account who = Account.of(login);
            String why = answer.status() == 401 ? "wrong name or password" : "status " + answer.status();
            out.emit(new Session(out.seen(), Session.State.FAILED, who, Client.UNKNOWN, "Mattermost", why));
            login = "";
        }
        boolean file = call.startsWith("files/")
                && call.indexOf('/', 6) < 0
                && request.method().equals("GET");
        if (file && answer.ok() && !answer.field("content-disposition").isEmpty()) return download(answer);
        return answer.ok() ? WebBody.whole(body -> told(request, call, answer, Json.read(body))) : null;
    }

    private void told(WebRequest request, String call, WebAnswer answer, Json json) {
        if (call.equals("users/login") && json.has("username")) {
            loggedIn(answer.field("token"), json);
        } else if (call.startsWith("users/me") && json.has("username")) {
            posts.user(json);
            directory.holder(token(request), Account.of(json.text("username")));
        } else if (call.startsWith("users/") && call.contains("status")) {
            for (Json one : json.isList() ? json.list() : java.util.List.of(json)) status(one);
        } else if (json.has("posts") && json.has("order")) {
            history(json);
        } else if (call.equals("posts") && json.has("user_id")) {
            directory.holder(token(request), directory.user(json.text("user_id")));
        } else {
            learn(json);
        }
    }

    private void loggedIn(String token, Json user) {
        posts.user(user);
        Account account = Account.of(user.text("username"));
        directory.confirm();
        directory.holder(token, account);
        directory.exposed(token, account, "Mattermost session");
        out.emit(new Session(out.seen(), Session.State.STARTED, account, Client.UNKNOWN, "Mattermost", ""));
        login = "";
    }

    /// Users and channels, alone or in lists.
    private void learn(Json json) {
        for (Json one : json.isList() ? json.list() : java.util.List.of(json)) {
            posts.user(one);
            posts.channel(one);
        }
    }

    private void status(Json one) {
        Presence.State state = MattermostEvents.state(one.text("status"));
        if (state == null || one.text("user_id").isEmpty()) return;
        out.emit(new Presence(out.seen(), directory.user(one.text("user_id")), state, "", Client.UNKNOWN));
    }

    private void history(Json json) {
        directory.confirm();
        var order = json.at("order").list();
        for (int i = order.size() - 1; i >= 0; i--) {
            Json post = json.at("posts").at(order.get(i).text());
            Account from = directory.user(post.text("user_id"));
            MessageBuilder said = post.isNone() ? null : posts.post(post, from, Leg.DELIVERED);
            if (said != null) out.emit(said.kind(Kind.HISTORY).build());
        }
    }
}
