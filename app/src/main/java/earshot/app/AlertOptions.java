package earshot.app;

import earshot.app.alert.Form;
import earshot.app.alert.Outbox;
import earshot.app.alert.Pace;
import earshot.app.alert.Target;
import earshot.event.ImEvent.Alert.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/// Who else is told of alerts, as `replay` and `capture` have it on their command lines.
final class AlertOptions {
    /// They change who is told, not what is found.
    static final List<String> NAMES = List.of("alert-to", "alert-format", "alert-severity", "alert-ca");

    private AlertOptions() {}

    static List<Option> options() {
        return List.of(
                Opts.value(
                        null,
                        "alert-to",
                        "TARGET",
                        "Tell each alert there as it arises: " + Target.FORMS
                                + " (the alert on its standard input). May be given several times. Earshot connects"
                                + " there, and else only to what the policy names. What cannot be delivered"
                                + " is counted and said at the end."),
                Opts.value(
                        null,
                        "alert-format",
                        "FORMAT",
                        "json, the line that --json prints, if not given; or cef, ArcSight's Common Event Format."),
                Opts.value(
                        null,
                        "alert-severity",
                        "LEAST",
                        "Tell only alerts of this severity or above; low if not given."),
                Opts.value(
                        null,
                        "alert-ca",
                        "FILE",
                        "Certificates (PEM) that syslog+tls and https receivers must be certified by, instead of those"
                                + " Java knows."));
    }

    /// Reads the options; nothing is opened yet.
    static Outbox.Plan of(CommandLine line) throws UsageException, DataException {
        Form form = form(line.getOptionValue("alert-format", "json"));
        String[] wanted = line.getOptionValues("alert-to");
        List<Target> targets = new ArrayList<>();
        if (wanted != null) {
            SSLContext trust = trust(line.getOptionValue("alert-ca"));
            for (String one : wanted) {
                try {
                    targets.add(Target.of(one, form, trust));
                } catch (IllegalArgumentException e) {
                    throw new UsageException("--alert-to: " + e.getMessage());
                }
            }
        }
        Severity least = Opts.severity(line, "alert-severity");
        return new Outbox.Plan(targets, form, least == null ? Severity.LOW : least, Version.TEXT, Pace.DEFAULT);
    }

    private static Form form(String text) throws UsageException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "json" -> Form.JSON;
            case "cef" -> Form.CEF;
            default -> throw new UsageException("--alert-format takes json or cef, not '" + text + "'");
        };
    }

    private static SSLContext trust(String file) throws DataException {
        try {
            return Target.trust(file == null ? null : Path.of(file));
        } catch (IOException e) {
            throw new DataException("the certificates " + file + " cannot be used: " + e.getMessage(), e);
        }
    }
}
