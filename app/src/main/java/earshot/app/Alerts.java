package earshot.app;

import earshot.app.digest.Columns;
import earshot.app.digest.Paint;
import earshot.event.ImEvent.Alert.Severity;
import earshot.report.casefile.CaseFolder;
import earshot.report.casefile.Notes;
import earshot.report.line.EventLine;
import earshot.report.text.Shown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `alerts`: what should not be there.
final class Alerts implements CaseCommand {
    @Override
    public String name() {
        return "alerts";
    }

    @Override
    public String syntax() {
        return "[options]";
    }

    @Override
    public String purpose() {
        return "What is alarming, the worst first, and why.";
    }

    @Override
    public String about() {
        return """
                Lists the alerts that were raised, the worst first, each with the sentence that explains it. An alert names
                the events that prove it: 'earshot show ID' shows them with their frames. An alert that grew is listed once,
                as it stands at the end.

                --acknowledge says that somebody has dealt with an alert, --open leaves those out. An alert that has grown
                since is open again. Who acknowledged what, when and why is kept beside the notes and in the custody log.
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("earshot alerts", "All of them."),
                new Example("earshot alerts --severity high", "Only high and critical ones."),
                new Example("earshot alerts --open", "Those that nobody has dealt with."),
                new Example(
                        "earshot alerts --acknowledge 0e05e06fc6b6-86-alert-1 --reason 'password changed'",
                        "One less."),
                new Example("earshot alerts --rule exposed-credential --json", "Those of one rule, for programs."));
    }

    @Override
    public Options options() {
        return CaseCommand.options(
                Opts.value(null, "severity", "SEVERITY", "Only of this severity or above."),
                Opts.value(null, "rule", "ID", "Only of this rule."),
                Filters.ACCOUNT,
                Opts.flag(null, "open", "Only those that were not acknowledged, or have grown since."),
                Opts.value(
                        null,
                        "acknowledge",
                        "ID",
                        "Write down that this alert was dealt with. May be given several times."),
                Opts.value(null, "reason", "TEXT", "With --acknowledge: why, or what was done."),
                Table.JSON,
                Table.CSV);
    }

    @Override
    public int run(CaseFolder folder, CommandLine line, Terminal terminal)
            throws IOException, UsageException, DataException {
        Map<String, EventLine> latest = new LinkedHashMap<>();
        new CaseLines(folder).each("alert", alert -> latest.put(alert.id(), alert));
        if (line.hasOption("acknowledge")) return acknowledge(folder, latest, line, terminal);
        if (line.hasOption("reason")) throw new UsageException("--reason goes with --acknowledge ID");
        Severity least = Opts.severity(line, "severity");
        Filters filters = Filters.of(line);
        Map<String, Notes.Acknowledgement> done = folder.notes().all().acknowledged();
        List<EventLine> alerts = new ArrayList<>(latest.values());
        alerts.removeIf(alert -> !filters.wants(alert)
                || line.hasOption("open") && isDone(alert, done.get(alert.id()))
                || least != null && severity(alert) < least.ordinal()
                || line.hasOption("rule") && !line.getOptionValue("rule").equals(alert.text("rule")));
        alerts.sort((a, b) -> severity(b) - severity(a));
        if (Table.forPrograms(line)) table(alerts, done).print(line, terminal);
        else for (EventLine alert : alerts) print(alert, done.get(alert.id()), terminal);
        return Exit.DONE;
    }

    private static int acknowledge(
            CaseFolder folder, Map<String, EventLine> alerts, CommandLine line, Terminal terminal)
            throws IOException, DataException {
        String reason = line.getOptionValue("reason", "");
        List<String> ids = List.of(line.getOptionValues("acknowledge"));
        for (String id : ids)
            if (!alerts.containsKey(id))
                throw new DataException("there is no alert with the id " + id + " in this case");
        for (String id : ids) {
            folder.notes().acknowledge(id, alerts.get(id).number("revision", 0), reason);
            CaseCommand.disclosed(folder, terminal, "acknowledged", Map.of("id", id, "reason", reason));
            terminal.out().println("acknowledged: " + Shown.line(alerts.get(id).text("title")));
        }
        return Exit.DONE;
    }

    /// @param done null where nobody has
    private static boolean isDone(EventLine alert, Notes.Acknowledgement done) {
        return done != null && done.revision() >= alert.number("revision", 0);
    }

    private static int severity(EventLine alert) {
        for (Severity severity : Severity.values()) {
            if (severity.name().equalsIgnoreCase(alert.text("severity"))) return severity.ordinal();
        }
        return -1;
    }

    private static Table table(List<EventLine> alerts, Map<String, Notes.Acknowledgement> done) {
        Table table = new Table(
                List.of(
                        "time",
                        "severity",
                        "rule",
                        "title",
                        "explanation",
                        "subjects",
                        "attack",
                        "because",
                        "id",
                        "acknowledged"),
                List.of());
        for (EventLine alert : alerts) {
            table.row(
                    alert.text("time"),
                    alert.text("severity"),
                    alert.text("rule"),
                    alert.text("title"),
                    alert.text("explanation"),
                    alert.list("subjects"),
                    alert.list("attack"),
                    alert.list("because"),
                    alert.id(),
                    isDone(alert, done.get(alert.id())) ? done.get(alert.id()).time() : "");
        }
        return table;
    }

    private static void print(EventLine alert, Notes.Acknowledgement done, Terminal terminal) {
        Paint paint = new Paint(terminal.colours());
        String word = Columns.pad(alert.text("severity").toLowerCase(Locale.ROOT), 9);
        boolean bad = severity(alert) >= Severity.HIGH.ordinal();
        terminal.out()
                .println((bad ? paint.red(word) : paint.yellow(word)) + paint.bold(Shown.line(alert.text("title"))));
        for (String part : Columns.wrap(Shown.line(alert.text("explanation")), terminal.width() - 9)) {
            terminal.out().println("         " + part);
        }
        terminal.out().println(paint.dim("         " + CaseLines.time(alert, false) + "  " + alert.id()));
        if (done != null) {
            terminal.out().println(paint.dim("         " + acknowledged(alert, done)));
        }
        terminal.out().println();
    }

    /// Who dealt with it, as a line.
    static String acknowledged(EventLine alert, Notes.Acknowledgement done) {
        return (isDone(alert, done) ? "acknowledged " : "has grown since it was acknowledged ") + done.time() + " by "
                + Shown.line(done.who())
                + (done.reason().isEmpty() ? "" : ": " + Shown.line(done.reason()));
    }
}
