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
