package earshot.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextDecodingTest {
    private static final String[] RUSSIAN = {
        "привет", "как дела, что нового?", "завтра встречаемся у метро в семь часов", "хорошо, принеси документы"
    };

    @Test
    void utf8IsTakenStrictly() {
        assertEquals(new TextDecoding("Grüße 🎉", ""), TextDecoding.of("Grüße 🎉".getBytes(StandardCharsets.UTF_8)));
        // A replacement character that was sent as such is UTF-8 all the same.
        assertEquals(
                new TextDecoding("\ufffd", ""), TextDecoding.of(new byte[] {(byte) 0xef, (byte) 0xbf, (byte) 0xbd}));
        // Overlong, surrogate, cut short: none is UTF-8.
        assertFalse(TextDecoding.isUtf8(new byte[] {(byte) 0xc0, (byte) 0x80}));
        assertFalse(TextDecoding.isUtf8(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}));
        assertFalse(TextDecoding.isUtf8(new byte[] {'a', (byte) 0xe2, (byte) 0x82}));
        assertTrue(TextDecoding.isUtf8(new byte[0]));
    }

    @Test
    void otherBytesAreWindows1252() {
        TextDecoding read = TextDecoding.of(new byte[] {(byte) 0x80, (byte) 0xfc});
        assertEquals(new TextDecoding("€ü", "windows-1252"), read);
        assertTrue(read.foreign());
    }

    @ParameterizedTest
    @CsvSource({"windows-1251", "KOI8-R"})
    void aSpeakersEarlierLinesTellTheCharset(String charset) {
        TextDecoding.Speaker speaker = new TextDecoding.Speaker();
        TextDecoding read = null;
        for (String line : RUSSIAN) read = speaker.read(line.getBytes(Charset.forName(charset)));
        assertEquals(new TextDecoding(RUSSIAN[3], charset), read);
    }

    @Test
    void westernLinesStayWindows1252() {
        TextDecoding.Speaker speaker = new TextDecoding.Speaker();
        for (String line : new String[] {
            "Übrigens: die Tür klemmt", "ça va très bien, merci", "mañana por la mañana, señor",
                    "à bientôt, été là-bas",
            "smørrebrød på gården", "„Gänsefüßchen“ – und Ähnliches", "öäüÖÄÜß", "ÄÖÜ ÄÖÜ ÄÖÜ ÄÖÜ"
        }) {
            assertEquals(new TextDecoding(line, "windows-1252"), speaker.read(line.getBytes(TextDecoding.FALLBACK)));
        }
    }

    @Test
    void japaneseInItsSevenBitFormIsNotTakenForAscii() {
        byte[] line = "こんにちは".getBytes(Charset.forName("ISO-2022-JP"));
        assertEquals(new TextDecoding("こんにちは", "ISO-2022-JP"), new TextDecoding.Speaker().read(line));
    }

    @ParameterizedTest
    @CsvSource({"Shift_JIS,今日はとても良い天気ですね、散歩に行きましょう", "EUC-KR,안녕하세요 오늘 저녁에 시간 있으세요"})
    void eastAsianCharsetsAreRecognised(String charset, String line) {
        assertEquals(
                new TextDecoding(line, charset),
                new TextDecoding.Speaker().read(line.getBytes(Charset.forName(charset))));
    }
}
