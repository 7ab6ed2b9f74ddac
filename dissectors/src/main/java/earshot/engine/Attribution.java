package earshot.engine;

import earshot.event.Account;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Presence;
import earshot.event.ImEvent.Room;
import earshot.event.ImEvent.Session;
import earshot.event.Seen;
import earshot.flow.Flow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Puts in what flows know of each other: who a cookie, a room nick or a file's key stands for. Works in the
/// run's order, on one thread.
///
/// An event is told with what was known when it stood. Where a key becomes known later, an [Identity] says so.
/// Bounded: the keys bound
/// or claimed longest ago are forgotten first.
final class Attribution {
    private record Key(int source, String key) {}

    /// A party that claimed a key nobody had bound yet.
    private record Claim(Account account, Seen seen) {}

    private static final int CLAIMS_OF_A_KEY = 16;
    private static final int MOST_STEPS = 4;

    private final int most;
    private final Map<Key, Object> bound = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Key, List<Claim>> unanswered = new LinkedHashMap<>(16, 0.75f, true);
    private long evicted;

    Attribution(int most) {
        this.most = most;
    }

    private void trim(Map<Key, ?> table) {
        if (table.size() <= most) return;
        table.remove(table.keySet().iterator().next());
        evicted++;
    }

    /// Keys forgotten because there were too many.
    long evicted() {
        return evicted;
    }

    void bind(Binding binding, Consumer<ImEvent> out) {
        Key key = new Key(binding.source(), binding.key());
        if (binding.value() instanceof Account nobody && nobody.isNone()) {
            bound.remove(key);
            return;
        }
        Object value = binding.value() instanceof Account account ? known(binding.source(), account) : binding.value();
        bound.put(key, value);
        trim(bound);
        List<Claim> claims = unanswered.remove(key);
        if (claims == null || !(value instanceof Account is)) return;
        if (!is.named()) {
            passOn(claims, binding.source(), is.claim());
            return;
        }
        for (Claim claim : claims) {
            if (claim.account.named()) continue;
            Seen seen = claim.seen;
            Seen now = new Seen(
                    binding.seen().time(),
                    binding.seen().frames(),
                    seen.flow(),
                    seen.via(),
                    seen.protocol(),
                    seen.service(),
                    seen.network());
            out.accept(new Identity(now, plain(claim.account), is, Identity.Kind.NAMED));
        }
    }

    private static Account plain(Account account) {
        return account.claim().isEmpty() ? account : account.claiming("");
    }

    /// The account that the claimed key stands for; that one may claim another key in turn (a token stands for a user's
    /// number, which stands for a name). What is not known yet is still claimed by the account given back.
    private Account known(int source, Account account) {
        for (int step = 0; step < MOST_STEPS && !account.claim().isEmpty(); step++) {
            if (!(bound.get(new Key(source, account.claim())) instanceof Account is)) return account;
            boolean resource = is.resource().isEmpty() && !account.resource().isEmpty();
            account = resource ? new Account(is.id(), account.resource(), is.named(), is.claim()) : is;
        }
        return account;
    }

    /// Who claimed a key that turned out to stand for another key claims that one.
    private void passOn(List<Claim> claims, int source, String claim) {
        if (claim.isEmpty()) return;
        List<Claim> there = unanswered.computeIfAbsent(new Key(source, claim), _ -> new ArrayList<>(1));
        for (Claim one : claims) if (there.size() < CLAIMS_OF_A_KEY) there.add(one);
        trim(unanswered);
    }

    /// The event with all that is known now.
    ImEvent resolve(ImEvent event) {
        return switch (event) {
            case Session e -> new Session(e.seen(), e.state(), who(e, e.account()), e.client(), e.login(), e.reason());
            case Credential e ->
                new Credential(e.seen(), who(e, e.account()), e.form(), e.secret(), e.mechanism(), e.hashcat());
            case Contact e ->
                new Contact(e.seen(), who(e, e.owner()), who(e, e.contact()), e.name(), e.groups(), e.state());
            case Presence e -> new Presence(e.seen(), who(e, e.account()), e.state(), e.text(), e.client());
            case Message e -> message(e);
            case Room e -> new Room(e.seen(), e.room(), who(e, e.account()), e.action(), e.text());
            case FileTransfer e -> file(e);
            case ImEvent.Call e -> new ImEvent.Call(e.seen(), who(e, e.from()), who(e, e.to()), e.media(), e.state());
            case ImEvent.Lookup e -> new ImEvent.Lookup(e.seen(), who(e, e.by()), who(e, e.about()), e.text());
            case Identity e -> new Identity(e.seen(), who(e, e.was()), who(e, e.is()), e.kind());
            case ImEvent.Host e -> e;
            case ImEvent.Service e -> e;
            case ImEvent.Usage e -> e;
            case ImEvent.Anomaly e -> e;
            case ImEvent.Alert e -> e;
        };
    }

    private static int source(ImEvent event) {
        Flow flow = event.seen().flow();
        return flow == null ? 0 : flow.source;
    }

    private Account who(ImEvent event, Account account) {
        if (account.claim().isEmpty()) return account;
        Account is = known(source(event), account);
        if (!is.claim().isEmpty()) {
            Key key = new Key(source(event), is.claim());
            List<Claim> claims = unanswered.computeIfAbsent(key, _ -> new ArrayList<>(1));
            boolean told = claims.stream()
                    .anyMatch(c ->
                            sameFlow(c.seen, event.seen()) && c.account.id().equals(is.id()));
            if (!told && claims.size() < CLAIMS_OF_A_KEY) claims.add(new Claim(is, event.seen()));
            trim(unanswered);
        }
        return plain(is);
    }

    @SuppressWarnings("ReferenceEquality") // two flows with equal endpoints are two flows
    private static boolean sameFlow(Seen a, Seen b) {
        return a.flow() == b.flow();
    }

    private Message message(Message e) {
        Account from = who(e, e.from());
        List<Account> to = e.to();
        for (Account reader : to) {
            if (reader.claim().isEmpty()) continue;
            to = to.stream().map(one -> who(e, one)).toList();
            break;
        }
        if (e.roomClaim().isEmpty()) return from.equals(e.from()) && to.equals(e.to()) ? e : e.with(from, to, e.room());
        return switch (bound.get(new Key(source(e), e.roomClaim()))) {
            case String name -> e.with(from, to, name);
            case List<?> members -> e.with(from, others(e, members, from), "");
            case null, default -> e.with(from, to, e.room());
        };
    }

    /// Who is in a conversation besides the one who speaks.
    private List<Account> others(Message e, List<?> members, Account from) {
        List<Account> others = new ArrayList<>();
        for (Object member : members) {
            if (!(member instanceof Account one)) continue;
            Account who = who(e, one);
            if (!who.id().equalsIgnoreCase(from.id())) others.add(who);
        }
        return others;
    }

    private FileTransfer file(FileTransfer e) {
        Account from = who(e, e.from()), to = who(e, e.to());
        String name = e.name();
        long size = e.size();
        FileTransfer.State state = e.state();
        if (!e.claim().isEmpty() && bound.get(new Key(source(e), e.claim())) instanceof FileTransfer.Offer offer) {
            if (!from.named() || from.isNone()) from = who(e, offer.from());
            if (!to.named() || to.isNone()) to = who(e, offer.to());
            if (name.isEmpty()) name = offer.name();
            if (size < 0) size = offer.size();
        }
        // Who knew the size has judged by it, and knows of resumed files.
        boolean cutShort = e.recovered() != null
                && e.size() < 0
                && size >= 0
                && e.recovered().bytes() != size;
        if (cutShort && state == FileTransfer.State.COMPLETE) state = FileTransfer.State.PARTIAL;
        return new FileTransfer(e.seen(), from, to, name, size, state, e.recovered(), "");
    }
}
