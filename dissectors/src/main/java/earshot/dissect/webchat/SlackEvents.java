package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Presence;
import earshot.event.MessageBuilder;
import earshot.flow.Direction;
import earshot.web.Json;
import earshot.web.WebMessages;
import earshot.web.WebRequest;

/// Slack's WebSockets: of its clients, of bots (RTM, where the client speaks too), of apps (socket mode, where events
/// stand in envelopes).
final class SlackEvents implements WebMessages {
    private final Out out;
    private final SlackTalk talk;
    private final String token;

    SlackEvents(Out out, WebRequest request) {
        this.out = out;
        this.talk = new SlackTalk(out);
        this.token = request.parameter("token");
        if (token.startsWith("xox")) {
            talk.directory.confirm();
            talk.directory.exposed(token, talk.directory.holder(token), "Slack token");
        }
    }

    @Override
    public void message(Direction from, boolean text, byte[] message) {
        Json json = Json.read(message);
        if (from == Direction.CLIENT) asked(json);
        else told(json);
    }

    private void asked(Json json) {
        String channel = json.text("channel");
        if (channel.isEmpty()) return;
        Account me = talk.directory.holder(token);
        switch (json.text("type")) {
            case "message" -> {
                talk.directory.confirm();
                MessageBuilder said = talk.written(channel, me, json.text("text"));
                out.emit(said.leg(Leg.SENT).replyTo(json.text("thread_ts")).build());
            }
            case "typing", "user_typing" -> typing(channel, me, Leg.SENT);
            default -> {}
        }
    }

    private void told(Json json) {
        switch (json.text("type")) {
            case "hello" -> {
                if (json.has("start") || json.has("connection_info") || json.has("region")) talk.directory.confirm();
            }
            case "events_api" -> told(json.at("payload").at("event"));
            case "message" -> talk.told(json, "", false);
            case "user_typing" -> typing(json.text("channel"), talk.directory.user(json.text("user")), Leg.DELIVERED);
            case "presence_change", "manual_presence_change" -> presence(json);
            case "reaction_added" ->
                out.emit(talk.directory
                        .in(
                                json.at("item").text("channel"),
                                Message.from(out.seen(), talk.directory.user(json.text("user"))))
                        .kind(Kind.REACTION)
                        .text(json.text("reaction"))
                        .replyTo(json.at("item").text("ts"))
                        .build());
            case "user_change", "team_join" -> talk.user(json.at("user"));
            case "channel_created", "channel_joined", "channel_rename", "group_joined", "im_created" ->
                talk.channel(json.at("channel"));
            default -> {}
        }
    }

    private void typing(String channel, Account who, Leg leg) {
        if (channel.isEmpty() || who.isNone()) return;
        out.emit(talk.directory
                .in(channel, Message.from(out.seen(), who))
                .kind(Kind.TYPING)
                .leg(leg)
                .build());
    }

    private void presence(Json json) {
        Presence.State state = json.text("presence").equals("active") ? Presence.State.ONLINE : Presence.State.AWAY;
        String user = json.text("user");
        if (!user.isEmpty()) out.emit(new Presence(out.seen(), talk.directory.user(user), state, "", Client.UNKNOWN));
    }
}
