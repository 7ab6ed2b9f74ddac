package earshot.dissect.ymsg;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Presence;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.Seen;
import earshot.flow.Direction;
import java.util.Locale;

/// What the readers of one connection share: who its client is, and which way things go.
final class Link {
    final Out out;
    private Account own;
    private boolean named, spoken, confirmed, peers;
    private long session;
    private Client client = Client.UNKNOWN;

    Link(Out out) {
        this.out = out;
        this.own = out.unnamed(Direction.CLIENT);
        out.service("yahoo");
    }

    Seen seen() {
        return out.seen();
    }

    void confirm() {
        if (confirmed) return;
        confirmed = true;
        out.confirm("signature:ymsg", Confidence.CERTAIN, false);
    }

    /// Both ends are clients: there is no server that names anybody.
    void betweenPeers() {
        peers = true;
    }

    boolean isBetweenPeers() {
        return peers;
    }

    Leg leg(Direction from) {
        return peers || from == Direction.CLIENT ? Leg.SENT : Leg.DELIVERED;
    }

    /// The client's account, unnamed as long as nobody said it.
    Account own() {
        return own;
    }

    boolean named() {
        return named;
    }

    boolean isOwn(Account account) {
        return named && same(own, account);
    }

    /// The client does something that is told.
    Account speaking() {
        spoken = true;
        return own;
    }

    /// The client is this account; said once where something of it was told without a name.
    void own(Account account) {
        if (account == null || named || peers) return;
        if (!own.claim().isEmpty()) out.bind(own.claim(), account);
        else if (spoken) out.emit(new Identity(seen(), own, account, Identity.Kind.NAMED));
        own = account;
        named = true;
    }

    /// The server's number for the session. Through HTTP one session goes over many connections, of which few name
    /// the account.
    void session(long number) {
        if (number == 0 || number == session || peers) return;
        session = number;
        String key = "ymsg session " + out.flow().server().address() + " " + number;
        if (named) out.bind(key, own);
        else if (!spoken) own = own.claiming(key);
    }

    /// As whom the client sent this packet.
    Account sender(Fields fields) {
        Account said = fields.account(1, 0);
        return said != null ? said : speaking();
    }

    Client client() {
        return client;
    }

    void client(Client stated) {
        client = stated;
    }

    /// A program that an account turns out to use.
    void program(Account account, Client stated) {
        out.emit(new Presence(seen(), account, Presence.State.ONLINE, "", stated));
    }

    static String key(Account account) {
        return account.id().toLowerCase(Locale.ROOT);
    }

    static boolean same(Account one, Account other) {
        return key(one).equals(key(other));
    }
}
