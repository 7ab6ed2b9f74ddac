package earshot.app;

import earshot.report.text.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Draws an alert's `tree`: who had it from whom, and when they passed it on.
///
/// ```
/// dirk  11:14:50, to 4
/// ├─ ivo  11:14:58, to 4
/// │  └─ hedda  11:15:10, to 4
/// └─ anneke  11:15:14, to 5
/// ```
final class InfectionTree {
    /// Deeper branches are drawn at this depth.
    private static final int DEEPEST = 30;

    private record Branch(String to, String time, String reached) {}

    private final Map<String, List<Branch>> children = new LinkedHashMap<>();
    private final Set<String> drawn = new LinkedHashSet<>();
    private final List<String> lines = new ArrayList<>();

    private InfectionTree() {}

    /// @param branches the objects of the line's `tree`, first victims without `from`
    static List<String> lines(List<?> branches) {
        InfectionTree tree = new InfectionTree();
        for (Object branch : branches) {
            if (branch instanceof Map<?, ?> of) {
                tree.children
                        .computeIfAbsent(text(of, "from"), _ -> new ArrayList<>())
                        .add(new Branch(text(of, "to"), text(of, "time"), text(of, "reached")));
            }
        }
        for (Branch root : tree.children.getOrDefault("", List.of())) tree.draw(root, "", "", 0);
        return tree.lines;
    }

    private static String text(Map<?, ?> of, String field) {
        Object value = of.get(field);
        return value == null ? "" : value.toString();
    }

    private void draw(Branch branch, String first, String rest, int depth) {
        if (!drawn.add(branch.to)) return;
        String time = branch.time.length() >= 19 ? branch.time.substring(0, 19).replace('T', ' ') : branch.time;
        lines.add(first + Shown.line(branch.to) + "  " + time + ", to " + branch.reached);
        List<Branch> below = children.getOrDefault(branch.to, List.of());
        String indent = depth < DEEPEST ? rest : "";
        for (int i = 0; i < below.size(); i++) {
            boolean last = i == below.size() - 1;
            draw(below.get(i), indent + (last ? "└─ " : "├─ "), indent + (last ? "   " : "│  "), depth + 1);
        }
    }
}
