package earshot.app.digest;

import earshot.capture.CaptureInfo;
import earshot.capture.FrameRef;
import earshot.event.Frames;
import earshot.report.line.Proof;
import earshot.report.text.Shown;
import java.io.PrintStream;
import java.util.List;

/// What a digest is written on: headings, rows and wrapped text of one width. Whatever came from the
/// traffic must have gone through [#safe].
final class Sheet {
    private final PrintStream out;
    final Paint paint;
    final int width;
    /// Where there are several, frame numbers say which they are of.
    private final List<CaptureInfo> captures;

    Sheet(PrintStream out, Paint paint, int width, List<CaptureInfo> captures) {
        this.out = out;
        this.paint = paint;
        this.width = width;
        this.captures = captures;
    }

    static String safe(String text) {
        return Shown.line(text);
    }

    /// A name that must not take more room than this.
    static String safe(String text, int most) {
        return Columns.cut(Shown.line(text), most);
    }

    void line(String text) {
        out.println(text);
    }

    void gap() {
        out.println();
    }

    void heading(String title, String rest) {
        out.println();
        out.println(paint.bold(title) + (rest.isEmpty() ? "" : "  " + paint.dim(rest)));
    }

    /// Text behind a margin, wrapped, at most so many lines.
    void paragraph(String margin, String first, String text, int most) {
        List<String> lines = Columns.wrap(text, Math.max(24, width - Columns.width(margin) - Columns.width(first)));
        String indent = margin + " ".repeat(Columns.width(first));
        for (int i = 0; i < lines.size() && i < most; i++) {
            boolean more = i == most - 1 && lines.size() > most;
            out.println((i == 0 ? margin + first : indent) + lines.get(i) + (more ? " …" : ""));
        }
    }

    /// `frame 25`, `frames 61-64,70`; where there are several captures `frame 2:25`.
    String frames(Frames frames, int most) {
        if (frames.count() == 0) return "";
        int capture = FrameRef.capture(frames.first());
        return (frames.count() > 1 ? "frames " : "frame ") + numbers(capture, frames.text(capture), most);
    }

    /// The frames of the first capture that shows it, without the word.
    String numbers(List<Proof> proof, int most) {
        if (proof.isEmpty()) return "";
        String name = proof.getFirst().capture();
        int capture = 0;
        while (capture < captures.size() && !captures.get(capture).name.equals(name)) capture++;
        return numbers(capture, proof.getFirst().frames(), most);
    }

    private String numbers(int capture, String frames, int most) {
        String text = frames;
        if (text.length() > most) {
            int comma = text.lastIndexOf(',', most - 1);
            text = text.substring(0, comma > 0 ? comma + 1 : most - 1) + "…";
        }
        return captures.size() > 1 ? (capture + 1) + ":" + text : text;
    }
}
