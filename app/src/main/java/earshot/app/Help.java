package earshot.app;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;

/// Help that teaches: what a command is for, what one should know, its options, and command lines to
/// copy.
final class Help {
    private static final int WIDTH = 100;
    private static final int INDENT = 4;
    private static final int OPTION = 26;

    static final List<String> WHAT = List.of(
            "Earshot recovers instant-messaging conversations from network captures, as evidence.",
            "It is passive: it never sends a packet into the network it looks at.");

    private final PrintStream out;

    Help(PrintStream out) {
        this.out = out;
    }

    /// What there is, with the examples that get a newcomer going.
    ///
    /// @param examplesOnly leaves the list of commands out
    void program(boolean examplesOnly) {
        WHAT.forEach(out::println);
        out.println();
        examples(List.of(
                new Command.Example(
                        "earshot replay evidence.pcap", "Read a capture, print what was said, keep it as a case."),
                new Command.Example(
                        "earshot replay --json evidence.pcap", "The same as one JSON object a line, for programs.")));
        if (examplesOnly) {
            out.println("'earshot help' lists all commands; 'earshot COMMAND --help' explains one.");
            return;
        }
        out.println("Commands:");
        for (Command command : Main.COMMANDS) row("  " + command.name(), 15, command.purpose());
        out.println();
        String statuses = Exit.ALL.stream()
                .map(status -> status.code() + " " + status.means())
                .collect(Collectors.joining("; "));
        wrap("Exit status: " + statuses + ".", WIDTH).forEach(out::println);
    }

    void command(Command command) {
        out.println(("earshot " + command.name() + " " + command.syntax()).strip());
        out.println();
        for (String paragraph : command.about().strip().split("\n\n")) {
            for (String line : wrap(paragraph.replace('\n', ' '), WIDTH)) out.println(line);
            out.println();
        }
        if (!command.options().getOptions().isEmpty()) {
            out.println("Options:");
            for (Option option : command.options().getOptions()) option(option);
            row("  -h, --help", OPTION + INDENT, "This text.");
            out.println();
        }
        examples(command.examples());
    }

    private void option(Option option) {
        String names = option.getOpt() == null ? "      " : "  -" + option.getOpt() + ", ";
        String argument = option.hasArg() ? " " + option.getArgName() : "";
        row(names + "--" + option.getLongOpt() + argument, OPTION + INDENT, option.getDescription());
    }

    private void examples(List<Command.Example> examples) {
        if (examples.isEmpty()) return;
        out.println("Examples:");
        for (Command.Example example : examples) {
            out.println("  " + example.line());
            for (String line : wrap(example.does(), WIDTH - 6)) out.println("      " + line);
        }
        out.println();
    }

    private void row(String left, int column, String right) {
        List<String> lines = wrap(right, WIDTH - column);
        if (left.length() < column - 1) {
            out.println(left + " ".repeat(column - left.length()) + lines.getFirst());
            lines = lines.subList(1, lines.size());
        } else {
            out.println(left);
        }
        for (String line : lines) out.println(" ".repeat(column) + line);
    }

    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split(" +")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (!line.isEmpty()) line.append(' ');
            line.append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
