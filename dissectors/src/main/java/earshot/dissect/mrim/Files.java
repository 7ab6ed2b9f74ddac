package earshot.dissect.mrim;

import earshot.bytes.Cursor;
import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.FileTransfer.Offer;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.flow.Direction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Offers of files. Their bytes go from machine to machine ([MrimFile]).
///
/// Remembers at most [#MOST] offers; of more, the oldest is forgotten.
final class Files {
    private static final int MOST = 64, MOST_FILES = 64;
    private static final int DECLINED = 0, ACCEPTED = 1;

    private final Out out;
    private final Supplier<Account> own;
    private final Map<Long, List<Offer>> offers = new LinkedHashMap<>();

    Files(Out out, Supplier<Account> own) {
        this.out = out;
        this.own = own;
    }

    /// Where the offer is found of a file of this name between these two.
    static String key(Account from, Account to, String name) {
        return "mrim file " + from.id() + " " + to.id() + " " + name;
    }

    /// Other, number, size of all, and behind one length: `name;size;name;size;`, a description, `address:port;`.
    void offered(Direction from, Packet packet) {
        Account other = Account.of(packet.ascii());
        long number = packet.number();
        packet.number();
        Packet inside = new Packet(packet.minor(), packet.message(), new Cursor(packet.bytes()));
        if (packet.body().truncated() || other.isNone()) return;
        byte[] names = inside.bytes();
        if (inside.body().truncated()) return;
        Account sender = from == Direction.CLIENT ? own.get() : other,
                reader = from == Direction.CLIENT ? other : own.get();
        String[] parts = inside.text(names, false).split(";", 2 * MOST_FILES + 1);
        List<Offer> made = new ArrayList<>();
        for (int i = 0; i + 1 < parts.length; i += 2) {
            long size = size(parts[i + 1]);
            if (parts[i].isBlank() || size < 0) break;
            made.add(new Offer(sender, reader, parts[i], size));
        }
        if (offers.size() == MOST) offers.remove(offers.keySet().iterator().next());
        offers.put(number, made);
        for (Offer offer : made) {
            out.bind(key(sender, reader, offer.name()), offer);
            tell(offer, State.OFFERED);
        }
    }

    private static long size(String digits) {
        String text = digits.strip();
        if (text.isEmpty() || text.length() > 15 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) return -1;
        return Long.parseLong(text);
    }

    void answered(Packet packet) {
        long status = packet.number();
        packet.bytes();
        long number = packet.number();
        if (packet.body().truncated() || status != DECLINED && status != ACCEPTED) return;
        for (Offer offer : offers.getOrDefault(number, List.of())) {
            tell(offer, status == ACCEPTED ? State.ACCEPTED : State.DECLINED);
        }
    }

    private void tell(Offer offer, State state) {
        out.emit(new FileTransfer(out.seen(), offer.from(), offer.to(), offer.name(), offer.size(), state, null, ""));
    }

    void forget() {
        offers.clear();
    }
}
