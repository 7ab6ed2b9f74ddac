package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Room;
import earshot.event.MessageBuilder;
import earshot.web.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Matrix's events: what happens in rooms, the same on its way to the server, from it, and between servers.
///
/// A room is called by its id: names can be changed, and two rooms may have the same.
final class MatrixEvents {
    /// Events that are remembered, so that what two answers tell is said once.
    private static final int MOST_SEEN = 4096;

    private final Out out;
    private final Set<String> seen = new LinkedHashSet<>();

    MatrixEvents(Out out) {
        this.out = out;
    }

    static Account user(String id) {
        return id.startsWith("@") && id.indexOf(':') > 1 && id.length() <= 255 ? Account.of(id) : Account.NONE;
    }

    /// An event that stands in an answer or between servers.
    ///
    /// @param history whether it is played back
    void event(Json event, String room, Leg leg, boolean history) {
        String id = event.text("event_id");
        Account sender = user(event.text("sender"));
        if (sender.isNone() || room.isEmpty() || !id.isEmpty() && !first(id)) return;
        Json content = event.at("content");
        switch (event.text("type")) {
            case "m.room.member" -> member(room, user(event.text("state_key")), content.text("membership"), history);
            case "m.room.topic" -> room(room, sender, Room.Action.TOPIC, content.text("topic"));
            case "m.room.create" -> room(room, sender, Room.Action.CREATED, "");
            case "m.room.name" -> room(room, sender, Room.Action.TOPIC, content.text("name"));
            default -> {
                boolean own = event.at("unsigned").has("transaction_id");
                MessageBuilder said = message(event.text("type"), content, room, sender, event.text("redacts"));
                if (said == null) return;
                said.messageId(id)
                        .leg(own ? Leg.ECHO : leg)
                        .statedTime(Stamps.millis(event.number("origin_server_ts")));
                if (history) said.kind(Kind.HISTORY);
                out.emit(said.build());
            }
        }
    }

    private boolean first(String id) {
        if (!seen.add(id)) return false;
        if (seen.size() > MOST_SEEN) seen.remove(seen.iterator().next());
        return true;
    }

    private void room(String room, Account who, Room.Action action, String text) {
        if (!who.isNone()) out.emit(new Room(out.seen(), room, who, action, text));
    }

    /// @param present whether this is how things stand, not what happened
    void member(String room, Account who, String membership, boolean present) {
        switch (membership) {
            case "join" -> room(room, who, present ? Room.Action.PRESENT : Room.Action.JOINED, "");
            case "leave" -> {
                if (!present) room(room, who, Room.Action.LEFT, "");
            }
            case "invite" -> room(room, who, Room.Action.INVITED, "");
            case "ban" -> room(room, who, Room.Action.BANNED, "");
            default -> {}
        }
    }

    /// What somebody said or did to what was said.
    ///
    /// @param redacts the event that is taken back, where it stands beside the content
    /// @return null where it is nothing that people said, or a file, which is told as such
    MessageBuilder message(String type, Json content, String room, Account from, String redacts) {
        MessageBuilder said = Message.from(out.seen(), from).room(room);
        Json relation = content.at("m.relates_to");
        String about = relation.text("event_id");
        return switch (type) {
            case "m.room.message" -> {
                boolean edit = relation.text("rel_type").equals("m.replace")
                        && content.at("m.new_content").isObject();
                if (edit) said.replaces(about);
                else said.replyTo(answered(relation));
                yield body(said, edit ? content.at("m.new_content") : content, relation, from);
            }
            case "m.room.encrypted" -> {
                String scheme = content.text("algorithm").contains("megolm") ? "megolm" : "olm";
                yield said.encrypted(scheme, content.text("ciphertext").length());
            }
            case "m.reaction" ->
                said.kind(Kind.REACTION).text(relation.text("key")).replyTo(about);
            case "m.room.redaction" -> {
                String what = redacts.isEmpty() ? content.text("redacts") : redacts;
                yield said.kind(Kind.RECEIPT).text(content.text("reason")).retracts(what);
            }
            case "m.sticker" -> said.attachments(List.of(content.text("body")));
            default -> null;
        };
    }

    private static String answered(Json relation) {
        String to = relation.at("m.in_reply_to").text("event_id");
        return to.isEmpty() && relation.text("rel_type").equals("m.thread") ? relation.text("event_id") : to;
    }

    private MessageBuilder body(MessageBuilder said, Json content, Json relation, Account from) {
        String body = content.text("body");
        switch (content.text("msgtype")) {
            case "m.image", "m.file", "m.audio", "m.video" -> {
                String name = content.has("filename") ? content.text("filename") : body;
                file(content, name, from);
                if (name.equals(body)) return null;
                said.attachments(List.of(name));
            }
            case "m.emote" -> said.kind(Kind.ACTION);
            case "m.notice" -> said.kind(Kind.NOTICE);
            case "" -> {
                return null;
            }
            default -> {}
        }
        String text = relation.has("m.in_reply_to") ? withoutQuote(body) : body;
        boolean html = content.text("format").equals("org.matrix.custom.html");
        return said.text(text).markup(html ? content.text("formatted_body") : text);
    }

    /// Older clients repeat what they answer: `> <@ann:x> hello`, an empty line, and then the answer.
    private static String withoutQuote(String body) {
        if (!body.startsWith("> <")) return body;
        int at = 0;
        while (body.startsWith(">", at)) {
            int end = body.indexOf('\n', at);
            if (end < 0) return body;
            at = end + 1;
        }
        return body.startsWith("\n", at) ? body.substring(at + 1) : body.substring(at);
    }

    /// The bytes lie on a server, under an address that whoever fetches them names.
    private void file(Json content, String name, Account from) {
        String address =
                content.has("url") ? content.text("url") : content.at("file").text("url");
        long size = content.at("info").has("size") ? content.at("info").number("size") : -1;
        if (!address.isEmpty()) out.bind(key(address), new FileTransfer.Offer(from, Account.NONE, name, size));
        out.emit(new FileTransfer(out.seen(), from, Account.NONE, name, size, FileTransfer.State.OFFERED, null, ""));
    }

    /// @param address `mxc://server/id`
    static String key(String address) {
        return "matrix file " + address;
    }
}
