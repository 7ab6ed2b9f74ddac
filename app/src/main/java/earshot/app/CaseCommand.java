package earshot.app;

import earshot.report.casefile.CaseException;
import earshot.report.casefile.CaseFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/// A command that looks into a case.
interface CaseCommand extends Command {
    /// Does the work.
    int run(CaseFolder folder, CommandLine line, Terminal terminal) throws IOException, UsageException, DataException;

    /// The options that all of them have.
    static Options options(Option... more) {
        Options options = new Options();
        for (Option option : more) options.addOption(option);
        options.addOption(
                Opts.value("c", "case", "DIR", "The case; ./" + ReplayOptions.DEFAULT_CASE + " where none is named."));
        return options;
    }

    @Override
    default int run(CommandLine line, Terminal terminal) throws IOException, UsageException, DataException {
        Path path = Path.of(line.getOptionValue("case", ReplayOptions.DEFAULT_CASE));
        if (!CaseFolder.exists(path)) {
            throw new DataException("there is no case in " + path + "; '" + Shell.self() + " replay FILE' makes one");
        }
        try (CaseFolder folder = CaseFolder.open(path)) {
            int status = run(folder, line, terminal);
            for (String damage : folder.log().damage()) terminal.warn(damage);
            return status == Exit.DONE && !folder.log().damage().isEmpty() ? Exit.DAMAGED : status;
        } catch (CaseException e) {
            throw new DataException(e.getMessage(), e);
        }
    }

    /// Writes into the case's custody log who looked at what. A case that cannot be written to can
    /// still be read.
    static void disclosed(CaseFolder folder, Terminal terminal, String what, Map<String, String> detail) {
        try {
            folder.custody().add(what, detail);
        } catch (IOException e) {
            terminal.warn("the custody log cannot be written to, so this is not in it: " + e.getMessage());
        }
    }

    static DataException unknown(String id) {
        return new DataException("there is nothing with the id " + id + " in this case");
    }

    /// Fails where the case has nothing with this id.
    static void require(CaseFolder folder, String id) throws IOException, DataException {
        boolean there = id.startsWith("chat-")
                ? Conversation.find(folder, id) != null
                : new CaseLines(folder).withId(id) != null;
        if (!there) throw unknown(id);
    }

    /// What a command line needs to look into this case: ` --case DIR`, or nothing for the usual one.
    static String option(CaseFolder folder) {
        String path = folder.folder().toString();
        return path.equals(ReplayOptions.DEFAULT_CASE) ? "" : " --case " + Shell.quoted(path);
    }
}
