package earshot.app;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;

/// Completion for bash: one function that looks at the command and at the word before.
final class BashCompletion {
    private BashCompletion() {}

    static String script(List<Command> commands) {
        String names = commands.stream().map(Command::name).collect(Collectors.joining(" "));
        StringBuilder values = new StringBuilder(), words = new StringBuilder();
        for (Command command : commands) {
            for (Option option : command.options().getOptions()) if (option.hasArg()) value(values, command, option);
            word(words, command);
        }
        return """
                # bash completion for earshot
                _earshot() {
                    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words=
                    COMPREPLY=()
                    if ((COMP_CWORD == 1)); then
                        words="%1$s help --help --version"
                    else
                        case ${COMP_WORDS[1]}:$prev in
                %2$s        esac
                        case ${COMP_WORDS[1]}:$cur in
                        help:*) words="%1$s" ;;
                %3$s        *) compopt +o default; return ;;
                        esac
                    fi
                    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
                }
                complete -o default -F _earshot earshot
                """.formatted(names, values, words);
    }

    /// What follows an option. Files are left to the shell, which quotes their names.
    private static void value(StringBuilder script, Command command, Option option) {
        Words words = Words.of(command, option);
        String when = Words.names(option).stream()
                .map(name -> command.name() + ":" + name)
                .collect(Collectors.joining("|"));
        String then = switch (words.kind()) {
            case FILE -> "return";
            case FOLDER -> "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- \"$cur\"); return";
            case CHOICE -> mapped(words) + "; return";
            case OTHER -> "compopt +o default; return";
        };
        script.append("        ").append(when).append(") ").append(then).append(" ;;\n");
    }

    private static String mapped(Words words) {
        return "mapfile -t COMPREPLY < <(compgen -W \"" + String.join(" ", words.words()) + "\" -- \"$cur\")";
    }

    /// What follows a command: its options once a dash is there, else what it takes.
    private static void word(StringBuilder script, Command command) {
        List<String> options = new ArrayList<>();
        for (Option option : command.options().getOptions()) options.addAll(Words.names(option));
        options.add("--help");
        String name = "        " + command.name();
        script.append(name)
                .append(":-*) words=\"")
                .append(String.join(" ", options))
                .append("\" ;;\n");
        Words words = Words.of(command);
        switch (words.kind()) {
            case FILE, FOLDER -> script.append(name).append(":*) return ;;\n");
            case CHOICE ->
                script.append(name)
                        .append(":*) words=\"")
                        .append(String.join(" ", words.words()))
                        .append("\" ;;\n");
            case OTHER -> {}
        }
    }
}
