package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.MessageBuilder;
import earshot.web.Json;
import java.util.ArrayList;
import java.util.List;

/// Discord's messages, users and channels as JSON, the same in the gateway and in answers.
final class DiscordTalk {
    /// Milliseconds since 1970 at which its ids begin to count.
    private static final long EPOCH = 1_420_070_400_000L;

    private final Out out;
    final Directory directory;
    /// The id of who is at the other end, "" where not known.
    private String self = "";

    DiscordTalk(Out out) {
        this.out = out;
        this.directory = new Directory(out, "discord", "");
    }

    void self(Json user) {
        self = user.text("id");
        user(user);
    }

    String self() {
        return self;
    }

    Account user(Json user) {
        return directory.named(user.text("id"), user.text("username"));
    }

    /// Types 1 and 3 are conversations between their recipients and oneself; the others have names.
    void channel(Json channel) {
        long type = channel.number("type");
        if (type == 1 || type == 3) {
            if (self.isEmpty()) return;
            List<Account> members = new ArrayList<>();
            members.add(directory.user(self));
            for (Json one : channel.at("recipients").list()) members.add(user(one));
            if (members.size() > 1) directory.conversation(channel.text("id"), members);
        } else {
            directory.room(channel.text("id"), channel.text("name"));
        }
    }

    void guild(Json guild) {
        for (Json channel : guild.at("channels").list()) channel(channel);
        for (Json thread : guild.at("threads").list()) channel(thread);
        for (Json member : guild.at("members").list()) user(member.at("user"));
    }

    /// Who stands on the friend list: 1 friend, 2 blocked, 3 and 4 requests.
    void relationship(Json one) {
        Contact.State state = switch ((int) one.number("type")) {
            case 1 -> Contact.State.LISTED;
            case 2 -> Contact.State.BLOCKED;
            case 3, 4 -> Contact.State.REQUESTED;
            default -> null;
        };
        Account who = one.at("user").has("username") ? user(one.at("user")) : directory.user(one.text("id"));
        if (state == null || self.isEmpty() || who.isNone()) return;
        String nick = one.text("nickname");
        out.emit(new Contact(out.seen(), directory.user(self), who, nick, List.of(), state));
    }

    /// A message as the server tells it. Types but 0 and 19 (a reply) are the server's own words.
    void told(Json message, boolean history, boolean edited) {
        if (!message.has("channel_id") || !message.has("author") || !message.has("content")) return;
        long type = message.number("type");
        if (type != 0 && type != 19 && type != 20) return;
        directory.confirm();
        boolean own = !self.isEmpty() && self.equals(message.at("author").text("id"));
        MessageBuilder said = written(message.text("channel_id"), user(message.at("author")), message)
                .leg(own ? Leg.ECHO : Leg.DELIVERED)
                .kind(history ? Kind.HISTORY : null)
                .messageId(message.text("id"))
                .statedTime(time(message.text("id")));
        if (edited) said.replaces(message.text("id"));
        out.emit(said.build());
    }

    MessageBuilder written(String channel, Account from, Json message) {
        List<String> files = new ArrayList<>();
        for (Json file : message.at("attachments").list())
            if (!file.text("filename").isEmpty()) files.add(file.text("filename"));
        return directory
                .in(channel, Message.from(out.seen(), from))
                .text(message.text("content"))
                .replyTo(message.at("message_reference").text("message_id"))
                .attachments(files);
    }

    /// When an id was given out.
    static long time(String id) {
        Json number = Json.read(id);
        long ms = number.number() >> 22;
        return ms <= 0 ? 0 : Stamps.millis(ms + EPOCH);
    }
}
