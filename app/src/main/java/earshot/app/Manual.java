package earshot.app;

import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/// `man`: all of the help as one manual page, in the macros that every man(1) reads (groff_man(7)).
final class Manual implements Command {
    @Override
    public String name() {
        return "man";
    }

    @Override
    public String syntax() {
        return "";
    }

    @Override
    public String purpose() {
        return "Print the manual page.";
    }

    @Override
    public String about() {
        return """
                Prints all that --help says of all commands as one manual page, for man(1).
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("earshot man | man -l -", "Read it."),
                new Example("earshot man > ~/.local/share/man/man1/earshot.1", "Install it: man earshot."));
    }

    @Override
    public Options options() {
        return new Options();
    }

    @Override
    public int run(CommandLine line, Terminal terminal) throws IOException, UsageException {
        terminal.out().print(page(Main.COMMANDS));
        return Exit.DONE;
    }

    private final StringBuilder page = new StringBuilder(1 << 16);

    static String page(List<Command> commands) {
        Manual manual = new Manual();
        manual.write(commands);
        return manual.page.toString();
    }

    private void write(List<Command> commands) {
        macro(".TH EARSHOT 1 \"\" \"earshot " + Version.TEXT + "\" \"User Commands\"");
        macro(".SH NAME");
        text("earshot - recover instant-messaging conversations from network captures, as evidence");
        macro(".SH SYNOPSIS");
        for (Command command : commands) {
            bold("earshot " + command.name());
            text(command.syntax());
            macro(".br");
        }
        macro(".SH DESCRIPTION");
        for (String sentence : Help.WHAT) text(sentence);
        macro(".SH COMMANDS");
        for (Command command : commands) command(command);
        macro(".SH EXIT STATUS");
        for (Exit.Status status : Exit.ALL) {
            macro(".TP");
            bold(Integer.toString(status.code()));
            text(status.means());
        }
        macro(".SH ENVIRONMENT");
        variable("EARSHOT_OPTS", "Options for the Java machine, after Earshot's own.");
        variable("EARSHOT_KEEP", "Where set, an older build is used as it is.");
        variable("JAVA_HOME", "A JDK 25 or newer; looked for in the usual places where not set.");
        variable("NO_COLOR", "Where set to anything, nothing is coloured.");
        macro(".SH FILES");
        variable("./" + ReplayOptions.DEFAULT_CASE, "The case, where none is named with --case.");
    }

    private void command(Command command) {
        macro(".SS " + command.name());
        bold("earshot " + command.name());
        text(command.syntax());
        for (String paragraph : command.about().strip().split("\n\n")) {
            macro(".PP");
            text(paragraph.replace('\n', ' '));
        }
        for (Option option : command.options().getOptions()) {
            macro(".TP");
            String names = String.join(", ", Words.names(option));
            bold(option.hasArg() ? names + " " + option.getArgName() : names);
            text(option.getDescription());
        }
        for (Example example : command.examples()) {
            macro(".PP");
            text(example.does());
            macro(".PP");
            macro(".RS 4");
            macro(".nf");
            example.line().lines().forEach(line -> page.append(code(line)).append('\n'));
            macro(".fi");
            macro(".RE");
        }
    }

    private void variable(String name, String means) {
        macro(".TP");
        bold(name);
        text(means);
    }

    private void macro(String line) {
        page.append(line).append('\n');
    }

    private void bold(String words) {
        page.append("\\fB").append(escaped(words).replace("-", "\\-")).append("\\fR\n");
    }

    /// A line of its own, which the page joins with those around it.
    private void text(String words) {
        if (!words.isEmpty())
            page.append(protectedStart(dashes(escaped(words)))).append('\n');
    }

    private static String code(String line) {
        return protectedStart(escaped(line).replace("-", "\\-").replace("'", "\\(aq"));
    }

    /// A minus where a word begins with it is an option's and can be copied from the page; within a word it is a
    /// hyphen.
    private static String dashes(String words) {
        StringBuilder out = new StringBuilder(words.length());
        char before = ' ';
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            boolean option = c == '-' && !Character.isLetterOrDigit(before);
            out.append(option ? "\\-" : String.valueOf(c));
            before = c;
        }
        return out.toString();
    }

    /// What the page's language would take for itself, and what is not ASCII.
    private static String escaped(String words) {
        StringBuilder out = new StringBuilder(words.length());
        words.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> out.append("\\e");
                case '~' -> out.append("\\(ti");
                case '^' -> out.append("\\(ha");
                case '`' -> out.append("\\(ga");
                default -> {
                    if (c < 0x80) out.appendCodePoint(c);
                    else out.append("\\[u%04X]".formatted(c));
                }
            }
        });
        return out.toString();
    }

    private static String protectedStart(String line) {
        return line.startsWith(".") || line.startsWith("'") ? "\\&" + line : line;
    }
}
