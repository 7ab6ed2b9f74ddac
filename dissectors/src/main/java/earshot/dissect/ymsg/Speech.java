package earshot.dissect.ymsg;

import earshot.event.Account;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.MessageBuilder;
import earshot.flow.Direction;
import earshot.text.Overlays;
import earshot.text.TextDecoding;
import java.util.ArrayList;
import java.util.List;

/// What people say to each other one to one: messages, to many at once, to telephones, kept for the absent; typing,
/// buzz, audibles, acknowledgements.
final class Speech {
    private static final int ID = 0, ME = 1, FROM = 4, TO = 5, TEXT = 14, TIME = 15, UTF8 = 97, FLAG = 13;
    private static final int ITEM = 31, MESSAGE_ID = 429, ACKNOWLEDGED = 430, WHAT = 49, AUDIBLE_TEXT = 231;
    private static final String BUZZ = "<ding>";
    private static final long YEAR_2100 = 4_102_444_800L;

    private final Link link;
    private final YahooText texts;

    Speech(Link link, YahooText texts) {
        this.link = link;
        this.texts = texts;
    }

    /// One of the messages in a packet.
    private static final class Said {
        Account id, me, from;
        final List<Account> to = new ArrayList<>(1);
        byte[] text;
        boolean utf8;
        long time;
        String number = "";

        boolean begun() {
            return me != null || from != null || text != null;
        }

        Account speaker() {
            return from != null ? from : me != null ? me : id;
        }
    }

    /// A message, or several that were kept for an absent reader.
    void messages(Direction from, Packet packet) {
        if (from == Direction.SERVER && !link.isBetweenPeers() && packet.bounced()) return;
        boolean kept = from == Direction.SERVER && packet.status() == Packet.CONTINUED;
        Said said = new Said();
        for (Fields.Field field : packet.fields().all()) {
            boolean next = field.key() == ITEM && said.begun()
                    || field.key() == FROM && said.from != null
                    || field.key() == ME && said.me != null && said.text != null;
            if (next) {
                tell(from, said, kept);
                said = new Said();
            }
            read(said, field);
        }
        tell(from, said, kept);
    }

    private static void read(Said said, Fields.Field field) {
        switch (field.key()) {
            case ID -> said.id = field.account();
            case ME -> said.me = field.account();
            case FROM -> said.from = field.account();
            case TO -> {
                if (field.value().length > 0) said.to.add(field.account());
            }
            case TEXT -> said.text = field.value();
            case TIME -> said.time = Math.max(0, field.number());
            case UTF8 -> said.utf8 = field.number() == 1;
            case MESSAGE_ID -> said.number = field.text();
            default -> {}
        }
    }

    private void tell(Direction from, Said said, boolean kept) {
        if (said.text == null || said.text.length == 0 || said.to.isEmpty()) return;
        Account speaker = said.speaker();
        if (speaker == null || speaker.isNone()) {
            if (from == Direction.SERVER) return;
            speaker = link.speaking();
        }
        MessageBuilder message = Message.from(link.seen(), speaker)
                .to(said.to)
                .leg(from == Direction.SERVER && link.isOwn(speaker) ? Message.Leg.ECHO : link.leg(from))
                .messageId(said.number);
        if (said.time > 0 && said.time < YEAR_2100) message.statedTime(said.time * 1_000_000_000L);
        boolean buzz = text(texts, message, Link.key(speaker), said.text, said.utf8);
        link.out.emit(message.kind(buzz ? Kind.NUDGE : kept ? Kind.OFFLINE : Kind.CHAT)
                .build());
    }

    /// Puts the text in, plain and as sent.
    ///
    /// @return whether it is a buzz
    static boolean text(YahooText texts, MessageBuilder message, String speaker, byte[] bytes, boolean utf8) {
        TextDecoding read = texts.read(speaker, bytes, utf8);
        String plain = YahooText.plain(read.text());
        String scheme = Overlays.scheme(plain);
        if (!scheme.isEmpty()) {
            message.encrypted(scheme, bytes.length);
            return false;
        }
        message.text(Overlays.withoutOffer(plain)).markup(read.text());
        if (read.foreign()) message.raw(read.charset(), bytes);
        return plain.strip().equalsIgnoreCase(BUZZ);
    }

    /// Typing, and what else clients tell each other by the way.
    void notified(Direction from, Fields fields) {
        if (!fields.text(WHAT).equals("TYPING") || fields.number(FLAG, 0) != 1) return;
        told(from, fields, Kind.TYPING, "");
    }

    /// An animation that says something.
    void audible(Direction from, Fields fields) {
        told(from, fields, Kind.NUDGE, fields.text(AUDIBLE_TEXT));
    }

    /// A message has arrived.
    void acknowledged(Direction from, Fields fields) {
        String number = fields.text(ACKNOWLEDGED);
        if (number.isEmpty()) return;
        Account speaker = fields.account(FROM, ME, ID), reader = fields.account(TO);
        if (speaker == null || reader == null) return;
        link.out.emit(Message.from(link.seen(), speaker)
                .to(reader)
                .leg(link.leg(from))
                .kind(Kind.RECEIPT)
                .replyTo(number)
                .build());
    }

    private void told(Direction from, Fields fields, Kind kind, String text) {
        Account speaker = fields.account(FROM, ME, ID), reader = fields.account(TO);
        if (speaker == null || reader == null) return;
        link.out.emit(Message.from(link.seen(), speaker)
                .to(reader)
                .leg(link.leg(from))
                .kind(kind)
                .text(text)
                .build());
    }
}
