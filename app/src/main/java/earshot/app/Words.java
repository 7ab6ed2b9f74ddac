package earshot.app;

import earshot.event.ImEvent.Alert.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Option;

/// What may follow an option or a command, as far as a shell can help with it.
///
/// @param words those it takes, where it takes no others
record Words(Kind kind, List<String> words) {
    enum Kind {
        FILE,
        FOLDER,
        CHOICE,
        OTHER
    }

    /// The values of an option that has one.
    static Words of(Command command, Option option) {
        List<String> choices = command.choices().get(option.getLongOpt());
        if (choices != null) return choice(choices);
        return switch (option.getArgName()) {
            case "FILE" -> new Words(Kind.FILE, List.of());
            case "DIR" -> new Words(Kind.FOLDER, List.of());
            case "SEVERITY" ->
                choice(Arrays.stream(Severity.values())
                        .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                        .toList());
            default -> new Words(Kind.OTHER, List.of());
        };
    }

    /// What the command itself is given, besides options.
    static Words of(Command command) {
        List<String> choices = command.choices().get("");
        if (choices != null) return choice(choices);
        return new Words(command.syntax().startsWith("FILE") ? Kind.FILE : Kind.OTHER, List.of());
    }

    private static Words choice(List<String> words) {
        return new Words(Kind.CHOICE, words);
    }

    /// `--case`, and `-c` where there is one.
    static List<String> names(Option option) {
        String full = "--" + option.getLongOpt();
        return option.getOpt() == null ? List.of(full) : List.of("-" + option.getOpt(), full);
    }
}
