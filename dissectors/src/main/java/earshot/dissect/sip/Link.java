package earshot.dissect.sip;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Presence;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.Seen;
import earshot.flow.Direction;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What the readers of one flow share.
final class Link {
    private static final int MOST_TOLD = 4096;

    final Out out;
    private boolean confirmed;
    /// Programs and contacts that were said already.
    private final Set<String> told = new HashSet<>();
    private final Recent<String> presences = new Recent<>(1024), contacts = new Recent<>(4096);

    /// Who registered which address on this flow: exchanges that make calls in their own name write that address where
    /// the account should stand.
    private final Recent<Account> bindings = new Recent<>(512);
    /// Who answers registrations; null where nobody was seen to.
    private Direction registrar;
    /// Conferences that were seen to be some.
    private final Recent<Boolean> conferences = new Recent<>(512);

    Link(Out out) {
        this.out = out;
        out.service("sip-simple");
    }

    Seen seen() {
        return out.seen();
    }

    void confirm() {
        if (confirmed) return;
        confirmed = true;
        out.confirm("signature:sip", Confidence.CERTAIN, false);
    }

    /// The party that a field names; unnamed where it names nobody.
    Account account(NameAddress party, Direction side) {
        Uri uri = party.uri();
        if (!uri.isSomebody()) return out.unnamed(side);
        Account registered = bindings.get(place(uri));
        return registered != null ? registered : Account.of(uri.address());
    }

    private static String place(Uri uri) {
        return uri.address() + ':' + uri.port();
    }

    /// The account is to be found at this address.
    void registered(Account account, NameAddress contact, Direction registrar) {
        this.registrar = registrar;
        boolean other = contact.uri().isSomebody() && !contact.uri().address().equalsIgnoreCase(account.id());
        if (other && account.named()) bindings.put(place(contact.uri()), account);
    }

    /// Lost bytes may have given an address to somebody else.
    void forget() {
        bindings.clear();
    }

    /// Whether this side is the server of those who registered on this flow.
    boolean isRegistrar(Direction side) {
        return side == registrar;
    }

    /// The account that a URI in a document names, with or without its scheme; nobody where it names nobody.

    static Account account(String uri) {
        Uri read = Uri.read(uri);
        if (read.equals(Uri.NONE) && uri.indexOf('@') > 0 && uri.indexOf(' ') < 0) read = Uri.read("sip:" + uri);
        return read.isSomebody() ? Account.of(read.address()) : Account.NONE;
    }

    /// A conference's name: its address, the same for all its parts.
    static String conference(Uri uri) {
        String conference = uri.conference();
        return conference.isEmpty() ? uri.address() : conference;
    }

    void isConference(String name, boolean is) {
        if (is && !name.isEmpty()) conferences.put(name, true);
    }

    boolean isConference(String name) {
        return name.contains(";opaque=app:conf:") || conferences.get(name) != null;
    }

    /// The account uses this program; said once for each.
    void program(Account account, String userAgent) {
        if (userAgent.isEmpty() || !account.named()) return;
        Client client = Programs.of(userAgent);
        if (client.name().isEmpty() || !first("program " + account.id() + ' ' + userAgent)) return;
        out.emit(new Presence(seen(), account, Presence.State.ONLINE, "", client));
    }

    /// A program that a login names is not said again.
    void knowsProgram(Account account, String userAgent) {
        first("program " + account.id() + ' ' + userAgent);
    }

    void contact(Account owner, Account contact, String name, List<String> groups, Contact.State state) {
        if (owner.isNone() || contact.isNone() || !contact.named() || owner.id().equalsIgnoreCase(contact.id())) return;
        String key = "contact " + owner.id() + ' ' + contact.id();
        String what = state + name + groups;
        // A change is news, and so is a return to what it was.
        if (what.equals(contacts.get(key))) return;
        contacts.put(key, what);
        out.emit(new Contact(seen(), owner, contact, name, groups, state));
    }

    /// A contact that merely shows, not said where more is known.
    void watched(Account owner, Account contact) {
        if (contacts.get("contact " + owner.id() + ' ' + contact.id()) == null)
            contact(owner, contact, "", List.of(), Contact.State.LISTED);
    }

    /// Said where it differs from what was said last.
    void presence(Account account, Presence.State state, String text) {
        if (account.isNone() || state == null) return;
        String now = state + text;
        if (now.equals(presences.get(account.id()))) return;
        presences.put(account.id(), now);
        out.emit(new Presence(seen(), account, state, text, Client.UNKNOWN));
    }

    private boolean first(String key) {
        return told.size() < MOST_TOLD && told.add(key);
    }
}
