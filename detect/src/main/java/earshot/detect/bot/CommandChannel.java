package earshot.detect.bot;

import earshot.detect.Detector;
import earshot.detect.Evidence;
import earshot.detect.Expiring;
import earshot.detect.Tuning;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.ImEvent.Message;
import earshot.event.Seen;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A room on IRC in which programs take orders.
///
/// Grouped by room (rule `bot-command-channel`). No single sign suffices: people have odd names, and channel bots
/// obey words with a character before them. ATT&CK: T1071 application layer protocol, T1105 for orders to fetch.
public final class CommandChannel implements Detector {
    private static final int MOST = 50_000, MOST_NAMES = 256;
    private static final long IDLE = TimeUnit.DAYS.toNanos(1), REPORT = TimeUnit.MINUTES.toNanos(2);
    private static final Set<String> ORDERS = orders();

    private record Key(String network, String room) {}

    private static final class State {
        final Set<String> made = new LinkedHashSet<>(), reporting = new LinkedHashSet<>();
        final Set<String> orders = new LinkedHashSet<>();
        boolean topic;
        long ordered = Long.MIN_VALUE;
        final Evidence evidence = new Evidence();
    }

    private final Tuning.Bots tuning;
    private final Expiring<Key, State> rooms = new Expiring<>(MOST, IDLE);

    public CommandChannel(Tuning tuning) {
        this.tuning = tuning.bots();
    }

    private static Set<String> orders() {
        try (InputStream in = CommandChannel.class.getResourceAsStream("orders.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void observe(ImEvent event, String id, Consumer<Alert> raise) {
        if (!event.seen().service().equals("irc")) return;
        switch (event) {
            case ImEvent.Room room -> room(room, id, raise);
            case Message message when !message.room().isEmpty() -> said(message, id, raise);
            default -> {}
        }
    }

    private State state(Seen seen, String room) {
        return rooms.at(new Key(seen.network(), room.toLowerCase(Locale.ROOT)), seen.time(), State::new);
    }

    private void room(ImEvent.Room room, String id, Consumer<Alert> raise) {
        State state = state(room.seen(), room.room());
        boolean news = false;
        switch (room.action()) {
            case JOINED, PRESENT -> {
                if (MadeName.is(room.account().id()) && state.made.size() < MOST_NAMES)
                    news = state.made.add(room.account().id());
            }
            case TOPIC -> {
                String order = order(room.text());
                news = !order.isEmpty() && state.orders.add(order);
                state.topic |= !order.isEmpty();
                if (news) state.ordered = room.seen().time();
            }
            case LEFT, INVITED, KICKED, BANNED, ROLE, CREATED -> {}
        }
        if (news) tell(room.seen(), room.room(), id, state, raise);
    }

    private void said(Message message, String id, Consumer<Alert> raise) {
        String order = order(message.text());
        Seen seen = message.seen();
        if (!order.isEmpty()) {
            State state = state(seen, message.room());
            state.ordered = seen.time();
            if (state.orders.size() < MOST_NAMES && state.orders.add(order))
                tell(seen, message.room(), id, state, raise);
            return;
        }
        if (!report(message.text())) return;
        State state = state(seen, message.room());
        if (state.ordered == Long.MIN_VALUE || seen.time() - state.ordered > REPORT) return;
        if (state.reporting.size() < MOST_NAMES
                && state.reporting.add(message.from().id())) tell(seen, message.room(), id, state, raise);
    }

    /// The order that a text begins with, "" for none: `.advscan asn1smb 150 5 0 -r`.
    private static String order(String text) {
        if (text.length() < 3 || ".!@:-?`".indexOf(text.charAt(0)) < 0) return "";
        int from = 1, end = from;
        while (end < text.length() && end < 24 && !Character.isWhitespace(text.charAt(end))) end++;
        String word = text.substring(from, end).toLowerCase(Locale.ROOT);
        return ORDERS.contains(word) ? word : "";
    }

    /// `[SCAN]: Random Port Scan started …`
    private static boolean report(String text) {
        if (!text.startsWith("[")) return false;
        int end = text.indexOf(']');
        if (end < 3 || end > 16 || end + 1 >= text.length() || text.charAt(end + 1) != ':') return false;
        for (int i = 1; i < end; i++) if (!Character.isUpperCase(text.charAt(i))) return false;
        return true;
    }

    private void tell(Seen seen, String room, String id, State state, Consumer<Alert> raise) {
        state.evidence.add(seen, id);
        int sum = (state.topic ? 2 : 0)
                + (!state.orders.isEmpty() && state.reporting.size() >= 2 ? 2 : 0)
                + (state.orders.size() >= 2 ? 1 : 0)
                + (state.made.size() >= tuning.names() ? 2 : state.made.isEmpty() ? 0 : 1);
        if (sum < tuning.evidence() || !state.evidence.worthTelling()) return;
        raise.accept(alert(seen, room, state));
    }

    private static Alert alert(Seen seen, String room, State state) {
        StringBuilder text =
                new StringBuilder(room).append(" on ").append(seen.network()).append(" looks like a");
        text.append(" control channel: ");
        if (!state.made.isEmpty())
            text.append(state.made.size())
                    .append(" names made by a program (such as ")
                    .append(state.made.iterator().next())
                    .append("), ");
        text.append(state.orders.size()).append(state.topic ? " orders, one of them the topic (" : " orders (");
        text.append(String.join(", ", state.orders.stream().limit(4).toList())).append("), ");
        text.append(state.reporting.size()).append(" that reported on them.");
        List<String> subjects = new java.util.ArrayList<>(List.of(room));
        state.made.stream().limit(50).forEach(subjects::add);
        boolean fetches =
                state.orders.stream().anyMatch(order -> order.contains("download") || order.contains("update"));
        return state.evidence.alert(
                "bot-command-channel",
                seen.network() + ' ' + room.toLowerCase(Locale.ROOT),
                Severity.HIGH,
                "Programs take orders in " + room,
                text.toString(),
                subjects,
                fetches ? List.of("T1071", "T1105") : List.of("T1071"));
    }

    @Override
    public void end(Consumer<Alert> raise) {
        rooms.forEach((key, state) -> {
            if (state.evidence.grown()) raise.accept(alert(state.evidence.seen(), key.room, state));
        });
    }

    @Override
    public long evicted() {
        return rooms.evicted();
    }
}
