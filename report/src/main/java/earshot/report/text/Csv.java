package earshot.report.text;

import java.io.IOException;
import java.util.List;

/// Comma-separated values (RFC 4180) that a spreadsheet can open without running them: a text cell that would
/// be taken for a formula gets an apostrophe in front. Numbers stand as they are.
public final class Csv {
    private final Appendable out;

    public Csv(Appendable out) {
        this.out = out;
    }

    /// One row; numbers and booleans as they are, everything else as text, null as nothing.
    public void row(List<?> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) out.append(',');
            Object cell = cells.get(i);
            if (cell instanceof Number || cell instanceof Boolean) out.append(cell.toString());
            else if (cell != null) out.append(text(cell.toString()));
        }
        out.append("\r\n");
    }

    /// A text as a cell.
    static String text(String value) {
        String shown = Shown.block(value);
        if (runs(shown)) shown = "'" + shown;
        boolean quotes = shown.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n') || !shown.equals(shown.strip());
        return quotes ? '"' + shown.replace("\"", "\"\"") + '"' : shown;
    }

    /// Whether a spreadsheet may take it for a formula: it skips white space before the sign, and some take
    /// the full-width signs too.
    private static boolean runs(String text) {
        String start = text.stripLeading();
        return !start.isEmpty() && "=+-@|%＝＋－＠".indexOf(start.charAt(0)) >= 0;
    }
}
