package earshot.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.capture.file.CaptureFiles;
import earshot.event.Account;
import earshot.event.ImEvent;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.Message;
import earshot.flow.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What must hold for every capture and every protocol, without anybody writing a test for it: the samples of
/// this project, and other people's captures where they are here.
class EveryCaptureTest {
    private static final Path ROOT = Path.of(System.getProperty("earshot.root", "."));
    private static final Path SHARED = ROOT.resolve("../shared/captures").normalize();
    /// `-Dearshot.captures=ymsg`: only captures with that in their path.
    private static final String ONLY = System.getProperty("earshot.captures", "");
    /// Larger captures are only read, not damaged in all ways.
    private static final int SMALL = 700_000;

    /// Waits for holes by time only: in packets, cut ones are up sooner.
    private static final Limits PATIENT = new Limits(
            Limits.DEFAULT.flows(),
            Limits.DEFAULT.openFlows(),
            Limits.DEFAULT.heldPerDirection(),
            Limits.DEFAULT.heldInAll(),
            1 << 16,
            Limits.DEFAULT.tcpIdleNanos(),
            Limits.DEFAULT.udpIdleNanos(),
            Limits.DEFAULT.holePatienceNanos(),
            1 << 16,
            Limits.DEFAULT.expectations(),
            Limits.DEFAULT.bindings());

    static Stream<Path> captures() {
        return Stream.of(ROOT.resolve("samples-pcap"), SHARED)
                .filter(Files::isDirectory)
                .flatMap(EveryCaptureTest::in);
    }

    /// Captures that have readable conversations in them.
    static Stream<Path> conversations() {
        Stream<Path> shared = Stream.of("live", "legacy", "tls-keys").map(SHARED::resolve);
        return Stream.concat(Stream.of(ROOT.resolve("samples-pcap")), shared)
                .filter(Files::isDirectory)
                .flatMap(EveryCaptureTest::in)
                .filter(capture -> size(capture) < SMALL);
    }

    /// Captures in which flows tell of each other whose they are.
    static Stream<Path> named() {
        if (!Files.isDirectory(SHARED)) return Stream.empty();
        return in(SHARED.resolve("modern")).filter(capture -> size(capture) < SMALL);
    }

    private static Stream<Path> in(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().matches(".*\\.(pcap|pcapng|cap)(\\.gz|\\.zst)?"))
                    .filter(file -> file.toString().contains(ONLY))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Records.Captured> records(Path capture) {
        try (CaptureFiles source = CaptureFiles.open(capture)) {
            return Records.of(source);
        }
    }

    private static List<ImEvent> read(List<Records.Captured> records) {
        return Replay.events(new Records(records), 1, Limits.DEFAULT);
    }

    private static List<String> lines(List<ImEvent> events) {
        return events.stream().map(Lines::of).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("captures")
    void oneWorkerEqualsMany(Path capture) {
        for (Limits limits : List.of(Limits.DEFAULT, Limits.TINY)) {
            List<ImEvent> one, many;
            try (CaptureFiles source = CaptureFiles.open(capture)) {
                one = Replay.events(source, 1, limits);
            }
            try (CaptureFiles source = CaptureFiles.open(capture)) {
                many = Replay.events(source, 3, limits);
            }
            assertEquals(lines(one), lines(many));
            assertTrue(one.stream().noneMatch(EveryCaptureTest::isDefect), () -> "a dissector failed: " + lines(one));
            List<String> proofs = one.stream()
                    .map(e -> e.seen().frames() + " " + e.seen().time())
                    .toList();
            assertEquals(
                    proofs,
                    many.stream()
                            .map(e -> e.seen().frames() + " " + e.seen().time())
                            .toList());
        }
    }

    /// What one flow expects of another means the same whether both fall into one round of work or not.
    @ParameterizedTest(name = "{0}")
    @MethodSource({"conversations", "named"})
    void roundsDoNotMatter(Path capture) {
        List<Records.Captured> records = records(capture);
        List<String> whole = lines(read(records));
        assertEquals(whole, lines(Replay.events(new Records(records, 1), 1, Limits.DEFAULT)));
        assertEquals(whole, lines(Replay.events(new Records(records, 37), 2, Limits.DEFAULT)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversations")
    void anyCutOfThePacketsGivesTheSame(Path capture) {
        List<Records.Captured> records = records(capture);
        List<String> whole = lines(Replay.events(new Records(records), 1, PATIENT)).stream()
                .sorted()
                .toList();
        Random random = new Random(3);
        for (int longest : List.of(1400, 60, 7)) {
            List<ImEvent> cut = Replay.events(new Records(Recut.cut(records, random, longest)), 1, PATIENT);
            assertEquals(
                    String.join("\n", whole),
                    String.join("\n", lines(cut).stream().sorted().toList()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversations")
    void aLostPacketInventsNothing(Path capture) {
        List<Records.Captured> records = records(capture);
        List<ImEvent> original = read(records);
        Random random = new Random(5);
        for (int run = 0; run < Math.min(records.size(), 25); run++) {
            List<Records.Captured> lossy = new ArrayList<>(records);
            int lost = random.nextInt(lossy.size());
            lossy.remove(lost);
            for (ImEvent event : read(lossy)) {
                assertTrue(
                        isHonest(event, original),
                        () -> "without frame " + (lost + 1) + " it says: " + Lines.of(event));
            }
        }
    }

    /// Whether the event claims nothing about people that the whole capture does not say; it may say less.
    private static boolean isHonest(ImEvent event, List<ImEvent> whole) {
        return switch (event) {
            case Message m when m.gap() > 0 || m.truncated() -> true;
            case Message m ->
                whole.stream()
                        .anyMatch(one -> one instanceof Message known
                                && known.text().equals(m.text())
                                && sameOrLess(m.from(), known.from(), m.room())
                                && addressed(m, known));
            case ImEvent.Credential c ->
                whole.stream()
                        .anyMatch(one -> one instanceof ImEvent.Credential known
                                && known.secret().equals(c.secret())
                                && known.form() == c.form()
                                && sameOrLess(c.account(), known.account(), ""));
            case FileTransfer f
            when f.state() == FileTransfer.State.COMPLETE ->
                whole.stream()
                        .anyMatch(one -> one instanceof FileTransfer known
                                && known.recovered() != null
                                && known.recovered()
                                        .sha256()
                                        .equals(f.recovered().sha256()));
            default -> true;
        };
    }

    private static boolean addressed(Message m, Message known) {
        if (!m.room().isEmpty())
            return m.room().equals(known.room()) || m.room().startsWith("?");
        return m.to().stream().allMatch(to -> known.to().stream().anyMatch(reader -> sameOrLess(to, reader, "")));
    }

    /// The same account, an unnamed one, or only the nick that it has in the room.
    private static boolean sameOrLess(Account said, Account known, String room) {
        boolean nick = !room.isEmpty() && said.id().startsWith(room + "/");
        return !said.named() || said.isNone() || nick || said.id().equalsIgnoreCase(known.id());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversations")
    void damageIsNoException(Path capture) {
        List<Records.Captured> records = records(capture);
        Random random = new Random(11);
        for (int run = 0; run < 6; run++) {
            List<Records.Captured> damaged = new ArrayList<>();
            for (Records.Captured record : records)
                damaged.add(random.nextInt(5) == 0 ? damage(record, random) : record);
            List<ImEvent> events = read(damaged);
            assertTrue(
                    events.stream().noneMatch(EveryCaptureTest::isDefect),
                    () -> lines(events).toString());
        }
    }

    private static Records.Captured damage(Records.Captured record, Random random) {
        byte[] bytes = record.bytes().clone();
        if (bytes.length < 60) return record;
        if (random.nextInt(4) == 0) {
            byte[] cut = Arrays.copyOf(bytes, 54 + random.nextInt(bytes.length - 54));
            return new Records.Captured(record.time(), cut, record.length(), record.link());
        }
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            bytes[40 + random.nextInt(bytes.length - 40)] = (byte) random.nextInt(256);
        }
        return new Records.Captured(record.time(), bytes, record.length(), record.link());
    }

    private static boolean isDefect(ImEvent event) {
        return event instanceof ImEvent.Anomaly anomaly && anomaly.what().equals("dissector-failed");
    }
}
