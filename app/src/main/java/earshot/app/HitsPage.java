package earshot.app;

import earshot.app.digest.Columns;
import earshot.app.digest.Moments;
import earshot.app.digest.Paint;
import earshot.report.line.EventLine;
import earshot.report.search.Hit;
import earshot.report.text.Shown;
import java.io.PrintStream;
import java.util.List;

/// Prints hits: where, when and who, what was said with the words marked, and what was said around it.
final class HitsPage {
    private static final int LINES = 6, WHO = 24;

    private final PrintStream out;
    private final Paint paint;
    private final int width;
    private final String option;
    private String place = "";

    /// @param option what a command line needs to look into this case
    HitsPage(Terminal terminal, String option) {
        this.out = terminal.out();
        this.paint = new Paint(terminal.colours());
        this.width = terminal.width();
        this.option = option;
    }

    void print(Hit hit) {
        EventLine line = hit.line();
        String where = where(line, hit.talk());
        // Hits of one conversation stand under one heading.
        if (!where.equals(place) || !hit.before().isEmpty() || !hit.after().isEmpty()) {
            if (!place.isEmpty()) out.println();
            out.println(paint.bold(where) + paint.dim(hit.talk().isEmpty() ? "" : "  " + hit.talk()));
        }
        place = where;
        for (EventLine before : hit.before()) said(before, Shown.line(before.text("text")), true);
        String text = marked(hit);
        if (line.type().equals("alert")) text = text.replaceFirst("⏎", ": ");
        if (line.type().equals("file")) text += ", " + Shown.line(line.text("state"));
        said(line, text, false);
        out.println(paint.dim("      " + Shown.cut("frames " + CaseLines.frames(line.proof()), 60) + "  " + Shell.self()
                + " show " + line.id() + option));
        for (EventLine after : hit.after()) said(after, Shown.line(after.text("text")), true);
    }

    private static String where(EventLine line, String talk) {
        String service = line.text("service") + (line.has("network") ? " on " + line.text("network") : "");
        if (talk.isEmpty()) return Shown.line(line.type() + (service.isEmpty() ? "" : ", " + service));
        String parties =
                line.has("room") ? line.text("room") : line.text("from") + " and " + String.join(", ", line.list("to"));
        // Both directions are one conversation.
        if (!line.has("room") && line.list("to").size() == 1) {
            String from = line.text("from"), to = line.list("to").getFirst();
            parties = from.compareToIgnoreCase(to) <= 0 ? from + " and " + to : to + " and " + from;
        }
        return Shown.line(parties + ", " + service);
    }

    private void said(EventLine line, String text, boolean around) {
        String who = line.has("from") ? line.text("from") : line.text("account");
        String margin = "  " + Moments.moment(line.time()) + "  ";
        String from = who.isEmpty() ? "" : Columns.cut(Shown.line(who), WHO) + "  ";
        String shown = text.isEmpty() ? Shown.line(EventLineText.of(line)) : text;
        List<String> parts = Columns.wrap(shown, Math.max(30, width - margin.length() - Columns.width(from)));
        for (int i = 0; i < parts.size() && i < LINES; i++) {
            String left = i == 0 ? margin + from : " ".repeat(margin.length() + Columns.width(from));
            String part = around ? paint.dim(parts.get(i)) : colour(parts.get(i));
            out.println(paint.dim(left) + part);
        }
    }

    // The marks travel through wrapping as two characters that no escaped text can have.
    private static final char ON = '\u0001', OFF = '\u0002';

    private String marked(Hit hit) {
        StringBuilder text = new StringBuilder();
        int done = 0;
        for (Hit.Mark mark : hit.marks()) {
            text.append(Shown.line(hit.text().substring(done, mark.from())));
            text.append(ON)
                    .append(Shown.line(hit.text().substring(mark.from(), mark.until())))
                    .append(OFF);
            done = mark.until();
        }
        return text.append(Shown.line(hit.text().substring(done))).toString();
    }

    /// Marks show as colour, or as brackets where there is none. One that is broken over two lines ends
    /// with its line.
    private String colour(String part) {
        String on = paint.on() ? "\033[1;33m" : "[", off = paint.on() ? "\033[0m" : "]";
        int opened = part.lastIndexOf(ON), closed = part.lastIndexOf(OFF);
        String whole = opened > closed ? part + OFF : part;
        if (whole.indexOf(OFF) >= 0 && (whole.indexOf(ON) < 0 || whole.indexOf(OFF) < whole.indexOf(ON)))
            whole = ON + whole;
        return whole.replace(String.valueOf(ON), on).replace(String.valueOf(OFF), off);
    }
}
