package earshot.app;

import earshot.event.ImEvent.Alert.Severity;
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
