package earshot.report.casefile;

import earshot.report.casefile.Verification.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a verification has found so far; beyond [#MOST] findings it only counts.
final class Findings {
    static final int MOST = 1000;

    private final Path root;
    private final List<Finding> list = new ArrayList<>();
    private long unlisted;

    Findings(Path root) {
        this.root = root;
    }

    /// Something is not what it was sealed as.
    void change(String where, String what) {
        if (list.size() < MOST) list.add(new Finding(true, where, what));
        else unlisted++;
    }

    void change(Path where, String what) {
        change(name(where), what);
    }

    /// Something the reader should know, though the seals hold.
    void remark(Path where, String what) {
        if (list.size() < MOST) list.add(new Finding(false, name(where), what));
    }

    int size() {
        return list.size();
    }

    List<Finding> all() {
        List<Finding> all = new ArrayList<>(list);
        if (unlisted > 0) all.add(new Finding(true, "", unlisted + " more findings"));
        return List.copyOf(all);
    }

    /// Relative to the case, with slashes.
    String name(Path path) {
        return path.startsWith(root) ? root.relativize(path).toString().replace('\\', '/') : path.toString();
    }
}
