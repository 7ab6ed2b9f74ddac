package earshot.dissect.sip;

import earshot.dissect.sip.presence.Lists;
import earshot.dissect.sip.presence.Shown;
import earshot.event.Account;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Lookup;
import earshot.mime.Mime;
import java.util.ArrayList;
import java.util.List;

/// Presence and contacts: SUBSCRIBE, NOTIFY, BENOTIFY, PUBLISH and SERVICE, and the first notification that Microsoft's
/// servers put into the answer to a subscription.
///
/// Whoever is notified of somebody's presence watches him: that is a contact, too.
final class Watching {
    private static final int DEEPEST = 4;

    private final Link link;
    private final Rooms rooms;
    /// Names of an owner's groups by their numbers.
    private final Recent<String> groups = new Recent<>(1024);

    Watching(Link link, Rooms rooms) {
        this.link = link;
        this.rooms = rooms;
    }

    private static String event(SipMessage message) {
        String value = message.field("event");
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon)).strip();
    }

    void subscribed(Request request) {
        SipMessage message = request.message();
        if (!event(message).equals("presence") || message.expires() == 0) return;
        boolean listed = false;
        for (Mime part : parts(message.content())) {
            for (Lists.Entry entry : Lists.read(part.body()).entries()) {
                listed = true;
                link.watched(request.from(), Link.account(entry.uri()));
            }
        }
        // Whether the target is a person or a list of them shows only in the notification.
        boolean list = message.lists("supported", "eventlist") || message.lists("require", "eventlist");
        if (!listed && !list) link.watched(request.from(), request.to());
    }

    void notified(Request request) {
        told(request.to(), request.from(), request.message());
    }

    /// [MS-SIP] section 2.2.2: `Supported: ms-piggyback-first-notify`.
    void piggybacked(Request asked, SipMessage answer) {
        if (answer.status / 100 == 2 && answer.body.length > 0) told(asked.from(), asked.to(), answer);
    }

    void published(Request request) {
        documents(request.from(), request.from(), request.message().content(), false, 0);
    }

    /// SERVICE: requests to change lists and presence, and searches in the directory ([MS-SIP], [MS-PRES]).
    void served(Request request) {
        Mime body = request.message().content();
        documents(request.from(), request.from(), body, false, 0);
        String query = Directory.query(body.body());
        if (!query.isEmpty()) link.out.emit(new Lookup(link.seen(), request.from(), Account.NONE, query));
    }

    private void told(Account reader, Account about, SipMessage message) {
        documents(reader, about, message.content(), event(message).startsWith("presence"), 0);
    }

    private static List<Mime> parts(Mime body) {
        if (body.body().length == 0) return List.of();
        return body.type().startsWith("multipart/") ? body.parts() : List.of(body);
    }

    /// @param watched whether who is told of a person thereby watches him
    private void documents(Account reader, Account about, Mime body, boolean watched, int depth) {
        String type = body.type();
        if (type.startsWith("multipart/")) {
            if (depth < DEEPEST) for (Mime part : body.parts()) documents(reader, about, part, watched, depth + 1);
            return;
        }
        if (body.body().length == 0) return;
        switch (type) {
            case "application/pidf+xml",
                    "application/cpim-pidf+xml",
                    "application/pidf-diff+xml",
                    "application/xpidf+xml",
                    "text/xml+msrtc.pidf",
                    "application/msrtc-event-categories+xml",
                    "application/vnd-microsoft-roaming-self+xml",
                    "application/msrtc-category-publish+xml",
                    "text/xml+msrtc.wpending" -> shown(reader, about, body, watched);
            case "application/watcherinfo+xml" -> {
                for (Lists.Entry watcher : Lists.read(body.body()).entries())
                    link.contact(Link.account(watcher.uri()), reader, "", List.of(), watcher.state());
            }
            case "application/vnd-microsoft-roaming-contacts+xml",
                    "application/vnd-microsoft-roaming-acls+xml",
                    "application/vnd-microsoft-roaming-acl+xml",
                    "application/resource-lists+xml",
                    "application/rlmi+xml" -> listed(reader, body);
            case "application/soap+xml" -> {
                listed(reader, body);
                shown(reader, about, body, false);
            }
            case "application/conference-info+xml" -> rooms.roster(body.body());
            default -> {}
        }
    }

    private void shown(Account reader, Account about, Mime body, boolean watched) {
        for (Shown shown : Shown.read(body.body())) {
            Account person = shown.entity().isEmpty() ? about : Link.account(shown.entity());
            if (person.isNone() || !person.named()) continue;
            if (watched) link.watched(reader, person);
            link.presence(person, shown.state(), shown.text());
        }
    }

    private void listed(Account owner, Mime body) {
        Lists lists = Lists.read(body.body());
        lists.groups().forEach((number, name) -> groups.put(owner.id() + ' ' + number, name));
        for (Lists.Entry entry : lists.entries()) {
            List<String> in = new ArrayList<>();
            for (String number : entry.groups()) {
                String name = groups.get(owner.id() + ' ' + number);
                if (name == null) name = number;
                // The group that everybody is in.
                if (!name.equals("~")) in.add(name);
            }
            Account person = Link.account(entry.uri());
            if (entry.state() == Contact.State.LISTED && entry.name().isEmpty() && in.isEmpty())
                link.watched(owner, person);
            else link.contact(owner, person, entry.name(), in, entry.state());
        }
    }
}
