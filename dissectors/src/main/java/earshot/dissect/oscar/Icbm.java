package earshot.dissect.oscar;

import earshot.bytes.Cursor;
import earshot.event.Account;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.MessageBuilder;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Family 04: messages between two users, on their way to the server (04/06: no sender in them) and to the
/// reader (04/07: no reader in them), with what belongs to them: typing, refusals, answers made by a client.
final class Icbm {
    private static final int TEXT = 0x02, DATA = 0x05, AUTOMATIC = 0x04, OFFLINE = 0x06, SENT_AT = 0x16;
    private static final int PLAIN = 1, RENDEZVOUS = 2, ICQ = 4;

    /// Some servers put the time of sending into every message: it was stored only if it is this much older,
    /// seconds.
    private static final long STORED = 300;

    /// Messages whose refusal would be told with their reader; the oldest goes.
    private static final int MOST_SENT = 64;

    private final Connection connection;
    private final IcqMessage icq;
    private final Rendezvous rendezvous;
    private final Map<Long, String> sent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
            return size() > MOST_SENT;
        }
    };

    Icbm(Connection connection, Presences presences) {
        this.connection = connection;
        this.icq = new IcqMessage(connection, presences);
        this.rendezvous = new Rendezvous(connection, icq);
    }

    /// One ICBM on one of its hops.
    ///
    /// @param id the message cookie, the same on both hops
    record Envelope(String id, byte[] cookie, Account from, Account to, Leg leg) {
        /// The same, now that its sender is known.
        Envelope from(Account sender) {
            return new Envelope(id, cookie, sender, to, leg);
        }
    }

    /// 04/06.
    void outgoing(Snac snac) {
        Cursor body = snac.body();
        byte[] cookie = body.take(8);
        int channel = body.u16();
        String to = UserInfo.name(body);
        if (body.truncated() || to.isEmpty()) {
            connection.truncated(snac);
            return;
        }
        Account peer = connection.peer(to);
        sent.put(snac.id(), to);
        read(snac, channel, new Envelope(id(cookie), cookie, connection.own(), peer, Leg.SENT));
    }

    /// 04/07.
    void incoming(Snac snac) {
        Cursor body = snac.body();
        byte[] cookie = body.take(8);
        int channel = body.u16();
        UserInfo from = UserInfo.read(body);
        if (from == null) {
            connection.truncated(snac);
            return;
        }
        Account peer = connection.peer(from.name());
        read(snac, channel, new Envelope(id(cookie), cookie, peer, connection.own(), Leg.DELIVERED));
    }

    /// What was lost may have been other messages under the same request numbers.
    void forget() {
        sent.clear();
    }

    private static String id(byte[] cookie) {
        return HexFormat.of().formatHex(cookie);
    }

    private void read(Snac snac, int channel, Envelope envelope) {
        Tlvs tlvs = Tlvs.rest(snac.body());
        connection.overrun(tlvs, snac);
        Cursor content = tlvs.get(channel == PLAIN ? TEXT : DATA);
        if (content == null) return;
        switch (channel) {
            case PLAIN -> plain(tlvs, content, envelope);
            case RENDEZVOUS -> rendezvous.read(content, envelope);
            case ICQ -> icq.read(content, envelope);
            default -> connection.out.anomaly("unknown-channel", "ICBM channel " + channel);
        }
    }

    private void plain(Tlvs tlvs, Cursor fragments, Envelope envelope) {
        Account from = envelope.from;
        Said said = Said.fragments(fragments, from, connection.speaker(from.id()));
        if (said == null) {
            connection.out.anomaly("message-without-text", "no whole text fragment in an ICBM");
            return;
        }
        MessageBuilder message = said.into(begin(connection, envelope));
        if (tlvs.has(AUTOMATIC)) message.kind(Message.Kind.AUTO);
        long sentAt = envelope.leg == Leg.DELIVERED ? tlvs.number(SENT_AT, 0) : 0;
        if (sentAt > 0) {
            message.statedTime(sentAt * 1_000_000_000L);
            long age = connection.seen().time() / 1_000_000_000L - sentAt;
            if (tlvs.has(OFFLINE) || age > STORED) message.kind(Message.Kind.OFFLINE);
        }
        connection.emit(message.build());
    }

    static MessageBuilder begin(Connection connection, Envelope envelope) {
        return Message.from(connection.seen(), envelope.from)
                .to(envelope.to)
                .leg(envelope.leg)
                .messageId(envelope.id);
    }

    /// 04/14: 2 has begun to type; 1 has stopped with text entered, 0 without, 0F has closed the window.
    void typing(Snac snac, boolean toServer) {
        Cursor body = snac.body();
        body.skip(8);
        body.u16();
        String name = UserInfo.name(body);
        int what = body.u16();
        if (body.truncated() || name.isEmpty()) {
            connection.truncated(snac);
            return;
        }
        if (what != 2) return;
        Account peer = connection.peer(name), own = connection.own();
        connection.emit(Message.from(connection.seen(), toServer ? own : peer)
                .to(toServer ? peer : own)
                .kind(Message.Kind.TYPING)
                .leg(toServer ? Leg.SENT : Leg.DELIVERED)
                .build());
    }

    /// 04/0B: what a client answers by itself to a channel-2 message: an acknowledgement, or its user's away
    /// text.
    void clientReply(Snac snac, boolean toServer) {
        Cursor body = snac.body();
        byte[] cookie = body.take(8);
        int channel = body.u16();
        String name = UserInfo.name(body);
        int reason = body.u16();
        if (body.truncated() || name.isEmpty()) {
            connection.truncated(snac);
            return;
        }
        Account peer = connection.peer(name), own = connection.own();
        // Both hops name the party at the far end of the connection.
        Envelope envelope = toServer
                ? new Envelope(id(cookie), cookie, own, peer, Leg.SENT)
                : new Envelope(id(cookie), cookie, peer, own, Leg.DELIVERED);
        if (channel == RENDEZVOUS && reason == 3) icq.relayReply(body, envelope);
    }

    /// 04/01: the server refuses something, most often a message to somebody who is not there (4).
    void refused(Snac snac) {
        int code = snac.body().u16();
        String to = sent.getOrDefault(snac.id(), "");
        // Not about a message: a client asked for something that this server does not know.
        if (snac.body().truncated() || to.isEmpty() && code < 0x04) return;
        String why = switch (code) {
            case 0x02 -> "too fast for the server";
            case 0x03 -> "too fast for the reader";
            case 0x04 -> "the reader is not signed on";
            case 0x05 -> "service unavailable";
            case 0x09 -> "not supported by the reader's client";
            case 0x0a -> "refused by the reader's client";
            case 0x0e -> "malformed";
            case 0x10 -> "blocked by the reader";
            case 0x11 -> "the sender is warned too much";
            case 0x12 -> "the reader is warned too much";
            default -> "error 0x%02x".formatted(code);
        };
        connection.out.anomaly("message-refused", to.isEmpty() ? why : "to " + to + ": " + why);
    }

    /// 04/0A: messages that the server did not pass on.
    void missed(Snac snac) {
        Cursor body = snac.body();
        int channel = body.u16();
        UserInfo from = UserInfo.read(body);
        int count = body.u16(), reason = body.u16();
        if (from == null || body.truncated()) return;
        String[] reasons = {"invalid", "too big", "too fast", "sender warned too much", "reader warned too much"};
        connection.out.anomaly(
                "messages-missed",
                "%d from %s on channel %d: %s"
                        .formatted(
                                count,
                                from.name(),
                                channel,
                                reason < reasons.length ? reasons[reason] : "reason " + reason));
    }
}
