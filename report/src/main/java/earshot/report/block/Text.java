package earshot.report.block;

import java.util.List;

/// Lines with comments, as all formats have them.
final class Text {
    private final StringBuilder text = new StringBuilder(4096);
    private final String mark;

    /// @param mark what a comment begins with
    Text(String mark) {
        this.mark = mark;
    }

    Text line(String line) {
        text.append(line).append('\n');
        return this;
    }

    Text comment(String sentence) {
        return line(sentence.isEmpty() ? mark : mark + ' ' + sentence);
    }

    /// Who wrote it, how it is used, and what it cannot do.
    Text head(Format format, BlockList list, String... limits) {
        comment("Block list by Earshot for "
                + String.join(
                        ", ", list.entries().stream().map(BlockList.Entry::id).toList()) + ".");
        comment(format.use());
        for (String limit : limits) comment(limit);
        return this;
    }

    /// What is blocked of a service, and what of it this language cannot name.
    Text service(BlockList.Entry entry, boolean namesMatched) {
        line("").comment(entry.id() + ": " + entry.title());
        if (!namesMatched && !entry.names().isEmpty())
            comment("not stopped by this rule, but by name: " + names(entry.names()));
        if (!entry.left().isEmpty()) comment("left open, as others use them too: " + names(entry.left()));
        return this;
    }

    private static String names(List<String> names) {
        return String.join(" ", names.size() > 12 ? names.subList(0, 12) : names)
                + (names.size() > 12 ? " and " + (names.size() - 12) + " more" : "");
    }

    @Override
    public String toString() {
        return text.toString();
    }

    static String join(List<?> values) {
        return String.join(", ", values.stream().map(Object::toString).toList());
    }
}
