package earshot.detect.content;

import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.SpoofChecker;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How much about a web address deceives: features with weights, of which [#ALERT] in all make an alert. What each
/// feature is and what it weighs stands in `protocols/detections.md` section 3.
final class LinkScore {
    static final int ALERT = 5;

    private static final Set<String> SHORTENERS = Set.of(
            "bit.ly",
            "t.co",
            "goo.gl",
            "tinyurl.com",
            "is.gd",
            "ow.ly",
            "buff.ly",
            "rebrand.ly",
            "cutt.ly",
            "rb.gy",
            "shorturl.at",
            "tiny.cc",
            "s.id",
            "v.gd");
    private static final Set<String> CREDENTIALS = Set.of(
            "login",
            "signin",
            "sign-in",
            "verify",
            "verification",
            "account",
            "update",
            "secure",
            "webscr",
            "password",
            "banking",
            "confirm",
            "suspend",
            "suspended",
            "unlock",
            "billing",
            "wallet",
            "invoice",
            "2fa",
            "session",
            "logon");
    private static final Set<String> ENDINGS = Set.of(
            "zip", "mov", "tk", "ml", "ga", "cf", "gq", "top", "xyz", "icu", "buzz", "click", "rest", "cam", "live",
            "quest", "sbs", "cfd");
    private static final Set<String> FREE = Set.of(
            "weebly.com",
            "000webhostapp.com",
            "pages.dev",
            "web.app",
            "workers.dev",
            "firebaseapp.com",
            "netlify.app",
            "blogspot.com",
            "wixsite.com",
            "glitch.me",
            "repl.co",
            "ngrok.io",
            "ngrok-free.app");
    private static final Set<String> SECOND_LEVEL =
            Set.of("co", "com", "net", "org", "gov", "ac", "edu", "or", "ne", "go", "gob");
    private static final List<String> PROGRAMS = List.of(
            ".exe", ".scr", ".pif", ".com", ".bat", ".vbs", ".jse", ".msi", ".hta", ".lnk", ".apk", ".cmd", ".ps1");
    /// Names that are imitated most; a policy adds the organisation's own.
    private static final List<String> BRANDS = List.of(
            "paypal.com",
            "apple.com",
            "microsoft.com",
            "google.com",
            "facebook.com",
            "amazon.com",
            "netflix.com",
            "instagram.com",
            "whatsapp.com",
            "linkedin.com",
            "dropbox.com",
            "adobe.com",
            "chase.com",
            "wellsfargo.com",
            "bankofamerica.com",
            "citibank.com",
            "hsbc.com",
            "barclays.co.uk",
            "dhl.com",
            "fedex.com",
            "ups.com",
            "usps.com",
            "ebay.com",
            "yahoo.com",
            "outlook.com",
            "office.com",
            "icloud.com",
            "steampowered.com",
            "coinbase.com",
            "binance.com",
            "roblox.com",
            "spotify.com",
            "twitter.com",
            "telegram.org",
            "github.com",
            "docusign.com",
            "aol.com",
            "hotmail.com",
            "icq.com",
            "skype.com",
            "deutsche-bank.de",
            "sparkasse.de",
            "postbank.de",
            "ing.nl");

    /// Loaded when the first name comes that is not plain ASCII.
    private static final class Icu {
        static final SpoofChecker CONFUSABLE =
                new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();
        static final IDNA NAMES = IDNA.getUTS46Instance(IDNA.DEFAULT);
    }

    private final List<String> brands;

    /// @param protectedNames domain names of the organisation's own
    LinkScore(List<String> protectedNames) {
        List<String> all = new ArrayList<>(BRANDS);
        for (String name : protectedNames) all.add(name.toLowerCase(Locale.ROOT));
        brands = List.copyOf(all);
    }

    /// @param reasons in words, the heaviest first found
    record Score(int points, List<String> reasons) {}

    private static final class Sum {
        int points;
        final List<String> reasons = new ArrayList<>();

        void add(int weight, String reason) {
            points += weight;
            reasons.add(reason);
        }
    }

    Score of(Address link) {
        Sum sum = new Sum();
        String host = link.host();
        boolean literal = isLiteral(host);
        if (literal) sum.add(4, "its host is a bare address");
        if (!link.user().isEmpty()) sum.add(4, "what looks like a host stands before an @");
        String unicode = unicode(host), domain = domain(unicode), own = label(domain);
        if (!literal) names(sum, host, unicode, domain, own);
        words(sum, link, host);
        shape(sum, link, host, literal);
        return new Score(sum.points, List.copyOf(sum.reasons));
    }

    private void names(Sum sum, String host, String unicode, String domain, String own) {
        if (brands.contains(domain)) return;
        boolean foreign = !unicode.equals(host) || unicode.chars().anyMatch(c -> c > 0x7f);
        String drawn = drawn(own);
        for (String brand : brands) {
            String name = label(brand);
            if (own.equals(name)) continue;
            if (foreign && skeleton(own).equals(skeleton(name))) {
                sum.add(5, "its letters look like those of " + brand);
                return;
            }
            if (drawn.equals(drawn(name)) || isNear(own, name)) {
                sum.add(5, "it is nearly " + brand);
                return;
            }
        }
        if (foreign && isMixed(own)) sum.add(3, "it mixes alphabets");
        String before = unicode.substring(0, Math.max(0, unicode.length() - domain.length()));
        String words = " " + (before + own).replaceAll("[^a-z0-9]+", " ") + " ";
        for (String brand : brands) {
            String name = label(brand);
            if (name.length() >= 4 && words.contains(" " + name + " ")) {
                sum.add(3, "it bears the name of " + brand + " and is not " + brand);
                return;
            }
        }
    }

    private void words(Sum sum, Address link, String host) {
        String path = decoded(link.path()).toLowerCase(Locale.ROOT);
        int credentials = 0;
        for (String word : (host + "/" + path).split("[^a-z0-9-]+|-(?=[a-z])"))
            if (CREDENTIALS.contains(word)) credentials++;
        if (credentials > 0) sum.add(Math.min(2, credentials), "it speaks of signing in");
        if (credentials > 0 && link.scheme().equals("http")) sum.add(1, "and does so without encryption");
        String file = path.replaceAll("[?#].*", "");
        for (String program : PROGRAMS) {
            if (!file.endsWith(program) || program.equals(".com") && file.indexOf('/') < 0) continue;
            sum.add(4, "it leads to a program");
            break;
        }
        if (path.matches(".*[?&](url|next|redirect|redir|goto|continue|return)=https?(:|%3a).*"))
            sum.add(2, "it leads on to somewhere else");
        if (path.matches(".*[?&=/][a-z0-9._%+-]{1,64}@[a-z0-9.-]{1,100}\\.[a-z]{2,}.*"))
            sum.add(4, "it has somebody's address in it");
    }

    private static void shape(Sum sum, Address link, String host, boolean literal) {
        String domain = domain(host);
        if (SHORTENERS.contains(domain)) sum.add(2, "it is shortened");
        for (String free : FREE) if (host.endsWith("." + free)) sum.add(2, "anybody can have a page at " + free);
        if (ENDINGS.contains(domain.substring(domain.lastIndexOf('.') + 1)))
            sum.add(1, "its ending is used by deceivers");
        if (!literal && host.chars().filter(c -> c == '.').count() >= 4) sum.add(1, "its host has many parts");
        if (host.length() >= 30) sum.add(1, "its host is long");
        if (host.chars().filter(c -> c == '-').count() >= 3) sum.add(1, "its host has many dashes");
        if (!link.port().isEmpty() && !Set.of("80", "443", "8080", "8443").contains(link.port()))
            sum.add(1, "its port is unusual");
    }

    /// An address in any of the forms that browsers take: dotted, decimal, hexadecimal, in brackets.
    private static boolean isLiteral(String host) {
        return host.startsWith("[")
                || host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")
                || host.matches("[0-9]{7,10}")
                || host.matches("0x[0-9a-f]{8}")
                || host.matches(
                        "(0x[0-9a-f]{1,2}|0[0-7]{1,3}|[0-9]{1,3})(\\.(0x[0-9a-f]{1,2}|0[0-7]{1,3}|[0-9]{1,3})){3}");
    }

    /// The registered part: one label and the ending, two where the ending has two parts (`co.uk`).
    static String domain(String host) {
        String[] labels = host.split("\\.");
        if (labels.length <= 2) return host;
        boolean two = labels[labels.length - 1].length() == 2 && SECOND_LEVEL.contains(labels[labels.length - 2]);
        int from = labels.length - (two && labels.length > 2 ? 3 : 2);
        return String.join(".", List.of(labels).subList(from, labels.length));
    }

    private static String label(String domain) {
        int dot = domain.indexOf('.');
        return dot < 0 ? domain : domain.substring(0, dot);
    }

    private static String unicode(String host) {
        if (!host.contains("xn--")) return host;
        StringBuilder unicode = new StringBuilder();
        Icu.NAMES.nameToUnicode(host, unicode, new IDNA.Info());
        return unicode.toString();
    }

    private static String skeleton(String text) {
        return Icu.CONFUSABLE.getSkeleton(text);
    }

    /// Digits and pairs of letters as the letters they are drawn like.
    private static String drawn(String name) {
        return name.replace("0", "o")
                .replace('1', 'l')
                .replace("5", "s")
                .replace("3", "e")
                .replace("rn", "m")
                .replace("vv", "w")
                .replace("-", "");
    }

    /// One slip of the pen away, two in long names; short names are near to too much.
    private static boolean isNear(String name, String brand) {
        if (brand.length() < 5 || Math.abs(name.length() - brand.length()) > 2) return false;
        int most = brand.length() >= 8 ? 2 : 1;
        int distance = distance(name, brand, most);
        return distance > 0 && distance <= most && name.charAt(0) == brand.charAt(0);
    }

    /// Damerau-Levenshtein, of neighbours only.
    private static int distance(String a, String b, int most) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) d[i][0] = i;
        for (int j = 0; j <= b.length(); j++) d[0][j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int least = Integer.MAX_VALUE;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1))
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                least = Math.min(least, d[i][j]);
            }
            if (least > most) return most + 1;
        }
        return d[a.length()][b.length()];
    }

    private static boolean isMixed(String label) {
        boolean latin = label.chars().anyMatch(c -> c >= 'a' && c <= 'z');
        boolean other = label.codePoints().anyMatch(c -> {
            Character.UnicodeScript script = Character.UnicodeScript.of(c);
            return script == Character.UnicodeScript.CYRILLIC || script == Character.UnicodeScript.GREEK;
        });
        return latin && other;
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }
}
