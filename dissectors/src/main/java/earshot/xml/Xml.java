package earshot.xml;

import earshot.text.TextDecoding;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The XML in payloads and SOAP bodies, told element by element. No document types, no entities but XML's own.
public final class Xml {
    private static final int DEEPEST = 64;

    private Xml() {}

    /// What [#read] tells. Names are local ones: prefixes are the sender's choice.
    public interface Listener {
        default void start(String name, Map<String, String> attributes) {}

        /// @param text what stood in the element itself, markup aside
        default void end(String name, String text) {}
    }

    /// Reads a document; of one that is damaged what came before the damage has been told.
    ///
    /// @return whether it was well-formed
    public static boolean read(byte[] document, Listener listener) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader reader = open(factory, document);
            StringBuilder[] texts = new StringBuilder[DEEPEST];
            int depth = 0;
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (depth == DEEPEST) return false;
                        texts[depth++] = new StringBuilder();
                        listener.start(reader.getLocalName(), attributes(reader));
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        if (depth > 0) texts[depth - 1].append(reader.getText());
                    }
                    case XMLStreamConstants.END_ELEMENT ->
                        listener.end(reader.getLocalName(), texts[--depth].toString());
                    case XMLStreamConstants.DTD -> {
                        return false;
                    }
                    default -> {}
                }
            }
            return true;
        } catch (XMLStreamException e) {
            return false;
        }
    }

    /// Bytes that are not what they should be would stop the JDK's reader, and make it write to standard error: what
    /// is not UTF-8 is decoded here.
    private static XMLStreamReader open(XMLInputFactory factory, byte[] document) throws XMLStreamException {
        boolean wide = document.length > 1 && (document[0] & 0xfe) == 0xfe && (document[1] & 0xfe) == 0xfe;
        if (wide) return factory.createXMLStreamReader(new StringReader(new String(document, StandardCharsets.UTF_16)));
        if (TextDecoding.isUtf8(document))
            return factory.createXMLStreamReader(new ByteArrayInputStream(document), "UTF-8");
        return factory.createXMLStreamReader(new StringReader(new String(document, stated(document))));
    }

    /// The charset of the declaration.
    private static Charset stated(byte[] document) {
        String head = new String(document, 0, Math.min(document.length, 200), StandardCharsets.ISO_8859_1);
        int at = head.indexOf("encoding=");
        int end = at < 0 || at + 10 >= head.length() ? -1 : head.indexOf(head.charAt(at + 9), at + 10);
        if (end < 0 || end > head.indexOf("?>")) return TextDecoding.FALLBACK;
        try {
            Charset charset = Charset.forName(head.substring(at + 10, end));
            return charset.equals(StandardCharsets.UTF_8) ? TextDecoding.FALLBACK : charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return TextDecoding.FALLBACK;
        }
    }

    private static Map<String, String> attributes(XMLStreamReader reader) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++)
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        return attributes;
    }
}
