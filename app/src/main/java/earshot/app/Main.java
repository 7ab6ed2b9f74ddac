package earshot.app;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/// The program: finds the command, runs it, and turns what went wrong into a sentence and an exit
/// status.
public final class Main {
    /// In the order in which one gets to need them.
    static final List<Command> COMMANDS = List.of(
            new Replay(),
            new Capture(),
            new Find(),
            new Show(),
            new Alerts(),
            new RecoveredFiles(),
            new Accounts(),
            new ServicesSeen(),
            new Credentials(),
            new Note(),
            new Tag(),
            new Hold(),
            new Expire(),
            new SurveyCommand(),
            new Export(),
            new Block(),
            new Carve(),
            new Bundle(),
            new Seal(),
            new Verify(),
            new Protocols(),
            new Completion(),
            new Manual());

    private Main() {}

    public static void main(String[] arguments) {
        Terminal terminal = Terminal.system();
        terminal.interruption().listen();
        int status = run(terminal, arguments);
        terminal.interruption().done();
        System.exit(status);
    }

    /// Runs one command line.
    ///
    /// @return one of [Exit]
    static int run(Terminal terminal, String... arguments) {
        try {
            return dispatch(terminal, arguments);
        } catch (UsageException e) {
            terminal.warn(e.getMessage());
            return Exit.USAGE;
        } catch (DataException e) {
            terminal.warn(e.getMessage());
            return Exit.FAILED;
        } catch (IOException e) {
            if (!isClosedPipe(e)) terminal.warn(e.getMessage() == null ? e.toString() : e.getMessage());
            return Exit.FAILED;
        } finally {
            terminal.out().flush();
        }
    }

    private static int dispatch(Terminal terminal, String[] arguments)
            throws IOException, UsageException, DataException {
        String first = arguments.length == 0 ? "" : arguments[0];
        return switch (first) {
            case "", "help", "-h", "--help" -> {
                Help help = new Help(terminal.out());
                if (arguments.length < 2) help.program(first.isEmpty());
                else help.command(find(arguments[1]));
                yield Exit.DONE;
            }
            case "-V", "--version", "version" -> {
                terminal.out().println("earshot " + Version.TEXT);
                yield Exit.DONE;
            }
            default -> run(find(first), terminal, Arrays.copyOfRange(arguments, 1, arguments.length));
        };
    }

    private static int run(Command command, Terminal terminal, String[] arguments)
            throws IOException, UsageException, DataException {
        // Help is given even where the rest of the line is wrong.
        for (String argument : arguments) {
            if (argument.equals("--")) break;
            if (argument.equals("-h") || argument.equals("--help")) {
                new Help(terminal.out()).command(command);
                return Exit.DONE;
            }
        }
        try {
            CommandLine line =
                    DefaultParser.builder().setAllowPartialMatching(false).get().parse(command.options(), arguments);
            return command.run(line, terminal);
        } catch (ParseException e) {
            throw new UsageException(text(e) + hint(command));
        } catch (UsageException e) {
            throw new UsageException(e.getMessage() + hint(command));
        }
    }

    private static String text(ParseException e) {
        return switch (e) {
            case UnrecognizedOptionException unknown -> "there is no option " + unknown.getOption();
            case MissingArgumentException missing
            when missing.getOption() != null ->
                "the option --" + missing.getOption().getLongOpt() + " needs a value";
            default -> e.getMessage();
        };
    }

    private static String hint(Command command) {
        return "\nTry 'earshot " + command.name() + " --help'.";
    }

    private static Command find(String name) throws UsageException {
        for (Command command : COMMANDS) if (command.name().equals(name)) return command;
        throw new UsageException("there is no command '" + name + "'. 'earshot help' lists them.");
    }

    /// Whoever read our output has gone: no reason to say anything.
    private static boolean isClosedPipe(IOException e) {
        return e.getMessage() != null && e.getMessage().contains("Broken pipe");
    }
}
