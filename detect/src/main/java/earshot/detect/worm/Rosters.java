package earshot.detect.worm;

import earshot.detect.Expiring;
import earshot.detect.Party;
import earshot.event.ImEvent.Contact;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// Contact lists, in the order in which the server gave them: worms work through them from the top.
final class Rosters {
    private static final int MOST = 50_000, LONGEST = 500;
    private static final long IDLE = TimeUnit.DAYS.toNanos(30);

    /// Hashes of contacts: enough to find a place in the list.
    private static final class Roster {
        int[] contacts = new int[8];
        int count;

        void add(int contact) {
            if (count >= LONGEST || place(contact) >= 0) return;
            if (count == contacts.length) contacts = Arrays.copyOf(contacts, count * 2);
            contacts[count++] = contact;
        }

        int place(int contact) {
            for (int i = 0; i < count; i++) if (contacts[i] == contact) return i;
            return -1;
        }
    }

    private final Expiring<Party, Roster> rosters = new Expiring<>(MOST, IDLE);

    void learn(Contact event) {
        if (event.state() != Contact.State.LISTED && event.state() != Contact.State.ADDED) return;
        if (event.owner().isNone() || event.contact().isNone()) return;
        rosters.at(Party.of(event.seen(), event.owner()), event.seen().time(), Roster::new)
                .add(Party.of(event.seen(), event.contact()).hashCode());
    }

    /// The share of its contacts that the account reached, 0 where they are not known.
    double covered(Spreader spreader) {
        Roster roster = rosters.peek(spreader.who, spreader.last);
        if (roster == null || roster.count == 0) return 0;
        int found = 0;
        for (Party party : spreader.receivers()) if (roster.place(party.hashCode()) >= 0) found++;
        return (double) found / roster.count;
    }

    /// How many contacts the account has, 0 where that is not known.
    int size(Spreader spreader) {
        Roster roster = rosters.peek(spreader.who, spreader.last);
        return roster == null ? 0 : roster.count;
    }

    /// Whether contacts were reached in the list's order, but for one in ten.
    boolean inOrder(Spreader spreader) {
        Roster roster = rosters.peek(spreader.who, spreader.last);
        if (roster == null) return false;
        int before = -1, steps = 0, forward = 0;
        for (Party party : spreader.receivers()) {
            int place = roster.place(party.hashCode());
            if (place < 0) continue;
            if (before >= 0) {
                steps++;
                if (place > before) forward++;
            }
            before = place;
        }
        return steps >= 3 && forward * 10 >= steps * 9;
    }

    long evicted() {
        return rosters.evicted();
    }
}
