package earshot.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A client, and maybe which versions of it: `irssi`, `Trillian *`, `mIRC < 6.16`, `Pidgin >= 2.10`.
record ClientRule(String name, String comparison, String version) {
    private static final Pattern FORM = Pattern.compile("\\s*([^<>=]+?)\\s*(?:(<=|>=|<|>|=)\\s*(\\S+)\\s*)?");

    /// @return null where it is not written so
    static ClientRule of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) return null;
        String comparison = form.group(2) == null ? "" : form.group(2);
        return new ClientRule(form.group(1), comparison, comparison.isEmpty() ? "" : form.group(3));
    }

    /// @param client the name, with the version behind it or not
    /// @param itsVersion "" where not known: then a rule that asks for one does not fit
    boolean fits(String client, String itsVersion) {
        String lower = client.toLowerCase(java.util.Locale.ROOT), wanted = name.toLowerCase(java.util.Locale.ROOT);
        if (!Globs.matches(wanted, lower) && !Globs.matches(wanted + " *", lower)) return false;
        if (comparison.isEmpty()) return true;
        if (itsVersion.isEmpty()) return false;
        int order = compare(itsVersion, version);
        return switch (comparison) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> order == 0;
        };
    }

    /// Number by number; what is no number is compared as text, and comes before a number.
    static int compare(String one, String other) {
        String[] a = one.split("[^0-9A-Za-z]+"), b = other.split("[^0-9A-Za-z]+");
        for (int i = 0; i < Math.max(a.length, b.length); i++) {
            String x = i < a.length ? a[i] : "0", y = i < b.length ? b[i] : "0";
            boolean numbers = isNumber(x) && isNumber(y);
            int order = numbers
                    ? Long.compare(Long.parseLong(x), Long.parseLong(y))
                    : isNumber(x) ? 1 : isNumber(y) ? -1 : x.compareToIgnoreCase(y);
            if (order != 0) return order;
        }
        return 0;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() < 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
