package earshot.app;

import earshot.event.ImEvent.Alert.Severity;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/// Options in the way all commands have them.
final class Opts {
    private Opts() {}

    /// @param letter the short name, null for none
    static Option flag(String letter, String name, String description) {
        return Option.builder(letter).longOpt(name).desc(description).get();
    }

    /// The severity that an option names, null where it is not given.
    static Severity severity(CommandLine line, String option) throws UsageException {
        String text = line.getOptionValue(option);
        if (text == null) return null;
        for (Severity severity : Severity.values()) if (severity.name().equalsIgnoreCase(text)) return severity;
        throw new UsageException("--" + option + " takes info, low, medium, high or critical, not '" + text + "'");
    }

    /// The number that an option gives, from 0.
    static int number(CommandLine line, String option, int otherwise, int most) throws UsageException {
        String text = line.getOptionValue(option);
        if (text == null) return otherwise;
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= most) return number;
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new UsageException("--" + option + " takes a number from 0 to " + most + ", not '" + text + "'");
    }

    /// All values of an option that may be given several times.
    static List<String> values(CommandLine line, String option) {
        String[] values = line.getOptionValues(option);
        return values == null ? List.of() : List.of(values);
    }

    /// The moment that a day begins, some days later, in nanoseconds since 1970-01-01 UTC.
    static long day(CommandLine line, String option, ZoneId zone, int plus, long otherwise) throws UsageException {
        String text = line.getOptionValue(option);
        if (text == null) return otherwise;
        try {
            long seconds =
                    LocalDate.parse(text).plusDays(plus).atStartOfDay(zone).toEpochSecond();
            return Math.multiplyExact(seconds, 1_000_000_000L);
        } catch (DateTimeException | ArithmeticException e) {
            throw new UsageException("--" + option + " takes a day such as 2026-10-01, not '" + text + "'");
        }
    }

    /// One with a value; given twice, both count.
    static Option value(String letter, String name, String argument, String description) {
        return Option.builder(letter)
                .longOpt(name)
                .hasArg()
                .argName(argument)
                .desc(description)
                .get();
    }
}
