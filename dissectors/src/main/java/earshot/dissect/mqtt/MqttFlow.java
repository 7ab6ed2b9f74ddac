package earshot.dissect.mqtt;

import earshot.bus.Client;
import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Session;
import earshot.flow.Direction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// The packets of one connection to a broker.
final class MqttFlow implements Dissection {
    private static final int USER = 0x80, PASSWORD = 0x40, WILL = 0x04, FIVE = 5;
    private static final int TOPIC_ALIAS = 0x23;
    private static final int MOST_ALIASES = 1024, MOST_IDS = 256;
    private static final String FACEBOOK = "MQTToT";

    private final Out out;
    private final Map<String, String> aliases = new HashMap<>();
    private final Set<String> ids = new LinkedHashSet<>();
    private Client client;
    private int version = 4;
    private boolean facebook, asked;

    MqttFlow(Out out) {
        this.out = out;
        this.client = new Client(out, "mqtt-chat", "signature:mqtt");
    }

    @Override
    public int frame(Direction from, Cursor in) {
        long length = Packet.length(in);
        // The rest of a large packet is passed by as a body.
        return length > Packet.LONGEST ? Packet.header(in) : (int) length;
    }

    @Override
    public int longestMessage() {
        return Packet.LONGEST;
    }

    @Override
    public int resync(Direction from, Cursor in) {
        for (int n = 0; n < in.remaining(); n++) {
            if (in.peek(n) >> 4 != Packet.PUBLISH) continue;
            Cursor here = in.copy();
            here.skip(n);
            long length = Packet.length(here);
            if (length == MORE || length > 0 && length <= Packet.LONGEST && here.remaining() <= length) {
                if (here.remaining() < 16 || Packet.isPublish(in, n)) return ~n;
                continue;
            }
            if (length == LOST || length > Packet.LONGEST || !Packet.isPublish(in, n)) continue;
            here.skip((int) length);
            if (Packet.length(here) != LOST) return n;
        }
        return ~in.remaining();
    }

    @Override
    public void message(Direction from, Cursor in) {
        int first = in.peek(0);
        long length = Packet.length(in);
        in.skip(Packet.header(in));
        if (length > Packet.LONGEST) {
            out.body(from, length - Packet.header(in));
            return;
        }
        boolean fromClient = from == Direction.CLIENT;
        switch (first >> 4) {
            case Packet.CONNECT -> {
                if (fromClient) connect(in);
            }
            case Packet.CONNACK -> {
                if (!fromClient) answered(in);
            }
            case Packet.PUBLISH -> published(from, first, in);
            case Packet.SUBSCRIBE -> {
                if (fromClient) subscribed(in, true);
            }
            case Packet.UNSUBSCRIBE -> {
                if (fromClient) subscribed(in, false);
            }
            case Packet.DISCONNECT -> {
                if (fromClient) client.say(session(Session.State.ENDED, ""));
            }
            default -> {}
        }
    }

    /// Name, version, flags, u16 keep-alive, from 5 on properties, client id; then what the flags say: will, user name,
    /// password.
    private void connect(Cursor in) {
        String protocol = Packet.string(in);
        version = in.u8() & 0x7f; // the top bit marks a bridge between brokers
        int flags = in.u8();
        in.u16();
        if (protocol.equals(FACEBOOK)) {
            facebook(in);
            return;
        }
        if (version >= FIVE) in.skip(Packet.number(in));
        String id = Packet.string(in);
        if ((flags & WILL) != 0) {
            if (version >= FIVE) in.skip(Packet.number(in));
            Packet.string(in);
            in.skip(in.u16());
        }
        String user = (flags & USER) != 0 ? Packet.string(in) : "";
        String password = (flags & PASSWORD) != 0 ? in.text(in.u16(), StandardCharsets.UTF_8) : "";
        if (in.truncated()) {
            out.anomaly("truncated-packet", "a CONNECT ends inside a field");
            return;
        }
        asked = true;
        client.named(user.isBlank() ? id : user);
        if (!password.isEmpty()) {
            client.say(
                    new Credential(out.seen(), client.own(), Credential.Form.CLEARTEXT, password, "MQTT CONNECT", 0));
        }
    }

    private void facebook(Cursor in) {
        facebook = true;
        client = new Client(out, "messenger", "signature:mqttot");
        FacebookLogin login = FacebookLogin.read(in.take(in.u16()));
        if (!login.user().isEmpty()) client.named(login.user());
        client.talks();
        if (login.token().isEmpty()) return;
        asked = true;
        client.say(new Credential(
                out.seen(), client.own(), Credential.Form.TOKEN, login.token(), "MQTToT access token", 0));
    }

    /// u8 flags, u8 code: zero is welcome.
    private void answered(Cursor in) {
        in.u8();
        int code = in.u8();
        if (in.truncated() || !asked) return;
        String reason = switch (code) {
            case 0 -> "";
            case 2, 0x85 -> "bad-client-id";
            case 4, 0x86 -> "bad-name-or-password";
            case 5, 0x87 -> "not-allowed";
            default -> "error-0x%02x".formatted(code);
        };
        client.say(session(reason.isEmpty() ? Session.State.STARTED : Session.State.FAILED, reason));
    }

    private Session session(Session.State state, String reason) {
        String how = state == Session.State.ENDED ? "" : "MQTT CONNECT";
        return new Session(out.seen(), state, client.own(), earshot.event.ImEvent.Client.UNKNOWN, how, reason);
    }

    /// Topic, where it is to be acknowledged a packet id, from 5 on properties, payload.
    private void published(Direction from, int first, Cursor in) {
        String topic = Packet.string(in);
        boolean acknowledged = (first & 6) != 0, again = (first & 8) != 0, retained = (first & 1) != 0;
        int id = acknowledged ? in.u16() : 0;
        if (version >= FIVE) topic = aliased(from, topic, in);
        if (in.truncated()) {
            out.anomaly("truncated-packet", "a PUBLISH ends inside a field");
            return;
        }
        if (acknowledged && isRepeated(from, id, topic) && again || topic.isEmpty()) return;
        byte[] payload = in.rest();
        if (facebook) payload = FacebookLogin.inflated(payload);
        client.published(from, topic, payload, retained);
    }

    private boolean isRepeated(Direction from, int id, String topic) {
        if (!ids.add(from + " " + id + " " + topic)) return true;
        if (ids.size() > MOST_IDS) ids.remove(ids.iterator().next());
        return false;
    }

    /// Version 5: a number may stand for a topic that was named before; each side has its own.
    private String aliased(Direction from, String topic, Cursor in) {
        Cursor properties = in.slice(Packet.number(in));
        int alias = alias(properties);
        if (alias == 0) return topic;
        String key = from + " " + alias;
        if (topic.isEmpty()) return aliases.getOrDefault(key, "");
        if (aliases.size() < MOST_ALIASES) aliases.put(key, topic);
        return topic;
    }

    /// The properties that a PUBLISH may have, each with the length that belongs to it.
    private static int alias(Cursor properties) {
        while (properties.remaining() > 0) {
            switch (properties.u8()) {
                case TOPIC_ALIAS -> {
                    return properties.u16();
                }
                case 0x01 -> properties.skip(1);
                case 0x02 -> properties.skip(4);
                case 0x03, 0x08, 0x09 -> properties.skip(properties.u16());
                case 0x0b -> Packet.number(properties);
                case 0x26 -> {
                    properties.skip(properties.u16());
                    properties.skip(properties.u16());
                }
                default -> {
                    return 0;
                }
            }
        }
        return 0;
    }

    /// u16 packet id, from 5 on properties, then topics, with a byte of options each where they are subscribed to.
    private void subscribed(Cursor in, boolean begins) {
        in.u16();
        if (version >= FIVE) in.skip(Packet.number(in));
        while (in.remaining() > 2) {
            String topic = Packet.string(in);
            if (begins) in.u8();
            if (!in.truncated()) client.subscribed(topic, begins);
        }
    }

    /// What was lost may have given aliases another meaning.
    @Override
    public void gap(Direction from, long bytes) {
        aliases.clear();
        ids.clear();
    }
}
