package earshot.dissect.sip;

import earshot.dissect.sip.presence.Roster;
import earshot.event.Account;
import earshot.event.ImEvent.Room;
import earshot.mime.Mime;

/// Conferences (RFC 4579, 4575; Microsoft's by [MS-CONFBAS]): who is invited, who is in them.
final class Rooms {
    private final Link link;
    /// Who is in which room.
    private final Recent<Boolean> members = new Recent<>(4096);
    /// Rooms whose whole roster was seen: who comes later has joined.
    private final Recent<Boolean> known = new Recent<>(256);

    Rooms(Link link) {
        this.link = link;
    }

    /// An INVITE that carries an invitation to a conference instead of a session.
    void invited(Request request) {
        Mime body = request.message().content();
        if (!body.type().equals("application/ms-conf-invite+xml")) return;
        Roster invitation = Roster.read(body.body());
        Uri focus = Uri.read(invitation.conference());
        if (focus.isSomebody()) emit(Link.conference(focus), request.to(), Room.Action.INVITED, invitation.subject());
    }

    /// Somebody asks a conference to bring a third party in (RFC 4579 section 5.5).
    void referred(Request request) {
        String room = Link.conference(request.message().to().uri());
        Uri third = NameAddress.read(request.message().field("refer-to")).uri();
        if (link.isConference(room) && third.isSomebody())
            emit(room, Account.of(third.address()), Room.Action.INVITED, "");
    }

    void roster(byte[] document) {
        Roster roster = Roster.read(document);
        Uri conference = Uri.read(roster.conference());
        if (!conference.isSomebody()) return;
        String room = Link.conference(conference);
        link.isConference(room, true);
        boolean first = known.get(room) == null;
        known.put(room, true);
        for (Roster.Member member : roster.members()) {
            Account account = Link.account(member.uri());
            if (account.isNone()) continue;
            String key = room + ' ' + account.id();
            if (member.gone()) {
                if (members.remove(key) != null || !first) emit(room, account, Room.Action.LEFT, "");
            } else if (members.get(key) == null) {
                members.put(key, true);
                emit(room, account, first ? Room.Action.PRESENT : Room.Action.JOINED, "");
            }
        }
    }

    /// The answer to `addConference` names what was made.
    void served(Request asked, SipMessage answer) {
        Mime body = answer.content();
        if (answer.status / 100 != 2 || !body.type().equals("application/cccp+xml")) return;
        if (!new String(asked.message().body, java.nio.charset.StandardCharsets.UTF_8).contains("addConference"))
            return;
        Uri made = Uri.read(Roster.read(body.body()).conference());
        if (made.isSomebody()) emit(Link.conference(made), asked.from(), Room.Action.CREATED, "");
    }

    private void emit(String room, Account account, Room.Action action, String text) {
        link.out.emit(new Room(link.seen(), room, account, action, text));
    }
}
