package earshot.report.table;

import earshot.report.casefile.CaseFolder;
import earshot.report.line.EventLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The tables. Rows stand in the order of what they tell of first.
public final class Tables {
    private Tables() {}

    /// Takes one line of a case.
    @FunctionalInterface
    interface Lines {
        void line(EventLine line, long number);
    }

    /// Gives the lines of these types that fit.
    static void each(CaseFolder folder, Filter filter, Lines lines, String... types) throws IOException {
        byte[][] starts = Arrays.stream(types)
                .map(type -> ("{\"type\":\"" + type + '"').getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        folder.each((number, bytes, offset, length) -> {
            for (byte[] start : starts) {
                if (length < start.length) continue;
                if (!Arrays.equals(bytes, offset, offset + start.length, start, 0, start.length)) continue;
                EventLine line = EventLine.read(bytes, offset, length);
                if (line != null && filter.fits(line)) lines.line(line, number);
            }
            return true;
        });
    }

    /// The alerts, each as it stands after its last revision; the most severe first.
    public static Table alerts(CaseFolder folder, Filter filter) throws IOException {
        Map<String, EventLine> latest = new LinkedHashMap<>();
        each(folder, filter, (line, _) -> latest.put(line.id(), line), "alert");
        List<String> order = List.of("critical", "high", "medium", "low", "info");
        List<EventLine> sorted = new ArrayList<>(latest.values());
        sorted.sort(Comparator.comparingInt(line -> order.indexOf(line.text("severity"))));
        List<List<Object>> rows = new ArrayList<>();
        for (EventLine line : sorted) {
            rows.add(row(
                    line.text("time"),
                    line.text("severity"),
                    line.text("rule"),
                    line.text("title"),
                    line.list("subjects"),
                    line.text("explanation"),
                    line.text("service"),
                    line.list("attack"),
                    frames(List.of(line)),
                    line.list("because"),
                    line.id()));
        }
        return new Table(
                List.of(
                        "time",
                        "severity",
                        "rule",
                        "title",
                        "subjects",
                        "explanation",
                        "service",
                        "attack",
                        "frames",
                        "because",
                        "id"),
                rows);
    }

    /// The files: an offer and what became of it are one row, and so are the hops on which it was seen.
    public static Table files(CaseFolder folder, Filter filter) throws IOException {
        List<List<EventLine>> transfers = new ArrayList<>();
        Map<String, List<EventLine>> open = new LinkedHashMap<>();
        each(
                folder,
                filter,
                (line, _) -> {
                    String key = String.join(
                            "\n",
                            line.text("service"),
                            line.text("network"),
                            line.text("from"),
                            line.text("to"),
                            line.text("name"));
                    List<EventLine> transfer = open.get(key);
                    boolean again = transfer != null && done(transfer) != null && isAnother(line, done(transfer));
                    if (transfer == null || again) {
                        transfer = new ArrayList<>(2);
                        transfers.add(transfer);
                        open.put(key, transfer);
                    }
                    transfer.add(line);
                },
                "file");
        List<List<Object>> rows = new ArrayList<>();
        for (List<EventLine> transfer : transfers) {
            EventLine last = done(transfer) != null ? done(transfer) : transfer.getLast();
            rows.add(row(
                    transfer.getFirst().text("time"),
                    last.text("state"),
                    last.text("name"),
                    size(transfer),
                    last.text("from"),
                    last.text("to"),
                    last.text("service"),
                    last.text("mime"),
                    last.text("md5"),
                    last.text("sha256"),
                    last.text("missing"),
                    frames(transfer),
                    last.id()));
        }
        return new Table(
                List.of(
                        "time", "state", "name", "size", "from", "to", "service", "mime", "md5", "sha256", "missing",
                        "frames", "id"),
                rows);
    }

    /// The line that says what was recovered, null where there is none yet.
    private static EventLine done(List<EventLine> transfer) {
        for (EventLine line : transfer.reversed()) if (isDone(line)) return line;
        return null;
    }

    private static boolean isDone(EventLine file) {
        return file.text("state").equals("complete") || file.text("state").equals("partial");
    }

    /// Whether the line, after a file was recovered, is of a further transfer of that name.
    private static boolean isAnother(EventLine line, EventLine done) {
        if (line.text("state").equals("offered")) return true;
        return isDone(line) && !line.text("sha256").equals(done.text("sha256"));
    }

    /// What was recovered, else what was offered.
    private static Object size(List<EventLine> transfer) {
        for (EventLine line : transfer.reversed()) {
            for (String field : List.of("bytes", "size")) if (line.has(field)) return line.number(field, 0);
        }
        return null;
    }

    /// The credentials, the same one once.
    ///
    /// @param reveal whether secrets are wanted; whoever asks for them writes it down
    public static Table credentials(CaseFolder folder, Filter filter, boolean reveal) throws IOException {
        Map<String, List<EventLine>> same = new LinkedHashMap<>();
        each(
                folder,
                filter,
                (line, _) -> {
                    String key = String.join(
                            "\n",
                            line.text("service"),
                            line.text("network"),
                            line.text("account"),
                            line.text("form"),
                            line.text("mechanism"),
                            line.text("secret"));
                    same.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(line);
                },
                "credential");
        List<List<Object>> rows = new ArrayList<>();
        for (List<EventLine> lines : same.values()) {
            EventLine first = reveal ? lines.getFirst() : lines.getFirst().masked();
            Set<String> clients = new LinkedHashSet<>(), servers = new LinkedHashSet<>();
            for (EventLine line : lines) {
                if (clients.size() < 10) add(clients, host(line.text("flow", "client")));
                if (servers.size() < 10) add(servers, line.text("flow", "server"));
            }
            rows.add(row(
                    first.text("time"),
                    first.text("service"),
                    first.text("network"),
                    first.text("account"),
                    first.text("form"),
                    first.text("secret"),
                    first.text("mechanism"),
                    first.has("hashcat") ? first.number("hashcat", 0) : null,
                    (long) lines.size(),
                    List.copyOf(clients),
                    List.copyOf(servers),
                    frames(lines),
                    first.id()));
        }
        return new Table(
                List.of(
                        "time",
                        "service",
                        "network",
                        "account",
                        "form",
                        "secret",
                        "mechanism",
                        "hashcat",
                        "times",
                        "clients",
                        "servers",
                        "frames",
                        "id"),
                rows);
    }

    /// The accounts that were used or written to.
    public static Table accounts(CaseFolder folder, Filter filter) throws IOException {
        return AccountTable.of(folder, filter);
    }

    /// The services, by how many flows each has.
    public static Table services(CaseFolder folder, Filter filter) throws IOException {
        return ServiceTable.of(folder, filter);
    }

    // What the tables share.

    static List<Object> row(Object... cells) {
        return java.util.Collections.unmodifiableList(Arrays.asList(cells));
    }

    static void add(Set<String> set, String value) {
        if (!value.isEmpty()) set.add(value);
    }

    static String host(String endpoint) {
        return endpoint.substring(0, Math.max(0, endpoint.lastIndexOf(':')))
                .replace("[", "")
                .replace("]", "");
    }

    /// `a.pcap 25,61-64`, of at most ten lines.
    private static List<String> frames(List<EventLine> lines) {
        Map<String, Set<String>> frames = new LinkedHashMap<>();
        for (EventLine line : lines.subList(0, Math.min(10, lines.size()))) {
            line.proof()
                    .forEach(proof -> frames.computeIfAbsent(proof.capture(), _ -> new LinkedHashSet<>())
                            .add(proof.frames()));
        }
        List<String> all = new ArrayList<>();
        frames.forEach((capture, set) -> all.add(capture + " " + String.join(",", set)));
        return all;
    }
}
