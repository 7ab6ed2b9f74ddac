package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Presence;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Direction;
import earshot.text.ChatHtml;
import earshot.web.Form;
import earshot.web.Json;
import earshot.web.WebAnswer;
import earshot.web.WebBody;
import earshot.web.WebReading;
import earshot.web.WebRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Facebook's chat on one connection. Accounts are numbers; the name beside one is told as what else it is called.
final class FacebookChat implements WebReading {
    /// What stands before the JSON, so that no other page can run it.
    private static final String GUARD = "for (;;);";
    private static final int MOST_SEEN = 4096;

    private final Out out;
    /// Messages and names that were told already: polls repeat what was not confirmed.
    private final Set<String> seen = new LinkedHashSet<>();

    FacebookChat(Out out) {
        this.out = out;
        out.service("messenger");
    }

    private void confirm() {
        out.confirm("signature:facebook-chat", Confidence.CERTAIN, false);
    }

    private boolean first(String what) {
        if (!seen.add(what)) return false;
        if (seen.size() > MOST_SEEN) seen.remove(seen.iterator().next());
        return true;
    }

    /// The cookie that names the user.
    private Account me(WebRequest request) {
        String id = Tokens.cookie(request, "c_user");
        return id.isEmpty() ? out.unnamed(Direction.CLIENT) : Account.of(id);
    }

    @Override
    public WebBody request(WebRequest request) {
        String secret = Tokens.cookie(request, "xs");
        if (!secret.isEmpty() && first("cookie " + secret)) {
            confirm();
            Account me = me(request);
            out.emit(new Credential(out.seen(), me, Credential.Form.TOKEN, secret, "Facebook session cookie", 0));
        }
        return request.method().equals("POST") ? WebBody.whole(body -> asked(request, Form.read(body))) : null;
    }

    private void asked(WebRequest request, Form form) {
        if (request.pathStarts("/ajax/chat/send.php") && form.has("msg_text") && form.has("to")) {
            say(me(request), Account.of(form.field("to")), form.field("msg_text"), Leg.SENT, form.field("msg_id"), 0);
        } else if (request.pathStarts("/ajax/mercury/send_messages.php")) {
            String batch = "message_batch[0][";
            Account from = number(form.field(batch + "author]")), to = Account.NONE;
            for (int i = 0; i < 2 && to.isNone(); i++) {
                Account one = number(form.field(batch + "specific_to_list][" + i + "]"));
                if (!one.id().equals(from.id())) to = one;
            }
            if (form.has(batch + "body]"))
                say(from.isNone() ? me(request) : from, to, form.field(batch + "body]"), Leg.SENT, "", 0);
        } else if (request.pathStarts("/ajax/chat/typ.php") && form.field("typ").equals("1")) {
            typing(me(request), Account.of(form.field("to")), Leg.SENT);
        }
    }

    /// `fbid:123`.
    private static Account number(String field) {
        return field.startsWith("fbid:") ? Account.of(field.substring(5)) : Account.NONE;
    }

    private void say(Account from, Account to, String text, Leg leg, String id, long millis) {
        confirm();
        out.emit(Message.from(out.seen(), from)
                .to(to.isNone() ? List.of() : List.of(to))
                .text(leg == Leg.SENT ? text : ChatHtml.text(text))
                .markup(text)
                .leg(leg)
                .messageId(id)
                .statedTime(Stamps.millis(millis))
                .build());
    }

    private void typing(Account from, Account to, Leg leg) {
        out.emit(
                Message.from(out.seen(), from).to(to).kind(Kind.TYPING).leg(leg).build());
    }

    @Override
    public WebBody answer(WebRequest request, WebAnswer answer) {
        return WebBody.whole(body -> told(request, body));
    }

    private void told(WebRequest request, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        Json json = Json.read(text.startsWith(GUARD) ? text.substring(GUARD.length()) : text);
        if (json.text("t").equals("msg")) {
            String owner = json.text("c").startsWith("p_")
                    ? json.text("c").substring(2)
                    : me(request).id();
            for (Json one : json.at("ms").list()) event(one, owner);
        } else if (json.at("payload").has("buddy_list")) {
            buddies(me(request), json.at("payload").at("buddy_list"));
        }
    }

    private void event(Json one, String owner) {
        String from = one.text("from"), to = one.text("to");
        switch (one.text("type")) {
            case "msg" -> {
                Json message = one.at("msg");
                String id = message.text("msgID");
                if (from.isEmpty() || !message.has("text") || !id.isEmpty() && !first("message " + id)) return;
                Leg leg = from.equals(owner) ? Leg.ECHO : Leg.DELIVERED;
                say(Account.of(from), Account.of(to), message.text("text"), leg, id, message.number("time"));
                called(from, one.text("from_name"));
                called(to, one.text("to_name"));
            }
            case "typ" -> {
                if (one.number("st") == 1 && !from.isEmpty()) typing(Account.of(from), Account.of(to), Leg.DELIVERED);
            }
            case "messaging" -> {
                Json message = one.at("message");
                String sender = message.text("sender_fbid"), id = message.text("mid");
                if (sender.isEmpty() || !message.has("body") || !first("message " + id)) return;
                boolean own = sender.equals(owner);
                Account reader = own ? Account.of(message.text("other_user_fbid")) : Account.of(owner);
                Leg leg = own ? Leg.ECHO : Leg.DELIVERED;
                say(Account.of(sender), reader, message.text("body"), leg, id, message.number("timestamp"));
                called(sender, message.text("sender_name"));
            }
            default -> {}
        }
    }

    private void called(String id, String name) {
        if (id.isEmpty() || name.isEmpty() || !first("name " + id + " " + name)) return;
        out.emit(new Identity(out.seen(), Account.of(id), Account.of(name), Identity.Kind.SAME));
    }

    private void buddies(Account me, Json list) {
        confirm();
        for (Map.Entry<String, Json> one : list.at("userInfos").fields().entrySet()) {
            Account who = Account.of(one.getKey());
            if (who.id().equals(me.id())) continue;
            String name = one.getValue().text("name");
            if (first("contact " + one.getKey()))
                out.emit(new Contact(out.seen(), me, who, name, List.of(), Contact.State.LISTED));
        }
        for (Map.Entry<String, Json> one : list.at("nowAvailableList").fields().entrySet()) {
            Presence.State state = one.getValue().isTrue("i") ? Presence.State.IDLE : Presence.State.ONLINE;
            out.emit(new Presence(out.seen(), Account.of(one.getKey()), state, "", Client.UNKNOWN));
        }
    }
}
