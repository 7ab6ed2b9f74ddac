package earshot.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Small documents, as programs write them.
class XmlTest {
    private static List<String> ends(byte[] document) {
        List<String> all = new ArrayList<>();
        Xml.read(document, new Xml.Listener() {
            @Override
            public void end(String name, String text) {
                all.add(name + "=" + text);
            }
        });
        return all;
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,UTF-8", "ISO-8859-2,ISO-8859-2", "windows-1252,UTF-8", "windows-1252,nonsense"})
    void isReadInTheCharsetItIsIn(String is, String stated) {
        String text = is.equals("ISO-8859-2") ? "žluť" : "naïve";
        byte[] document = ("<?xml version=\"1.0\" encoding=\"" + stated + "\"?><a>" + text + "</a>")
                .getBytes(Charset.forName(is));
        assertEquals(List.of("a=" + text), ends(document));
    }

    @Test
    void sixteenBits() {
        byte[] document = "\ufeff<a>ž</a>".getBytes(StandardCharsets.UTF_16LE);
        assertEquals(List.of("a=ž"), ends(document));
    }

    @Test
    void noDocumentTypesAndNoEntitiesOfItsOwn() {
        String bomb = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>";
        assertFalse(Xml.read(bomb.getBytes(StandardCharsets.UTF_8), new Xml.Listener() {}));
        assertEquals(List.of(), ends(bomb.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatCameBeforeTheDamageIsTold() {
        byte[] document = "<a><b>x</b><c>".getBytes(StandardCharsets.UTF_8);
        assertEquals(List.of("b=x"), ends(document));
        assertTrue(Xml.read("<a/>".getBytes(StandardCharsets.UTF_8), new Xml.Listener() {}));
    }
}
