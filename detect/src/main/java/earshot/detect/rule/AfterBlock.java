package earshot.detect.rule;

import earshot.detect.Detector;
import earshot.detect.Evidence;
import earshot.detect.Expiring;
import earshot.detect.Party;
import earshot.detect.Place;
import earshot.detect.Tuning;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Message;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Somebody goes on writing to a person who blocked them, from the blocked account or from another one at the
/// same host.
///
/// Grouped by writer and reader (rule `contact-after-block`). A single message may have crossed the block on its
/// way. ATT&CK has no technique for it.
public final class AfterBlock implements Detector {
    private static final int MOST = 50_000;
    private static final long LONG = TimeUnit.DAYS.toNanos(90);

    private record Pair(Party who, Party reader) {}

    private record AtHost(String host, Party reader) {}

    private static final class Block {
        Party who;
        boolean lifted;
        final Evidence evidence = new Evidence();
    }

    private final Tuning.Strangers tuning;
    private final Expiring<Pair, Block> blocks = new Expiring<>(MOST, LONG);
    private final Expiring<AtHost, Block> hosts = new Expiring<>(MOST, LONG);
    private final Expiring<Party, String[]> where = new Expiring<>(MOST, LONG);

    public AfterBlock(Tuning tuning) {
        this.tuning = tuning.strangers();
    }

    @Override
    public void observe(ImEvent event, String id, Consumer<Alert> raise) {
        switch (event) {
            case Contact contact -> contact(contact, id);
            case Message message -> message(message, id, raise);
            default -> {}
        }
    }

    private void contact(Contact event, String id) {
        if (event.owner().isNone() || event.contact().isNone()) return;
        long now = event.seen().time();
        Pair pair = new Pair(Party.of(event.seen(), event.contact()), Party.of(event.seen(), event.owner()));
        switch (event.state()) {
            case BLOCKED -> {
                Block block = blocks.at(pair, now, Block::new);
                block.who = pair.who;
                block.lifted = false;
                block.evidence.add(event.seen(), id);
                String[] host = where.peek(pair.who, now);
                if (host != null) hosts.at(new AtHost(host[0], pair.reader), now, () -> block);
            }
            case ALLOWED, ADDED -> {
                Block block = blocks.peek(pair, now);
                if (block != null) block.lifted = true;
            }
            case LISTED, REMOVED, REQUESTED -> {}
        }
    }

    private void message(Message message, String id, Consumer<Alert> raise) {
        if (message.leg() != Message.Leg.SENT || message.from().isNone()) return;
        switch (message.kind()) {
            case CHAT, OFFLINE, NUDGE, ACTION, NOTICE -> {}
            case ROOM, AUTO, TYPING, REACTION, RECEIPT, HISTORY, SYSTEM -> {
                return;
            }
        }
        long now = message.seen().time();
        Party who = Party.of(message.seen(), message.from());
        String host = Place.client(message.seen());
        if (!host.isEmpty()) where.at(who, now, () -> new String[1])[0] = host;
        if (message.to().size() != 1) return;
        Party reader = Party.of(message.seen(), message.to().getFirst());
        Block block = blocks.peek(new Pair(who, reader), now);
        if (block == null && !host.isEmpty()) block = hosts.peek(new AtHost(host, reader), now);
        if (block == null || block.lifted) return;
        block.evidence.add(message.seen(), id);
        // The block itself is the first of them.
        if (block.evidence.times() <= tuning.afterBlock() || !block.evidence.worthTelling()) return;
        raise.accept(alert(block, who, reader));
    }

    private static Alert alert(Block block, Party who, Party reader) {
        String other = block.who.equals(who) ? "" : " under the name " + who + " from the same host";
        return block.evidence.alert(
                "contact-after-block",
                block.who.place() + ' ' + block.who.id() + ' ' + reader.id(),
                Severity.MEDIUM,
                block.who + " goes on writing to " + reader + " after being blocked",
                reader + " blocked " + block.who + ", who wrote " + (block.evidence.times() - 1) + " messages since"
                        + other + ".",
                block.who.equals(who)
                        ? List.of(block.who.shown(), reader.shown())
                        : List.of(block.who.shown(), who.shown(), reader.shown()),
                List.of());
    }

    @Override
    public long evicted() {
        return blocks.evicted();
    }
}
