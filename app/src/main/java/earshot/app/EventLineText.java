package earshot.app;

import earshot.report.line.EventLine;
import java.util.ArrayList;
import java.util.List;

/// An event in a sentence's worth of words.
final class EventLineText {
    private EventLineText() {}

    /// Not escaped.
    ///
    /// @param line its secrets masked, unless they are wanted
    static String of(EventLine line) {
        List<String> words = new ArrayList<>();
        words.add(line.type());
        switch (line.type()) {
            case "message" -> {
                words.add(line.text("from") + " to " + (line.has("room") ? line.text("room") : names(line)) + ":");
                words.add(line.has("text") ? line.text("text") : "[" + line.text("encryption") + "]");
            }
            case "credential" -> {
                words.add(line.text("account"));
                words.add(line.text("form") + " by " + line.text("mechanism") + ",");
                words.add("secret " + line.text("secret"));
            }
            case "file" -> {
                words.add(line.text("name"));
                words.add(line.text("state") + ", from " + line.text("from") + " to " + names(line));
            }
            case "alert" -> words.add(line.text("severity") + ": " + line.text("title"));
            case "contact" -> words.add(line.text("owner") + " " + line.text("state") + " " + line.text("contact"));
            case "identity" -> words.add(line.text("was") + " is " + line.text("is"));
            case "room" -> words.add(line.text("account") + " " + line.text("action") + " " + line.text("room"));
            case "anomaly" -> words.add(line.text("what") + " " + line.text("detail"));
            case "service" -> words.add(line.text("service") + " by " + String.join(", ", line.list("evidence")));
            case "host" -> words.add(line.text("address") + " " + line.text("name") + " " + line.text("mac"));
            default -> {
                for (String field :
                        List.of("account", "by", "about", "from", "to", "state", "login", "text", "reason")) {
                    if (line.has(field)) words.add(line.text(field));
                }
            }
        }
        if (!line.proof().isEmpty()) words.add("(frames " + CaseLines.frames(line.proof()) + ")");
        words.add(line.id());
        words.removeIf(String::isEmpty);
        return String.join(" ", words);
    }

    private static String names(EventLine line) {
        return String.join(", ", line.list("to"));
    }
}
