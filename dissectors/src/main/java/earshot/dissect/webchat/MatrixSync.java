package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Presence;
import earshot.web.Json;

/// The answer to `sync`: what happened since the last one, room by room, or all there is.
final class MatrixSync {
    private final Out out;
    private final MatrixEvents events;

    MatrixSync(Out out, MatrixEvents events) {
        this.out = out;
        this.events = events;
    }

    /// @param history whether this is the first answer, which plays back what was said before
    void read(Json sync, boolean history) {
        sync.at("rooms").at("join").fields().forEach((id, room) -> joined(id, room, history));
        // Sliding sync has its rooms side by side.
        if (!sync.at("rooms").has("join")) {
            sync.at("rooms").fields().forEach((id, room) -> {
                if (id.startsWith("!")) sliding(id, room);
            });
        }
        sync.at("rooms").at("invite").fields().forEach((id, room) -> {
            for (Json event : room.at("invite_state").at("events").list()) {
                boolean member = event.text("type").equals("m.room.member");
                Account who = MatrixEvents.user(event.text("state_key"));
                if (member && event.at("content").text("membership").equals("invite"))
                    events.member(id, who, "invite", false);
            }
        });
        sync.at("rooms").at("leave").fields().forEach((id, room) -> {
            for (Json event : room.at("timeline").at("events").list()) events.event(event, id, Leg.DELIVERED, history);
        });
        for (Json event : sync.at("presence").at("events").list())
            presence(MatrixEvents.user(event.text("sender")), event.at("content"));
    }

    private void joined(String id, Json room, boolean history) {
        for (Json event : room.at("state").at("events").list()) {
            if (event.text("type").equals("m.room.member"))
                events.member(
                        id,
                        MatrixEvents.user(event.text("state_key")),
                        event.at("content").text("membership"),
                        true);
        }
        for (Json event : room.at("timeline").at("events").list()) events.event(event, id, Leg.DELIVERED, history);
        for (Json event : room.at("ephemeral").at("events").list()) {
            if (!event.text("type").equals("m.typing")) continue;
            for (Json user : event.at("content").at("user_ids").list()) typing(MatrixEvents.user(user.text()), id);
        }
    }

    private void sliding(String id, Json room) {
        boolean history = room.isTrue("initial");
        for (Json event : room.at("timeline").list()) events.event(event, id, Leg.DELIVERED, history);
    }

    void typing(Account who, String room) {
        if (!who.isNone())
            out.emit(Message.from(out.seen(), who).room(room).kind(Kind.TYPING).build());
    }

    void presence(Account who, Json content) {
        Presence.State state = switch (content.text("presence")) {
            case "online" -> Presence.State.ONLINE;
            case "unavailable" -> Presence.State.IDLE;
            case "offline" -> Presence.State.OFFLINE;
            default -> null;
        };
        if (state != null && !who.isNone())
            out.emit(new Presence(out.seen(), who, state, content.text("status_msg"), Client.UNKNOWN));
    }
}
