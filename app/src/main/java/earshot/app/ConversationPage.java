package earshot.app;

import earshot.app.digest.Amounts;
import earshot.app.digest.Columns;
import earshot.app.digest.Moments;
import earshot.app.digest.Paint;
import earshot.report.casefile.CaseFolder;
import earshot.report.casefile.Notes;
import earshot.report.line.Proof;
import earshot.report.talk.Party;
import earshot.report.talk.Saying;
import earshot.report.talk.Talk;
import earshot.report.text.Shown;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Prints a conversation: everything that was said, each thing once, with the frames that show it.
final class ConversationPage {
    private static final int WHO = 24, FRAMES = 22;

    private final CaseFolder folder;
    private final Talk talk;
    private final PrintStream out;
    private final Paint paint;
    private final int width;
    private final Notes.All notes;
    private final List<String> captures;

    ConversationPage(CaseFolder folder, Conversation conversation, Terminal terminal) throws IOException {
        this.folder = folder;
        this.talk = conversation.talk();
        this.out = terminal.out();
        this.paint = new Paint(terminal.colours());
        this.width = terminal.width();
        this.notes = folder.notes().all();
        Set<String> names = new LinkedHashSet<>();
        for (Saying saying : sayings()) saying.proof().forEach(proof -> names.add(proof.capture()));
        this.captures = List.copyOf(names);
    }

    private List<Saying> sayings() {
        List<Saying> all = new ArrayList<>(talk.first());
        all.addAll(talk.last());
        return all;
    }

    void print() {
        header();
        int who = 0;
        List<Saying> sayings = sayings();
        for (Saying saying : sayings)
            who = Math.max(
                    who, Math.min(WHO, Columns.width(Shown.line(saying.from().shown()))));
        String day = "";
        for (Saying saying : sayings) {
            String today = Moments.day(saying.time());
            if (!today.equals(day)) out.println("  " + paint.bold(today));
            day = today;
            say(saying, who);
        }
        out.println();
        String first = sayings.isEmpty() ? talk.id() : sayings.getFirst().ids().getFirst();
        out.println(paint.dim(
                "One message with all its fields: " + Shell.self() + " show " + first + CaseCommand.option(folder)));
    }

    private void header() {
        String title = talk.room().isEmpty() ? "Conversation " : "Room " + Shown.line(talk.room()) + "  ";
        out.println(paint.bold(title) + paint.dim(talk.id()));
        out.println("  " + Shown.line(talk.service())
                + (talk.network().isEmpty() ? "" : " on " + Shown.line(talk.network())) + ", "
                + Amounts.of(talk.count(), "message") + ", " + Moments.span(talk.from(), talk.until()) + " UTC");
        String people =
                String.join(", ", talk.parties().stream().map(Party::shown).toList());
        for (String part : Columns.wrap("between " + Shown.line(people), width - 2)) out.println("  " + part);
        for (int i = 0; i < captures.size(); i++) {
            out.println(
                    "  " + (captures.size() > 1 ? "capture " + (i + 1) + ": " : "in ") + Shown.line(captures.get(i)));
        }
        about(talk.id());
        out.println();
    }

    private void about(String id) {
        Set<String> tags = notes.tagsOf(id);
        if (!tags.isEmpty()) out.println("  " + paint.yellow("tags: " + Shown.line(String.join(", ", tags))));
        for (Notes.Note note : notes.on(id)) {
            out.println("  " + paint.yellow("note by " + Shown.line(note.who()) + ": " + Shown.line(note.text())));
        }
    }

    private void say(Saying saying, int who) {
        String from = Columns.pad(Columns.cut(Shown.line(saying.from().shown()), WHO), who);
        String frames = Columns.pad(Columns.cut(frames(saying), FRAMES), FRAMES);
        String margin = "    " + Moments.time(saying.time()) + "  " + frames + "  ";
        List<String> parts = new ArrayList<>();
        for (String part : Shown.block(text(saying)).split("\n", -1)) {
            parts.addAll(Columns.wrap(part, Math.max(24, width - margin.length() - who - 2)));
        }
        for (int i = 0; i < parts.size(); i++) {
            String left = i == 0
                    ? paint.dim(margin) + paint.cyan(from)
                    : " ".repeat(Columns.width(margin) + Columns.width(from));
            out.println(left + "  " + parts.get(i));
        }
        for (String id : saying.ids()) about(id);
    }

    /// The frames of every hop.
    private String frames(Saying saying) {
        StringBuilder text = new StringBuilder();
        for (Proof proof : saying.proof()) {
            if (!text.isEmpty()) text.append(' ');
            if (captures.size() > 1)
                text.append(captures.indexOf(proof.capture()) + 1).append(':');
            text.append(proof.frames());
        }
        return text.toString();
    }

    private static String text(Saying saying) {
        List<String> notes = new ArrayList<>(saying.notes());
        if (!saying.kind().equals("chat") && !saying.kind().equals("room")) notes.addFirst(saying.kind());
        if (notes.isEmpty()) return saying.text();
        String note = "[" + String.join(", ", notes) + "]";
        return saying.text().isEmpty() ? note : saying.text() + "  " + note;
    }
}
