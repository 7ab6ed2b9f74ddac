package earshot.dissect.ymsg;

import earshot.event.Account;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Room;
import earshot.event.ImEvent.Room.Action;
import earshot.event.MessageBuilder;
import earshot.flow.Direction;
import java.util.List;

/// Yahoo! Chat: public rooms, `Computers:1`, by the same connection.
final class ChatRooms {
    private static final int ROOM = 104, TOPIC = 105, MEMBER = 109, TEXT = 117, MANNER = 124, UTF8 = 97;
    private static final int INVITED = 118;
    private static final int EMOTE = 2;

    private final Link link;
    private final YahooText texts;
    /// The room that the client is in, "" where not known.
    private String room = "";

    ChatRooms(Link link, YahooText texts) {
        this.link = link;
        this.texts = texts;
    }

    void packet(Direction from, Packet packet) {
        Fields fields = packet.fields();
        if (from == Direction.CLIENT) sent(packet.service(), fields);
        else if (!packet.bounced()) delivered(packet.service(), fields);
    }

    private void sent(int service, Fields fields) {
        String named = fields.text(ROOM);
        switch (service) {
            case Service.CHAT_COMMENT -> said(named, link.sender(fields), List.of(), fields, Message.Leg.SENT);
            case Service.CHAT_INVITE -> invited(named, fields);
            case Service.CHAT_LEAVE, Service.CHAT_EXIT, Service.CHAT_LOGOUT -> {
                if (named.isEmpty()) named = room;
                if (!named.isEmpty()) tell(named, link.sender(fields), Action.LEFT, "");
                room = "";
            }
            default -> {}
        }
    }

    private void delivered(int service, Fields fields) {
        String named = fields.text(ROOM);
        if (named.isEmpty()) return;
        switch (service) {
            case Service.CHAT_JOIN, Service.CHAT_GOTO -> joined(named, fields);
            case Service.CHAT_LEAVE, Service.CHAT_EXIT -> {
                for (Account member : fields.accounts(MEMBER)) tell(named, member, Action.LEFT, "");
            }
            case Service.CHAT_COMMENT -> {
                Account speaker = fields.account(MEMBER);
                List<Account> readers = link.named() ? List.of(link.own()) : List.of();
                if (speaker != null) said(named, speaker, readers, fields, Message.Leg.DELIVERED);
            }
            case Service.CHAT_INVITE -> invited(named, fields);
            default -> {}
        }
    }

    /// The client's own joining brings the topic and all who are there; later ones bring one.
    private void joined(String named, Fields fields) {
        String topic = YahooText.plain(fields.text(TOPIC));
        boolean own = fields.has(TOPIC) || !named.equals(room);
        if (own) {
            room = named;
            tell(named, link.speaking(), Action.JOINED, "");
            if (!topic.isEmpty()) tell(named, Account.NONE, Action.TOPIC, topic);
        }
        for (Account member : fields.accounts(MEMBER)) {
            if (!link.isOwn(member)) tell(named, member, own ? Action.PRESENT : Action.JOINED, "");
        }
    }

    private void invited(String named, Fields fields) {
        Account guest = fields.account(INVITED);
        if (guest != null && !named.isEmpty()) {
            tell(named, guest, Action.INVITED, YahooText.plain(fields.text(TEXT)));
        }
    }

    private void said(String stated, Account speaker, List<Account> readers, Fields fields, Message.Leg leg) {
        String named = stated.isEmpty() ? room : stated;
        byte[] text = fields.bytes(TEXT);
        if (text.length == 0 || named.isEmpty()) return;
        MessageBuilder message =
                Message.from(link.seen(), speaker).room(named).to(readers).leg(leg);
        Speech.text(texts, message, Link.key(speaker), text, fields.number(UTF8, 0) == 1);
        boolean emote = fields.number(MANNER, 1) == EMOTE;
        link.out.emit(
                message.kind(emote ? Message.Kind.ACTION : Message.Kind.ROOM).build());
    }

    private void tell(String named, Account account, Action action, String text) {
        link.out.emit(new Room(link.seen(), named, account, action, text));
    }

    /// Lost packets may have led the client elsewhere.
    void forget() {
        room = "";
    }
}
