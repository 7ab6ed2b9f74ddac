package earshot.report.survey;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A survey as one HTML file that needs nothing else: tables that say everything, and charts of them by ECharts. Charts
/// have
/// patterns beside colours, and on paper and without scripts the tables remain.
public final class SurveyPage {
    private static final String CHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.simple.min.js";
    private static final int BARS = 25;

    private final StringBuilder page = new StringBuilder(1 << 19);

    private SurveyPage() {}

    public static String of(Survey survey) throws IOException {
        return new SurveyPage().write(survey);
    }

    private String write(Survey survey) throws IOException {
        page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.append("<title>")
                .append(html(survey.title()))
                .append("</title>\n<style>\n")
                .append(style());
        page.append("</style></head><body>\n<header><h1>")
                .append(html(survey.title()))
                .append("</h1>\n<ul>\n");
        for (String sentence : survey.basis())
            page.append("<li>").append(html(sentence)).append("</li>\n");
        page.append("</ul>\n<nav>");
        for (Section section : survey.sections())
            page.append("<a href=\"#")
                    .append(section.id())
                    .append("\">")
                    .append(html(section.title()))
                    .append("</a> ");
        page.append("</nav></header>\n<main>\n");
        for (Section section : survey.sections()) section(section);
        page.append("</main>\n<script>")
                .append(charts())
                .append("</script>\n<script>\n")
                .append(draw(survey));
        return page.append("</script>\n</body></html>\n").toString();
    }

    private void section(Section section) {
        page.append("<section id=\"").append(section.id()).append("\"><h2>").append(html(section.title()));
        page.append("</h2>\n<p>").append(html(section.note())).append("</p>\n");
        boolean drawn = section.chart() == Section.Chart.BARS || section.chart() == Section.Chart.SHARES;
        if (drawn)
            page.append("<div class=\"chart\" id=\"chart-").append(section.id()).append("\"></div>\n");
        long most = section.chart() == Section.Chart.WEEK ? most(section) : 0;
        page.append("<table").append(most > 0 ? " class=\"week\"" : "").append("><thead><tr>");
        for (int c = 0; c < section.columns().size(); c++) {
            boolean number = section.rows().getFirst().get(c) instanceof Number;
            page.append(number ? "<th class=\"n\">" : "<th>")
                    .append(html(section.columns().get(c)))
                    .append("</th>");
        }
        page.append("</tr></thead><tbody>\n");
        for (List<Object> row : section.rows()) {
            page.append("<tr>");
            for (Object cell : row) cell(cell, most);
            page.append("</tr>\n");
        }
        page.append("</tbody></table></section>\n");
    }

    private void cell(Object cell, long most) {
        if (!(cell instanceof Number number)) {
            page.append("<td>")
                    .append(cell == null ? "" : html(cell.toString()))
                    .append("</td>");
            return;
        }
        page.append("<td class=\"n\"");
        // The number itself stays: nobody needs to see the shade.
        if (most > 0 && number.longValue() > 0)
            page.append(" style=\"--s:")
                    .append(Math.max(8, number.longValue() * 100 / most))
                    .append("%\"");
        page.append('>').append(most > 0 && number.longValue() == 0 ? "" : "%,d".formatted(number.longValue()));
        page.append("</td>");
    }

    private static long most(Section section) {
        long most = 1;
        for (List<Object> row : section.rows())
            for (Object cell : row) if (cell instanceof Number number) most = Math.max(most, number.longValue());
        return most;
    }

    private static String style() {
        return """
                :root { color-scheme: light dark; --ink: light-dark(#1a1d21, #e8e6e3); --faint: light-dark(#6a7078, #9aa0a6);
                  --line: light-dark(#d9dce0, #3a3f45); --paper: light-dark(#fff, #16181b); --shade: light-dark(#2f6f9f, #5ea3d6); }
                body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 2rem auto;
                  max-width: 62rem; padding: 0 1rem; }
                h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin: 2.5rem 0 .3rem; }
                header ul, section p { color: var(--faint); } nav a { margin-right: .9rem; color: var(--shade); }
                table { border-collapse: collapse; width: 100%; font-size: .9rem; }
                th { text-align: left; font-weight: 600; border-bottom: 2px solid var(--line); padding: .25rem .6rem .25rem 0; }
                td { border-bottom: 1px solid var(--line); padding: .2rem .6rem .2rem 0; overflow-wrap: anywhere; }
                td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
                .week th.n { text-align: center; padding: .2rem; } .week td.n { font-size: .75rem; padding: .2rem; text-align: center; min-width: 1.7rem;
                  background: color-mix(in srgb, var(--shade) var(--s, 0%), transparent); }
                .chart { width: 100%; height: 20rem; margin: .5rem 0 1rem; }
                @media print { .chart { break-inside: avoid; } section { break-inside: avoid-page; } nav { display: none; } }
                """;
    }

    private static String charts() throws IOException {
        try (InputStream in = SurveyPage.class.getResourceAsStream(CHARTS)) {
            if (in == null) throw new IOException("the charts' library is not in this build");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("</script", "<\\/script");
        }
    }

    private static String draw(Survey survey) {
        StringBuilder script = new StringBuilder("""
                const dark = matchMedia('(prefers-color-scheme: dark)').matches;
                function draw(id, option) {
                  const chart = echarts.init(document.getElementById('chart-' + id), dark ? 'dark' : null, { renderer: 'svg' });
                  chart.setOption(Object.assign({ animation: false, backgroundColor: 'transparent',
                    aria: { enabled: true, decal: { show: true } }, tooltip: {} }, option));
                  addEventListener('resize', () => chart.resize());
                  addEventListener('beforeprint', () => chart.resize({ width: 680 }));
                }
                function bars(id, names, values) {
                  document.getElementById('chart-' + id).style.height = Math.max(6, names.length * 1.7 + 3) + 'rem';
                  draw(id, { grid: { left: 8, right: 60, top: 8, bottom: 24, containLabel: true }, xAxis: { type: 'value' },
                    yAxis: { type: 'category', inverse: true, data: names, axisLabel: { width: 260, overflow: 'truncate' } },
                    series: [{ type: 'bar', data: values, label: { show: true, position: 'right' } }] });
                }
                function shares(id, names, values) {
                  draw(id, { series: [{ type: 'pie', radius: ['35%', '70%'], label: { formatter: '{b}: {c} ({d} %)' },
                    data: names.map((name, i) => ({ name, value: values[i] })) }] });
                }
                """);
        for (Section section : survey.sections()) {
            if (section.chart() != Section.Chart.BARS && section.chart() != Section.Chart.SHARES) continue;
            int number = section.columns().size();
            for (int c = section.rows().getFirst().size() - 1; c >= 0; c--)
                if (section.rows().getFirst().get(c) instanceof Number) number = c;
            if (number == section.columns().size()) continue;
            StringBuilder names = new StringBuilder(), values = new StringBuilder();
            for (List<Object> row :
                    section.rows().subList(0, Math.min(BARS, section.rows().size()))) {
                names.append(names.isEmpty() ? "" : ",").append(script(String.valueOf(row.getFirst())));
                values.append(values.isEmpty() ? "" : ",").append(row.get(number));
            }
            script.append(section.chart() == Section.Chart.BARS ? "bars" : "shares")
                    .append("('")
                    .append(section.id())
                    .append("', [")
                    .append(names)
                    .append("], [")
                    .append(values)
                    .append("]);\n");
        }
        return script.toString();
    }

    /// A text in a script: everything but letters and digits by its number.
    private static String script(String text) {
        StringBuilder out = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c < 0x7f && (Character.isLetterOrDigit(c) || " .,:-_()/".indexOf(c) >= 0);
            out.append(plain ? String.valueOf(c) : "\\u%04x".formatted((int) c));
        }
        return out.append('\'').toString();
    }

    static String html(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
            }
        });
        return out.toString();
    }
}
