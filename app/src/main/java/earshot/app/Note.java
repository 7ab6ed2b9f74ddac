package earshot.app;

import earshot.report.casefile.CaseFolder;
import earshot.report.casefile.Notes;
import earshot.report.text.Shown;
import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `note`: what examiners write beside the evidence.
final class Note implements CaseCommand {
    @Override
    public String name() {
        return "note";
    }

    @Override
    public String syntax() {
        return "[ID TEXT...] [options]";
    }

    @Override
    public String purpose() {
        return "Write a note on anything that has an id, or list the notes.";
    }

    @Override
    public String about() {
        return """
                Writes a note on an event or a conversation; without an id lists all notes. Notes stand in a log of their
                own, with who wrote them and when, and are never overwritten: the evidence stays as it is.
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("earshot note chat-q6bdbc7n05 'the router they speak of is exhibit 4'", "Write one."),
                new Example("earshot note", "List all."));
    }

    @Override
    public Options options() {
        return CaseCommand.options(Table.JSON, Table.CSV);
    }

    @Override
    public int run(CaseFolder folder, CommandLine line, Terminal terminal)
            throws IOException, UsageException, DataException {
        List<String> words = line.getArgList();
        if (words.isEmpty()) {
            Table table = new Table(List.of("time", "who", "id", "note"), List.of());
            for (Notes.Note note : folder.notes().all().notes()) {
                table.row(note.time(), note.who(), note.id(), note.text());
            }
            table.print(line, terminal);
            return Exit.DONE;
        }
        if (words.size() == 1) throw new UsageException("what is to be noted on " + words.getFirst() + "?");
        String id = words.getFirst(), text = String.join(" ", words.subList(1, words.size()));
        CaseCommand.require(folder, id);
        folder.notes().note(id, text);
        terminal.out().println("noted on " + id + ": " + Shown.line(text));
        return Exit.DONE;
    }
}
