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

/// What Mattermost's requests and events have in common: posts, users, channels as JSON.
final class MattermostPosts {
    private final Out out;
    private final Directory directory;

    MattermostPosts(Out out, Directory directory) {
        this.out = out;
        this.directory = directory;
    }

    /// A user where `id` and `username` stand together.
    void user(Json user) {
        if (user.has("username")) directory.user(user.text("id"), user.text("username"));
    }

    /// `O`pen and `P`rivate channels have names; `D`irect ones are called by the ids of both users, `G`roups by all
    /// names.
    void channel(Json channel) {
        if (!channel.has("display_name") || !channel.has("type")) return;
        channel(channel.text("id"), channel.text("type"), channel.text("display_name"), channel.text("name"));
    }

    void channel(String id, String type, String title, String name) {
        switch (type) {
            // Where the type is left out, it is a channel unless it is called as two users are.
            case "O", "P", "" -> {
                if (!title.startsWith("@")) directory.room(id, title.isEmpty() ? name : title);
            }
            case "D" -> {
                List<Account> members = new ArrayList<>();
                for (String one : name.split("__", 3)) if (!one.isEmpty()) members.add(directory.user(one));
                if (members.size() == 2) directory.conversation(id, members);
            }
            case "G" -> {
                List<Account> members = new ArrayList<>();
                for (String one : title.split(",", 16)) if (!one.isBlank()) members.add(Account.of(one.strip()));
                directory.conversation(id, members);
            }
            default -> {}
        }
    }

    /// @param from who wrote it
    /// @return null where it is no user's post
    MessageBuilder post(Json post, Account from, Leg leg) {
        String type = post.text("type");
        if (!type.isEmpty() && !type.equals("me") && !type.startsWith("custom_")) {
            system(post, type);
            return null;
        }
        return directory
                .in(post.text("channel_id"), Message.from(out.seen(), from))
                .leg(leg)
                .text(text(post, type))
                .kind(type.equals("me") ? Kind.ACTION : null)
                .messageId(post.text("id"))
                .replyTo(post.text("root_id"))
                .attachments(files(post))
                .statedTime(post.number("create_at") * 1_000_000);
    }

    /// `/me` is sent as `*waves*`.
    private static String text(Json post, String type) {
        String text = post.text("message");
        boolean starred = type.equals("me") && text.length() > 1 && text.startsWith("*") && text.endsWith("*");
        return starred ? text.substring(1, text.length() - 1) : text;
    }

    private static List<String> files(Json post) {
        List<String> names = new ArrayList<>();
        for (Json file : post.at("metadata").at("files").list())
            if (!file.text("name").isEmpty()) names.add(file.text("name"));
        return names;
    }

    /// The server's own words about who comes and goes.
    private void system(Json post, String type) {
        Account by = directory.named(post.text("user_id"), post.at("props").text("username"));
        String other = post.at("props").text("addedUsername") + post.at("props").text("removedUsername");
        Account who = other.isEmpty() ? by : Account.of(other);
        Room.Action action = switch (type) {
            case "system_join_channel", "system_add_to_channel" -> Room.Action.JOINED;
            case "system_leave_channel" -> Room.Action.LEFT;
            case "system_remove_from_channel" -> Room.Action.KICKED;
            case "system_header_change", "system_purpose_change", "system_displayname_change" -> Room.Action.TOPIC;
            default -> null;
        };
        String room = directory.roomName(post.text("channel_id"));
        if (action == null || room.isEmpty()) return;
        out.emit(new Room(out.seen(), room, who, action, action == Room.Action.TOPIC ? post.text("message") : ""));
    }
}
