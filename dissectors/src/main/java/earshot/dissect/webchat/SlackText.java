package earshot.dissect.webchat;

/// Slack's own markup: `<@U1>`, `<#C1|general>`, `<!here>`, `<https://x.example|a label>`, and `&amp;`, `&lt;`, `&gt;`.
final class SlackText {
    private SlackText() {}

    /// What people saw: the label where there is one.
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); ) {
            int end = text.charAt(at) == '<' ? text.indexOf('>', at) : -1;
            if (end > at + 1) {
                plain.append(entities(shown(text.substring(at + 1, end))));
                at = end + 1;
                continue;
            }
            int next = text.indexOf('<', at + 1);
            if (next < 0) next = text.length();
            plain.append(entities(text.substring(at, next)));
            at = next;
        }
        return plain.toString();
    }

    private static String shown(String tag) {
        int bar = tag.indexOf('|');
        String label = bar < 0 ? "" : tag.substring(bar + 1);
        return switch (tag.charAt(0)) {
            case '@', '!' -> "@" + (label.isEmpty() ? tag.substring(1) : stripped(label, '@'));
            case '#' -> "#" + (label.isEmpty() ? tag.substring(1) : stripped(label, '#'));
            default -> label.isEmpty() ? bar < 0 ? tag : tag.substring(0, bar) : label;
        };
    }

    private static String stripped(String label, char mark) {
        return label.charAt(0) == mark ? label.substring(1) : label;
    }

    private static String entities(String text) {
        if (text.indexOf('&') < 0) return text;
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
