package earshot.report.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTest {
    @Test
    void ordinaryTextIsItself() {
        String text = "Grüße, 你好, สวัสดี, שלום, 👩‍👧 \\o/";
        assertEquals(text, Shown.line(text));
    }

    @Test
    void escapeSequencesAreShownNotRun() {
        assertEquals("\\x1b[2J\\x07 \\x9b31m \\x00\\x7f", Shown.line("\u001b[2J\u0007 \u009b31m \0\u007f"));
    }

    @Test
    void directionMarksAndHiddenTextAreShown() {
        assertEquals("a\\u202egnp.exe", Shown.line("a\u202egnp.exe"));
        assertEquals("x\\ue0041", Shown.line("x" + Character.toString(0xe0041)));
        assertEquals("x\ufffd", Shown.line("x\ud800"));
    }

    @Test
    void lineEnds() {
        assertEquals("a⏎b⏎c⏎d e", Shown.line("a\r\nb\nc\rd\te"));
        assertEquals("a\nb\nc\nd e", Shown.block("a\r\nb\nc\rd\te"));
        assertEquals("a⏎b", Shown.line("a\u2028b"));
    }

    @ParameterizedTest
    @CsvSource({"abc,3,abc", "abcd,3,ab…", "😀😀😀,2,😀…", "a,1,a"})
    void cutKeepsWholeCharacters(String text, int most, String shown) {
        assertEquals(shown, Shown.cut(text, most));
    }

    @Test
    void nothingHarmfulGetsThrough() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(8); n >= 0; n--) {
                text.append((char) (random.nextBoolean() ? random.nextInt(0x100) : random.nextInt(0x10000)));
            }
            String shown = random.nextBoolean() ? Shown.line(text.toString()) : Shown.cut(text.toString(), 5);
            assertTrue(
                    shown.codePoints().noneMatch(c -> Character.isISOControl(c) || c >= 0x202a && c <= 0x202e),
                    () -> text.codePoints().mapToObj(Integer::toHexString).toList() + " shows as " + shown);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain|plain",
                "a,b|\"a,b\"",
                "say \"hi\"|\"say \"\"hi\"\"\"",
                "=HYPERLINK(\"x\")|\"'=HYPERLINK(\"\"x\"\")\"",
                "+1|'+1",
                "-1|'-1",
                "@SUM(A1)|'@SUM(A1)",
                "` =1`|\"' =1\"",
                "＝1|'＝1",
                "me@home|me@home"
            })
    void cellsAreNeverFormulas(String value, String cell) {
        if (value.startsWith(" ")) cell = "' =1";
        assertEquals(cell, Csv.text(value));
    }

    @Test
    void numbersStayNumbers() throws Exception {
        StringBuilder out = new StringBuilder();
        new Csv(out).row(java.util.Arrays.asList(-5, true, null, "-5", "two\nlines"));
        assertEquals("-5,true,,'-5,\"two\nlines\"\r\n", out.toString());
    }
}
