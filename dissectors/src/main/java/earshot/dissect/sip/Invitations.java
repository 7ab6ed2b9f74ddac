package earshot.dissect.sip;

import earshot.dissect.Out;
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
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/// Invitations in Messenger's manner inside MESSAGE requests (`text/x-msmsgsinvite`): files, calls, assistance. One
/// cookie joins what belongs together.
///
/// A file's bytes travel on a connection of their own: as MSNFTP, or enciphered with the key that the acceptance gives
/// in clear ([SecureFtp]).
final class Invitations {
    private static final int MOST = 64;
    private static final long PATIENCE_SECONDS = 300;
    /// Where the offer is found that a transfer carries out; shared with the reader of MSNFTP.
    static final String KEY = "msnftp ";

    private static final Map<String, Media> CALLS = Map.of(
            "{02D3C01F-BF30-4825-A83A-DE7AF41648AA}", Media.VOICE,
            "{1DF57D09-637A-4CA5-91B9-2C3EDAAF62FE}", Media.VIDEO,
            "{F1B9B3E6-16C1-11D4-A36F-005004870FD2}", Media.APP,
            "{44BBA842-CC51-11CF-AAFA-00AA00B6015C}", Media.APP,
            "{56B994A7-380F-410B-9985-C809D78C1BDC}", Media.SCREEN);

    /// @param media null for a file
    private record Pending(Account from, Account to, String name, long size, Media media) {}

    private final Link link;
    private final Recent<Pending> pending = new Recent<>(MOST);

    Invitations(Link link) {
        this.link = link;
    }

    void heard(Request request, Mime invitation) {
        String cookie = invitation.field("invitation-cookie");
        if (cookie.isEmpty() || cookie.length() > 64) return;
        switch (invitation.field("invitation-command").toUpperCase(Locale.ROOT)) {
            case "INVITE" -> invited(request, cookie, invitation);
            case "ACCEPT" -> accepted(request, cookie, invitation);
            case "CANCEL" -> cancelled(cookie, invitation);
            default -> {}
        }
    }

    private void invited(Request request, String cookie, Mime invitation) {
        Media media = CALLS.get(invitation.field("application-guid").toUpperCase(Locale.ROOT));
        String name = invitation.field("application-file");
        if (media == null && name.isEmpty()) return;
        Pending made = new Pending(
                request.from(), request.to(), name, number(invitation.field("application-filesize")), media);
        pending.put(cookie, made);
        if (media != null) call(made, "offered");
        else file(made, State.OFFERED);
    }

    /// Whether the two are the same number is all that a cookie says, and both sides say ACCEPT; only the invited one
    /// thereby agrees.
    private void accepted(Request request, String cookie, Mime invitation) {
        Pending made = pending.get(cookie);
        if (made == null) return;
        boolean agrees = !request.from().id().equalsIgnoreCase(made.from.id());
        if (agrees && made.media != null) call(made, "accepted");
        else if (agrees) file(made, State.ACCEPTED);
        String authCookie = invitation.field("authcookie");
        if (made.media != null || authCookie.isEmpty()) return;
        link.out.bind(KEY + authCookie, new Offer(made.from, made.to, made.name, made.size));
        byte[] key = key(invitation.field("encryption-key"));
        expect(invitation.field("ip-address"), invitation.field("port"), key);
        expect(invitation.field("ip-address"), invitation.field("portx"), key);
        expect(invitation.field("ip-address-internal"), invitation.field("portx"), key);
    }

    private static byte[] key(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private void expect(String address, String port, byte[] key) {
        Address listening = Address.parse(address);
        long number = number(port);
        // Without a key the connection says itself what it is.
        if (listening == null || number <= 0 || number > 65_535 || key.length == 0) return;
        Out out = link.out;
        for (Endpoint own : new Endpoint[] {out.flow().server(), out.flow().client()})
            if (own.port() == number && own.address().equals(listening)) return;
        out.expect(
                Transport.TCP,
                listening,
                (int) number,
                PATIENCE_SECONDS,
                "msnftp",
                next -> new SecureFtp.Reading(next, key));
    }

    private void cancelled(String cookie, Mime invitation) {
        Pending made = pending.remove(cookie);
        if (made == null) return;
        boolean rejected = invitation.field("cancel-code").startsWith("REJECT");
        if (made.media != null) call(made, rejected ? "declined" : "ended");
        else if (rejected) file(made, State.DECLINED);
    }

    /// -1 where it is none.
    private static long number(String digits) {
        boolean number =
                !digits.isEmpty() && digits.length() < 18 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(digits) : -1;
    }

    private void file(Pending made, State state) {
        link.out.emit(new FileTransfer(link.seen(), made.from, made.to, made.name, made.size, state, null, ""));
    }

    private void call(Pending made, String state) {
        link.out.emit(new Call(link.seen(), made.from, made.to, made.media, state));
    }
}
