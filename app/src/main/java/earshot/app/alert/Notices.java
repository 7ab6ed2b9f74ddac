package earshot.app.alert;

import earshot.capture.CaptureInfo;
import earshot.event.Frames;
import earshot.event.ImEvent.Alert;
import earshot.event.Seen;
import earshot.event.json.EventIds;
import earshot.event.json.EventWriter;
import earshot.event.json.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes alerts as notices. Secrets stay masked whatever the run's own output shows. One thread.
final class Notices {
    private static final int BRIEF_TEXT = 500, BRIEF_LIST = 5;

    private final Form form;
    private final Cef cef;
    private final EventWriter writer;

    Notices(Form form, String version, List<CaptureInfo> captures, EventIds ids) {
        this.form = form;
        this.cef = new Cef(version);
        this.writer = new EventWriter(captures, ids, Secrets.MASKED);
    }

    Notice of(Alert alert, String id) {
        Alert brief = brief(alert);
        String text = form == Form.CEF ? cef.line(alert, id) : json(alert, id);
        String less = form == Form.CEF ? cef.line(brief, id) : abridged(json(brief, id));
        return new Notice(
                id, alert.rule(), alert.seen().time(), alert.severity().ordinal(), text, less);
    }

    private String json(Alert alert, String id) {
        writer.clear();
        writer.write(alert, id);
        return new String(writer.bytes(), 0, writer.size() - 1, StandardCharsets.UTF_8);
    }

    private static String abridged(String json) {
        return json.substring(0, json.length() - 1) + ",\"abridged\":true}";
    }

    /// Without the frames and the tree, and with the beginning of what is long.
    private static Alert brief(Alert alert) {
        Seen seen = alert.seen();
        return new Alert(
                new Seen(
                        seen.time(),
                        Frames.NONE,
                        seen.flow(),
                        seen.via(),
                        seen.protocol(),
                        seen.service(),
                        seen.network()),
                alert.rule(),
                alert.key(),
                alert.severity(),
                beginning(alert.title()),
                beginning(alert.explanation()),
                alert.subjects().stream()
                        .limit(BRIEF_LIST)
                        .map(Notices::beginning)
                        .toList(),
                alert.attack(),
                alert.because().stream().limit(BRIEF_LIST).toList(),
                alert.revision());
    }

    private static String beginning(String text) {
        if (text.length() <= BRIEF_TEXT) return text;
        return text.substring(
                        0, text.offsetByCodePoints(0, Math.min(BRIEF_TEXT, text.codePointCount(0, text.length()))))
                + "…";
    }
}
