package earshot.app;

import earshot.policy.Hours;
import earshot.report.casefile.CaseFolder;
import earshot.report.survey.Pseudonyms;
import earshot.report.survey.Survey;
import earshot.report.survey.SurveyFiles;
import earshot.report.survey.SurveyPage;
import earshot.report.survey.SurveyPlan;
import earshot.report.survey.Surveyor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `survey`: who uses what, how much, with whom, when; without what was said.
final class SurveyCommand implements CaseCommand {
    private static final int LEAST = 3;

    @Override
    public String name() {
        return "survey";
    }

    @Override
    public String syntax() {
        return "[options]";
    }

    @Override
    public String purpose() {
        return "Make the usage survey: services, clients, features, partners, hours; no content.";
    }

    @Override
    public String about() {
        return """
                Counts what a case has seen: services, clients and versions, features, with whom, when, open and encrypted,
                exposed credentials, files by type, alerts, and the services that cannot be read. Beside every figure stands
                what it was taken from. Nothing of what was said is in it.

                Accounts stand under pseudonyms, the same ones in every survey made with the same key; the key is kept in the
                case (survey.key) or in --key FILE, and --names shows the names themselves. Groups of fewer than --least
                accounts are put together with others.
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("earshot survey -w survey.html", "A page with charts, to be opened or printed."),
                new Example(
                        "earshot survey --format csv -w tables/ --from 2026-10-01 --until 2026-10-31",
                        "October, as tables."),
                new Example(
                        "earshot survey --policy office.yaml --working 'mon-fri 08:00-18:00' --time-zone Europe/Paris",
                        "With departments, and hours as the office has them."),
                new Example("earshot survey --format json | jq '.sections[0].rows'", "For programs."));
    }

    @Override
    public Options options() {
        Options options = CaseCommand.options(
                Opts.value("f", "format", "FORMAT", "html (if not given), csv or json."),
                Opts.value(
                        "w",
                        "output",
                        "FILE",
                        "Where to write; a folder for csv. survey.html, survey/ or standard output."),
                Opts.value(null, "from", "DAY", "The first day that counts, 2026-10-01."),
                Opts.value(null, "until", "DAY", "The last day that counts."),
                Opts.value(null, "time-zone", "ZONE", "For days and hours; UTC if not given."),
                Opts.value(
                        null, "working", "HOURS", "Working hours: 'mon-fri 08:00-18:00'. May be given several times."),
                Opts.value(null, "policy", "FILE", "Whose people and networks count as inside."),
                Opts.value(null, "least", "N", "Groups of fewer accounts are put together; 3 if not given."),
                Opts.value(null, "key", "FILE", "The key of the pseudonyms; made where it is not there."),
                Opts.flag(null, "names", "Show names instead of pseudonyms."));
        return options;
    }

    @Override
    public Map<String, List<String>> choices() {
        return Map.of("format", List.of("html", "csv", "json"));
    }

    @Override
    public int run(CaseFolder folder, CommandLine line, Terminal terminal)
            throws IOException, UsageException, DataException {
        String format = line.getOptionValue("format", "html");
        if (!List.of("html", "csv", "json").contains(format))
            throw new UsageException("there is no format " + format + ": it takes html, csv or json");
        SurveyPlan plan = plan(folder, line, terminal);
        CaseCommand.disclosed(
                folder,
                terminal,
                "survey",
                Map.of("names", Boolean.toString(plan.pseudonyms().showNames())));
        Survey survey = Surveyor.of(folder, plan);
        Path to = line.hasOption("output") ? Path.of(line.getOptionValue("output")) : null;
        switch (format) {
            case "csv" -> {
                Path tables = to == null ? Path.of("survey") : to;
                SurveyFiles.csv(survey, tables);
                terminal.warn(survey.sections().size() + " tables written to " + tables);
            }
            case "json" -> {
                if (to == null) terminal.out().print(SurveyFiles.json(survey));
                else Files.writeString(to, SurveyFiles.json(survey), StandardCharsets.UTF_8);
            }
            default -> {
                Path page = to == null ? Path.of("survey.html") : to;
                Files.writeString(page, SurveyPage.of(survey), StandardCharsets.UTF_8);
                terminal.warn("written to " + page);
            }
        }
        return Exit.DONE;
    }

    private static SurveyPlan plan(CaseFolder folder, CommandLine line, Terminal terminal)
            throws IOException, UsageException, DataException {
        ZoneId zone;
        try {
            zone = ZoneId.of(line.getOptionValue("time-zone", "UTC"));
        } catch (DateTimeException e) {
            throw new UsageException(
                    "there is no time zone " + line.getOptionValue("time-zone") + "; one is Europe/Paris");
        }
        List<Hours> working = new ArrayList<>();
        if (line.hasOption("working")) {
            for (String text : line.getOptionValues("working")) {
                Hours hours = Hours.of(text);
                if (hours == null) throw new UsageException("'" + text + "' are no hours; 'mon-fri 08:00-18:00' are");
                working.add(hours);
            }
        }
        Pseudonyms pseudonyms = line.hasOption("names")
                ? Pseudonyms.none()
                : Pseudonyms.of(
                        line.hasOption("key")
                                ? Path.of(line.getOptionValue("key"))
                                : folder.folder().resolve("survey.key"));
        return new SurveyPlan(
                Opts.day(line, "from", zone, 0, Long.MIN_VALUE),
                Opts.day(line, "until", zone, 1, Long.MAX_VALUE),
                Opts.number(line, "least", LEAST, 1_000_000),
                zone,
                working,
                Aids.of(line, terminal).policy(),
                pseudonyms);
    }
}
