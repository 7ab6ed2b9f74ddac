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
    /// First words in INVITEs that were not answered yet, and those that the other side did not understand: they are
    /// said again in a MESSAGE.
    private final Recent<String> hidden = new Recent<>(64), misunderstood = new Recent<>(64);

    Speech(Link link) {
        this.link = link;
        this.invitations = new Invitations(link);
        this.groupChat = new GroupChat(link);
    }

    void message(Request request) {
        said(request, request.message().content());
    }

    /// The INVITE is answered: whoever does not say that he reads its first words does not.
    void answered(SipMessage answer) {
        String words = answer.status / 100 == 2 ? hidden.remove(answer.callId()) : null;
        if (words != null && !answer.lists("supported", "ms-text-format")) misunderstood.put(answer.callId(), words);
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
        if (message.method.equals("INVITE")) hidden.put(message.callId(), content.text());
        else if (!content.text().isEmpty() && content.text().equals(misunderstood.remove(message.callId()))) return;
        MessageBuilder said =
                content.message(link.seen(), sender(request, from)).leg(request.leg());
        String room = room(request);
        if (room.isEmpty()) said.to(readers(request, body, content));
        else said.room(room);
        if (!room.isEmpty() && !isConference(message.to().uri())) said.to(request.to());
        if (message.truncated) said.truncated();
        if (content.envelope().time() == 0) said.statedTime(Dates.nanos(message.field("date")));
        link.out.emit(said.build());
    }

    /// The conference that it is said in, "" for none.
    private String room(Request request) {
        Uri to = request.message().to().uri(), from = request.message().from().uri();
        if (isConference(to)) return Link.conference(to);
        return isConference(from) ? Link.conference(from) : "";
    }

    private boolean isConference(Uri uri) {
        return link.isConference(Link.conference(uri));
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
