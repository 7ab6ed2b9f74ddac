package earshot.detect.content;

import static earshot.detect.content.CheckDigits.weighted;

import earshot.detect.content.Finding.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Numbers that states give their people. Those whose form tells nothing need to be called what they are; those with a
/// form
/// of their own, or two check digits, need not.
final class NationalIds {
    private static final List<String> SOCIAL = List.of("ssn", "social sec", "social-sec", "soc sec", "social");
    private static final List<String> TAX =
            List.of("steuer", "tax id", "tin", "idnr", "tax-id", "steuer-id", "steuerid");
    private static final List<String> SIN = List.of("sin", "social insurance", "nas");
    private static final List<String> NHS = List.of("nhs");
    private static final List<String> BSN = List.of("bsn", "burgerservice", "sofi");
    private static final List<String> PESEL = List.of("pesel");
    private static final List<String> CPF = List.of("cpf");
    private static final List<String> NIR = List.of("nir", "insee", "secu", "sécu", "sécurité", "carte vitale");
    private static final Set<String> ADVERTISED = Set.of("078051120", "219099999", "457555462");
    private static final String DNI = "TRWAGMYFPDXBNJZSQVHLCKE", CN = "10X98765432";

    private NationalIds() {}

    /// One of digits alone.
    ///
    /// @param groups how long its groups are
    /// @param between what stands between them, 0 for nothing
    static Finding numeric(String number, List<Integer> groups, char between, String before) {
        return switch (number.length()) {
            case 9 -> nine(number, groups, between, before);
            case 10 -> called(before, NHS) && nhs(number) ? of("NHS number (GB)", number) : null;
            case 11 -> eleven(number, before);
            case 15 ->
                nir(number) && (called(before, NIR) || groups.equals(List.of(1, 2, 2, 2, 3, 3, 2)))
                        ? of("social security number (FR)", number)
                        : null;
            case 18 -> cn(number) ? of("identity number (CN)", number) : null;
            default -> null;
        };
    }

    private static Finding nine(String number, List<Integer> groups, char between, String before) {
        boolean written = between == '-' && groups.equals(List.of(3, 2, 4));
        if ((written || called(before, SOCIAL)) && ssn(number)) return of("social security number (US)", number);
        if (called(before, SIN) && number.charAt(0) != '0' && CheckDigits.luhn(number))
            return of("social insurance number (CA)", number);
        if (called(before, BSN) && bsn(number)) return of("citizen service number (NL)", number);
        return null;
    }

    private static Finding eleven(String number, String before) {
        if (called(before, TAX) && steuer(number)) return of("tax identification number (DE)", number);
        if (called(before, PESEL) && weighted(number, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0)
            return of("PESEL (PL)", number);
        if (called(before, CPF) && cpf(number)) return of("CPF (BR)", number);
        return null;
    }

    /// One with letters in it; the word as a whole.
    static Finding lettered(String word, String before) {
        String upper = word.toUpperCase(Locale.ROOT);
        if (upper.length() == 9 && nino(upper)) return of("National Insurance number (GB)", upper);
        if (upper.length() == 9 && dni(upper) && !before.endsWith("/")) return of("DNI (ES)", upper);
        if (upper.length() == 18 && upper.endsWith("X") && isDigits(upper.substring(0, 17)) && cn(upper))
            return of("identity number (CN)", upper);
        if (upper.length() == 16 && codiceFiscale(upper)) return of("codice fiscale (IT)", upper);
        return null;
    }

    private static Finding of(String what, String number) {
        return new Finding(Kind.NATIONAL_ID, what, Finding.masked(number));
    }

    private static boolean called(String before, List<String> names) {
        for (String name : names) if (before.contains(name)) return true;
        return false;
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// Social Security Administration, POMS RM 10201.035: what is never given.
    private static boolean ssn(String number) {
        int area = Integer.parseInt(number.substring(0, 3));
        return area != 0
                && area != 666
                && area < 900
                && !number.substring(3, 5).equals("00")
                && !number.endsWith("0000")
                && !ADVERTISED.contains(number);
    }

    private static boolean bsn(String number) {
        int sum = weighted(number, 9, 8, 7, 6, 5, 4, 3, 2) - (number.charAt(8) - '0');
        return sum % 11 == 0 && sum != 0;
    }

    private static boolean nhs(String number) {
        int check = 11 - weighted(number, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return check != 10 && (check == 11 ? 0 : check) == number.charAt(9) - '0';
    }

    /// One digit of the first ten stands twice or three times (§ 139b AO); ISO 7064 mod 11,10.
    private static boolean steuer(String number) {
        if (number.charAt(0) == '0') return false;
        long distinct = number.substring(0, 10).chars().distinct().count();
        return (distinct == 9 || distinct == 8) && CheckDigits.mod1110(number) == number.charAt(10) - '0';
    }

    private static boolean cpf(String number) {
        if (number.chars().distinct().count() == 1) return false;
        int first = weighted(number, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        int second = weighted(number, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        return first == number.charAt(9) - '0' && second == number.charAt(10) - '0';
    }

    private static boolean nir(String number) {
        char sex = number.charAt(0);
        int month = Integer.parseInt(number.substring(3, 5));
        if (sex != '1' && sex != '2' || month < 1 || month > 12 && month < 20) return false;
        return 97 - Long.parseLong(number.substring(0, 13)) % 97 == Integer.parseInt(number.substring(13));
    }

    /// GB 11643: a day of birth inside, ISO 7064 mod 11-2.
    private static boolean cn(String number) {
        int year = Integer.parseInt(number.substring(6, 10)), month = Integer.parseInt(number.substring(10, 12));
        int day = Integer.parseInt(number.substring(12, 14));
        if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31) return false;
        int sum = weighted(number, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2);
        return CN.charAt(sum % 11) == number.charAt(17);
    }

    private static boolean dni(String word) {
        return isDigits(word.substring(0, 8))
                && DNI.charAt(Integer.parseInt(word.substring(0, 8)) % 23) == word.charAt(8);
    }

    private static boolean nino(String word) {
        String prefix = word.substring(0, 2);
        return isDigits(word.substring(2, 8))
                && "ABCEGHJKLMNOPRSTWXYZ".indexOf(prefix.charAt(0)) >= 0
                && "ABCEGHJKLMNPRSTWXYZ".indexOf(prefix.charAt(1)) >= 0
                && !Set.of("BG", "GB", "NK", "KN", "TN", "NT", "ZZ").contains(prefix)
                && "ABCD".indexOf(word.charAt(8)) >= 0;
    }

    /// Six letters, the day of birth, the place, and a check letter (D.M. 12 March 1974).
    private static boolean codiceFiscale(String word) {
        if (!word.matches("[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]"))
            return false;
        int[] odd = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            char c = word.charAt(i);
            int value = c <= '9' ? c - '0' : c - 'A';
            sum += i % 2 == 0 ? odd[value] : value;
        }
        return sum % 26 == word.charAt(15) - 'A';
    }
}
