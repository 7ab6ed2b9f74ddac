package earshot.dissect.sip;

import earshot.dissect.sip.body.Content;
import earshot.dissect.sip.body.Content.Is;
import earshot.dissect.sip.presence.Lists;
import earshot.event.Account;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.event.MessageBuilder;
import earshot.mime.Mime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// What people say: MESSAGE (RFC 3428), INFO, and the first words of a session that Microsoft's clients put into the
/// INVITE itself.
final class Speech {
    private final Link link;
    private final Invitations invitations;
    private final GroupChat groupChat;

    Speech(Link link) {
        this.link = link;
        this.invitations = new Invitations(link);
        this.groupChat = new GroupChat(link);
    }

    void message(Request request) {
        said(request, request.message().content());
    }

    /// Typing, and group chat; whatever else INFO carries (digits, fast updates of pictures) nobody said.
    void info(Request request) {
        Mime body = request.message().content();
        if (groupChat.heard(request, body.body())) return;
        if (Content.read(body).is() == Is.TYPING) said(request, body);
    }

    /// `ms-text-format: text/plain; charset=UTF-8;msgr=…;ms-body=SGk=` ([MS-CONFIM] section 2.2).
    void hidden(Request request) {
        String format = request.message().field("ms-text-format");
        String encoded = Mime.parameterOf(format, "ms-body");
        if (encoded.isEmpty()) return;
        try {
            said(
                    request,
                    new Mime(Map.of("content-type", format), Base64.getDecoder().decode(encoded)));
        } catch (IllegalArgumentException e) {
            link.out.anomaly("malformed-first-message", "ms-body is no base64");
        }
    }

    private void said(Request request, Mime body) {
        Content content = Content.read(body);
        if (content.is() == Is.INVITATION) {
            Mime invitation = content.part().inner();
            // Some leave an empty line before the fields.
            invitations.heard(request, invitation.fields().isEmpty() ? invitation.inner() : invitation);
            return;
        }
        Account from = named(content.envelope().from(), request.from());
        if (content.is() == Is.LINK) linked(from, named(content.envelope().to(), request.to()), content.part());
        if (!content.speaks()) return;
        SipMessage message = request.message();
        MessageBuilder said =
                content.message(link.seen(), sender(request, from)).leg(request.leg());
        String room = room(request);
        if (room.isEmpty()) said.to(readers(request, body, content));
        else said.room(room);
        boolean delivered = !room.isEmpty() && message.from().uri().conference().equals(room);
        if (delivered) said.to(request.to());
        if (message.truncated) said.truncated();
        link.out.emit(said.build());
    }

    private static String room(Request request) {
        String room = request.message().to().uri().conference();
        return room.isEmpty() ? request.message().from().uri().conference() : room;
    }

    /// A conference's server speaks in its own name, and says for whom beside it.
    private Account sender(Request request, Account from) {
        String stated = request.message().field("ms-sender");
        NameAddress sender = NameAddress.read(stated);
        return sender.uri().isSomebody() ? link.account(sender, request.side()) : from;
    }

    private static Account named(String envelope, Account otherwise) {
        Uri uri = NameAddress.read(envelope).uri();
        return uri.isSomebody() ? Account.of(uri.address()) : otherwise;
    }

    /// One message may name several readers (RFC 5365).
    private static List<Account> readers(Request request, Mime body, Content content) {
        if (body.type().startsWith("multipart/")) {
            List<Account> readers = new ArrayList<>();
            for (Mime part : body.parts()) {
                if (!part.type().equals("application/resource-lists+xml")) continue;
                for (Lists.Entry entry : Lists.read(part.body()).entries()) {
                    Account reader = Link.account(entry.uri());
                    if (!reader.isNone()) readers.add(reader);
                }
            }
            if (!readers.isEmpty()) return readers;
        }
        return List.of(named(content.envelope().to(), request.to()));
    }

    /// `<file><file-info type="file"><file-size/><file-name/><data url=""/>` (GSMA RCC.07 section 3.2.5).
    private void linked(Account from, Account to, Mime document) {
        FileLink file = FileLink.read(document.body());
        if (file == null) return;
        link.out.emit(new FileTransfer(link.seen(), from, to, file.name(), file.size(), State.OFFERED, null, ""));
    }
}
