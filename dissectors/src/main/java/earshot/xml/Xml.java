package earshot.xml;


import java.io.ByteArrayInputStream;
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
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
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

    private static Map<String, String> attributes(XMLStreamReader reader) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++)
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        return attributes;
    }
}
