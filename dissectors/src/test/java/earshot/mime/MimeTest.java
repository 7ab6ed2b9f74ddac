package earshot.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Fields, parameters, parts.
class MimeTest {
    private static Mime read(String text) {
        return Mime.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aLineThatBeginsWithABlankContinuesTheOneBefore() {
        Mime mime = read("Subject: one\r\n two\r\n\tthree\r\nsubject: four\r\n five\r\n\r\nbody");
        assertEquals("one two three", mime.field("subject"));
        assertEquals("body", mime.text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain;charset=UTF-8|charset|UTF-8",
                "text/plain; charset=\"utf-8\" ;msgr=WAAt|charset|utf-8",
                "text/plain; x=\"a;charset=b\"; CharSet = c|charset|c",
                "multipart/mixed; boundary=\"a\\\"b\"|boundary|a\"b",
                "text/plain|charset|''",
                "charset=x|charset|''",
                "text/plain; charset=\"|charset|\"",
            })
    void parameters(String value, String name, String expected) {
        assertEquals(expected, Mime.parameterOf(value, name));
    }

    @Test
    void partsEndAtTheirBoundary() {
        Mime mime = read(
                "Content-Type: multipart/mixed; boundary=b\r\n\r\npreamble\r\n--b\r\nContent-Type: text/html\r\n\r\n"
                        + "<b>\r\n--b\n\nplain\n--b--\r\n--b\r\n\r\nbehind the end\r\n--b--");
        List<Mime> parts = mime.parts();
        assertEquals(2, parts.size());
        assertEquals("text/html", parts.get(0).type());
        assertEquals("<b>", parts.get(0).text());
        assertEquals("plain", parts.get(1).text());
    }

    @Test
    void aPartThatDoesNotEndIsLeftOut() {
        assertEquals(
                List.of(),
                read("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhalf")
                        .parts());
        assertEquals(
                List.of(),
                read("Content-Type: text/plain; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--")
                        .parts());
    }

    @Test
    void base64IsUndone() {
        assertEquals(
                "hello",
                new String(
                        read("Content-Transfer-Encoding: BASE64\r\n\r\naGVs\r\nbG8=")
                                .content(),
                        StandardCharsets.UTF_8));
    }
}
