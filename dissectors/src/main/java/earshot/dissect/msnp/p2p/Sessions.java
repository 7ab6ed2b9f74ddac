package earshot.dissect.msnp.p2p;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Call;
import earshot.event.ImEvent.Call.Media;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.FileTransfer.Offer;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.flow.Address;
import earshot.flow.Flow.Transport;
import earshot.mime.Mime;
import java.util.LinkedHashMap;
import java.util.Map;

/// The sessions that MSNSLP agrees on: what each is for, who is in it, and where a direct connection will be.
///
/// Remembers at most [#MOST]; of more, the oldest is forgotten.
final class Sessions {
    private static final int MOST = 128;
    private static final long PATIENCE_SECONDS = 300;

    /// @param media of a call, else null
    /// @param offered whether it is a file that a person sends, rather than a picture that a program asks for
    private record Session(long id, Offer offer, Media media, boolean offered, Account by, Account to) {}

    private final Out out;
    /// By Call-ID.
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    /// What was last said of a session, by Call-ID: some clients send everything twice.
    private final Map<String, String> said = new LinkedHashMap<>();

    Sessions(Out out) {
        this.out = out;
    }

    /// What the session carries, null where that is not known.
    Offer offer(long id) {
        for (Session session : sessions.values()) if (session.id == id && session.offer != null) return session.offer;
        return null;
    }

    void slp(Account from, Account to, Slp slp) {
        String type = slp.head().type();
        Mime content = slp.content();
        if (type.endsWith("transrespbody")) bridge(content);
        boolean request = !slp.method().isEmpty();
        if (request && slp.method().equals("INVITE") && type.equals("application/x-msnmsgr-sessionreqbody")) {
            invited(from, to, slp, content);
            return;
        }
        Session session = sessions.get(slp.call());
        if (session == null) return;
        boolean ofSession = type.equals("application/x-msnmsgr-sessionreqbody");
        String state = slp.status() == 200 && ofSession
                ? "accepted"
                : slp.status() == 603 ? "declined" : slp.method().equals("BYE") ? "ended" : "";
        if (state.isEmpty() || state.equals(said.put(slp.call(), state))) return;
        switch (state) {
            case "accepted" -> answered(session, state, State.ACCEPTED);
            case "declined" -> answered(session, state, State.DECLINED);
            default -> answered(session, state, null);
        }
    }

    private void invited(Account from, Account to, Slp slp, Mime content) {
        String guid = Applications.guid(content.field("euf-guid"));
        long id = number(content.field("sessionid"));
        // On a direct connection only the message itself names its parties.
        Account by = from.named() ? from : party(slp, "from", from), other = to.named() ? to : party(slp, "to", to);
        Session session = switch (guid) {
            case Applications.FILE -> {
                Context file = Context.file(content.field("context"));
                yield file == null
                        ? null
                        : new Session(id, new Offer(by, other, file.name(), file.size()), null, true, by, other);
            }
            // Who invites asks for it: the bytes go the other way.
            case Applications.MSN_OBJECT -> {
                Context object = Context.object(content.field("context"));
                yield object == null
                        ? null
                        : new Session(id, new Offer(other, by, object.name(), object.size()), null, false, by, other);
            }
            default -> {
                Media media = Applications.media(guid);
                yield media == null ? null : new Session(id, null, media, false, by, other);
            }
        };
        if (session == null) return;
        boolean again = session.equals(sessions.get(slp.call()));
        if (sessions.size() == MOST)
            sessions.remove(sessions.keySet().iterator().next());
        sessions.put(slp.call(), session);
        if (again) return;
        if (session.offer != null && id != 0) out.bind(Peers.KEY + id, session.offer);
        answered(session, "offered", State.OFFERED);
    }

    private static Account party(Slp slp, String field, Account unknown) {
        Account named = Names.bare(slp.party(field));
        return named == null ? unknown : named;
    }

    private void answered(Session session, String call, State file) {
        if (session.media != null) {
            out.emit(new Call(out.seen(), session.by, session.to, session.media, call));
        } else if (session.offered && file != null) {
            Offer offer = session.offer;
            out.emit(
                    new FileTransfer(out.seen(), offer.from(), offer.to(), offer.name(), offer.size(), file, null, ""));
        }
    }

    /// Where one side listens: `IPv4Internal-Addrs: 192.0.2.7`, `IPv4Internal-Port: 6891`; later clients write both
    /// name and value backwards.
    private void bridge(Mime content) {
        for (String place : new String[] {"ipv4internal-", "ipv4external-"}) {
            String addresses = field(content, place + "addrs"), port = field(content, place + "port");
            long number = number(port);
            if (number == 0 || number > 65535) continue;
            for (String address : addresses.split(" ", 16)) {
                Address listening = Address.parse(address.strip());
                // Never the server's own endpoint: that would hide everybody's connections to it.
                boolean server = out.flow().server().port() == number
                        && out.flow().server().address().equals(listening);
                if (listening != null && !server)
                    out.expect(Transport.TCP, listening, (int) number, PATIENCE_SECONDS, "msnp", DirectFlow::new);
            }
        }
    }

    private static String field(Mime content, String name) {
        String value = content.field(name);
        if (!value.isEmpty()) return value;
        String backwards = new StringBuilder(name).reverse().toString();
        return new StringBuilder(content.field(backwards)).reverse().toString();
    }

    private static long number(String digits) {
        if (digits.isEmpty() || digits.length() > 10) return 0;
        for (int i = 0; i < digits.length(); i++) if (digits.charAt(i) < '0' || digits.charAt(i) > '9') return 0;
        return Long.parseLong(digits);
    }
}
