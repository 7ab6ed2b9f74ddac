package earshot.bus;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Room;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.MessageBuilder;
import earshot.event.Seen;
import earshot.flow.Direction;
import earshot.flow.Endpoint;
import earshot.text.Overlays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One connection to a broker. What is known of it is held back until somebody talks on it; machines never do.
///
/// Words without a name in them come from whoever published them: on the way to the broker that is this connection's
/// account; on the way from it the broker does not say, but the same bytes on the same topic were published by
/// somebody, if that was captured. That is believed of [#TELLING] bytes and more.
public final class Client {
    static final int MOST_HELD = 64, TELLING = 8;

    private final Out out;
    private final String service, evidence;
    private final List<ImEvent> held = new ArrayList<>();
    private Account own;
    private boolean named, saidUnnamed, talks;

    /// @param service the id that [Out#service] is given once somebody talks
    /// @param evidence what the service is known by: `signature:mqtt`
    public Client(Out out, String service, String evidence) {
        this.out = out;
        this.service = service;
        this.evidence = evidence;
        this.own = out.unnamed(Direction.CLIENT);
    }

    /// The account of this connection, to be put into an event.
    public Account own() {
        if (!named) saidUnnamed = true;
        return own;
    }

    /// The login says whose it is.
    public void named(String name) {
        if (name.isBlank() || named) return;
        Account was = own;
        own = Account.of(name);
        named = true;
        if (saidUnnamed) say(new Identity(out.seen(), was, own, Identity.Kind.NAMED));
    }

    /// Says it now if somebody talks here, else when somebody does. Of more than [#MOST_HELD] the first are kept.
    public void say(ImEvent event) {
        if (talks) out.emit(event);
        else if (held.size() < MOST_HELD) held.add(event);
    }

    /// Who subscribes to a topic for talk is in that room; wildcards name none.
    public void subscribed(String topic, boolean in) {
        boolean one = topic.indexOf('#') < 0 && topic.indexOf('+') < 0 && topic.indexOf('*') < 0;
        if (!one || Topic.of(topic) != Topic.TALK) return;
        say(new Room(out.seen(), topic, own(), in ? Room.Action.JOINED : Room.Action.LEFT, ""));
    }

    /// Something was published. Nothing comes of it where nobody says anything in it.
    public void published(Direction from, String topic, byte[] payload, boolean retained) {
        Utterance said = Utterance.read(topic, payload);
        if (said == null) return;
        talks();
        boolean sent = from == Direction.CLIENT;
        Account by = said.from().isEmpty() ? publisher(sent, topic, payload) : Account.of(said.from());
        boolean echo = !sent && named && by.named() && by.id().equals(own.id());
        MessageBuilder message = Message.from(out.seen(), by)
                .leg(sent ? Leg.SENT : echo ? Leg.ECHO : Leg.DELIVERED)
                .messageId(said.id())
                .statedTime(said.stated());
        if (!said.to().isEmpty()) message.to(Account.of(said.to()));
        else if (sent) message.room(topic);
        else message.room(topic).to(own());
        if (said.typing()) message.kind(Message.Kind.TYPING);
        // A broker keeps the last message of a topic for those who come later.
        else if (retained && !sent) message.kind(Message.Kind.HISTORY);
        String overlay = Overlays.scheme(said.text());
        if (overlay.isEmpty()) message.text(Overlays.withoutOffer(said.text()));
        else message.encrypted(overlay, said.text().length());
        out.emit(message.build());
    }

    private Account publisher(boolean sent, String topic, byte[] payload) {
        Endpoint broker = out.flow().server();
        String key = "bus:" + broker + ":" + topic + ":" + Arrays.hashCode(payload) + ":" + payload.length;
        if (sent) {
            if (payload.length >= TELLING) out.bind(key, own());
            return own();
        }
        Account unnamed = out.unnamed(Direction.SERVER);
        return payload.length < TELLING ? unnamed : unnamed.claiming(key);
    }

    /// Somebody talks here, or the protocol is one that only people speak.
    public void talks() {
        if (talks) return;
        talks = true;
        out.service(service);
        Seen seen = out.seen();
        out.confirm(evidence, Confidence.CERTAIN, false);
        for (ImEvent event : held) out.emit(named(event, seen));
        held.clear();
    }

    /// The same event, now that its service is known.
    private static ImEvent named(ImEvent event, Seen now) {
        return switch (event) {
            case ImEvent.Session e ->
                new ImEvent.Session(in(e.seen(), now), e.state(), e.account(), e.client(), e.login(), e.reason());
            case ImEvent.Credential e ->
                new ImEvent.Credential(
                        in(e.seen(), now), e.account(), e.form(), e.secret(), e.mechanism(), e.hashcat());
            case Room e -> new Room(in(e.seen(), now), e.room(), e.account(), e.action(), e.text());
            case Identity e -> new Identity(in(e.seen(), now), e.was(), e.is(), e.kind());
            default -> event;
        };
    }

    private static Seen in(Seen then, Seen now) {
        return new Seen(
                then.time(), then.frames(), then.flow(), then.via(), then.protocol(), now.service(), now.network());
    }
}
