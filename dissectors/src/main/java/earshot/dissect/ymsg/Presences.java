package earshot.dissect.ymsg;

import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Presence;
import earshot.event.ImEvent.Presence.State;
import java.util.HashMap;
import java.util.Map;

/// Who is there, and what they say of it. One packet may tell of many: each begins with key 7.
final class Presences {
    private static final int BUDDY = 7, STATUS = 10, TEXT = 19, AWAY = 47, SERVES = 13, VERSION_ID = 244;
    private static final int CUSTOM = 99;
    private static final int MOST_KNOWN = 4096;

    private final Link link;
    /// What was told last of each, so that it is not told again.
    private final Map<String, Presence> known = new HashMap<>();

    Presences(Link link) {
        this.link = link;
    }

    /// One buddy of a packet, as its fields come.
    private static final class Entry {
        final Account account;
        long status = -1, away = -1, serves = -1;
        String text = "";
        Client client = Client.UNKNOWN;

        Entry(Account account) {
            this.account = account;
        }
    }

    /// What the server tells of buddies.
    void buddies(Packet packet) {
        boolean off = packet.service() == Service.LOGOFF;
        Entry entry = null;
        for (Fields.Field field : packet.fields().all()) {
            if (field.key() == BUDDY) {
                tell(entry, off);
                entry = new Entry(field.account());
            } else if (entry != null) {
                read(entry, field);
            }
        }
        tell(entry, off);
    }

    private static void read(Entry entry, Fields.Field field) {
        switch (field.key()) {
            case STATUS -> entry.status = field.number();
            case AWAY -> entry.away = field.number();
            case SERVES -> entry.serves = field.number();
            case TEXT -> entry.text = field.text();
            case VERSION_ID -> entry.client = Login.byNumber(field.text());
            default -> {}
        }
    }

    private void tell(Entry entry, boolean off) {
        if (entry == null || entry.account.isNone()) return;
        if (off || entry.serves == 0) emit(entry.account, State.OFFLINE, "", Client.UNKNOWN);
        else if (entry.status >= 0) emit(entry.account, state(entry), text(entry), entry.client);
    }

    /// What the client says of itself.
    void own(Packet packet) {
        Entry entry = new Entry(link.speaking());
        for (Fields.Field field : packet.fields().all()) read(entry, field);
        if (packet.service() == Service.IS_BACK && entry.status < 0) entry.status = 0;
        if (entry.status >= 0) emit(entry.account, state(entry), text(entry), Client.UNKNOWN);
    }

    /// The client hides from all, or shows itself again.
    void visibility(Fields fields) {
        long seen = fields.number(SERVES, 0);
        if (seen == 1 || seen == 2) {
            emit(link.speaking(), seen == 2 ? State.INVISIBLE : State.ONLINE, "", Client.UNKNOWN);
        }
    }

    private static State state(Entry entry) {
        return switch ((int) entry.status) {
            case 0 -> entry.away == 1 ? State.AWAY : State.ONLINE;
            case 2 -> State.BUSY;
            case 12 -> State.INVISIBLE;
            case CUSTOM -> entry.away == 2 ? State.IDLE : entry.away == 1 ? State.AWAY : State.ONLINE;
            case 999 -> State.IDLE;
            case 0x5a55_aa56 -> State.OFFLINE;
            default -> entry.status >= 1 && entry.status <= 9 ? State.AWAY : State.ONLINE;
        };
    }

    /// The words that were typed, or those that stand in the menu of states.
    private static String text(Entry entry) {
        if (!entry.text.isEmpty()) return YahooText.plain(entry.text);
        return switch ((int) entry.status) {
            case 1 -> "Be Right Back";
            case 3 -> "Not At Home";
            case 4 -> "Not At My Desk";
            case 5 -> "Not In The Office";
            case 6 -> "On The Phone";
            case 7 -> "On Vacation";
            case 8 -> "Out To Lunch";
            case 9 -> "Stepped Out";
            default -> "";
        };
    }

    private void emit(Account account, State state, String text, Client client) {
        Presence before = known.get(Link.key(account));
        boolean news = before == null
                || before.state() != state
                || !before.text().equals(text)
                || !client.name().isEmpty() && !before.client().equals(client);
        if (!news) return;
        Presence now = new Presence(link.seen(), account, state, text, client);
        if (before != null || known.size() < MOST_KNOWN) known.put(Link.key(account), now);
        link.out.emit(now);
    }

    /// Lost packets may have changed all of it.
    void forget() {
        known.clear();
    }
}
