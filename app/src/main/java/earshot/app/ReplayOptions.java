package earshot.app;

import earshot.capture.file.CaptureFiles.Input;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.json.Secrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/// What the user wants of `replay`, read from the command line.
///
/// @param expected SHA-256 by the name of the input, "" for the only one
/// @param casePath null where no case is kept
/// @param failOn null for never
/// @param words the options as given, for the case's record
record ReplayOptions(
        List<Input> inputs,
        Map<String, String> expected,
        Path casePath,
        String caseNumber,
        String examiner,
        int workers,
        boolean json,
        boolean digest,
        boolean reveal,
        boolean quiet,
        Severity failOn,
        List<String> words) {
    static final String DEFAULT_CASE = "earshot-case";

    private static final int MOST_WORKERS = 64;
    private static final Pattern SHA256 = Pattern.compile("(?:(.*)=)?sha256:([0-9a-fA-F]{64})");
    private static final Pattern OFFSET =
            Pattern.compile("(?:([^=]+)=)?([+-]?)([0-9]{1,9})(?:\\.([0-9]{1,9}))?(ms|s|m|h|d)?");

    /// Where results go and how they look.
    private static final java.util.Set<String> NOT_RECORDED =
            java.util.Set.of("case", "json", "quiet", "workers", "fail-on", "reveal-secrets");

    static Options options() {
        Options options = new Options();
        options.addOption(Opts.flag(
                null,
                "json",
                "Print every event as one JSON object a line, and nothing else. Keeps a"
                        + " case only where --case names one."));
        options.addOption(Opts.value(
                "c",
                "case",
                "DIR",
                "Keep the case in this folder instead of ./" + DEFAULT_CASE
                        + ". A case grows with each replay into it."));
        options.addOption(Opts.value(null, "case-number", "TEXT", "The case's number, for its record."));
        options.addOption(Opts.value(null, "examiner", "NAME", "Who examines, for the case's record."));
        options.addOption(
                Opts.value(
                        null,
                        "expect",
                        "[FILE=]sha256:HEX",
                        "The digest that an input must have; with"
                                + " several inputs FILE says which. A different one is said, recorded, and the exit status is 4."));
        options.addOption(Opts.value(
                null,
                "source",
                "NAME=FILE",
                "Read FILE as captured at a place called NAME. Flows never"
                        + " span places. Give it once for each file."));
        options.addOption(Opts.value(
                null,
                "clock-offset",
                "[NAME=]OFFSET",
                "What to add to the time stamps, of one source or"
                        + " of all: 2s, -1.5s, +90m, -1h. Stated in every output."));
        options.addOption(Opts.value(
                null,
                "fail-on",
                "SEVERITY",
                "Exit with status 3 where an alert of this severity or a"
                        + " higher one was raised: info, low, medium, high, critical."));
        options.addOption(Opts.flag(null, "reveal-secrets", "Show passwords and digests instead of masking them."));
        options.addOption(
                Opts.flag(null, "digest", "With --json and without a case: state the SHA-256 of each capture."));
        options.addOption(
                Opts.value(null, "workers", "N", "How many threads read. The result is the same for any number."));
        Aids.options().forEach(options::addOption);
        AlertOptions.options().forEach(options::addOption);
        options.addOption(Opts.flag("q", "quiet", "Neither progress nor warnings; errors are still said."));
        return options;
    }

    static ReplayOptions of(CommandLine line) throws UsageException {
        boolean json = line.hasOption("json");
        String folder = line.getOptionValue("case", json ? "" : DEFAULT_CASE);
        if (line.hasOption("case") && folder.isEmpty()) throw new UsageException("--case needs the name of a folder");
        List<Input> inputs = inputs(line);
        return new ReplayOptions(
                inputs,
                expected(line, inputs),
                folder.isEmpty() ? null : Path.of(folder),
                line.getOptionValue("case-number", ""),
                line.getOptionValue("examiner", ""),
                workers(line.getOptionValue("workers")),
                json,
                line.hasOption("digest") || line.hasOption("expect") || !folder.isEmpty(),
                line.hasOption("reveal-secrets"),
                line.hasOption("quiet"),
                Opts.severity(line, "fail-on"),
                words(line));
    }

    private static List<Input> inputs(CommandLine line) throws UsageException {
        Map<String, Long> offsets = offsets(line);
        List<Input> inputs = new ArrayList<>();
        for (String name : line.getArgList()) inputs.add(input(name, "", offsets));
        for (String value : Opts.values(line, "source")) {
            int equals = value.indexOf('=');
            if (equals < 1 || equals == value.length() - 1) {
                throw new UsageException("--source takes NAME=FILE, not '" + value + "'");
            }
            inputs.add(input(value.substring(equals + 1), value.substring(0, equals), offsets));
        }
        if (inputs.isEmpty()) throw new UsageException("replay needs a capture to read");
        for (String source : offsets.keySet()) {
            if (!source.isEmpty()
                    && inputs.stream().noneMatch(input -> input.source().equals(source))) {
                throw new UsageException("--clock-offset names the source '" + source + "', but no --source does");
            }
        }
        return inputs;
    }

    private static Input input(String name, String source, Map<String, Long> offsets) {
        return new Input(name, source, offsets.getOrDefault(source, offsets.getOrDefault("", 0L)));
    }

    private static Map<String, Long> offsets(CommandLine line) throws UsageException {
        Map<String, Long> offsets = new LinkedHashMap<>();
        for (String value : Opts.values(line, "clock-offset")) {
            Matcher parts = OFFSET.matcher(value);
            if (!parts.matches())
                throw new UsageException("--clock-offset takes a time like -1.5s, not '" + value + "'");
            offsets.put(parts.group(1) == null ? "" : parts.group(1), nanos(parts));
        }
        return offsets;
    }

    private static long nanos(Matcher parts) {
        long unit = switch (parts.group(5) == null ? "s" : parts.group(5)) {
            case "ms" -> 1_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            case "d" -> 86_400_000_000_000L;
            default -> 1_000_000_000L;
        };
        String fraction = parts.group(4) == null ? "" : parts.group(4);
        long whole = Math.multiplyExact(Long.parseLong(parts.group(3)), unit);
        long part = fraction.isEmpty() ? 0 : Math.round(Double.parseDouble("0." + fraction) * unit);
        return parts.group(2).equals("-") ? -(whole + part) : whole + part;
    }

    private static Map<String, String> expected(CommandLine line, List<Input> inputs) throws UsageException {
        Map<String, String> expected = new LinkedHashMap<>();
        for (String value : Opts.values(line, "expect")) {
            Matcher parts = SHA256.matcher(value);
            if (!parts.matches()) {
                throw new UsageException("--expect takes sha256: and 64 hexadecimal digits, not '" + value + "'");
            }
            String name = parts.group(1) == null ? "" : parts.group(1);
            if (name.isEmpty() && inputs.size() > 1) {
                throw new UsageException("with several inputs --expect must say which one it means: FILE=sha256:...");
            }
            expected.put(name, parts.group(2).toLowerCase(Locale.ROOT));
        }
        return expected;
    }

    private static int workers(String text) throws UsageException {
        if (text == null) return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8);
        int workers = 0;
        try {
            workers = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            // 0 is refused below
        }
        if (workers >= 1 && workers <= MOST_WORKERS) return workers;
        throw new UsageException("--workers takes a number from 1 to " + MOST_WORKERS + ", not '" + text + "'");
    }

    /// What the case's record says of the options: those that change what is found, and of files their names alone,
    /// so that the same work in another folder leaves the same record.
    private static List<String> words(CommandLine line) {
        List<String> words = new ArrayList<>();
        for (Option option : line.getOptions()) {
            String name = option.getLongOpt();
            if (NOT_RECORDED.contains(name) || AlertOptions.NAMES.contains(name)) continue;
            String value = option.getValue();
            if (value != null && "FILE".equals(option.getArgName()))
                value = java.nio.file.Path.of(value).getFileName().toString();
            words.add("--" + name + (value == null ? "" : "=" + value));
        }
        return words;
    }

    Secrets secrets() {
        return reveal ? Secrets.REVEALED : Secrets.MASKED;
    }

    /// The digest that this input must have, "" where none was given.
    String expectedOf(String name) {
        return expected.getOrDefault(name, expected.getOrDefault("", ""));
    }
}
