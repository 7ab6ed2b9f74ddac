package earshot.app;

import earshot.app.digest.Columns;
import earshot.app.digest.Paint;
import earshot.event.ImEvent.Alert.Severity;
import earshot.report.casefile.CaseFolder;
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
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("earshot alerts", "All of them."),
                new Example("earshot alerts --severity high", "Only high and critical ones."),
                new Example("earshot alerts --rule exposed-credential --json", "Those of one rule, for programs."));
    }

    @Override
    public Options options() {
        return CaseCommand.options(
                Opts.value(null, "severity", "LEAST", "Only of this severity or above."),
                Opts.value(null, "rule", "ID", "Only of this rule."),
                Filters.ACCOUNT,
                Table.JSON,
                Table.CSV);
    }

    @Override
    public int run(CaseFolder folder, CommandLine line, Terminal terminal) throws IOException, UsageException {
        Severity least = Opts.severity(line, "severity");
        Filters filters = Filters.of(line);
        Map<String, EventLine> latest = new LinkedHashMap<>();
        new CaseLines(folder).each("alert", alert -> latest.put(alert.id(), alert));
        List<EventLine> alerts = new ArrayList<>(latest.values());
        alerts.removeIf(alert -> !filters.wants(alert)
                || least != null && severity(alert) < least.ordinal()
                || line.hasOption("rule") && !line.getOptionValue("rule").equals(alert.text("rule")));
        alerts.sort((a, b) -> severity(b) - severity(a));
        if (Table.forPrograms(line)) table(alerts).print(line, terminal);
        else for (EventLine alert : alerts) print(alert, terminal);
        return Exit.DONE;
    }

    private static int severity(EventLine alert) {
        for (Severity severity : Severity.values()) {
            if (severity.name().equalsIgnoreCase(alert.text("severity"))) return severity.ordinal();
        }
        return -1;
    }

    private static Table table(List<EventLine> alerts) {
        Table table = new Table(
                List.of("time", "severity", "rule", "title", "explanation", "subjects", "attack", "because", "id"),
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
                    alert.id());
        }
        return table;
    }

    private static void print(EventLine alert, Terminal terminal) {
        Paint paint = new Paint(terminal.colours());
        String word = Columns.pad(alert.text("severity").toLowerCase(Locale.ROOT), 9);
        boolean bad = severity(alert) >= Severity.HIGH.ordinal();
        terminal.out()
                .println((bad ? paint.red(word) : paint.yellow(word)) + paint.bold(Shown.line(alert.text("title"))));
        for (String part : Columns.wrap(Shown.line(alert.text("explanation")), terminal.width() - 9)) {
            terminal.out().println("         " + part);
        }
        terminal.out().println(paint.dim("         " + CaseLines.time(alert, false) + "  " + alert.id()));
        terminal.out().println();
    }
}
