package earshot.app.digest;

import earshot.event.Account;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Host;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Session;
import earshot.event.Seen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who used which service, with which client, from which host.
///
/// A person of the digest is an account that signed on, or sent something from a host that was seen.
final class People {
    private static final int MOST = 10_000, MOST_HOSTS = 8, MOST_NAMES = 10_000;

    static final class Person {
        final String service, network, account;
        final Set<String> clients = new LinkedHashSet<>(), hosts = new LinkedHashSet<>();
        /// Names it took later.
        final Set<String> names = new LinkedHashSet<>();
        long messages, failures;

        Person(String service, String network, String account) {
            this.service = service;
            this.network = network;
            this.account = account;
        }
    }

    private final Map<String, Person> people = new LinkedHashMap<>();
    /// What hosts are called, by address.
    private final Map<String, String> names = new LinkedHashMap<>();
    private long unlisted;

    void session(Session session) {
        Person person = person(session.seen(), session.account());
        if (person == null) return;
        if (session.state() == Session.State.FAILED) person.failures++;
        client(person, session.client());
        host(person, session.seen());
    }

    /// What an account is seen to use, where the account is known already: presence names strangers
    /// too.
    void presence(ImEvent.Presence presence) {
        Person person = people.get(key(presence.seen(), presence.account()));
        if (person != null) client(person, presence.client());
    }

    void message(Message message) {
        if (message.leg() != Message.Leg.SENT || !message.from().named()) return;
        Person person = person(message.seen(), message.from());
        if (person == null) return;
        if (said(message.kind())) person.messages++;
        // Between peers the sender may be at either end of the flow.
        if (person.hosts.isEmpty()) host(person, message.seen());
    }

    private static boolean said(Message.Kind kind) {
        return switch (kind) {
            case CHAT, ROOM, OFFLINE, AUTO, NOTICE, ACTION, SYSTEM -> true;
            case TYPING, NUDGE, REACTION, RECEIPT, HISTORY -> false;
        };
    }

    /// Who is renamed stays one person.
    void identity(ImEvent.Identity identity) {
        if (identity.kind() != ImEvent.Identity.Kind.RENAMED) return;
        Person person = people.get(key(identity.seen(), identity.was()));
        if (person == null || !person.names.add(identity.is().id())) return;
        people.putIfAbsent(key(identity.seen(), identity.is()), person);
    }

    void host(Host host) {
        if (!host.name().isEmpty() && names.size() < MOST_NAMES) names.put(host.address(), host.name());
    }

    /// What the host is called, "" where that is not known.
    String nameOf(String address) {
        return names.getOrDefault(address, "");
    }

    private Person person(Seen seen, Account account) {
        if (account.isNone() || !account.named()) return null;
        String key = key(seen, account);
        Person person = people.get(key);
        if (person != null) return person;
        if (people.size() >= MOST) {
            unlisted++;
            return null;
        }
        person = new Person(seen.service(), seen.network(), account.id());
        people.put(key, person);
        return person;
    }

    private static String key(Seen seen, Account account) {
        return seen.service() + '\n' + seen.network() + '\n' + Names.key(account);
    }

    private static void client(Person person, Client client) {
        if (client.name().isEmpty() || person.clients.size() >= MOST_HOSTS) return;
        String name = client.version().isEmpty() ? client.name() : client.name() + " " + client.version();
        // What only says less than what is known is left out.
        for (String known : person.clients) if (known.startsWith(name)) return;
        person.clients.remove(client.name());
        person.clients.add(client.os().isEmpty() ? name : name + " (" + client.os() + ")");
    }

    private static void host(Person person, Seen seen) {
        if (seen.flow() == null || person.hosts.size() >= MOST_HOSTS) return;
        person.hosts.add(seen.flow().client().address().toString());
    }

    /// The busiest first.
    List<Person> busiest() {
        List<Person> all = new ArrayList<>(new LinkedHashSet<>(people.values()));
        all.sort(Comparator.comparingLong((Person person) -> -person.messages)
                .thenComparing(person -> person.service)
                .thenComparing(person -> Names.key(person.account)));
        return all;
    }

    /// Accounts beyond the ceiling, as often as they were met.
    long unlisted() {
        return unlisted;
    }
}
