package earshot.app;

import earshot.report.casefile.CaseFolder;
import earshot.report.casefile.Notes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `tag`: words by which examiners find things again.
final class Tag implements CaseCommand {
    @Override
    public String name() {
        return "tag";
    }

    @Override
    public String syntax() {
        return "[ID TAG...] [options]";
    }

    @Override
    public String purpose() {
        return "Tag anything that has an id, or list the tags.";
    }

    @Override
    public String about() {
        return """
                Puts tags on an event or a conversation, or takes them off again; without an id lists what is tagged.
                'earshot search tag:key' finds what has a tag. Every change is kept with who made it and when.
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("earshot tag chat-q6bdbc7n05 key exhibit-4", "Put two tags on a conversation."),
                new Example("earshot tag --remove chat-q6bdbc7n05 key", "Take one off."),
                new Example("earshot tag", "What is tagged."));
    }

    @Override
    public Options options() {
        return CaseCommand.options(Opts.flag(null, "remove", "Take the tags off."), Table.JSON, Table.CSV);
    }

    @Override
    public int run(CaseFolder folder, CommandLine line, Terminal terminal)
            throws IOException, UsageException, DataException {
        List<String> words = line.getArgList();
        if (words.isEmpty()) {
            Table table = new Table(List.of("id", "tags"), List.of());
            Notes.All all = folder.notes().all();
            all.tags().forEach((id, tags) -> {
                if (!tags.isEmpty()) table.row(id, new ArrayList<>(tags));
            });
            table.print(line, terminal);
            return Exit.DONE;
        }
        if (words.size() == 1) throw new UsageException("which tags for " + words.getFirst() + "?");
        String id = words.getFirst();
        CaseCommand.require(folder, id);
        for (String tag : words.subList(1, words.size())) {
            if (line.hasOption("remove")) folder.notes().untag(id, tag);
            else folder.notes().tag(id, tag);
        }
        terminal.out()
                .println(id + ": " + String.join(", ", folder.notes().all().tagsOf(id)));
        return Exit.DONE;
    }
}
