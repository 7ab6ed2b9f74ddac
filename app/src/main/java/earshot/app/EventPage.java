package earshot.app;

import earshot.app.digest.Columns;
import earshot.app.digest.Paint;
import earshot.report.casefile.CaseFolder;
import earshot.report.casefile.Notes;
import earshot.report.line.EventLine;
import earshot.report.line.Proof;
import earshot.report.text.Shown;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Prints an event: every field it has, the frames that carry it, and what belongs to it.
final class EventPage {
    private static final int NAME = 14;
    /// Fields that are said in a way of their own.
    private static final Set<String> OWN = Set.of("type", "id", "time", "flow", "proof", "because", "tree");

    private final CaseFolder folder;
    private final PrintStream out;
    private final Paint paint;
    private final int width;

    EventPage(CaseFolder folder, Terminal terminal) {
        this.folder = folder;
        this.out = terminal.out();
        this.paint = new Paint(terminal.colours());
        this.width = terminal.width();
    }

    /// @param event masked, unless secrets are wanted
    void print(EventLine event) throws IOException {
        out.println(paint.bold(name(event.type())) + paint.dim("  " + Shown.line(event.id())));
        if (event.has("time"))
            field("time", event.text("time").replace('T', ' ').replace("Z", " UTC"));
        if (event.has("flow")) flow(event);
        event.fields().forEach((name, value) -> {
            if (!OWN.contains(name)) field(name, text(value));
        });
        notes(event);
        proof(event.proof());
        switch (event.type()) {
            case "message" -> message(event);
            case "file" -> file(event);
            case "alert" -> {
                tree(event);
                because(event.list("because"));
            }
            default -> {}
        }
    }

    private static String name(String type) {
        return type.isEmpty() ? "?" : Character.toUpperCase(type.charAt(0)) + type.substring(1);
    }

    private void field(String name, String value) {
        String left = "  " + Columns.pad(Shown.line(name), NAME);
        boolean first = true;
        for (String line : Shown.block(value).split("\n", -1)) {
            for (String part : Columns.wrap(line, width - NAME - 2)) {
                out.println((first ? paint.dim(left) : " ".repeat(NAME + 2)) + part);
                first = false;
            }
        }
    }

    private static String text(Object value) {
        return switch (value) {
            case null -> "";
            case List<?> list ->
                String.join(", ", list.stream().map(EventPage::text).toList());
            case Map<?, ?> object ->
                String.join(
                        ", ",
                        object.entrySet().stream()
                                .map(entry -> entry.getKey() + " " + text(entry.getValue()))
                                .toList());
            default -> value.toString();
        };
    }

    private void flow(EventLine event) {
        field(
                "flow",
                event.text("flow", "transport") + " from " + event.text("flow", "client") + " to "
                        + event.text("flow", "server"));
        for (String name : List.of("path", "via")) {
            if (!event.text("flow", name).isEmpty()) field(name, event.text("flow", name));
        }
        field("community id", event.text("flow", "communityId"));
    }

    private void notes(EventLine event) throws IOException {
        Notes.All all = folder.notes().all();
        Notes.Acknowledgement done = all.acknowledged().get(event.id());
        if (done != null) field("alert", Alerts.acknowledged(event, done));
        if (!all.tagsOf(event.id()).isEmpty()) field("tags", String.join(", ", all.tagsOf(event.id())));
        for (Notes.Note note : all.on(event.id()))
            field("note", note.text() + " (" + note.who() + ", " + note.time() + ")");
    }

    private void proof(List<Proof> proof) {
        if (proof.isEmpty()) return;
        out.println();
        out.println(paint.bold("Proof"));
        for (Proof one : proof) field("frames", one.frames().replace(",", ", ") + " of " + one.capture());
    }

    private void message(EventLine event) throws IOException {
        out.println();
        out.println(paint.dim("The conversation around it: " + Shell.self() + " show "
                + Conversation.idOf(folder, event) + CaseCommand.option(folder)));
    }

    private void file(EventLine event) {
        Path kept = folder.file(event.text("sha256"));
        if (kept == null) return;
        out.println();
        out.println(paint.bold("Bytes"));
        field("kept", kept.toString());
    }

    /// Who had it from whom.
    private void tree(EventLine event) {
        if (!(event.fields().get("tree") instanceof List<?> branches) || branches.isEmpty()) return;
        out.println();
        out.println(paint.bold("Tree"));
        for (String line : InfectionTree.lines(branches)) out.println("  " + line);
    }

    /// The events that led to an alert, each in a line.
    private void because(List<String> ids) throws IOException {
        if (ids.isEmpty()) return;
        out.println();
        out.println(paint.bold("Because"));
        Set<String> wanted = Set.copyOf(ids);
        CaseLines lines = new CaseLines(folder);
        List<String> types = ids.stream().map(EventPage::type).distinct().toList();
        lines.each(types, line -> {
            if (wanted.contains(line.id()))
                field(CaseLines.time(line, false).substring(11), EventLineText.of(line.masked()));
        });
    }

    /// Ids say what they are of: `3f2a9c1e77aa-25-message-1`.
    private static String type(String id) {
        for (String part : id.split("-"))
            if (part.length() > 3 && part.chars().allMatch(Character::isLowerCase)) return part;
        return "";
    }
}
