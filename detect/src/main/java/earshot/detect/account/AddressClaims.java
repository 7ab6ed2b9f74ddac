package earshot.detect.account;

import earshot.detect.Detector;
import earshot.detect.Evidence;
import earshot.detect.Expiring;
import earshot.detect.Place;
import earshot.detect.Tuning;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.ImEvent.Host;
import earshot.event.Seen;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Two machines claim one address by ARP in short succession: somebody steps between the two ends of a session.
///
/// Grouped by address (rule `address-two-machines`). Addresses that several routers share by design (VRRP, HSRP,
/// GLBP) are left out, and so is an address that goes to another machine later. ATT&CK: T1557.002 ARP cache
/// poisoning.
public final class AddressClaims implements Detector {
    private static final int MOST = 50_000;
    private static final long FLIPS = TimeUnit.MINUTES.toNanos(10), TALK = TimeUnit.HOURS.toNanos(1);
    private static final List<String> SHARED =
            List.of("00:00:5e:00:01", "00:00:5e:00:02", "00:00:0c:07:ac", "00:07:b4");

    private static final class State {
        String mac = "", before = "";
        Seen seen;
        String id = "";
        final Evidence evidence = new Evidence();
    }

    private final long claims;
    private final Expiring<String, State> addresses = new Expiring<>(MOST, TALK);
    private final Expiring<String, boolean[]> talking = new Expiring<>(MOST, TALK);

    public AddressClaims(Tuning tuning) {
        this.claims = tuning.accounts().claims().toNanos();
    }

    @Override
    public void observe(ImEvent event, String id, Consumer<Alert> raise) {
        switch (event) {
            case Host host when host.by().equals("arp") && !host.mac().isEmpty() -> claimed(host, id, raise);
            case ImEvent.Message message -> talks(message.seen());
            case ImEvent.Session session -> talks(session.seen());
            default -> {}
        }
    }

    private void talks(Seen seen) {
        if (seen.flow() == null) return;
        talking.at(Place.client(seen), seen.time(), () -> new boolean[1]);
        talking.at(Place.server(seen), seen.time(), () -> new boolean[1]);
    }

    private void claimed(Host host, String id, Consumer<Alert> raise) {
        String mac = host.mac().toLowerCase(Locale.ROOT);
        for (String shared : SHARED) if (mac.startsWith(shared)) return;
        if (host.address().equals("0.0.0.0")) return;
        Seen seen = host.seen();
        State state = addresses.at(host.address(), seen.time(), State::new);
        boolean other = !state.mac.isEmpty() && !state.mac.equals(mac);
        if (other) {
            long since = seen.time() - state.seen.time();
            boolean back = mac.equals(state.before) && since <= FLIPS;
            if (since <= claims || back) {
                if (!state.evidence.raised()) state.evidence.add(state.seen, state.id);
                state.evidence.add(seen, id);
                if (state.evidence.worthTelling()) raise.accept(alert(host.address(), state.mac, mac, state));
            }
            state.before = state.mac;
        }
        state.mac = mac;
        state.seen = seen;
        state.id = id;
    }

    private Alert alert(String address, String one, String two, State state) {
        boolean session = talking.peek(address, state.evidence.seen().time()) != null;
        return state.evidence.alert(
                "address-two-machines",
                address,
                session ? Severity.HIGH : Severity.MEDIUM,
                "Two machines claim " + address,
                address + " was claimed by " + one + " and by " + two + " in short succession ("
                        + state.evidence.times()
                        + " claims)"
                        + (session
                                ? ", while conversations run over this address: somebody may read and change them."
                                : "; who talks over it may be read and changed."),
                List.of(address, one, two),
                List.of("T1557.002"));
    }

    @Override
    public long evicted() {
        return addresses.evicted();
    }
}
