package earshot.app;

import org.apache.commons.cli.Option;

/// Options in the way all commands have them.
final class Opts {
    private Opts() {}

    /// @param letter the short name, null for none
    static Option flag(String letter, String name, String description) {
        return Option.builder(letter).longOpt(name).desc(description).get();
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
