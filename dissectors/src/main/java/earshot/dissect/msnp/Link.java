package earshot.dissect.msnp;

import earshot.dissect.Out;
import earshot.dissect.msnp.p2p.Names;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Presence;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.Seen;
import earshot.flow.Direction;
import java.util.HashSet;
import java.util.Set;

/// What the readers of one connection share: who its client is, and what it speaks through.
final class Link {
    private static final int MOST_PROGRAMS = 256;

    final Out out;
    private Account own;
    private boolean named, confirmed, spoken;
    /// Whose program was said already.
    private final Set<String> programs = new HashSet<>();

    Link(Out out) {
        this.out = out;
        this.own = out.unnamed(Direction.CLIENT);
        out.service("msn");
    }

    Seen seen() {
        return out.seen();
    }

    void confirm() {
        if (confirmed) return;
        confirmed = true;
        out.confirm("signature:msnp", Confidence.CERTAIN, false);
    }

    /// The client's account, unnamed as long as nobody said it.
    Account own() {
        return own;
    }

    boolean named() {
        return named;
    }

    boolean isOwn(Account account) {
        return named && Names.same(own, account);
    }

    /// The client is this account.
    void own(Account account) {
        if (account == null) return;
        if (!named && spoken) out.emit(new Identity(seen(), own, account, Identity.Kind.NAMED));
        own = account.resource().isEmpty() || !named ? account : own;
        named = true;
    }

    /// The client did something that was emitted.
    Account speaking() {
        spoken = true;
        return own;
    }

    /// The account uses this program; said once for each.
    void program(Account account, Client client) {
        if (client.name().isEmpty() || programs.size() >= MOST_PROGRAMS) return;
        if (!programs.add(Names.key(account.id()) + ' ' + client.name() + ' ' + client.version())) return;
        out.emit(new Presence(seen(), account, Presence.State.ONLINE, "", client));
    }

    /// A program as it names itself: `aMSN 0.97`, `Purple/2.10.9`.
    static Client client(String stated) {
        String text = stated.strip();
        int cut = text.lastIndexOf('/');
        if (cut <= 0) cut = text.lastIndexOf(' ');
        boolean versioned = cut > 0 && cut + 1 < text.length() && Character.isDigit(text.charAt(cut + 1));
        return versioned
                ? new Client(text.substring(0, cut).strip(), text.substring(cut + 1), "")
                : new Client(text, "", "");
    }
}
