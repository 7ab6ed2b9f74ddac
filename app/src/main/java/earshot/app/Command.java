package earshot.app;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// One command of the command line: what it is called, what its help teaches, and what it does.
interface Command {
    /// A command line that can be copied, and what it does.
    record Example(String line, String does) {}

    String name();

    /// What follows the name: `FILE… [options]`.
    String syntax();

    /// What it is for, in one line for the list of commands.
    String purpose();

    /// What one should know before using it: paragraphs of plain text, wrapped when they are shown.
    String about();

    List<Example> examples();

    Options options();

    /// Where an option takes one of a few words, or the command itself does (""): which. Shells complete them.
    default Map<String, List<String>> choices() {
        return Map.of();
    }

    /// @return one of [Exit]
    int run(CommandLine line, Terminal terminal) throws IOException, UsageException, DataException;
}
