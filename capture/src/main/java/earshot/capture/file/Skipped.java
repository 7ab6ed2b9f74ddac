package earshot.capture.file;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Files in folders that were not read because they are no captures; the first are named, all are counted.
final class Skipped {
    static final int NAMED = 100;

    private final List<String> said = new ArrayList<>();
    private long files;

    void add(String name, String why) {
        files++;
        if (said.size() < NAMED) said.add(name + ": " + why);
    }

    List<String> said() {
        return Collections.unmodifiableList(said);
    }

    long files() {
        return files;
    }
}
