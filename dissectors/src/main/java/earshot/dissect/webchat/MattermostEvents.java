package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Presence;
import earshot.event.ImEvent.Room;
import earshot.event.MessageBuilder;
import earshot.flow.Direction;
import earshot.web.Json;
import earshot.web.WebMessages;
import earshot.web.WebRequest;

/// Mattermost's WebSocket: what happened, as JSON that holds JSON.
final class MattermostEvents implements WebMessages {
    private final Out out;
    private final Directory directory;
    private final MattermostPosts posts;
    private String token;
    /// The id of who is at the other end, "" where not known.
    private String self;

    MattermostEvents(Out out, WebRequest request) {
        this.out = out;
        this.directory = new Directory(out, "mattermost", request.host());
        this.posts = new MattermostPosts(out, directory);
        this.token = MattermostCalls.token(request);
        this.self = Tokens.cookie(request, "MMUSERID");
        if (!self.isEmpty()) directory.holder(token, directory.user(self));
    }

    static Presence.State state(String status) {
        return switch (status) {
            case "online" -> Presence.State.ONLINE;
            case "away" -> Presence.State.AWAY;
            case "dnd" -> Presence.State.BUSY;
            case "offline" -> Presence.State.OFFLINE;
            default -> null;
        };
    }

    @Override
    public void message(Direction from, boolean text, byte[] message) {
        Json json = Json.read(message);
        if (from == Direction.CLIENT) asked(json);
        else if (json.has("event")) event(json.text("event"), json.at("data"), json.at("broadcast"));
    }

    private void asked(Json json) {
        switch (json.text("action")) {
            case "authentication_challenge" -> {
                token = json.at("data").text("token");
                directory.confirm();
                directory.exposed(token, directory.holder(token), "Mattermost session");
            }
            case "user_typing" ->
                typing(directory.holder(token), json.at("data").text("channel_id"), Leg.SENT);
            default -> {}
        }
    }

    private void event(String event, Json data, Json broadcast) {
        switch (event) {
            case "hello" -> {
                if (data.has("server_version")) directory.confirm();
            }
            case "posted", "ephemeral_message" -> posted(data, "");
            case "post_edited" -> {
                Json post = Json.read(data.text("post"));
                posted(data, post.text("id"));
            }
            case "post_deleted" -> deleted(Json.read(data.text("post")));
            case "typing" -> typing(directory.user(data.text("user_id")), broadcast.text("channel_id"), Leg.DELIVERED);
            case "status_change" -> {
                Presence.State state = state(data.text("status"));
                Account who = directory.user(data.text("user_id"));
                if (state != null && !who.isNone()) out.emit(new Presence(out.seen(), who, state, "", Client.UNKNOWN));
            }
            case "reaction_added" -> reaction(Json.read(data.text("reaction")));
            case "user_updated" -> posts.user(data.at("user"));
            case "channel_updated", "channel_created" -> posts.channel(Json.read(data.text("channel")));
            case "user_added" -> came(Room.Action.JOINED, data.text("user_id"), broadcast.text("channel_id"));
            case "user_removed" -> came(Room.Action.LEFT, data.text("user_id"), broadcast.text("channel_id"));
            default -> {}
        }
    }

    /// @param replaces the post that was edited, "" for a new one
    private void posted(Json data, String replaces) {
        Json post = Json.read(data.text("post"));
        if (!post.has("channel_id")) return;
        directory.confirm();
        String channel = post.text("channel_id");
        posts.channel(channel, data.text("channel_type"), data.text("channel_display_name"), data.text("channel_name"));
        String name = data.text("sender_name");
        Account from = directory.named(post.text("user_id"), name.startsWith("@") ? name.substring(1) : name);
        boolean own = !self.isEmpty() && self.equals(post.text("user_id"));
        MessageBuilder said = posts.post(post, from, own ? Leg.ECHO : Leg.DELIVERED);
        if (said == null) return;
        if (!replaces.isEmpty()) said.replaces(replaces);
        out.emit(said.build());
    }

    private void deleted(Json post) {
        if (post.text("id").isEmpty()) return;
        Account from = directory.user(post.text("user_id"));
        out.emit(directory
                .in(post.text("channel_id"), Message.from(out.seen(), from))
                .kind(Kind.RECEIPT)
                .retracts(post.text("id"))
                .build());
    }

    private void reaction(Json reaction) {
        if (!reaction.has("emoji_name")) return;
        out.emit(Message.from(out.seen(), directory.user(reaction.text("user_id")))
                .kind(Kind.REACTION)
                .text(reaction.text("emoji_name"))
                .replyTo(reaction.text("post_id"))
                .build());
    }

    private void typing(Account who, String channel, Leg leg) {
        if (channel.isEmpty() || who.isNone()) return;
        out.emit(directory
                .in(channel, Message.from(out.seen(), who))
                .kind(Kind.TYPING)
                .leg(leg)
                .build());
    }

    private void came(Room.Action action, String user, String channel) {
        String room = directory.roomName(channel);
        if (!user.isEmpty() && !room.isEmpty()) out.emit(new Room(out.seen(), room, directory.user(user), action, ""));
    }
}
