package earshot.app;

import earshot.report.casefile.CaseFolder;
import earshot.report.line.EventLine;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `show`: one thing of a case, with the frames that prove it.
final class Show implements CaseCommand {
    @Override
    public String name() {
        return "show";
    }

    @Override
    public String syntax() {
        return "ID... [options]";
    }

    @Override
    public String purpose() {
        return "One conversation, message, file, alert, session or other event, with its proof.";
    }

    @Override
    public String about() {
        return """
                Shows what an id stands for: a conversation (chat-...) with everything that was said in it, or an event
                with all its fields, the capture and frames that carry it, and what belongs to it: around a message the
                conversation, of a file where its bytes lie, of an alert the events that led to it. Notes and tags are
                shown too.

                Ids are printed by the digest, by search and by every table. Looking is written into the case's custody
                log; secrets show only with --reveal-secrets, which is written there too.
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("earshot show chat-q6bdbc7n05", "A conversation."),
                new Example("earshot show 0e05e06fc6b6-263-file-2", "A file, and where its bytes lie."),
                new Example("earshot show 0e05e06fc6b6-86-alert-1", "An alert, and the events that prove it."),
                new Example("earshot show --json 0e05e06fc6b6-145-message-1", "The event line as it is in the case."));
    }

    @Override
    public Options options() {
        return CaseCommand.options(
                Opts.flag(null, "reveal-secrets", "Show passwords and digests, and write that into the custody log."),
                Opts.flag(null, "json", "The event lines as they are; of a conversation those of its messages."));
    }

    @Override
    public int run(CaseFolder folder, CommandLine line, Terminal terminal)
            throws IOException, UsageException, DataException {
        if (line.getArgList().isEmpty()) throw new UsageException("show needs an id");
        boolean json = line.hasOption("json"), reveal = line.hasOption("reveal-secrets");
        boolean first = true;
        for (String id : line.getArgList()) {
            if (!first && !json) terminal.out().println();
            first = false;
            // Before anything is seen: who breaks off after the first line has looked as well.
            CaseCommand.disclosed(folder, terminal, reveal ? "revealed" : "shown", Map.of("id", id));
            show(folder, id, json, reveal, terminal);
        }
        return Exit.DONE;
    }

    private static void show(CaseFolder folder, String id, boolean json, boolean reveal, Terminal terminal)
            throws IOException, DataException {
        if (id.startsWith("chat-")) {
            Conversation conversation = Conversation.find(folder, id);
            if (conversation == null) throw CaseCommand.unknown(id);
            if (json) conversation.json(reveal, terminal);
            else new ConversationPage(folder, conversation, terminal).print();
            return;
        }
        EventLine event = new CaseLines(folder).withId(id);
        if (event == null) throw CaseCommand.unknown(id);
        EventLine shown = reveal ? event : event.masked();
        if (!json) {
            new EventPage(folder, terminal).print(shown);
            return;
        }
        terminal.out().write(shown.json());
        terminal.out().write('\n');
    }
}
