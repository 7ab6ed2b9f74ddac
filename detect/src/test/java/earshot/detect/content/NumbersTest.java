package earshot.detect.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Numbers that should not be told, and numbers that only look so.
class NumbersTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            my card is 4929 1253 8812 4401 exp 09/28            | payment card (Visa)
            5412751234123452                                    | payment card (Mastercard)
            amex 3714-496353-98431                              | -
            pay to GB82 WEST 1234 5698 7654 32 please           | bank account (IBAN GB)
            iban:DE89370400440532013000.                        | bank account (IBAN DE)
            FR1420041010050500013M02606                         | bank account (IBAN FR)
            GB82WEST12345698765431                              | -
            ssn 123-45-6789                                     | social security number (US)
            ssn 078-05-1120 is the one in the advert            | -
            call 666-12-3456                                    | -
            NHS 943 476 5919                                    | NHS number (GB)
            943 476 5919                                        | -
            dni 12345678Z                                       | DNI (ES)
            QQ 12 34 56 C                                       | -
            AB123456C                                           | National Insurance number (GB)
            RSSMRA85T10A562S                                    | codice fiscale (IT)
            11010519491231002X                                  | identity number (CN)
            Steuer-ID 86095742719                               | tax identification number (DE)
            bsn 111222333                                       | citizen service number (NL)
            test card 4111 1111 1111 1111                       | -
            order 4929125388124401 has shipped                  | -
            call me on +49 2912 5388 1244 04                    | -
            0000000000000000                                    | -
            the value was 4929125388124401.25                   | -
            """)
    void oneByOne(String text, String what) {
        List<Finding> found = Numbers.in(text);
        assertEquals(what, found.isEmpty() ? null : found.getFirst().what(), text);
        assertTrue(found.size() <= 1, found.toString());
    }

    private final Random random = new Random(11);

    private String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) digits.append(random.nextInt(10));
        return digits.toString();
    }

    /// A number with this beginning, of this length, that passes the Luhn check.
    private String card(String prefix, int length) {
        String body = prefix + digits(length - prefix.length() - 1);
        for (int check = 0; check < 10; check++) if (CheckDigits.luhn(body + check)) return body + check;
        throw new AssertionError("one of ten holds");
    }

    private String iban(String country, String bank, int digits) {
        String account = bank + digits(digits);
        StringBuilder number = new StringBuilder();
        for (char c : (account + country + "00").toCharArray()) number.append(Character.digit(c, 36));
        int check = 98
                - new BigInteger(number.toString()).mod(BigInteger.valueOf(97)).intValue();
        return country + "%02d".formatted(check) + account;
    }

    private static String inFours(String number, String between) {
        return String.join(between, number.split("(?<=\\G.{4})"));
    }

    /// Lists made by rule: what must be found, and what must not, among it numbers that hold a check digit by chance.
    @Test
    void precisionAndRecall() {
        List<String> sentences = List.of(
                "%s",
                "here it is: %s",
                "use my card %s please",
                "%s exp 11/29",
                "the number is %s, thanks",
                "pay with %s (visa)");
        List<Function<Integer, String>> wanted = List.of(
                _ -> card("4", 16),
                _ -> card("5" + (1 + random.nextInt(5)), 16),
                _ -> card("37", 15),
                _ -> card("6011", 16),
                _ -> inFours(card("4", 16), " "),
                _ -> inFours(card("53", 16), "-"),
                _ -> iban("DE", "", 18),
                _ -> iban("GB", "NWBK", 14),
                _ -> inFours(iban("NL", "ABNA", 10), " "),
                _ -> "%03d-%02d-%04d"
                        .formatted(100 + random.nextInt(500), 1 + random.nextInt(98), 1 + random.nextInt(9998)),
                _ -> {
                    int number = 10_000_000 + random.nextInt(89_999_999);
                    return "" + number + "TRWAGMYFPDXBNJZSQVHLCKE".charAt(number % 23);
                });
        List<Function<Integer, String>> harmless = List.of(
                _ -> "order " + card("4", 16) + " is on its way",
                _ -> "tracking no " + digits(18),
                _ -> "invoice 2026-" + digits(8),
                _ -> "call +1 " + digits(3) + " " + digits(3) + " " + digits(4),
                _ -> "tel 0" + digits(3) + " " + digits(7),
                _ -> "+44 " + digits(4) + " " + digits(6),
                _ -> "imei " + card("35", 15),
                _ -> "isbn 978-3-" + digits(2) + "-" + digits(6) + "-" + digits(1),
                _ -> "build 20261120." + digits(4) + " done in " + digits(9) + " ns",
                _ -> "http://example.org/item/" + card("4", 16) + "?ref=" + digits(12),
                _ -> "4242 4242 4242 4242 is the one for tests",
                _ -> "serial " + digits(16),
                _ -> "192.168.10." + random.nextInt(255) + " port " + (1024 + random.nextInt(60_000)),
                _ -> "meeting 20261120 0900-1000, room " + digits(3),
                _ -> "ticket #" + digits(9));
        int found = 0, all = 0, wrong = 0;
        List<String> trouble = new ArrayList<>();
        for (int round = 0; round < 200; round++) {
            for (Function<Integer, String> one : wanted) {
                String text = sentences.get(random.nextInt(sentences.size())).formatted(one.apply(round));
                all++;
                if (Numbers.in(text).isEmpty()) trouble.add("missed: " + text);
                else found++;
            }
            for (Function<Integer, String> one : harmless) {
                String text = one.apply(round);
                if (Numbers.in(text).isEmpty()) continue;
                wrong++;
                trouble.add("wrong: " + text + " " + Numbers.in(text));
            }
        }
        double recall = (double) found / all, precision = (double) found / (found + wrong);
        assertTrue(
                recall >= 0.98 && precision >= 0.98,
                "recall " + recall + ", precision " + precision + "\n"
                        + String.join("\n", trouble.subList(0, Math.min(15, trouble.size()))));
    }

    @Test
    void keysAreFoundByTheirPrefixesAndManualsAreNot() {
        assertEquals(
                "GitHub token",
                Keys.in("use ghp_" + "aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY1zA2")
                        .getFirst()
                        .what());
        assertEquals(
                "private key",
                Keys.in("-----BEGIN RSA PRIVATE KEY-----\nMIIE").getFirst().what());
        assertEquals(List.of(), Keys.in("it looks like ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"));
        assertEquals(List.of(), Keys.in("AKIA is a prefix"));
    }
}
