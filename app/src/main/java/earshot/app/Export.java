package earshot.app;

import earshot.report.casefile.CaseFolder;
import earshot.report.export.Exhibit;
import earshot.report.export.Format;
import earshot.report.export.Redaction;
import earshot.report.export.Selection;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `export`: conversations and alerts for other programs, and for people who have none of this.
final class Export implements CaseCommand {
    @Override
    public String name() {
        return "export";
    }

    @Override
    public String syntax() {
        return "--format FORMAT [ID...] [options]";
    }

    @Override
    public String purpose() {
        return "Write conversations and alerts for other programs, or as transcripts.";
    }

    @Override
    public String about() {
        return """
                Writes what is chosen of a case: conversations (chat-...) and alerts by their ids, or all of a service, an
                account or a time, or everything. Each message stands once, with the frames that show it. Secrets stay masked.
                The same choice gives the same bytes, whenever it is made.

                Transcripts: html, text, csv. For programs: jsonl; rsmf (Relativity Short Message Format 2.0, for e-discovery);
                case (CASE/UCO JSON-LD, for forensic tools). Alerts: stix (STIX 2.1), misp, ecs (Elastic), eve (as Suricata).

                --redact and --redact-account take words and people out of everything; the export says that it was done.
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("earshot export --format html chat-q6bdbc7n05 -w ops.html", "A transcript, to be printed."),
                new Example(
                        "earshot export --format rsmf --account rhonda -w rhonda.rsmf",
                        "All of somebody's, for e-discovery."),
                new Example(
                        "earshot export --format text --redact-account trudyx --redact cisco123 chat-q6bdbc7n05",
                        "Without a bystander and a password."),
                new Example(
                        "earshot export --format stix | jq '.objects | length'", "The alerts, for a threat platform."));
    }

    @Override
    public Options options() {
        return CaseCommand.options(
                Opts.value("f", "format", "FORMAT", "In which form: one of those above."),
                Opts.value("w", "output", "FILE", "Write here. An existing file is not replaced."),
                Opts.value(null, "service", "ID", "Only what this service carried."),
                Opts.value(
                        "a", "account", "NAME", "Only conversations this account takes part in, and alerts about it."),
                Opts.value(null, "from", "DAY", "From this day on, 2026-10-01 (UTC)."),
                Opts.value(null, "until", "DAY", "Up to and with this day."),
                Opts.value(null, "redact", "WORD", "Take this word out; may be given several times."),
                Opts.value(null, "redact-account", "NAME", "Take this account out; may be given several times."));
    }

    @Override
    public Map<String, List<String>> choices() {
        return Map.of("format", Format.ALL.stream().map(Format::name).toList());
    }

    @Override
    public int run(CaseFolder folder, CommandLine line, Terminal terminal)
            throws IOException, UsageException, DataException {
        String wanted = line.getOptionValue("format", "");
        Format format = Format.of(wanted);
        if (format == null) {
            throw new UsageException(
                    (wanted.isEmpty() ? "export needs --format: " : "there is no format " + wanted + ": it takes ")
                            + String.join(
                                    ", ", Format.ALL.stream().map(Format::name).toList()));
        }
        Redaction redaction = new Redaction(Opts.values(line, "redact-account"), Opts.values(line, "redact"));
        Selection selection = new Selection(
                line.getArgList(),
                line.getOptionValue("service", ""),
                line.getOptionValue("account", ""),
                Opts.day(line, "from", ZoneOffset.UTC, 0, Long.MIN_VALUE + 1),
                Opts.day(line, "until", ZoneOffset.UTC, 1, Long.MAX_VALUE),
                redaction);
        Exhibit exhibit = selection.of(folder, "earshot " + Version.TEXT);
        for (String id : line.getArgList()) {
            boolean there = exhibit.conversations().stream()
                            .anyMatch(one -> one.id().equals(id))
                    || exhibit.alerts().stream().anyMatch(one -> one.id().equals(id));
            if (!there) throw CaseCommand.unknown(id);
        }
        CaseCommand.disclosed(
                folder,
                terminal,
                "exported",
                Map.of(
                        "format",
                        format.name(),
                        "ids",
                        String.join(" ", line.getArgList()),
                        "redaction",
                        redaction.note()));
        if (!line.hasOption("output")) {
            terminal.out().flush();
            OutputStream out = new BufferedOutputStream(terminal.raw(), 1 << 16);
            format.write(exhibit, out);
            out.flush();
            return Exit.DONE;
        }
        Path to = Path.of(line.getOptionValue("output"));
        if (Files.exists(to)) throw new DataException(to + " is there already");
        try (OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), 1 << 16)) {
            format.write(exhibit, out);
        }
        terminal.warn("%,d conversations and %,d alerts written to %s"
                .formatted(exhibit.conversations().size(), exhibit.alerts().size(), to));
        return Exit.DONE;
    }
}
