package earshot.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtfTest {
    private static final char BACKSLASH = '\\';

    /// In the table `/` stands for a backslash.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {/rtf1/ansi{/fonttbl{/f0/fswiss Arial;}}{/colortbl;/red0;}/f0/fs20 hello /b world/b0/par}  | hello world
            {/rtf1 a/par b/line c/tab d}                                                              | `a\nb\nc\td`
            {/rtf1/ansi/ansicpg1251 /'ef/'f0/'e8/'e2/'e5/'f2}                                         | привет
            {/rtf1/ansi/ansicpg932 /'83/'65/'83/'58/'83/'67}                                          | テスト
            {/rtf1/uc1 /u1087?/u1088?}                                                                | пр
            {/rtf1/u-10179 ?/u-9079 ?}                                                                | 💉
            {/rtf1{/*/generator Msftedit;}{/pict 00ff}shown}                                          | shown
            {/rtf1 a // b /{ c /} d}                                                                  | a / b { c } d
            {/rtf1 never closed                                                                       | never closed
            {/rtf1 a} trailing                                                                        | a
            no rtf {at all}                                                                           | no rtf {at all}
            {/rtf1/'zz/                                                                               | zz
            """)
    void textIsWhatWasShown(String rtf, String text) {
        String sent = rtf.replace('/', BACKSLASH);
        assertEquals(text.replace("\\n", "\n").replace("\\t", "\t").replace('/', BACKSLASH), Rtf.text(sent));
    }

    @Test
    void hostileDocumentsTakeLinearTime() {
        for (String unit : new String[] {"{", "}", "\\", "{\\*", "\\'", "\\u1", "\\par", "{\\fonttbl"}) {
            String text = "{\\rtf1 " + unit.repeat(1_000_000 / unit.length());
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Rtf.text(text), unit);
        }
    }
}
