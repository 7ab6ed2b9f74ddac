package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.MessageBuilder;
import earshot.text.ChatHtml;
import earshot.web.Form;
import earshot.web.Json;
import earshot.web.WebAnswer;
import earshot.web.WebBody;
import earshot.web.WebReader;
import earshot.web.WebReading;
import earshot.web.WebRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Zulip: messages in forms, events by long polling, under `/json/` for its pages and `/api/v1/` for programs.
public final class Zulip implements WebReader {
    private static final String[] CALLS = {"messages", "events", "fetch_api_key", "users/me", "register"};

    @Override
    public String name() {
        return "zulip";
    }

    @Override
    public boolean wants(WebRequest request) {
        boolean page = request.pathStarts("/json/");
        if (!page && !request.pathStarts("/api/v1/")) return false;
        String path = request.path();
        for (String call : CALLS) if (path.startsWith(call, page ? 6 : 8)) return true;
        return false;
    }

    @Override
    public WebReading begin(Out out) {
        return new Calls(out);
    }

    private static final class Calls implements WebReading {
        private final Out out;
        private Directory directory;

        Calls(Out out) {
            this.out = out;
        }

        /// Programs log in with an address and a key, each time.
        private Account me(WebRequest request) {
            String login = basic(request.field("authorization"));
            int colon = login.indexOf(':');
            if (colon <= 0) return directory.holder(Tokens.cookie(request, "sessionid"));
            Account me = Account.of(login.substring(0, colon));
            directory.exposed(login.substring(colon + 1), me, "Zulip API key");
            return me;
        }

        private static String basic(String field) {
            if (!field.regionMatches(true, 0, "Basic ", 0, 6)) return "";
            try {
                return new String(Base64.getDecoder().decode(field.substring(6).strip()), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return "";
            }
        }

        @Override
        public WebBody request(WebRequest request) {
            if (directory == null) directory = new Directory(out, "zulip", request.host());
            return request.method().equals("POST") ? WebBody.whole(body -> asked(request, Form.read(body))) : null;
        }

        private void asked(WebRequest request, Form form) {
            if (request.path().endsWith("/fetch_api_key") && form.has("password")) {
                directory.confirm();
                Account who = Account.of(form.field("username"));
                Credential.Form clear = Credential.Form.CLEARTEXT;
                out.emit(new Credential(out.seen(), who, clear, form.field("password"), "Zulip", 0));
                return;
            }
            String type = form.field("type"), text = form.field("content");
            if (!request.path().endsWith("/messages") || text.isEmpty() || type.isEmpty()) return;
            directory.confirm();
            MessageBuilder said =
                    Message.from(out.seen(), me(request)).leg(Leg.SENT).text(text);
            if (type.equals("stream") || type.equals("channel")) said.room(unquoted(form.field("to")));
            else said.to(readers(form.field("to")));
            out.emit(said.build());
        }

        private static String unquoted(String to) {
            return to.startsWith("\"") ? Json.read(to).text() : to;
        }

        /// `["a@x.example"]`, or with commas between.
        private List<Account> readers(String to) {
            List<Account> readers = new ArrayList<>();
            if (to.startsWith("[")) for (Json one : Json.read(to).list()) readers.add(reader(one.text()));
            else for (String one : to.split(",", 64)) if (!one.isBlank()) readers.add(Account.of(one.strip()));
            return readers;
        }

        /// By address, or by a number that an event tells the address of.
        private Account reader(String one) {
            return one.indexOf('@') > 0 ? Account.of(one) : directory.user(one);
        }

        @Override
        public WebBody answer(WebRequest request, WebAnswer answer) {
            return answer.ok() ? WebBody.whole(body -> told(request, Json.read(body))) : null;
        }

        private void told(WebRequest request, Json json) {
            for (Json event : json.at("events").list())
                if (event.text("type").equals("message")) message(request, event.at("message"), false);
            for (Json message : json.at("messages").list()) message(request, message, true);
            for (Json user : json.at("realm_users").list()) directory.user(user.text("user_id"), user.text("email"));
            if (json.has("email") && request.path().endsWith("/users/me"))
                directory.holder(Tokens.cookie(request, "sessionid"), Account.of(json.text("email")));
        }

        private void message(WebRequest request, Json message, boolean history) {
            String sender = message.text("sender_email"), html = message.text("content");
            if (sender.isEmpty() || !message.has("display_recipient")) return;
            directory.confirm();
            directory.user(message.text("sender_id"), sender);
            Account from = Account.of(sender), me = me(request);
            MessageBuilder said = Message.from(out.seen(), from)
                    .text(ChatHtml.text(html).strip())
                    .markup(html)
                    .leg(sender.equals(me.id()) ? Leg.ECHO : Leg.DELIVERED)
                    .kind(history ? Kind.HISTORY : null)
                    .messageId(message.text("id"))
                    .statedTime(Stamps.millis(message.number("timestamp") * 1000));
            Json where = message.at("display_recipient");
            if (where.isList()) {
                List<Account> to = new ArrayList<>();
                for (Json one : where.list())
                    if (!one.text("email").equals(sender)) to.add(Account.of(one.text("email")));
                said.to(to);
            } else {
                said.room(where.text());
            }
            out.emit(said.build());
        }
    }
}
