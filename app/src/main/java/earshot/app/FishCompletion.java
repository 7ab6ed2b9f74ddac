package earshot.app;

import java.util.List;
import org.apache.commons.cli.Option;

/// Completion for fish: one line a command, an option, a kind of word.
final class FishCompletion {
    private FishCompletion() {}

    static String script(List<Command> commands) {
        StringBuilder script = new StringBuilder("# fish completion for earshot\ncomplete -c earshot -f\n");
        String first = "complete -c earshot -n __fish_use_subcommand -a ";
        script.append(first).append("help -d 'Explain a command'\n");
        for (Command command : commands) {
            script.append(first).append(command.name()).append(described(command.purpose()));
            script.append("complete -c earshot -n '__fish_seen_subcommand_from help' -a ")
                    .append(command.name())
                    .append('\n');
        }
        for (Command command : commands) {
            String line = "complete -c earshot -n '__fish_seen_subcommand_from " + command.name() + "'";
            for (Option option : command.options().getOptions()) {
                script.append(line);
                if (option.getOpt() != null) script.append(" -s ").append(option.getOpt());
                script.append(" -l ").append(option.getLongOpt());
                if (option.hasArg()) script.append(value(Words.of(command, option)));
                script.append(described(option.getDescription()));
            }
            switch (Words.of(command).kind()) {
                case FILE, FOLDER -> script.append(line).append(" -F\n");
                case CHOICE ->
                    script.append(line)
                            .append(" -a ")
                            .append(quoted(String.join(" ", Words.of(command).words())))
                            .append('\n');
                case OTHER -> {}
            }
        }
        return script.toString();
    }

    private static String value(Words words) {
        return switch (words.kind()) {
            case FILE -> " -r -F";
            case FOLDER -> " -x -a '(__fish_complete_directories)'";
            case CHOICE -> " -x -a " + quoted(String.join(" ", words.words()));
            case OTHER -> " -x";
        };
    }

    private static String described(String text) {
        return " -d " + quoted(Completion.brief(text)) + "\n";
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
