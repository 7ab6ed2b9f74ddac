package earshot.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AolTextTest {
    @ParameterizedTest(name = "charset {0}: {1}")
    @CsvSource({
        "0, 6869, hi, ''",
        "0, 54c3bc72, Tür, ''", // UTF-8 though it says ASCII
        "3, 54fc72, Tür, windows-1252",
        "3, 80, €, windows-1252", // C1 controls are nothing that anybody types
        "13, 54c3bc72, Tür, ''",
        "2, 00540072, Tr, UTF-16BE",
        "2, 0054007200, Tr, UTF-16BE", // an odd byte too many
        "2, feff0054, T, UTF-16BE",
        "2, fffe5400, T, UTF-16LE",
        "2, 54007200, Tr, UTF-16LE", // the wrong way round, as some clients do
        "2, 4f60597d, 你好, UTF-16BE",
    })
    void numbered(int charset, String hex, String text, String readAs) {
        assertEquals(
                new TextDecoding(text, readAs), AolText.numbered(HexFormat.of().parseHex(hex), charset, null));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "text/aolrtf; charset=\"us-ascii\" | 54c3bc72 | Tür",
                "text/x-aolrtf; charset=\"unicode-2-0\" | 00540072 | Tr",
                "text/aolrtf; charset=\"iso-8859-1\" | 54fc72 | Tür",
                "text/aolrtf; charset=koi8-r; x=y | d0d2 | пр",
                "text/aolrtf; charset=\"no such\" | 6869 | hi",
                "text/aolrtf; charset=\"\u0000\" | 6869 | hi",
                "text/aolrtf | 6869 | hi",
            })
    void typed(String mime, String hex, String text) {
        assertEquals(
                text, AolText.typed(HexFormat.of().parseHex(hex), mime, null).text());
    }

    @ParameterizedTest
    @CsvSource({"utf-8", "us-ascii", "iso-8859-1", "''"})
    void vagueNamesAreReadByEvidence(String name) {
        byte[] utf8 = "é".getBytes(StandardCharsets.UTF_8);
        assertEquals("é", AolText.named(utf8, name, null).text());
    }
}
