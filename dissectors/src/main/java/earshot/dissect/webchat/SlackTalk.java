package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Room;
import earshot.event.MessageBuilder;
import earshot.web.Json;
import java.util.ArrayList;
import java.util.List;

/// Slack's messages, users and channels as JSON, the same in events and answers.
final class SlackTalk {
    private final Out out;
    final Directory directory;
    /// The id of who is at the other end, "" where not known.
    private String self = "";

    SlackTalk(Out out) {
        this.out = out;
        this.directory = new Directory(out, "slack", "");
    }

    void self(String id) {
        if (!id.isEmpty()) self = id;
    }

    Account self() {
        return self.isEmpty() ? directory.holder("") : directory.user(self);
    }

    void user(Json user) {
        directory.user(user.text("id"), user.text("name"));
    }

    /// A channel has a name; in a conversation of two (`D…`) the other one's id stands instead.
    void channel(Json channel) {
        String id = channel.text("id");
        if (channel.has("name") && !id.startsWith("D")) directory.room(id, channel.text("name"));
        else if (channel.has("user")) conversation(id, channel.text("user"));
    }

    private void conversation(String id, String other) {
        if (!self.isEmpty()) directory.conversation(id, List.of(directory.user(self), directory.user(other)));
    }

    /// Something of type `message`.
    ///
    /// @param channel where the message itself does not say
    void told(Json event, String channel, boolean history) {
        String where = event.has("channel") ? event.text("channel") : channel;
        String subtype = event.text("subtype");
        switch (subtype) {
            case "message_changed" ->
                said(event.at("message"), where, event.at("message").text("ts"), false);
            case "message_deleted" -> {
                Account from = author(event.at("previous_message"));
                out.emit(directory
                        .in(where, Message.from(out.seen(), from))
                        .kind(Kind.RECEIPT)
                        .retracts(event.text("deleted_ts"))
                        .build());
            }
            case "channel_join", "group_join" -> came(event, where, Room.Action.JOINED);
            case "channel_leave", "group_leave" -> came(event, where, Room.Action.LEFT);
            case "channel_topic", "group_topic" -> came(event, where, Room.Action.TOPIC);
            case "", "me_message", "bot_message", "file_share", "thread_broadcast" -> said(event, where, "", history);
            default -> {}
        }
    }

    private void said(Json message, String channel, String replaces, boolean history) {
        if (channel.isEmpty() || !message.has("text")) return;
        directory.confirm();
        boolean own = !self.isEmpty() && self.equals(message.text("user"));
        boolean action = message.text("subtype").equals("me_message");
        MessageBuilder said = written(channel, author(message), message.text("text"))
                .leg(own ? Leg.ECHO : Leg.DELIVERED)
                .kind(history ? Kind.HISTORY : action ? Kind.ACTION : null)
                .messageId(message.text("ts"))
                .statedTime(Stamps.seconds(message.text("ts")))
                .replaces(replaces)
                .attachments(files(message));
        String thread = message.text("thread_ts");
        if (!thread.equals(message.text("ts"))) said.replyTo(thread);
        out.emit(said.build());
    }

    /// A user by id, a bot by the name it gives itself.
    private Account author(Json message) {
        String id = message.text("user");
        if (!id.isEmpty()) return directory.named(id, message.at("user_profile").text("name"));
        String name = message.text("username");
        return name.isEmpty() ? directory.user(message.text("bot_id")) : Account.of(name);
    }

    /// A message with its text as people saw it, and as sent where that differs.
    MessageBuilder written(String channel, Account from, String text) {
        return directory
                .in(channel, Message.from(out.seen(), from))
                .text(SlackText.plain(text))
                .markup(text);
    }

    private static List<String> files(Json message) {
        List<String> names = new ArrayList<>();
        for (Json file : message.at("files").list()) if (!file.text("name").isEmpty()) names.add(file.text("name"));
        return names;
    }

    private void came(Json event, String channel, Room.Action action) {
        String room = directory.roomName(channel);
        if (room.isEmpty() || event.text("user").isEmpty()) return;
        String topic = action == Room.Action.TOPIC ? event.text("topic") : "";
        out.emit(new Room(out.seen(), room, directory.user(event.text("user")), action, topic));
    }
}
