package earshot.detect.content;

import earshot.detect.content.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Finds numbers that should not be told: payment cards, bank accounts, numbers of persons.
///
/// A check digit holds by chance for one number in ten, so the words before a number count as well: what is called an
/// order or a telephone is believed, and a number of a person without a telling form of its own needs to be called one.
final class Numbers {
    private static final int MOST = 20, BEFORE = 28, LONGEST_TEXT = 20_000;
    /// What sellers and testers use, published as never issued.
    private static final Set<String> TEST_CARDS = Set.of(
            "4111111111111111",
            "5555555555554444",
            "378282246310005",
            "371449635398431",
            "6011111111111117",
            "6011000990139424",
            "30569309025904",
            "38520000023237",
            "3530111333300000",
            "3566002020360505",
            "4012888888881881",
            "5105105105105100",
            "4242424242424242",
            "4000056655665556",
            "5200828282828210",
            "2223003122003222",
            "4222222222222",
            "4000000000000002",
            "378734493671000");
    private static final List<String> NO_CARD = List.of(
            "order",
            "invoice",
            "ticket",
            "track",
            "parcel",
            "shipment",
            "ref",
            "serial",
            "imei",
            "isbn",
            "ean",
            "phone",
            "tel",
            "call",
            "fax",
            "mobile",
            "fon",
            "bestell",
            "auftrag",
            "rechnung",
            "sendung",
            "commande",
            "facture",
            "case no",
            "case number",
            "build",
            "version",
            "sku",
            "article",
            "part no",
            "meter",
            "uid",
            "timestamp",
            "http",
            "www.",
            "id=",
            "id:",
            "#");
    private static final List<String> CARD = List.of(
            "card", "visa", "master", "amex", "cvv", "cvc", "exp", "kart", "carte", "tarjeta", "karta", "kredit",
            "credit", "pan");
    private static final Map<String, Integer> IBAN_LENGTHS = Map.ofEntries(
            Map.entry("AD", 24),
            Map.entry("AE", 23),
            Map.entry("AL", 28),
            Map.entry("AT", 20),
            Map.entry("AZ", 28),
            Map.entry("BA", 20),
            Map.entry("BE", 16),
            Map.entry("BG", 22),
            Map.entry("BH", 22),
            Map.entry("BR", 29),
            Map.entry("CH", 21),
            Map.entry("CR", 22),
            Map.entry("CY", 28),
            Map.entry("CZ", 24),
            Map.entry("DE", 22),
            Map.entry("DK", 18),
            Map.entry("DO", 28),
            Map.entry("EE", 20),
            Map.entry("ES", 24),
            Map.entry("FI", 18),
            Map.entry("FO", 18),
            Map.entry("FR", 27),
            Map.entry("GB", 22),
            Map.entry("GE", 22),
            Map.entry("GI", 23),
            Map.entry("GL", 18),
            Map.entry("GR", 27),
            Map.entry("GT", 28),
            Map.entry("HR", 21),
            Map.entry("HU", 28),
            Map.entry("IE", 22),
            Map.entry("IL", 23),
            Map.entry("IS", 26),
            Map.entry("IT", 27),
            Map.entry("JO", 30),
            Map.entry("KW", 30),
            Map.entry("KZ", 20),
            Map.entry("LB", 28),
            Map.entry("LI", 21),
            Map.entry("LT", 20),
            Map.entry("LU", 20),
            Map.entry("LV", 21),
            Map.entry("MC", 27),
            Map.entry("MD", 24),
            Map.entry("ME", 22),
            Map.entry("MK", 19),
            Map.entry("MR", 27),
            Map.entry("MT", 31),
            Map.entry("MU", 30),
            Map.entry("NL", 18),
            Map.entry("NO", 15),
            Map.entry("PK", 24),
            Map.entry("PL", 28),
            Map.entry("PS", 29),
            Map.entry("PT", 25),
            Map.entry("QA", 29),
            Map.entry("RO", 24),
            Map.entry("RS", 22),
            Map.entry("SA", 24),
            Map.entry("SE", 24),
            Map.entry("SI", 19),
            Map.entry("SK", 24),
            Map.entry("SM", 27),
            Map.entry("TN", 24),
            Map.entry("TR", 26),
            Map.entry("UA", 29),
            Map.entry("VA", 22),
            Map.entry("VG", 24),
            Map.entry("XK", 20));

    private final String text, lower;
    private final List<Finding> found = new ArrayList<>();

    private Numbers(String text) {
        this.text = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        this.lower = this.text.toLowerCase(Locale.ROOT);
    }

    static List<Finding> in(String text) {
        return new Numbers(text).find();
    }

    private List<Finding> find() {
        for (int i = 0; i < text.length() && found.size() < MOST; ) {
            if (!isWord(text.charAt(i)) || i > 0 && isWord(text.charAt(i - 1))) {
                i++;
                continue;
            }
            int end = letters(i);
            if (end < 0) end = digits(i);
            i = Math.max(i + 1, end);
        }
        return found;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c);
    }

    /// A number with letters in it that begins here: IBAN, and what is written like one.
    ///
    /// @return where it ends, -1 where there is none
    private int letters(int at) {
        if (at + 4 < text.length()
                && isLetter(text.charAt(at))
                && isLetter(text.charAt(at + 1))
                && isDigit(text.charAt(at + 2))) {
            Integer length = IBAN_LENGTHS.get(text.substring(at, at + 2).toUpperCase(Locale.ROOT));
            if (length != null) {
                StringBuilder iban = new StringBuilder();
                int i = at;
                for (; i < text.length() && iban.length() < length; i++) {
                    char c = text.charAt(i);
                    if (isDigit(c) || isLetter(c)) iban.append(Character.toUpperCase(c));
                    else if (c != ' ' || iban.length() % 4 != 0) break;
                }
                boolean ends = i == text.length() || !isWord(text.charAt(i));
                if (iban.length() == length && ends && CheckDigits.iban(iban.toString())) {
                    add(Kind.IBAN, "bank account (IBAN " + iban.substring(0, 2) + ")", iban.toString());
                    return i;
                }
            }
        }
        int end = at;
        while (end < text.length() && isWord(text.charAt(end))) end++;
        Finding id = NationalIds.lettered(text.substring(at, end), before(at));
        if (id == null) return -1;
        found.add(id);
        return end;
    }

    /// A number of digits that begins here, in groups or not.
    private int digits(int at) {
        if (!isDigit(text.charAt(at))) return at + 1;
        StringBuilder digits = new StringBuilder();
        List<Integer> groups = new ArrayList<>();
        char between = 0;
        int i = at, group = 0;
        for (; i < text.length() && digits.length() <= 24; i++) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                digits.append(c);
                group++;
                continue;
            }
            boolean joins = (c == ' ' || c == '-')
                    && (between == 0 || between == c)
                    && i + 1 < text.length()
                    && isDigit(text.charAt(i + 1));
            if (!joins) break;
            between = c;
            groups.add(group);
            group = 0;
        }
        groups.add(group);
        boolean open = i < text.length()
                && (isWord(text.charAt(i))
                        || text.charAt(i) == '.' && i + 1 < text.length() && isDigit(text.charAt(i + 1)));
        boolean part = at > 0
                && ".+/=_%$€£".indexOf(text.charAt(at - 1)) >= 0
                && !(at > 1 && text.charAt(at - 1) == '=' && CARD.stream().anyMatch(before(at)::contains));
        if (open || part || digits.length() < 8) return i;
        String number = digits.toString(), before = before(at);
        if (!card(number, groups, before)) {
            Finding id = NationalIds.numeric(number, groups, between, before);
            if (id != null) found.add(id);
        }
        return i;
    }

    private boolean card(String number, List<Integer> groups, String before) {
        String scheme = scheme(number);
        if (scheme == null || TEST_CARDS.contains(number) || !CheckDigits.luhn(number)) return false;
        if (number.chars().distinct().count() < 4 || isRun(number)) return false;
        boolean called = CARD.stream().anyMatch(before::contains);
        if (!called && NO_CARD.stream().anyMatch(before::contains)) return false;
        if (groups.size() > 1 && !isCardLike(groups, number.length())) return false;
        add(Kind.CARD, "payment card (" + scheme + ")", number);
        return true;
    }

    /// Cards are written in fours, or as 4-6-5 and 4-6-4.
    private static boolean isCardLike(List<Integer> groups, int length) {
        if (length == 15) return groups.equals(List.of(4, 6, 5));
        if (length == 14) return groups.equals(List.of(4, 6, 4));
        for (int g = 0; g < groups.size() - 1; g++) if (groups.get(g) != 4) return false;
        return groups.getLast() <= 4;
    }

    private static boolean isRun(String number) {
        int steps = 0;
        for (int i = 1; i < number.length(); i++) if ((number.charAt(i) - number.charAt(i - 1) + 10) % 10 == 1) steps++;
        return steps >= number.length() - 3;
    }

    /// By issuer identification number and length (ISO/IEC 7812), null where nobody issues such.
    static String scheme(String number) {
        int length = number.length();
        if (length < 13 || length > 19) return null;
        int six = Integer.parseInt(number.substring(0, 6)), four = six / 100, three = six / 1000, two = six / 10_000;
        if (two / 10 == 4) return length == 13 || length == 16 || length == 19 ? "Visa" : null;
        if (two >= 51 && two <= 55 || six >= 222_100 && six <= 272_099) return length == 16 ? "Mastercard" : null;
        if (two == 34 || two == 37) return length == 15 ? "American Express" : null;
        if (three >= 300 && three <= 305 || four == 3095 || two == 36 || two == 38 || two == 39)
            return length == 14 ? "Diners Club" : null;
        if (four == 6011 || three >= 644 && three <= 649 || two == 65) return length >= 16 ? "Discover" : null;
        if (four >= 3528 && four <= 3589) return length >= 16 ? "JCB" : null;
        if (two == 62) return length >= 16 ? "UnionPay" : null;
        if (four >= 2200 && four <= 2204) return length >= 16 ? "Mir" : null;
        if (two == 50 || two >= 56 && two <= 58 || two == 63 || two == 67)
            return length == 16 || length >= 18 ? "Maestro" : null;
        return null;
    }

    private String before(int at) {
        return lower.substring(Math.max(0, at - BEFORE), at);
    }

    private void add(Kind kind, String what, String number) {
        found.add(new Finding(kind, what, Finding.masked(number)));
    }
}
