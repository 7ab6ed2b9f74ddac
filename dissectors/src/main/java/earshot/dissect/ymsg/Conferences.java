package earshot.dissect.ymsg;

import earshot.event.Account;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Room;
import earshot.event.ImEvent.Room.Action;
import earshot.event.MessageBuilder;
import earshot.flow.Direction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Conferences: rooms that a user opens and invites others to. Their name is the conference's id (key 57).
final class Conferences {
    private static final int ROOM = 57, INVITATION = 58, INVITED = 52, ALSO_INVITED = 51, PRESENT = 53, INVITER = 50;
    private static final int LEAVES = 56, SPEAKER = 3, TEXT = 14, UTF8 = 97;

    private final Link link;
    private final YahooText texts;

    Conferences(Link link, YahooText texts) {
        this.link = link;
        this.texts = texts;
    }

    void packet(Direction from, Packet packet) {
        Fields fields = packet.fields();
        String room = fields.text(ROOM);
        if (room.isEmpty()) return;
        if (from == Direction.CLIENT) sent(packet.service(), room, fields);
        else if (!packet.bounced()) delivered(packet.service(), room, fields);
    }

    private void sent(int service, String room, Fields fields) {
        Account own = link.sender(fields);
        switch (service) {
            case Service.CONFERENCE_INVITE -> {
                // Who opens a conference is in it.
                tell(room, own, Action.JOINED, "");
                invited(room, fields.accounts(INVITED, ALSO_INVITED), fields);
            }
            case Service.CONFERENCE_ADD -> invited(room, fields.accounts(ALSO_INVITED), fields);
            case Service.CONFERENCE_LOGON -> tell(room, own, Action.JOINED, "");
            case Service.CONFERENCE_LOGOFF -> tell(room, own, Action.LEFT, "");
            case Service.CONFERENCE_MESSAGE -> said(room, own, List.of(), fields, Message.Leg.SENT);
            default -> {}
        }
    }

    private void delivered(int service, String room, Fields fields) {
        Account reader = fields.account(1);
        switch (service) {
            case Service.CONFERENCE_INVITE, Service.CONFERENCE_ADD -> invitation(room, reader, fields);
            case Service.CONFERENCE_LOGON -> {
                for (Account member : fields.accounts(PRESENT)) tell(room, member, Action.JOINED, "");
            }
            case Service.CONFERENCE_LOGOFF -> {
                Account gone = fields.account(LEAVES);
                if (gone != null) tell(room, gone, Action.LEFT, "");
            }
            case Service.CONFERENCE_MESSAGE -> {
                Account speaker = fields.account(SPEAKER);
                List<Account> readers = reader == null ? List.of() : List.of(reader);
                if (speaker != null) said(room, speaker, readers, fields, Message.Leg.DELIVERED);
            }
            default -> {}
        }
    }

    /// The reader is asked in, or learns that others are. Some servers name those who are there as invited too.
    private void invitation(String room, Account reader, Fields fields) {
        Set<String> there = new HashSet<>();
        for (Account member : fields.accounts(PRESENT, INVITER)) {
            if (there.add(Link.key(member))) tell(room, member, Action.PRESENT, "");
        }
        List<Account> asked = new ArrayList<>();
        if (reader != null && !fields.has(ALSO_INVITED)) asked.add(reader);
        for (Account other : fields.accounts(INVITED, ALSO_INVITED)) {
            boolean news = !there.contains(Link.key(other)) && (reader == null || !Link.same(reader, other));
            if (news || fields.has(ALSO_INVITED)) asked.add(other);
        }
        invited(room, asked, fields);
    }

    private void invited(String room, List<Account> who, Fields fields) {
        String words = YahooText.plain(fields.text(INVITATION));
        for (Account account : who) tell(room, account, Action.INVITED, words);
    }

    private void said(String room, Account speaker, List<Account> readers, Fields fields, Message.Leg leg) {
        byte[] text = fields.bytes(TEXT);
        if (text.length == 0) return;
        MessageBuilder message =
                Message.from(link.seen(), speaker).room(room).to(readers).leg(leg);
        boolean buzz = Speech.text(texts, message, Link.key(speaker), text, fields.number(UTF8, 0) == 1);
        link.out.emit(
                message.kind(buzz ? Message.Kind.NUDGE : Message.Kind.ROOM).build());
    }

    private void tell(String room, Account account, Action action, String text) {
        link.out.emit(new Room(link.seen(), room, account, action, text));
    }
}
