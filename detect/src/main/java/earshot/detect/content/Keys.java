package earshot.detect.content;

import earshot.detect.content.Finding.Kind;
import java.util.ArrayList;
import java.util.List;

/// Finds keys and tokens of services by the prefixes that their makers gave them.
final class Keys {
    private static final int MOST = 10, LONGEST_TEXT = 20_000;

    /// @param least how many characters follow the prefix at least
    /// @param distinct how many different ones, so that no `xxxx` of a manual counts
    private record Shape(String what, String prefix, int least, int distinct) {}

    private static final List<Shape> SHAPES = List.of(
            new Shape("AWS access key", "AKIA", 16, 6),
            new Shape("AWS access key", "ASIA", 16, 6),
            new Shape("Google API key", "AIza", 35, 12),
            new Shape("GitHub token", "ghp_", 36, 12),
            new Shape("GitHub token", "gho_", 36, 12),
            new Shape("GitHub token", "ghs_", 36, 12),
            new Shape("GitHub token", "github_pat_", 60, 12),
            new Shape("GitLab token", "glpat-", 20, 8),
            new Shape("Slack token", "xoxb-", 20, 8),
            new Shape("Slack token", "xoxp-", 20, 8),
            new Shape("Slack webhook", "hooks.slack.com/services/T", 30, 12),
            new Shape("Stripe key", "sk_live_", 20, 8),
            new Shape("Stripe key", "rk_live_", 20, 8),
            new Shape("SendGrid key", "SG.", 60, 12),
            new Shape("npm token", "npm_", 36, 12),
            new Shape("PyPI token", "pypi-AgEIcHlwaS5vcmc", 40, 12),
            new Shape("Anthropic key", "sk-ant-api03-", 60, 12),
            new Shape("DigitalOcean token", "dop_v1_", 60, 10),
            new Shape("JSON web token", "eyJ", 60, 16));

    private Keys() {}

    static List<Finding> in(String text) {
        List<Finding> found = new ArrayList<>();
        String looked = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        if (looked.contains("-----BEGIN ") && looked.contains("PRIVATE KEY-----"))
            found.add(new Finding(Kind.KEY, "private key", "-----BEGIN…"));
        for (Shape shape : SHAPES) {
            for (int at = looked.indexOf(shape.prefix); at >= 0 && found.size() < MOST; ) {
                int from = at + shape.prefix.length(), end = from;
                while (end < looked.length() && isKey(looked.charAt(end))) end++;
                boolean begins = at == 0 || !Character.isLetterOrDigit(looked.charAt(at - 1));
                String rest = looked.substring(from, end);
                boolean web = !shape.prefix.equals("eyJ")
                        || rest.chars().filter(c -> c == '.').count() == 2;
                if (begins
                        && web
                        && rest.length() >= shape.least
                        && rest.chars().distinct().count() >= shape.distinct)
                    found.add(new Finding(Kind.KEY, shape.what, shape.prefix + Finding.masked(rest)));
                at = looked.indexOf(shape.prefix, Math.max(end, at + 1));
            }
        }
        return found;
    }

    private static boolean isKey(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "_-./+=".indexOf(c) >= 0;
    }
}
