package earshot.dissect.msnp;

import earshot.dissect.msnp.Speech.Act;
import earshot.dissect.msnp.p2p.Applications;
import earshot.dissect.msnp.p2p.Names;
import earshot.event.Account;
import earshot.event.ImEvent.Call;
import earshot.event.ImEvent.Call.Media;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.FileTransfer.Offer;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.flow.Address;
import earshot.flow.Endpoint;
import earshot.flow.Flow.Transport;
import earshot.mime.Mime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Invitations in the manner of Messenger 1 to 5 (`text/x-msmsgsinvite`): files by MSNFTP, and calls. One cookie
/// joins what belongs together.
///
/// Remembers at most [#MOST] of them; of more, the oldest is forgotten.
final class Invitations {
    private static final int MOST = 64;
    private static final long PATIENCE_SECONDS = 300;

    /// @param media null for a file
    private record Pending(Account from, Account to, String name, long size, Media media) {}

    private final Link link;
    private final Map<String, Pending> pending = new LinkedHashMap<>();

    Invitations(Link link) {
        this.link = link;
    }

    void heard(Act act, Mime invitation) {
        String cookie = invitation.field("invitation-cookie");
        if (cookie.isEmpty() || cookie.length() > 64) return;
        switch (invitation.field("invitation-command").toUpperCase(Locale.ROOT)) {
            case "INVITE" -> invited(act, cookie, invitation);
            case "ACCEPT" -> accepted(act, cookie, invitation);
            case "CANCEL" -> cancelled(cookie, invitation);
            default -> {}
        }
    }

    private void invited(Act act, String cookie, Mime invitation) {
        Media media = Applications.media(invitation.field("application-guid"));
        String name = invitation.field("application-file");
        if (media == null && name.isEmpty()) return;
        Account to = act.to().isEmpty() ? Account.NONE : act.to().getFirst();
        String stated = invitation.field("application-filesize");
        long size = Line.isNumber(stated) && stated.length() < 18 ? Long.parseLong(stated) : -1;
        Pending made = new Pending(act.from(), to, name, size, media);
        if (pending.size() == MOST) pending.remove(pending.keySet().iterator().next());
        pending.put(cookie, made);
        if (media != null) call(made, "offered");
        else file(made, State.OFFERED);
    }

    private void accepted(Act act, String cookie, Mime invitation) {
        Pending made = pending.get(cookie);
        if (made == null) return;
        // Both say ACCEPT to each other; only the invited one thereby agrees.
        boolean agrees = !Names.same(act.from(), made.from);
        if (agrees && made.media != null) call(made, "accepted");
        else if (agrees) file(made, State.ACCEPTED);
        String authCookie = invitation.field("authcookie");
        if (made.media != null || authCookie.isEmpty()) return;
        link.out.bind(MsnFtp.KEY + authCookie, new Offer(made.from, made.to, made.name, made.size));
        expect(invitation.field("ip-address"), invitation.field("port"));
        expect(invitation.field("ip-address-internal"), invitation.field("portx"));
    }

    private void expect(String address, String port) {
        Address listening = Address.parse(address);
        int number = Line.number(port, 65536);
        if (listening == null || number == 0 || number > 65535) return;
        // Never the server's own endpoint: that would hide everybody's connections to it.
        Endpoint server = link.out.flow().server();
        if (server.port() == number && server.address().equals(listening)) return;
        link.out.expect(Transport.TCP, listening, number, PATIENCE_SECONDS, "msnftp", MsnFtp::reading);
    }

    private void cancelled(String cookie, Mime invitation) {
        Pending made = pending.remove(cookie);
        if (made == null) return;
        boolean rejected = invitation.field("cancel-code").startsWith("REJECT");
        if (made.media != null) call(made, rejected ? "declined" : "ended");
        else if (rejected) file(made, State.DECLINED);
    }

    private void file(Pending made, State state) {
        link.out.emit(new FileTransfer(link.seen(), made.from, made.to, made.name, made.size, state, null, ""));
    }

    private void call(Pending made, String state) {
        link.out.emit(new Call(link.seen(), made.from, made.to, made.media, state));
    }

    /// Lost bytes may have ended any of them and used the cookie again.
    void forget() {
        pending.clear();
    }
}
