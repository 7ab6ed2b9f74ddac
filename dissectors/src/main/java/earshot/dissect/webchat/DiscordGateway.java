package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Presence;
import earshot.event.ImEvent.Session;
import earshot.flow.Direction;
import earshot.web.Json;
import earshot.web.WebMessages;
import earshot.web.WebRequest;

/// Discord's gateway: operations as JSON, the server's perhaps as one zlib stream.
final class DiscordGateway implements WebMessages {
    private final Out out;
    private final DiscordTalk talk;
    private final ZlibStream stream;
    private String token = "";
    private Client client = Client.UNKNOWN;

    DiscordGateway(Out out, WebRequest request) {
        this.out = out;
        this.talk = new DiscordTalk(out);
        this.stream = request.parameter("compress").equals("zlib-stream") ? new ZlibStream() : null;
    }

    @Override
    public void message(Direction from, boolean text, byte[] message) {
        if (from == Direction.CLIENT) {
            asked(Json.read(message));
        } else if (text) {
            told(Json.read(message));
        } else if (stream != null) {
            byte[] whole = stream.next(message);
            if (whole.length > 0) told(Json.read(whole));
            else if (stream.lost()) out.anomaly("bad-compression", "the gateway's zlib stream cannot be inflated");
        } else {
            // Packed by itself, as a bot may ask for.
            byte[] whole = ZlibStream.alone(message);
            if (whole.length > 0) told(Json.read(whole));
        }
    }

    @Override
    public int heldBytes() {
        return stream == null ? 0 : stream.heldBytes();
    }

    @Override
    public void end() {
        if (stream != null) stream.end();
    }

    private void asked(Json json) {
        Json d = json.at("d");
        switch ((int) json.number("op")) {
            case 2 -> {
                if (!d.has("token")) return;
                Json properties = d.at("properties");
                String browser = properties.text("browser") + properties.text("$browser");
                String system = properties.text("os") + properties.text("$os");
                client = new Client(browser, properties.text("client_version"), system);
                identified(d.text("token"));
            }
            case 6 -> {
                if (d.has("token") && d.has("session_id")) identified(d.text("token"));
            }
            default -> {}
        }
    }

    private void identified(String secret) {
        token = secret;
        talk.directory.confirm();
        talk.directory.exposed(token, talk.directory.holder(token), "Discord token");
    }

    private void told(Json json) {
        Json d = json.at("d");
        long op = json.number("op");
        if (op == 10 && d.has("heartbeat_interval")) talk.directory.confirm();
        if (op == 9) {
            Account who = talk.directory.holder(token);
            out.emit(new Session(out.seen(), Session.State.FAILED, who, client, "Discord token", "invalid session"));
        }
        if (op != 0) return;
        switch (json.text("t")) {
            case "READY" -> ready(d);
            case "GUILD_CREATE" -> talk.guild(d);
            case "CHANNEL_CREATE", "CHANNEL_UPDATE", "THREAD_CREATE" -> talk.channel(d);
            case "MESSAGE_CREATE" -> talk.told(d, false, false);
            case "MESSAGE_UPDATE" -> talk.told(d, false, true);
            case "MESSAGE_DELETE" ->
                out.emit(talk.directory
                        .in(d.text("channel_id"), Message.from(out.seen(), Account.NONE))
                        .kind(Kind.RECEIPT)
                        .retracts(d.text("id"))
                        .build());
            case "MESSAGE_REACTION_ADD" ->
                out.emit(talk.directory
                        .in(d.text("channel_id"), Message.from(out.seen(), talk.directory.user(d.text("user_id"))))
                        .kind(Kind.REACTION)
                        .text(d.at("emoji").text("name"))
                        .replyTo(d.text("message_id"))
                        .build());
            case "TYPING_START" ->
                out.emit(talk.directory
                        .in(d.text("channel_id"), Message.from(out.seen(), talk.directory.user(d.text("user_id"))))
                        .kind(Kind.TYPING)
                        .build());
            case "PRESENCE_UPDATE" -> presence(d);
            case "RELATIONSHIP_ADD" -> talk.relationship(d);
            default -> {}
        }
    }

    private void ready(Json d) {
        talk.directory.confirm();
        talk.self(d.at("user"));
        talk.directory.holder(token, talk.user(d.at("user")));
        Account me = talk.user(d.at("user"));
        out.emit(new Session(out.seen(), Session.State.STARTED, me, client, "Discord token", ""));
        for (Json user : d.at("users").list()) talk.user(user);
        for (Json guild : d.at("guilds").list()) talk.guild(guild);
        for (Json channel : d.at("private_channels").list()) talk.channel(channel);
        for (Json one : d.at("relationships").list()) talk.relationship(one);
    }

    private void presence(Json d) {
        Presence.State state = switch (d.text("status")) {
            case "online" -> Presence.State.ONLINE;
            case "idle" -> Presence.State.IDLE;
            case "dnd" -> Presence.State.BUSY;
            case "offline" -> Presence.State.OFFLINE;
            default -> null;
        };
        Account who = talk.user(d.at("user"));
        if (state != null && !who.isNone()) out.emit(new Presence(out.seen(), who, state, "", Client.UNKNOWN));
    }
}
