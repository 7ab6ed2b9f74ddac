package earshot.detect.worm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Worms by name: what they send, as data. `known-worms.tsv` says how its lines are read.
final class KnownWorms {
    private final Map<String, String> files = new HashMap<>();
    private final List<String[]> texts = new ArrayList<>(), links = new ArrayList<>();

    static final KnownWorms ALL = read();

    private KnownWorms() {}

    private static KnownWorms read() {
        KnownWorms worms = new KnownWorms();
        try (InputStream in = KnownWorms.class.getResourceAsStream("known-worms.tsv")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(worms::line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return worms;
    }

    private void line(String line) {
        if (line.isBlank() || line.startsWith("#")) return;
        String[] columns = line.split("\t+");
        String pattern = columns[2].toLowerCase(Locale.ROOT);
        switch (columns[1]) {
            case "file" -> files.put(pattern, columns[0]);
            case "text" -> texts.add(new String[] {pattern, columns[0]});
            case "link" -> links.add(new String[] {pattern, columns[0]});
            default -> throw new IllegalStateException("known-worms.tsv: " + line);
        }
    }

    /// The worm's name, "" where it is none of these.
    String name(Sending sending) {
        boolean isFile = sending.marks().getFirst().kind() == Mark.Kind.FILE;
        String what = sending.what().toLowerCase(Locale.ROOT);
        String found = files.get(isFile ? what : what.substring(what.lastIndexOf('/') + 1));
        if (found != null) return found;
        if (isFile) return "";
        for (String[] link : links) if (what.contains(link[0])) return link[1];
        for (String[] text : texts) if (sending.words().contains(text[0])) return text[1];
        return "";
    }
}
