package earshot.dissect.oscar;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Presence;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.ImEvent.Session;
import earshot.flow.Direction;
import earshot.text.ChatHtml;
import earshot.web.Form;
import earshot.web.Json;
import earshot.web.WebAnswer;
import earshot.web.WebBody;
import earshot.web.WebReading;
import earshot.web.WebRequest;
import java.util.List;

/// The web API on one connection: arguments in the query or in a form, answers in JSON (`f=json`).
///
/// A session (`aimsid`) ends with the name of who owns it in some servers' spelling only, so who it is is bound to it
/// when it begins, and claimed by who uses it.
final class WebCalls implements WebReading {
    private final Out out;
    /// Who logs in, until the answer.
    private String login = "";

    WebCalls(Out out) {
        this.out = out;
    }

    private void confirm(Account who) {
        boolean icq = !who.isNone() && who.id().chars().allMatch(c -> c >= '0' && c <= '9');
        out.service(icq ? "icq" : "aim");
        out.confirm("signature:aim-web", Confidence.CERTAIN, false);
    }

    private static String key(String session) {
        return "aim web session " + session;
    }

    private Account me(Form form) {
        Account client = out.unnamed(Direction.CLIENT);
        String session = form.field("aimsid");
        return session.isEmpty() ? client : client.claiming(key(session));
    }

    @Override
    public WebBody request(WebRequest request) {
        if (request.method().equals("GET")) {
            asked(request, Form.read(request.query()));
            return null;
        }
        return WebBody.whole(body -> {
            Form form = Form.read(body);
            form.fields().putAll(Form.read(request.query()).fields());
            asked(request, form);
        });
    }

    private void asked(WebRequest request, Form form) {
        String path = request.path();
        if (path.startsWith("/auth/clientLogin")) {
            login = form.field("s");
            if (login.isEmpty() || !form.has("pwd")) return;
            Account who = Account.of(login);
            confirm(who);
            Credential.Form clear = Credential.Form.CLEARTEXT;
            out.emit(new Credential(out.seen(), who, clear, form.field("pwd"), "AIM clientLogin", 0));
        } else if (path.startsWith("/im/sendIM") && form.has("t") && form.has("message")) {
            Account to = Account.of(form.field("t"));
            confirm(to);
            boolean offline = form.field("offlineIM").equals("1")
                    || form.field("offlineIM").equals("true");
            say(me(form), to, form.field("message"), Leg.SENT, offline ? Kind.OFFLINE : Kind.CHAT, 0);
        } else if (path.startsWith("/im/setTyping")
                && form.field("typingStatus").equals("typing")) {
            out.emit(Message.from(out.seen(), me(form))
                    .to(Account.of(form.field("t")))
                    .kind(Kind.TYPING)
                    .leg(Leg.SENT)
                    .build());
        }
    }

    private void say(Account from, Account to, String html, Leg leg, Kind kind, long time) {
        out.emit(Message.from(out.seen(), from)
                .to(to)
                .text(ChatHtml.text(html))
                .markup(html)
                .leg(leg)
                .kind(kind)
                .statedTime(time)
                .build());
    }

    @Override
    public WebBody answer(WebRequest request, WebAnswer answer) {
        return WebBody.whole(body -> told(request, Json.read(body).at("response")));
    }

    private void told(WebRequest request, Json response) {
        String path = request.path();
        Json data = response.at("data");
        long status = response.number("statusCode");
        Form form = Form.read(request.query());
        if (path.startsWith("/auth/clientLogin") && !login.isEmpty() && status != 0) {
            Account who = Account.of(data.has("loginId") ? data.text("loginId") : login);
            confirm(who);
            Session.State state = status == 200 ? Session.State.STARTED : Session.State.FAILED;
            String why = status == 200 ? "" : response.text("statusText");
            out.emit(new Session(out.seen(), state, who, Client.UNKNOWN, "AIM clientLogin", why));
            login = "";
        } else if (path.startsWith("/aim/startSession")) {
            Account who = Account.of(data.at("myInfo").text("aimId"));
            if (who.isNone() || data.text("aimsid").isEmpty()) return;
            confirm(who);
            out.bind(key(data.text("aimsid")), who);
            out.emit(new Session(out.seen(), Session.State.STARTED, who, Client.UNKNOWN, "AIM web session", ""));
        } else if (path.startsWith("/aim/fetchEvents")) {
            for (Json event : data.at("events").list()) event(event.text("type"), event.at("eventData"), me(form));
        }
    }

    private void event(String type, Json data, Account me) {
        switch (type) {
            case "im", "offlineIM" -> {
                String from = data.has("source") ? data.at("source").text("aimId") : data.text("aimId");
                if (from.isEmpty() || !data.has("message")) return;
                confirm(Account.of(from));
                boolean offline = type.equals("offlineIM");
                boolean auto = data.text("autoresponse").equals("1") || data.isTrue("autoresponse");
                Kind kind = offline ? Kind.OFFLINE : auto ? Kind.AUTO : Kind.CHAT;
                long time = data.number("timestamp") * 1_000_000_000L;
                say(Account.of(from), me, data.text("message"), Leg.DELIVERED, kind, time);
            }
            case "sentIM" -> {
                String to = data.at("dest").text("aimId");
                if (!to.isEmpty()) say(me, Account.of(to), data.text("message"), Leg.ECHO, Kind.CHAT, 0);
            }
            case "typing" -> {
                if (!data.text("typingStatus").equals("typing")
                        || data.text("aimId").isEmpty()) return;
                out.emit(Message.from(out.seen(), Account.of(data.text("aimId")))
                        .to(me)
                        .kind(Kind.TYPING)
                        .build());
            }
            case "presence" -> presence(data);
            case "buddylist" -> {
                for (Json group : data.at("groups").list())
                    for (Json buddy : group.at("buddies").list()) buddy(me, group.text("name"), buddy);
            }
            default -> {}
        }
    }

    private void buddy(Account me, String group, Json buddy) {
        Account who = Account.of(buddy.text("aimId"));
        if (who.isNone()) return;
        List<String> groups = group.isEmpty() ? List.of() : List.of(group);
        String name = buddy.text("friendly");
        out.emit(new Contact(out.seen(), me, who, name, groups, Contact.State.LISTED));
        presence(buddy);
    }

    private void presence(Json data) {
        Presence.State state = switch (data.text("state")) {
            case "online" -> Presence.State.ONLINE;
            case "away" -> Presence.State.AWAY;
            case "idle" -> Presence.State.IDLE;
            case "invisible" -> Presence.State.INVISIBLE;
            case "offline" -> Presence.State.OFFLINE;
            default -> null;
        };
        Account who = Account.of(data.text("aimId"));
        if (state != null && !who.isNone())
            out.emit(new Presence(out.seen(), who, state, ChatHtml.text(data.text("awayMsg")), Client.UNKNOWN));
    }
}
