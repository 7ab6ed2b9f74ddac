package earshot.report.export;

import earshot.report.text.Shown;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// For people: one HTML page in the layout of a chat, with times and frame numbers; no script, nothing from outside.
final class Transcript implements Format {
    @Override
    public String name() {
        return "html";
    }

    @Override
    public String what() {
        return "transcript as a page, in the layout of a chat";
    }

    @Override
    public String ending() {
        return "html";
    }

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: light-dark(#1a1d21, #e8e6e3); --faint: light-dark(#697077, #9aa0a6);
              --paper: light-dark(#fff, #16181b); --left: light-dark(#eef1f4, #24282d); --right: light-dark(#dcebf7, #1f3a52); }
            body { font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 2rem auto;
              max-width: 52rem; padding: 0 1rem; }
            h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin: 2.5rem 0 .2rem; }
            .faint, .who { color: var(--faint); font-size: .8rem; }
            .said { margin: .5rem 20% .5rem 0; break-inside: avoid; } .said.me { margin: .5rem 0 .5rem 20%; }
            .text { background: var(--left); border-radius: .6rem; padding: .45rem .7rem; white-space: pre-wrap;
              overflow-wrap: anywhere; } .me .text { background: var(--right); }
            .note { font-style: italic; }
            .alert { border-left: .3rem solid #c0392b; padding: .2rem .8rem; margin: 1rem 0; }
            """;

    @Override
    public void write(Exhibit exhibit, OutputStream out) throws IOException {
        StringBuilder page = new StringBuilder(1 << 16);
        String number = exhibit.caseNumber().isEmpty() ? "Transcript" : "Transcript, case " + exhibit.caseNumber();
        page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
        page.append(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        page.append("<title>")
                .append(html(number))
                .append("</title><style>\n")
                .append(STYLE)
                .append("</style></head><body>\n");
        page.append("<h1>")
                .append(html(number))
                .append("</h1>\n<p class=\"faint\">Case seal ")
                .append(html(exhibit.seal()));
        page.append(". Made by ")
                .append(html(exhibit.tool()))
                .append(". Times are UTC; frame numbers are those of the captures.");
        page.append(" ").append(html(exhibit.redaction().note())).append("</p>\n");
        for (Exhibit.Conversation one : exhibit.conversations()) conversation(page, one);
        for (Exhibit.Alert alert : exhibit.alerts()) {
            page.append("<div class=\"alert\"><b>")
                    .append(html(alert.severity()))
                    .append(": ")
                    .append(html(alert.title()));
            page.append("</b> <span class=\"faint\">")
                    .append(Exhibit.time(alert.time()))
                    .append(' ')
                    .append(html(alert.id()));
            page.append("</span><br>").append(html(alert.explanation())).append("</div>\n");
        }
        out.write(page.append("</body></html>\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void conversation(StringBuilder page, Exhibit.Conversation one) {
        page.append("<h2 id=\"")
                .append(one.id())
                .append("\">")
                .append(html(one.title()))
                .append("</h2>\n<p class=\"faint\">");
        page.append(html(one.service())).append(one.network().isEmpty() ? "" : " on " + html(one.network()));
        page.append(", ")
                .append(one.lines().size())
                .append(" messages, ")
                .append(one.id())
                .append("</p>\n");
        Map<String, Boolean> right = new HashMap<>();
        String day = "";
        for (Exhibit.Line line : one.lines()) {
            String time = Exhibit.time(line.time());
            if (!time.startsWith(day) || day.isEmpty()) {
                day = time.substring(0, 10);
                page.append("<p class=\"faint\"><b>").append(day).append("</b></p>\n");
            }
            // The second who speaks stands on the right, as on a telephone.
            boolean me = right.computeIfAbsent(line.from(), _ -> right.size() == 1);
            page.append("<div class=\"said")
                    .append(me ? " me" : "")
                    .append("\"><div class=\"who\">")
                    .append(html(line.from()));
            page.append("  ").append(time, 11, Math.min(19, time.length())).append("  frames ");
            page.append(html(String.join(" | ", line.frames()))).append("</div><div class=\"text\">");
            page.append(html(line.text()));
            notes(page, line.notes());
            page.append("</div></div>\n");
        }
    }

    private static void notes(StringBuilder page, List<String> notes) {
        for (String note : notes)
            page.append(" <span class=\"note\">[").append(html(note)).append("]</span>");
    }

    private static String html(String text) {
        String shown = Shown.block(text);
        StringBuilder out = new StringBuilder(shown.length() + 16);
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
