package earshot.dissect.msnp;

import earshot.dissect.msnp.p2p.Names;
import earshot.event.Account;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Message.Leg;
import earshot.flow.Direction;
import earshot.mime.Mime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A switchboard: one conversation, of the client and whoever is in it.
final class Switchboard {
    private static final int MOST = 256;

    private final Link link;
    private final Speech speech;
    /// The others, by account.
    private final Map<String, Account> others = new LinkedHashMap<>();
    private boolean entered;

    Switchboard(Link link) {
        this.link = link;
        this.speech = new Speech(link);
    }

    /// Whether this connection is a switchboard for certain.
    boolean entered() {
        return entered;
    }

    void line(Direction from, Line line) {
        boolean client = from == Direction.CLIENT;
        entered = true;
        switch (line.command()) {
            // USR 1 alice@example.com ticket; ANS 1 alice@example.com ticket session. The server's OK says it again.
            case "USR" -> link.own(Names.bare(line.arg(line.arg(1).equals("OK") ? 2 : 1)));
            case "ANS" -> {
                if (client) link.own(Names.bare(line.arg(1)));
            }
            case "IRO" -> {
                if (!client) joined(line.arg(3));
            }
            case "JOI" -> {
                if (!client) joined(line.arg(0));
            }
            case "BYE" -> {
                Account gone = client ? null : Names.account(line.arg(0));
                // With several endpoints each leaves for itself, and at last the account.
                if (gone != null && gone.resource().isEmpty()) others.remove(Names.key(gone.id()));
            }
            default -> {}
        }
    }

    private void joined(String written) {
        Account account = Names.bare(written);
        if (account == null || link.isOwn(account) || others.size() >= MOST) return;
        others.put(Names.key(account.id()), account);
    }

    void message(Direction from, Line line, byte[] payload) {
        entered = true;
        Mime mime = Mime.read(payload);
        if (from == Direction.CLIENT) {
            named(mime);
            Account own = link.speaking();
            speech.heard(new Speech.Act(own, List.copyOf(others.values()), Leg.SENT, Kind.CHAT), mime);
            return;
        }
        Account sender = Names.bare(line.arg(0));
        if (sender == null) {
            link.out.anomaly("msnp-sender-not-understood", "a message of " + payload.length + " bytes");
            return;
        }
        if (!link.isOwn(sender)) joined(line.arg(0));
        List<Account> to = new ArrayList<>();
        to.add(link.speaking());
        for (Account other : others.values()) if (!Names.same(other, sender)) to.add(other);
        Leg leg = link.isOwn(sender) ? Leg.ECHO : Leg.DELIVERED;
        if (leg == Leg.ECHO) to.removeFirst();
        speech.heard(new Speech.Act(sender, to, leg, Kind.CHAT), mime);
    }

    /// Who types on this connection is its client.
    private void named(Mime mime) {
        if (link.named() || !mime.type().equals("text/x-msmsgscontrol")) return;
        link.own(Names.bare(mime.field("typinguser")));
    }

    void gap(Direction from) {
        speech.gap();
        if (from == Direction.SERVER) others.clear();
    }

    int heldBytes() {
        return speech.heldBytes();
    }

    void end() {
        speech.end();
    }
}
