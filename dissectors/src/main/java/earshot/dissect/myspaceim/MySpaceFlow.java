package earshot.dissect.myspaceim;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.Frames;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Presence;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.ImEvent.Session;
import earshot.event.MessageBuilder;
import earshot.flow.Direction;
import earshot.text.ChatHtml;
import earshot.text.Overlays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The messages of one connection.
final class MySpaceFlow implements Dissection {
    /// Kinds of messages.
    private static final String TALK = "1", STATUS = "100", ACTION = "121", PROGRAM = "200";

    private static final String ZAP = "!!!ZAP_SEND!!!=";
    /// Fonts and colours, which no other client writes so.
    private static final Pattern STYLE = Pattern.compile("</?[fc](?: [^<>]{0,200})?>");

    private static final int MOST_KNOWN = 1024;

    private final Out out;
    private Account own;
    private boolean named, spoken, confirmed, pending, over;
    private String challenge = "", email = "";
    private Frames challenged = Frames.NONE;
    private Client client = Client.UNKNOWN;
    private final Map<String, String> told = new HashMap<>();

    MySpaceFlow(Out out) {
        this.out = out;
        this.own = out.unnamed(Direction.CLIENT);
        out.service("myspaceim");
    }

    @Override
    public int longestMessage() {
        return Command.LONGEST;
    }

    @Override
    public int frame(Direction from, Cursor in) {
        return Command.length(in);
    }

    /// A message begins where another has ended.
    @Override
    public int resync(Direction from, Cursor in) {
        if (in.startsWith("\\bm\\") || in.startsWith("\\lc\\")) return 0;
        for (int at = in.indexOf('\\', 0); at >= 0; at = in.indexOf('\\', at + 1)) {
            if (in.startsWith(at, "\\final\\")) {
                if (in.peek(at + 7) < 0) return ~at;
                if (in.peek(at + 7) == '\\') return at + 7;
            } else if (in.remaining() - at < 8) {
                return ~at;
            }
        }
        return ~in.remaining();
    }

    private Account own() {
        spoken = true;
        return own;
    }

    private void name(Account account) {
        if (!named && spoken) out.emit(new Identity(out.seen(), own, account, Identity.Kind.NAMED));
        own = account;
        named = true;
    }

    @Override
    public void message(Direction from, Cursor in) {
        Command command = Command.read(in);
        if (!confirmed) out.confirm("signature:myspaceim", Confidence.CERTAIN, false);
        confirmed = true;
        if (from == Direction.CLIENT) sent(command);
        else received(command);
    }

    private void sent(Command command) {
        switch (command.name()) {
            case "login2" -> login(command);
            case "bm" -> said(command, own(), Account.of(command.field("t")), Leg.SENT);
            case "status" -> present(own(), command.field("status"), ChatHtml.text(command.field("statstring")));
            case "addbuddy" -> contact(command.field("newprofileid"), "", "", Contact.State.ADDED);
            case "delbuddy" -> contact(command.field("delprofileid"), "", "", Contact.State.REMOVED);
            case "blocklist" -> blocks(command.field("idlist"));
            case "logout" -> ended("");
            default -> {}
        }
    }

    private void received(Command command) {
        switch (command.name()) {
            case "lc" -> {
                if (command.field("lc").equals("1")) challenge(command);
                else accepted(command);
            }
            case "bm" -> said(command, Account.of(command.field("f")), own(), Leg.DELIVERED);
            case "persistr" -> stored(command);
            case "error" -> error(command);
            default -> {}
        }
    }

    private void challenge(Command command) {
        challenge = command.field("nc");
        challenged = out.seen().frames();
    }

    private void login(Command command) {
        email = command.field("username");
        if (email.isEmpty()) return;
        pending = true;
        client = new Client("MySpaceIM", command.field("clientver"), "");
        Account account = Account.of(email);
        if (challenge.isEmpty()) {
            out.anomaly("challenge-missing", "a login answers a challenge that was not captured");
            return;
        }
        String secret = "$myspaceim$" + email + "$" + challenge + "$" + command.field("response");
        out.emit(new Credential(
                out.seen().withFrames(challenged), account, Credential.Form.DIGEST, secret, "MySpaceIM RC4", 0));
        challenge = "";
    }

    private void accepted(Command command) {
        String number = command.field("userid");
        if (!isNumber(number)) return;
        Account account = Account.of(number);
        name(account);
        if (!email.isEmpty()) out.emit(new Identity(out.seen(), Account.of(email), account, Identity.Kind.SAME));
        if (!pending) return;
        pending = false;
        out.emit(new Session(out.seen(), Session.State.STARTED, account, client, "MySpaceIM RC4", ""));
    }

    private void error(Command command) {
        String code = command.field("err");
        String reason = switch (code) {
            case "259" -> "no such account";
            case "260" -> "wrong password";
            case "6" -> "signed-on-elsewhere";
            default -> "error " + code;
        };
        if (code.equals("6")) {
            ended(reason);
        } else if (pending) {
            pending = false;
            out.emit(new Session(out.seen(), Session.State.FAILED, Account.of(email), client, "MySpaceIM RC4", reason));
        }
    }

    private void ended(String reason) {
        if (over || !named) return;
        over = true;
        out.emit(new Session(out.seen(), Session.State.ENDED, own, client, "", reason));
    }

    private void said(Command command, Account from, Account to, Leg leg) {
        if (from.isNone() || to.isNone()) return;
        String written = command.field("msg");
        MessageBuilder message = Message.from(out.seen(), from).to(to).leg(leg);
        switch (command.field("bm")) {
            case TALK -> {
                String text = ChatHtml.text(STYLE.matcher(written).replaceAll(""));
                if (text.isBlank()) return;
                String scheme = Overlays.scheme(text);
                if (!scheme.isEmpty()) message.encrypted(scheme, text.length());
                String date = command.field("date");
                if (isNumber(date)) message.statedTime(Long.parseLong(date) * 1_000_000_000L);
                out.emit(message.text(Overlays.withoutOffer(text))
                        .markup(written)
                        .build());
            }
            case ACTION -> {
                if (written.equals("%typing%"))
                    out.emit(message.kind(Kind.TYPING).build());
                else if (written.startsWith(ZAP)) {
                    out.emit(message.kind(Kind.NUDGE)
                            .text(written.substring(ZAP.length()))
                            .build());
                }
            }
            case STATUS -> {
                if (leg == Leg.DELIVERED) status(from, written);
            }
            case PROGRAM -> {
                if (leg == Leg.DELIVERED) program(from, written);
            }
            default -> {}
        }
    }

    /// `|s|5|ss|at lunch`.
    private void status(Account who, String written) {
        String[] parts = written.split("\\|", 16);
        String code = "", text = "";
        for (int i = 1; i + 1 < parts.length; i += 2) {
            if (parts[i].equals("s")) code = parts[i + 1];
            else if (parts[i].equals("ss")) text = parts[i + 1];
        }
        present(who, code, ChatHtml.text(text));
    }

    private void present(Account who, String code, String text) {
        Presence.State state = switch (code) {
            case "0" -> Presence.State.OFFLINE;
            case "1" -> Presence.State.ONLINE;
            case "2" -> Presence.State.IDLE;
            case "5" -> Presence.State.AWAY;
            default -> null;
        };
        if (state == null || !news(who.id(), state + text)) return;
        out.emit(new Presence(out.seen(), who, state, text, Client.UNKNOWN));
    }

    private void program(Account who, String words) {
        if (words.isEmpty() || words.length() > 128 || !news("program of " + who.id(), words)) return;
        out.emit(new Presence(out.seen(), who, Presence.State.ONLINE, "", new Client(words, "", "")));
    }

    private boolean news(String of, String said) {
        if (told.size() >= MOST_KNOWN) told.clear();
        return !said.equals(told.put(of, said));
    }

    /// What the server keeps: the contact list (0, 1), people by number (0, 2), by name (5, 7) and the like.
    private void stored(Command command) {
        for (Map<String, String> one : command.records("ContactID")) {
            String name = one.getOrDefault("NickName", one.getOrDefault("UserName", ""));
            contact(one.get("ContactID"), name, one.getOrDefault("GroupName", ""), Contact.State.LISTED);
        }
        for (Map<String, String> one : command.records("UserID")) {
            String name = one.getOrDefault("UserName", "");
            String number = one.get("UserID");
            if (name.isEmpty() || !isNumber(number) || !news("name of " + number, name)) continue;
            out.emit(new Identity(out.seen(), Account.of(name), Account.of(number), Identity.Kind.SAME));
        }
    }

    /// `b+|111|a-|222`: blocked and allowed, added and taken away.
    private void blocks(String list) {
        String what = "";
        for (String one : list.split("\\|", 256)) {
            if (one.length() == 2 && !isNumber(one)) what = one;
            else if (what.equals("b+")) contact(one, "", "", Contact.State.BLOCKED);
            else if (what.equals("b-")) contact(one, "", "", Contact.State.ALLOWED);
        }
    }

    private void contact(String number, String name, String group, Contact.State state) {
        if (!isNumber(number)) return;
        List<String> groups = group.isBlank() ? List.of() : List.of(group);
        out.emit(new Contact(out.seen(), own(), Account.of(number), name, groups, state));
    }

    private static boolean isNumber(String text) {
        if (text == null || text.isEmpty() || text.length() > 10) return false;
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) < '0' || text.charAt(i) > '9') return false;
        return true;
    }

    @Override
    public void gap(Direction from, long bytes) {
        challenge = "";
        told.clear();
    }
}
