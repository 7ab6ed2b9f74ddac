package earshot.app;

import earshot.app.digest.Amounts;
import earshot.event.json.EventType;
import earshot.report.casefile.CaseFolder;
import earshot.report.casefile.Expiry;
import earshot.report.upkeep.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `expire`: takes out what may be kept no longer.
final class Expire implements CaseCommand {
    @Override
    public String name() {
        return "expire";
    }

    @Override
    public String syntax() {
        return "--older-than DAYS | --before DAY [options]";
    }

    @Override
    public String purpose() {
        return "Retention: take out what is older than it may be, but for what is held.";
    }

    @Override
    public String about() {
        return """
                Takes event lines that are older than so many days out of the case, for ever, and the recovered files that
                only they speak of. The age is that of the event, not of the case. The search index is deleted, and built
                anew at the next search.

                What is under a legal hold (see 'hold') stays, whatever its age. What goes leaves its digest in its place,
                so that the case seal and signatures still hold; 'verify' says what was expired, when and by whom, and so
                does the custody log. A line that is gone without that record is a change.

                The captures themselves are not touched, nor the packets that a live capture keeps in the case, nor notes
                and tags: they are yours to delete. --dry-run shows what would go.
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("earshot expire --older-than 180 --dry-run", "What would go."),
                new Example("earshot expire --older-than 180", "Everything older than half a year."),
                new Example(
                        "earshot expire --older-than 30 --kind credential,file", "Passwords and files after a month."),
                new Example("earshot hold add rhonda --why 'case 17/26'", "Keep what rhonda had a part in."));
    }

    @Override
    public Options options() {
        return CaseCommand.options(
                Opts.value(null, "older-than", "DAYS", "Events from more than so many days ago."),
                Opts.value(null, "before", "DAY", "Events from before this day, 2026-10-01 (UTC)."),
                Opts.value(
                        null,
                        "kind",
                        "KINDS",
                        "Only these types of event lines, by commas; all but capture and completeness otherwise."),
                Opts.flag(null, "dry-run", "Only say what would go."));
    }

    @Override
    public int run(CaseFolder folder, CommandLine line, Terminal terminal)
            throws IOException, UsageException, DataException {
        LocalDate day = day(line);
        Set<String> kinds = kinds(line);
        long before = Math.multiplyExact(day.atStartOfDay(ZoneOffset.UTC).toEpochSecond(), 1_000_000_000L);
        Retention.Choice choice = new Retention(before, kinds).of(folder);
        if (choice.held() > 0) {
            terminal.out().println(Amounts.of(choice.held(), "event line") + " older than that stay: they are held");
        }
        if (line.hasOption("dry-run")) {
            terminal.out().println(Amounts.of(choice.lines().cardinality(), "event line") + " would go");
            return Exit.DONE;
        }
        String why = "before " + day + (line.hasOption("kind") ? ", " + String.join(", ", kinds) : "");
        Expiry.Done done = Expiry.run(folder.folder(), choice.lines(), why);
        terminal.out()
                .println(Amounts.of(done.lines(), "event line") + " and " + Amounts.of(done.files(), "recovered file")
                        + " expired");
        if (done.lines() < choice.lines().cardinality()) {
            terminal.warn("what is in log segments that are not sealed yet stays until its run has ended");
        }
        if (Files.isDirectory(Capture.packets(folder.folder()))) {
            terminal.warn("the packets kept in " + Capture.packets(folder.folder()) + " are not expired");
        }
        return Exit.DONE;
    }

    /// The first day that stays.
    private static LocalDate day(CommandLine line) throws UsageException {
        if (line.hasOption("older-than") == line.hasOption("before")) {
            throw new UsageException("expire needs --older-than DAYS or --before DAY");
        }
        if (line.hasOption("older-than")) {
            return LocalDate.now(ZoneOffset.UTC).minusDays(Opts.number(line, "older-than", 0, 36_500));
        }
        String text = line.getOptionValue("before");
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() > 1970 && day.getYear() < 2200) return day;
        } catch (DateTimeException e) {
            // Said below.
        }
        throw new UsageException("--before takes a day such as 2026-10-01, not '" + text + "'");
    }

    private static Set<String> kinds(CommandLine line) throws UsageException {
        List<String> all =
                Arrays.stream(EventType.values()).map(type -> type.label).toList();
        if (!line.hasOption("kind")) return Set.copyOf(all);
        Set<String> kinds = new TreeSet<>(List.of(line.getOptionValue("kind").split(",")));
        for (String kind : kinds) {
            boolean goes = all.contains(kind) && !kind.equals("capture") && !kind.equals("completeness");
            if (!goes)
                throw new UsageException("--kind takes types of events such as message,credential, not '" + kind + "'");
        }
        return kinds;
    }
}
