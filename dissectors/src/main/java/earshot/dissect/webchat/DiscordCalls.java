package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Session;
import earshot.event.MessageBuilder;
import earshot.web.Json;
import earshot.web.Multipart;
import earshot.web.WebAnswer;
import earshot.web.WebBody;
import earshot.web.WebReading;
import earshot.web.WebRequest;
import java.util.List;

/// Discord's REST on one connection.
final class DiscordCalls implements WebReading {
    private final Out out;
    private final DiscordTalk talk;
    /// Who is about to log in, until the answer.
    private String login = "";

    DiscordCalls(Out out) {
        this.out = out;
        this.talk = new DiscordTalk(out);
    }

    /// The field is the token itself, of bots behind `Bot`.
    private static String token(WebRequest request) {
        String field = request.field("authorization").strip();
        return field.startsWith("Bot ") || field.startsWith("Bearer ")
                ? field.substring(field.indexOf(' ') + 1)
                : field;
    }

    @Override
    public WebBody request(WebRequest request) {
        List<String> call = List.of(Discord.call(request).split("/", 8));
        if (request.method().equals("GET")) return null;
        if (request.method().equals("DELETE")) {
            if (isMessage(call) && call.size() == 4) retracted(request, call);
            return null;
        }
        if (request.method().equals("PUT")) {
            if (isMessage(call) && call.size() > 5 && call.get(4).equals("reactions")) reaction(request, call);
            return null;
        }
        if (call.size() == 3 && call.get(2).equals("typing") && call.get(0).equals("channels")) {
            out.emit(talk.directory
                    .in(call.get(1), Message.from(out.seen(), me(request)))
                    .leg(Leg.SENT)
                    .kind(Kind.TYPING)
                    .build());
            return null;
        }
        return WebBody.whole(body -> {
            asked(request, call, json(request, body));
            String type = request.field("content-type");
            boolean files = isMessage(call) && type.startsWith("multipart/");
            if (files) Uploads.recovered(out, me(request), Multipart.read(body, type));
        });
    }

    private static boolean isMessage(List<String> call) {
        return call.size() > 2 && call.get(0).equals("channels") && call.get(2).equals("messages");
    }

    /// With files, the message is one of the parts.
    private static Json json(WebRequest request, byte[] body) {
        String type = request.field("content-type");
        if (!type.startsWith("multipart/")) return Json.read(body);
        return Json.read(Multipart.read(body, type).form().field("payload_json"));
    }

    private Account me(WebRequest request) {
        String token = token(request);
        Account me = talk.directory.holder(token);
        talk.directory.exposed(token, me, "Discord token");
        return me;
    }

    private void asked(WebRequest request, List<String> call, Json json) {
        if (call.equals(List.of("auth", "login")) && json.has("password")) {
            login = json.text("login") + json.text("email");
            talk.directory.confirm();
            Credential.Form form = Credential.Form.CLEARTEXT;
            out.emit(new Credential(out.seen(), Account.of(login), form, json.text("password"), "Discord", 0));
        } else if (isMessage(call) && json.has("content")) {
            talk.directory.confirm();
            MessageBuilder said = talk.written(call.get(1), me(request), json).leg(Leg.SENT);
            if (call.size() > 3) said.replaces(call.get(3));
            out.emit(said.messageId(json.text("nonce")).build());
        } else if (call.get(0).equals("webhooks") && call.size() >= 3 && json.has("content")) {
            talk.directory.confirm();
            String name = json.text("username");
            Account from = name.isEmpty() ? talk.directory.user(call.get(1)) : Account.of(name);
            talk.directory.exposed(call.get(2), from, "Discord webhook");
            out.emit(talk.written("webhook " + call.get(1), from, json)
                    .leg(Leg.SENT)
                    .build());
        }
    }

    private void retracted(WebRequest request, List<String> call) {
        out.emit(talk.directory
                .in(call.get(1), Message.from(out.seen(), me(request)))
                .leg(Leg.SENT)
                .kind(Kind.RECEIPT)
                .retracts(call.get(3))
                .build());
    }

    private void reaction(WebRequest request, List<String> call) {
        out.emit(talk.directory
                .in(call.get(1), Message.from(out.seen(), me(request)))
                .leg(Leg.SENT)
                .kind(Kind.REACTION)
                .text(earshot.web.Form.decoded(call.get(5), false))
                .replyTo(call.get(3))
                .build());
    }

    @Override
    public WebBody answer(WebRequest request, WebAnswer answer) {
        String call = Discord.call(request);
        if (call.equals("auth/login") && !login.isEmpty() && !answer.ok()) {
            Account who = Account.of(login);
            String why = "status " + answer.status();
            out.emit(new Session(out.seen(), Session.State.FAILED, who, Client.UNKNOWN, "Discord", why));
            login = "";
        }
        return answer.ok() ? WebBody.whole(body -> told(request, call, Json.read(body))) : null;
    }

    private void told(WebRequest request, String call, Json json) {
        if (call.equals("auth/login")) {
            if (json.has("token")) {
                talk.directory.exposed(json.text("token"), Account.of(login), "Discord token");
                out.emit(new Session(
                        out.seen(), Session.State.STARTED, Account.of(login), Client.UNKNOWN, "Discord", ""));
            }
            login = "";
        } else if (call.equals("users/@me") && json.has("username")) {
            talk.self(json);
            talk.directory.holder(token(request), talk.user(json));
        } else if (json.isList() && json.at(0).has("author")) {
            for (int i = json.list().size() - 1; i >= 0; i--) talk.told(json.at(i), true, false);
        } else if (json.has("author") && json.has("channel_id")) {
            // The answer to what was said tells who said it.
            talk.directory.holder(token(request), talk.user(json.at("author")));
        } else if (json.has("channels")) {
            talk.guild(json);
        } else {
            for (Json one : json.isList() ? json.list() : List.of(json)) {
                if (one.has("recipients") || one.has("guild_id")) talk.channel(one);
                else if (one.has("username") && one.has("discriminator")) talk.user(one);
            }
        }
    }
}
