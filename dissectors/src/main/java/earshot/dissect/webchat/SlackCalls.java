package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Session;
import earshot.event.MessageBuilder;
import earshot.web.Form;
import earshot.web.Json;
import earshot.web.Multipart;
import earshot.web.WebAnswer;
import earshot.web.WebBody;
import earshot.web.WebReading;
import earshot.web.WebRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/// Slack's web API on one connection: arguments in the query, a form, parts or JSON.
final class SlackCalls implements WebReading {
    private static final int MOST_ASKED = 64;

    private final Out out;
    private final SlackTalk talk;
    /// The arguments of requests without answer.
    private final Map<WebRequest, Form> asked = new LinkedHashMap<>();

    SlackCalls(Out out) {
        this.out = out;
        this.talk = new SlackTalk(out);
    }

    @Override
    public WebBody request(WebRequest request) {
        if (!request.field("upgrade").isEmpty()) return null;
        if (request.method().equals("GET")) {
            asked(request, Form.read(request.query()));
            return null;
        }
        return WebBody.whole(body -> {
            Form form = arguments(request, body);
            asked(request, form);
            String type = request.field("content-type");
            boolean files = Slack.method(request).equals("files.upload") && type.startsWith("multipart/");
            if (files) Uploads.recovered(out, talk.directory.holder(token(request, form)), Multipart.read(body, type));
        });
    }

    /// @return values that are no text as JSON writes them are left out: none of them is asked for
    private static Form arguments(WebRequest request, byte[] body) {
        String type = request.field("content-type");
        Map<String, String> all = new LinkedHashMap<>(Form.read(request.query()).fields());
        if (type.startsWith("multipart/")) {
            all.putAll(Multipart.read(body, type).form().fields());
        } else if (body[0] == '{') {
            Json.read(body).fields().forEach((name, value) -> all.put(name, value.text()));
        } else {
            Form form = Form.read(body);
            if (form.has("payload")) {
                Json.read(form.field("payload")).fields().forEach((name, value) -> all.put(name, value.text()));
            }
            all.putAll(form.fields());
        }
        return new Form(all);
    }

    private static String token(WebRequest request, Form form) {
        String token = form.field("token");
        return token.isEmpty() ? Tokens.bearer(request) : token;
    }

    private void asked(WebRequest request, Form form) {
        if (request.pathStarts("/services/")) {
            webhook(request, form);
            return;
        }
        if (asked.size() == MOST_ASKED) asked.remove(asked.keySet().iterator().next());
        asked.put(request, form);
        String token = token(request, form);
        Account me = talk.directory.holder(token);
        if (token.startsWith("xox")) {
            talk.directory.confirm();
            talk.directory.exposed(token, me, "Slack token");
            talk.directory.exposed(Tokens.cookie(request, "d"), me, "Slack cookie");
        }
        String channel = form.field("channel"), text = form.field("text");
        if (channel.isEmpty()) return;
        switch (Slack.method(request)) {
            case "chat.postMessage", "chat.meMessage", "chat.postEphemeral" -> {
                if (text.isEmpty()) return;
                talk.directory.confirm();
                boolean action = Slack.method(request).equals("chat.meMessage");
                MessageBuilder said =
                        talk.written(channel, me, text).leg(Leg.SENT).kind(action ? Kind.ACTION : null);
                if (channel.startsWith("#")) said.room(channel.substring(1));
                out.emit(said.replyTo(form.field("thread_ts"))
                        .messageId(form.field("client_msg_id"))
                        .build());
            }
            case "chat.update" ->
                out.emit(talk.written(channel, me, text)
                        .leg(Leg.SENT)
                        .replaces(form.field("ts"))
                        .build());
            case "chat.delete" ->
                out.emit(talk.directory
                        .in(channel, Message.from(out.seen(), me))
                        .leg(Leg.SENT)
                        .kind(Kind.RECEIPT)
                        .retracts(form.field("ts"))
                        .build());
            case "reactions.add" ->
                out.emit(talk.directory
                        .in(channel, Message.from(out.seen(), me))
                        .leg(Leg.SENT)
                        .kind(Kind.REACTION)
                        .text(form.field("name"))
                        .replyTo(form.field("timestamp"))
                        .build());
            default -> {}
        }
    }

    /// A program that knows the address may post: the address is the secret.
    private void webhook(WebRequest request, Form form) {
        String text = form.field("text");
        if (text.isEmpty()) return;
        talk.directory.confirm();
        String name = form.field("username");
        Account from = name.isEmpty() ? talk.directory.holder(request.path()) : Account.of(name);
        talk.directory.exposed(request.path(), from, "Slack webhook");
        String channel = form.field("channel");
        out.emit(talk.written(channel.isEmpty() ? request.path() : channel, from, text)
                .leg(Leg.SENT)
                .build());
    }

    @Override
    public WebBody answer(WebRequest request, WebAnswer answer) {
        return answer.ok() && !request.pathStarts("/services/")
                ? WebBody.whole(body -> told(request, Json.read(body)))
                : null;
    }

    private void told(WebRequest request, Json json) {
        Form form = asked.remove(request);
        if (form == null) return;
        String token = token(request, form), method = Slack.method(request);
        if (!json.isTrue("ok")) {
            if (method.equals("auth.test") || method.startsWith("rtm.")) failed(token, json.text("error"));
            return;
        }
        switch (method) {
            case "auth.test" -> own(token, json.text("user_id"), json.text("user"));
            case "rtm.connect", "rtm.start", "client.boot", "client.userBoot" -> {
                own(token, json.at("self").text("id"), json.at("self").text("name"));
                talk.directory.confirm();
                out.emit(
                        new Session(out.seen(), Session.State.STARTED, talk.self(), Client.UNKNOWN, "Slack token", ""));
            }
            case "chat.postMessage" -> {
                String user = json.at("message").text("user");
                if (!user.isEmpty()) talk.directory.holder(token, talk.directory.user(user));
            }
            case "conversations.history",
                    "conversations.replies",
                    "channels.history",
                    "im.history",
                    "groups.history" -> {
                var messages = json.at("messages").list();
                for (int i = messages.size() - 1; i >= 0; i--) talk.told(messages.get(i), form.field("channel"), true);
            }
            default -> {}
        }
        learn(json);
    }

    private void own(String token, String id, String name) {
        talk.self(id);
        talk.directory.user(id, name);
        talk.directory.holder(token, talk.directory.user(id));
    }

    private void failed(String token, String why) {
        Account who = talk.directory.holder(token);
        out.emit(new Session(out.seen(), Session.State.FAILED, who, Client.UNKNOWN, "Slack token", why));
    }

    private void learn(Json json) {
        for (String list : new String[] {"users", "members"})
            for (Json user : json.at(list).list()) talk.user(user);
        if (json.at("user").has("name")) talk.user(json.at("user"));
        for (String list : new String[] {"channels", "groups", "ims", "mpims"})
            for (Json channel : json.at(list).list()) talk.channel(channel);
        if (json.at("channel").isObject()) talk.channel(json.at("channel"));
    }
}
