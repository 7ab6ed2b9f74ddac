package earshot.dissect.sip;

import earshot.dissect.sip.media.MediaSession;
import earshot.dissect.sip.media.RtpFlow;
import earshot.dissect.sip.media.Sdp;
import earshot.dissect.sip.msrp.Msrp;
import earshot.dissect.sip.msrp.Offered;
import earshot.event.Account;
import earshot.event.ImEvent.Call;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.FileTransfer.Offer;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.flow.Address;
import earshot.flow.Direction;
import earshot.flow.Endpoint;
import earshot.flow.Flow.Transport;
import earshot.mime.Mime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Sessions set up by INVITE: calls with their media, message sessions, files.
///
/// A session that carries messages only is no call. A call's medium is the most that was offered: video before voice.
/// The media and message sessions are expected at the addresses that the two descriptions name; addresses behind a
/// translator or a relay are others, and then only what names itself (MSRP) is found.
final class Calls {
    private static final int MOST = 256;
    private static final int MOST_EXPECTED = 64;
    private static final long PATIENCE_SECONDS = 3600;

    /// One INVITE's dialog.
    private static final class Dialog {
        final Account from, to;
        Sdp offer = Sdp.NONE;
        Call.Media media;
        /// Files that were offered and not answered yet.
        final List<Offered> files = new ArrayList<>();
        /// Where media are expected already: a session that is refreshed would push older knowledge out.
        final Set<Endpoint> expected = new HashSet<>();
        boolean accepted, over;

        Dialog(Account from, Account to) {
            this.from = from;
            this.to = to;
        }
    }

    private final Link link;
    private final Recent<Dialog> dialogs = new Recent<>(MOST);

    Calls(Link link) {
        this.link = link;
    }

    private static Sdp description(SipMessage message) {
        Mime body = message.content();
        if (body.type().equals("application/sdp") || body.type().isEmpty() && message.body.length > 0)
            return Sdp.read(body.body());
        for (Mime part : body.parts()) if (part.type().equals("application/sdp")) return Sdp.read(part.body());
        return Sdp.NONE;
    }

    /// A conference says so in its Contact (RFC 4579 section 5.1), and a chat room in its description (RFC 7701). A
    /// telephone that mixes a call of three says the same, so only sessions with messages count.
    private static boolean isFocus(SipMessage message, Sdp sdp) {
        if (sdp.media().stream().noneMatch(one -> one.kind().equals("message"))) return false;
        for (NameAddress contact : NameAddress.list(message.field("contact")))
            if (contact.parameters().toLowerCase(Locale.ROOT).contains(";isfocus")) return true;
        for (Sdp.Media one : sdp.media()) if (one.attribute("chatroom") != null) return true;
        return false;
    }

    /// Both paths of a session with a conference stand for it.
    private void room(Dialog dialog, Sdp caller, Sdp called) {
        String room = link.isConference(dialog.to.id())
                ? dialog.to.id()
                : link.isConference(dialog.from.id()) ? dialog.from.id() : "";
        if (room.isEmpty()) return;
        for (Sdp sdp : List.of(caller, called)) {
            for (Sdp.Media one : sdp.media()) {
                String path = one.isMsrp() ? Msrp.last(one.attribute("path")) : "";
                if (!path.isEmpty()) link.out.bind(Msrp.ROOM_KEY + path, room);
            }
        }
    }

    void invited(Request request) {
        SipMessage message = request.message();
        if (message.truncated) return;
        Dialog dialog = dialogs.get(message.callId());
        boolean again = dialog != null && !dialog.over;
        if (!again) {
            dialog = new Dialog(request.from(), request.to());
            dialogs.put(message.callId(), dialog);
        }
        Sdp offer = description(message);
        dialog.offer = offer;
        link.isConference(Link.conference(message.from().uri()), isFocus(message, offer));
        Call.Media media = media(offer);
        // A session may grow: voice becomes video.
        boolean more = media != null && (dialog.media == null || media == Call.Media.VIDEO && dialog.media != media);
        if (more) {
            dialog.media = media;
            call(dialog, "offered");
        }
        boolean fromCaller = request.from().equals(dialog.from);
        paths(offer, fromCaller ? dialog.from : dialog.to);
        if (!again) files(dialog, offer);
        // Gateways send before they answer.
        for (Sdp.Media one : offer.media()) if (one.port() != 0 && one.isRtp()) flows(dialog, one, fromCaller);
    }

    private static Call.Media media(Sdp sdp) {
        Call.Media found = null;
        for (Sdp.Media one : sdp.media()) {
            if (one.port() == 0) continue;
            switch (one.kind()) {
                case "video" -> found = Call.Media.VIDEO;
                case "audio" -> {
                    if (found != Call.Media.VIDEO) found = Call.Media.VOICE;
                }
                case "applicationsharing", "application-sharing" -> {
                    if (found == null) found = Call.Media.SCREEN;
                }
                default -> {}
            }
        }
        return found;
    }

    /// Who stands behind a path of a message session.
    private void paths(Sdp sdp, Account account) {
        for (Sdp.Media one : sdp.media()) {
            if (!one.isMsrp() || one.port() == 0) continue;
            String path = Msrp.last(one.attribute("path"));
            if (!path.isEmpty() && account.named()) link.out.bind(Msrp.KEY + path, account);
        }
    }

    /// Files that the description offers or asks for (RFC 5547).
    private void files(Dialog dialog, Sdp sdp) {
        for (Sdp.Media one : sdp.media()) {
            Offered file = Offered.of(one);
            if (file == null || one.port() == 0) continue;
            boolean asked = one.attribute("recvonly") != null;
            Account from = asked ? dialog.to : dialog.from, to = asked ? dialog.from : dialog.to;
            dialog.files.add(file);
            link.out.bind(Msrp.FILE_KEY + file.path(), new Offer(from, to, file.name(), file.size()));
            file(dialog, file, State.OFFERED);
        }
    }

    private void file(Dialog dialog, Offered file, State state) {
        Account from = file.wanted() ? dialog.to : dialog.from, to = file.wanted() ? dialog.from : dialog.to;
        link.out.emit(new FileTransfer(link.seen(), from, to, file.name(), file.size(), state, null, ""));
    }

    void answered(Request asked, SipMessage answer) {
        Dialog dialog = dialogs.get(answer.callId());
        if (dialog == null || dialog.over || answer.truncated) return;
        int status = answer.status;
        Sdp sdp = description(answer);
        if (status / 100 == 2)
            link.isConference(Link.conference(asked.message().to().uri()), isFocus(answer, sdp));
        if (status < 300) {
            if (!sdp.media().isEmpty()) agreed(dialog, asked, sdp);
            if (status >= 200 && !dialog.accepted) accepted(dialog);
            return;
        }
        boolean goesOn =
                status < 400 || status == 401 || status == 407 || status == 422 || status == 491 || status == 494;
        if (goesOn || dialog.accepted) return;
        boolean declined = status == 486 || status == 600 || status == 603 || status == 606 || status == 488;
        if (dialog.media != null) call(dialog, status == 487 ? "cancelled" : declined ? "declined" : "failed");
        for (Offered file : dialog.files) file(dialog, file, State.DECLINED);
        dialog.over = true;
    }

    private void accepted(Dialog dialog) {
        dialog.accepted = true;
        if (dialog.media != null) call(dialog, "accepted");
        for (Offered file : dialog.files) file(dialog, file, State.ACCEPTED);
        dialog.files.clear();
    }

    /// A call whose INVITE brought no description is described by the answer, and the ACK agrees.
    void acknowledged(Request request) {
        Dialog dialog = dialogs.get(request.message().callId());
        if (dialog == null || dialog.over || request.message().body.length == 0) return;
        Sdp sdp = description(request.message());
        if (sdp.media().isEmpty()) return;
        paths(sdp, dialog.from);
        received(dialog, sdp, true);
    }

    private void received(Dialog dialog, Sdp sdp, boolean byCaller) {
        for (Sdp.Media one : sdp.media()) if (one.port() != 0 && one.isRtp()) flows(dialog, one, byCaller);
    }

    private void agreed(Dialog dialog, Request asked, Sdp answer) {
        Call.Media media = media(answer);
        if (dialog.offer.media().isEmpty()) {
            if (media != null && dialog.media == null) {
                dialog.media = media;
                call(dialog, "offered");
            }
            dialog.offer = answer;
            paths(answer, dialog.to);
            received(dialog, answer, false);
            return;
        }
        boolean callerAsked = asked.from().equals(dialog.from);
        Sdp caller = callerAsked ? dialog.offer : answer, called = callerAsked ? answer : dialog.offer;
        paths(answer, callerAsked ? dialog.to : dialog.from);
        room(dialog, caller, called);
        int count = Math.min(caller.media().size(), called.media().size());
        for (int i = 0; i < count; i++) {
            Sdp.Media one = caller.media().get(i), other = called.media().get(i);
            if (one.port() == 0 || other.port() == 0) continue;
            if (one.isMsrp()) messages(one, other);
            else if (one.isRtp()) flows(dialog, callerAsked ? other : one, !callerAsked);
        }
    }

    /// The side that is not active listens (RFC 6135); who says nothing is connected to by whom he called.
    private void messages(Sdp.Media one, Sdp.Media other) {
        Offered file = Offered.of(one);
        if (file == null) file = Offered.of(other);
        Offered known = file;
        for (Sdp.Media listening : new Sdp.Media[] {one, other}) {
            Address address = listening.address();
            int port = Msrp.port(Msrp.last(listening.attribute("path")), listening.port());
            if (address == null || isOwn(address, port)) continue;
            link.out.expect(Transport.TCP, address, port, PATIENCE_SECONDS, "msrp", next -> Msrp.reading(next, known));
        }
    }

    /// Who receives here, the caller or the one he called, tells who sends.
    private void flows(Dialog dialog, Sdp.Media one, boolean ofCaller) {
        Endpoint at = endpoint(one);
        if (at == null || isOwn(at.address(), at.port())) return;
        MediaSession session = session(dialog, one, ofCaller ? at : null, ofCaller ? null : at);
        if (session == null || dialog.expected.size() >= MOST_EXPECTED || !dialog.expected.add(at)) return;
        link.out.expect(
                Transport.UDP, at.address(), at.port(), PATIENCE_SECONDS, "rtp", next -> new RtpFlow(next, session));
    }

    /// @return null where it is nothing that is told of
    private static MediaSession session(Dialog dialog, Sdp.Media one, Endpoint at, Endpoint toAt) {
        Call.Media kind = switch (one.kind()) {
            case "video" -> Call.Media.VIDEO;
            case "audio" -> Call.Media.VOICE;
            default -> null;
        };
        if (kind == null && !one.kind().equals("text")) return null;
        // Both sides use the numbers that the offer gave to the formats, by custom.
        int text = MediaSession.type(one, "t140"), redundant = MediaSession.type(one, "red");
        return new MediaSession(dialog.from, dialog.to, at, toAt, kind, text, text < 0 ? -1 : redundant);
    }

    private static Endpoint endpoint(Sdp.Media media) {
        return media.address() == null ? null : new Endpoint(media.address(), media.port());
    }

    /// Never the flow's own endpoint: that would hide everybody's conversations with it.
    private boolean isOwn(Address address, int port) {
        for (Direction side : Direction.values()) {
            Endpoint own = link.out.flow().endpoint(side);
            if (own.port() == port && own.address().equals(address)) return true;
        }
        return port == 0 || port > 65_535;
    }

    void ended(Request request, String how) {
        Dialog dialog = dialogs.get(request.message().callId());
        if (dialog == null || dialog.over) return;
        boolean cancelled = how.equals("cancelled");
        if (cancelled && dialog.accepted) return;
        if (dialog.media != null) call(dialog, how);
        if (cancelled) for (Offered file : dialog.files) file(dialog, file, State.DECLINED);
        dialog.over = true;
    }

    private void call(Dialog dialog, String state) {
        link.out.emit(new Call(link.seen(), dialog.from, dialog.to, dialog.media, state));
    }
}
