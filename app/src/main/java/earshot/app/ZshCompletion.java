package earshot.app;

import java.util.List;
import org.apache.commons.cli.Option;

/// Completion for zsh, by its `_arguments`.
final class ZshCompletion {
    private ZshCompletion() {}

    static String script(List<Command> commands) {
        StringBuilder names = new StringBuilder(), arguments = new StringBuilder();
        for (Command command : commands) {
            String item =
                    command.name() + ":" + Completion.brief(command.purpose()).replace(":", "\\:");
            names.append("            ").append(quoted(item)).append('\n');
            arguments.append("        ").append(command.name()).append(") _arguments -s");
            for (Option option : command.options().getOptions()) option(arguments, command, option);
            arguments.append(" \\\n            ").append(quoted("(- *)--help[Explain this command]"));
            arguments.append(" \\\n            ").append(quoted("*:argument:" + action(Words.of(command))));
            arguments.append(" ;;\n");
        }
        return """
                #compdef earshot
                # zsh completion for earshot
                _earshot() {
                    local curcontext=$curcontext state line
                    local -a commands
                    commands=(
                %s            'help:Explain a command'
                    )
                    _arguments -C '1:command:->command' '*::argument:->argument'
                    case $state in
                    command) _describe -t commands command commands ;;
                    argument)
                        case $line[1] in
                        help) _describe -t commands command commands ;;
                %s        esac ;;
                    esac
                }
                if [[ $funcstack[1] == _earshot ]]; then _earshot "$@"; else compdef _earshot earshot; fi
                """.formatted(names, arguments);
    }

    private static void option(StringBuilder script, Command command, Option option) {
        List<String> names = Words.names(option);
        String rest = "[" + Completion.brief(option.getDescription()).replaceAll("([\\[\\]\\\\:])", "\\\\$1") + "]";
        if (option.hasArg()) {
            rest += ":" + option.getArgName().replace(":", "\\:") + ":" + action(Words.of(command, option));
        }
        String before = option.hasArg() ? "*" : "(" + String.join(" ", names) + ")";
        for (String name : names) script.append(" \\\n            ").append(quoted(before + name + rest));
    }

    private static String action(Words words) {
        return switch (words.kind()) {
            case FILE -> "_files";
            case FOLDER -> "_files -/";
            case CHOICE -> "(" + String.join(" ", words.words()) + ")";
            case OTHER -> " ";
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
