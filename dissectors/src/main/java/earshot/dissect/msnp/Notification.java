package earshot.dissect.msnp;

import earshot.dissect.msnp.p2p.Names;
import earshot.event.Account;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Message.Leg;
import earshot.flow.Direction;
import earshot.mime.Mime;
import java.util.List;

/// A connection to a notification server: login, contacts, presence, and messages that need no switchboard.
final class Notification {
    private final Link link;
    private final Login login;
    private final Presences presences;
    private final ContactLists contacts;
    private final Speech speech;

    Notification(Link link) {
        this.link = link;
        login = new Login(link);
        presences = new Presences(link);
        contacts = new ContactLists(link);
        speech = new Speech(link);
    }

    void line(Direction from, Line line, byte[] payload) {
        boolean client = from == Direction.CLIENT;
        switch (line.command()) {
            case "VER" -> login.version(from, line);
            case "CVR" -> login.client(from, line);
            case "USR" -> login.user(from, line);
            case "OUT" -> login.out(from, line);
            case "QRY" -> {
                if (client) login.product(line);
            }
            case "CHG", "ILN", "NLN", "FLN", "UBX", "UUX" -> presences.line(from, line, payload);
            case "LSG", "LST", "ADD", "ADC", "REM", "ADG", "ADL", "RML" -> contacts.line(from, line, payload);
            // UUM 27 bob@example.com 32 1 185: number, reader, network, kind of message, length.
            case "UUM" -> {
                if (client) message(link.speaking(), Names.bare(line.arg(1)), line, 3, payload, Leg.SENT);
            }
            // UBM bob@example.com 32 1 185, since version 16 with the reader in between.
            case "UBM" -> {
                if (!client && line.count() >= 4)
                    message(Names.bare(line.arg(0)), link.speaking(), line, line.count() - 2, payload, Leg.DELIVERED);
            }
            case "SDG" -> directed(client, payload);
            case "NFY" -> {
                if (!client) notified(payload);
            }
            default -> {}
        }
    }

    /// An error that the server answers with.
    void refused(Line line) {
        login.refused(line);
        contacts.refused(line.arg(0));
    }

    private void message(Account from, Account to, Line line, int kind, byte[] payload, Leg leg) {
        if (from == null || to == null || payload.length == 0) return;
        // 1 text, 2 typing, 3 nudge: the headers say the same.
        if (!Line.isNumber(line.arg(kind))) return;
        boolean absent = leg == Leg.SENT && presences.isOffline(to);
        speech.heard(new Speech.Act(from, List.of(to), leg, absent ? Kind.OFFLINE : Kind.CHAT), Mime.read(payload));
    }

    /// `SDG 0 n` with three blocks of fields: who, how surely, what.
    private void directed(boolean client, byte[] payload) {
        Mime routing = Mime.read(payload);
        Account from = Names.bare(routing.field("from")), to = Names.bare(routing.field("to"));
        Mime messaging = routing.inner().inner();
        if (from == null || to == null || messaging.fields().isEmpty()) return;
        if (client) link.own(from);
        else if (!link.named() && !routing.field("to").startsWith("9:")) link.own(to);
        speech.heard(new Speech.Act(from, List.of(to), client ? Leg.SENT : Leg.DELIVERED, Kind.CHAT), messaging);
    }

    /// `NFY PUT n`: presence as it is said since version 19.
    private void notified(byte[] payload) {
        Mime routing = Mime.read(payload);
        Mime content = routing.inner().inner();
        if (content.type().equals("application/user+xml")) {
            presences.user(Names.bare(routing.field("from")), content.body());
        }
    }

    void gap(Direction from) {
        login.gap(from);
        contacts.gap(from);
        speech.gap();
        if (from == Direction.SERVER) presences.forget();
    }

    int heldBytes() {
        return contacts.heldBytes() + speech.heldBytes();
    }

    void end() {
        speech.end();
    }
}
