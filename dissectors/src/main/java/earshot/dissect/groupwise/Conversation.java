package earshot.dissect.groupwise;

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
import earshot.event.ImEvent.Room;
import earshot.event.ImEvent.Session;
import earshot.event.MessageBuilder;
import earshot.flow.Direction;
import earshot.text.Overlays;
import earshot.text.Rtf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the requests, answers and events of one connection say of people.
final class Conversation {
    private static final int MOST = 512;
    /// How much of a conversation's number counts: what follows tells copies of it apart.
    private static final int SIGNIFICANT = 27;

    private final Out out;
    private Account own;
    private boolean named;
    /// Who else is in each conversation.
    private final Map<String, Set<String>> members = new LinkedHashMap<>();

    Conversation(Out out) {
        this.out = out;
        this.own = out.unnamed(Direction.CLIENT);
    }

    void asked(GroupWiseFlow.Request request) {
        List<Field> fields = request.fields();
        switch (request.command()) {
            case "login" -> {
                String user = Field.value(fields, "NM_A_SZ_USERID"),
                        password = Field.value(fields, "NM_A_SZ_CREDENTIALS");
                if (user.isEmpty()) return;
                named(Account.of(user));
                if (!password.isEmpty())
                    out.emit(
                            new Credential(out.seen(), own, Credential.Form.CLEARTEXT, password, "GroupWise login", 0));
            }
            case "sendmessage" -> said(fields);
            case "sendtyping" -> typing(fields);
            case "setstatus" ->
                presence(own, Field.value(fields, "NM_A_SZ_STATUS"), Field.value(fields, "NM_A_SZ_STATUS_TEXT"));
            case "createcontact" ->
                contact(
                        Field.value(fields, "NM_A_SZ_DN"),
                        Field.value(fields, "NM_A_SZ_DISPLAY_NAME"),
                        List.of(),
                        Contact.State.ADDED);
            case "createblock" -> {
                for (Field one : Field.all(fields, "NM_A_BLOCKING_DENY_ITEM"))
                    contact(one.value(), "", List.of(), Contact.State.BLOCKED);
                for (Field one : Field.all(fields, "NM_A_BLOCKING_ALLOW_ITEM"))
                    contact(one.value(), "", List.of(), Contact.State.ALLOWED);
            }
            case "sendinvite" -> {
                String room = key(Field.value(fields, "NM_A_SZ_OBJECT_ID"));
                for (String invited : Field.values(fields, "NM_A_SZ_DN"))
                    room(room, Account.of(invited), Room.Action.INVITED, "");
            }
            default -> {}
        }
    }

    private void named(Account account) {
        own = account;
        named = true;
    }

    void answered(GroupWiseFlow.Request request, List<Field> fields) {
        String result = Field.value(fields, "NM_A_SZ_RESULT_CODE");
        boolean well = result.isEmpty() || result.equals("0");
        switch (request.command()) {
            case "login" -> login(request, fields, well, result);
            case "createconf" -> {
                String made = key(Field.value(fields, "NM_A_SZ_OBJECT_ID"));
                for (Field member : Field.all(request.fields(), "NM_A_SZ_DN")) member(made, member.value());
            }
            case "joinconf" -> {
                String joined = key(Field.value(request.fields(), "NM_A_SZ_OBJECT_ID"));
                for (Field member : Field.all(fields, "NM_A_SZ_DN")) member(joined, member.value());
            }
            default -> {}
        }
    }

    private void login(GroupWiseFlow.Request request, List<Field> fields, boolean well, String result) {
        String agent = Field.value(request.fields(), "NM_A_SZ_USER_AGENT");
        int slash = agent.lastIndexOf('/');
        Client client = slash > 0
                ? new Client(agent.substring(0, slash), agent.substring(slash + 1), "")
                : new Client(agent, "", "");
        if (!well) {
            out.emit(new Session(out.seen(), Session.State.FAILED, own, client, "GroupWise login", reason(result)));
            return;
        }
        out.emit(new Session(out.seen(), Session.State.STARTED, own, client, "GroupWise login", ""));
        String name = Field.values(fields, "NM_A_SZ_DN").stream().findFirst().orElse("");
        if (name.isEmpty()) {
            for (Field details : Field.all(fields, "NM_A_FA_USER_DETAILS"))
                name = Field.value(details.inner(), "NM_A_SZ_DN");
        }
        if (!name.isEmpty() && !name.equalsIgnoreCase(own.id())) {
            out.emit(new Identity(out.seen(), own, Account.of(name), Identity.Kind.SAME));
        }
        list(fields);
    }

    private static String reason(String result) {
        return switch (result) {
            case "53510" -> "access denied";
            case "53516" -> "wrong password";
            case "53577" -> "authentication failed";
            case "53520" -> "disabled";
            default -> result;
        };
    }

    private void list(List<Field> fields) {
        Map<String, String> folders = new LinkedHashMap<>();
        for (Field folder : Field.all(fields, "NM_A_FA_FOLDER"))
            folders.put(
                    Field.value(folder.inner(), "NM_A_SZ_OBJECT_ID"),
                    Field.value(folder.inner(), "NM_A_SZ_DISPLAY_NAME"));
        for (Field entry : Field.all(fields, "NM_A_FA_CONTACT")) {
            String folder = folders.getOrDefault(Field.value(entry.inner(), "NM_A_SZ_PARENT_ID"), "");
            contact(
                    Field.value(entry.inner(), "NM_A_SZ_DN"),
                    Field.value(entry.inner(), "NM_A_SZ_DISPLAY_NAME"),
                    folder.isEmpty() ? List.of() : List.of(folder),
                    Contact.State.LISTED);
        }
    }

    private void contact(String person, String name, List<String> groups, Contact.State state) {
        if (!person.isEmpty()) out.emit(new Contact(out.seen(), own, Account.of(person), name, groups, state));
    }

    private static String key(String conversation) {
        return conversation.length() > SIGNIFICANT ? conversation.substring(0, SIGNIFICANT) : conversation;
    }

    private void member(String conversation, String person) {
        if (conversation.isEmpty() || person.isEmpty()) return;
        Set<String> all = members.computeIfAbsent(conversation, _ -> new LinkedHashSet<>(2));
        if (all.size() < MOST) all.add(person);
        if (members.size() > MOST) members.remove(members.keySet().iterator().next());
    }

    private void said(List<Field> fields) {
        String conversation = key(Field.value(fields, "NM_A_SZ_OBJECT_ID"));
        for (String reader : Field.values(fields, "NM_A_SZ_DN")) member(conversation, reader);
        String rtf = Field.value(fields, "NM_A_SZ_MESSAGE_BODY"), plain = Field.value(fields, "NM_A_SZ_MESSAGE_TEXT");
        String text = plain.isEmpty() ? Rtf.text(rtf) : plain;
        if (!text.isEmpty()) say(conversation, own, text, rtf, Kind.CHAT, Leg.SENT);
    }

    private void typing(List<Field> fields) {
        boolean stopped = Field.value(fields, "NM_A_SZ_TYPE").equals("113");
        String conversation = key(Field.value(fields, "NM_A_SZ_OBJECT_ID"));
        if (!stopped) say(conversation, own, "", "", Kind.TYPING, Leg.SENT);
    }

    /// More than one other member makes a conversation a room, named by its number.
    private void say(String conversation, Account from, String text, String markup, Kind kind, Leg leg) {
        Set<String> others = members.getOrDefault(conversation, Set.of());
        MessageBuilder message = Message.from(out.seen(), from).leg(leg);
        String scheme = Overlays.scheme(text);
        if (scheme.isEmpty()) message.text(Overlays.withoutOffer(text)).markup(markup.isEmpty() ? text : markup);
        else message.encrypted(scheme, text.length());
        if (others.size() > 1) {
            message.room(conversation);
            if (leg == Leg.DELIVERED) message.to(own);
            message.kind(kind == Kind.CHAT ? Kind.ROOM : kind);
        } else {
            List<Account> readers = new ArrayList<>();
            if (leg == Leg.DELIVERED) readers.add(own);
            else for (String other : others) readers.add(Account.of(other));
            message.to(readers.isEmpty() ? List.of(out.unnamed(Direction.SERVER)) : readers)
                    .kind(kind);
        }
        out.emit(message.build());
    }

    void happened(Event event) {
        if (event == null || event.source().isEmpty()) return;
        Account source = Account.of(event.source());
        String conversation = key(event.conversation());
        boolean self = event.source().equalsIgnoreCase(own.id());
        switch (event.type()) {
            case Event.MESSAGE, Event.AUTOMATIC -> {
                if (!self) member(conversation, event.source());
                Kind kind = event.type() == Event.AUTOMATIC ? Kind.AUTO : Kind.CHAT;
                say(conversation, source, Rtf.text(event.text()), event.text(), kind, Leg.DELIVERED);
            }
            case Event.TYPING -> say(conversation, source, "", "", Kind.TYPING, Leg.DELIVERED);
            case Event.STATUS -> presence(source, Integer.toString(event.status()), event.text());
            case Event.JOINED -> {
                if (!self) member(conversation, event.source());
                if (members.getOrDefault(conversation, Set.of()).size() > 1)
                    room(conversation, source, Room.Action.JOINED, "");
            }
            case Event.LEFT -> {
                Set<String> others = members.getOrDefault(conversation, new LinkedHashSet<>());
                if (others.size() > 1) room(conversation, source, Room.Action.LEFT, "");
                if (others.size() > 1) others.remove(event.source());
            }
            case Event.INVITED -> room(conversation, own, Room.Action.INVITED, event.text());
            case Event.DISCONNECTED -> {
                if (named)
                    out.emit(new Session(
                            out.seen(), Session.State.ENDED, own, Client.UNKNOWN, "", "signed-on-elsewhere"));
            }
            default -> {}
        }
    }

    private void presence(Account account, String status, String text) {
        Presence.State state = switch (status) {
            case "1" -> Presence.State.OFFLINE;
            case "2" -> Presence.State.ONLINE;
            case "3" -> Presence.State.BUSY;
            case "4" -> Presence.State.AWAY;
            case "5" -> Presence.State.IDLE;
            default -> null;
        };
        if (state != null) out.emit(new Presence(out.seen(), account, state, text, Client.UNKNOWN));
    }

    private void room(String conversation, Account account, Room.Action action, String text) {
        if (!conversation.isEmpty()) out.emit(new Room(out.seen(), conversation, account, action, text));
    }

    /// Lost bytes may have changed who is in what.
    void forget() {
        members.clear();
    }
}
