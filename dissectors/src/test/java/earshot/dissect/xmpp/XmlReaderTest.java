package earshot.dissect.xmpp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.bytes.Cursor;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The small part of XML that XMPP allows.
class XmlReaderTest {
    private final XmlReader reader = new XmlReader();

    private Element read(String xml) {
        return reader.element(new Cursor(xml.getBytes(StandardCharsets.UTF_8)), XmlReader.Scope.STREAM);
    }

    @Test
    void namespacesAreInheritedAndPrefixed() {
        Element message = read("<message><body>a</body><html xmlns='http://jabber.org/protocol/xhtml-im'>"
                + "<body xmlns='http://www.w3.org/1999/xhtml'>b</body></html>"
                + "<x:delay xmlns:x='urn:xmpp:delay' stamp='s'/></message>");
        assertEquals(Ns.CLIENT, message.namespace);
        assertEquals("a", message.childText("body"));
        assertEquals("b", message.child("html", Ns.XHTML_IM).first().text());
        assertEquals(Ns.XHTML, message.child("html", Ns.XHTML_IM).first().namespace);
        assertEquals("s", message.child("delay", Ns.DELAY).attribute("stamp"));
    }

    @Test
    void namespacesEndWithTheirElement() {
        Element iq = read("<iq><a xmlns='one'><b/></a><c/></iq>");
        assertEquals("one", iq.first().first().namespace);
        assertEquals(Ns.CLIENT, iq.children().get(1).namespace);
    }

    /// The stream header may not have been captured: what every stream declares is known all the same.
    @Test
    void prefixesOfTheStreamNeedNoHeader() {
        assertEquals(Ns.STREAMS, read("<stream:features/>").namespace);
        assertEquals(Ns.DIALBACK, read("<db:result/>").namespace);
        assertEquals("", read("<other:thing/>").namespace);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "&lt;b&gt; &amp; &quot;&apos;, <b> & \"'",
                "&#65;&#x42;&#x1F600;, AB😀",
                "&nbsp; & &;, &nbsp; & &;",
                "&#0;&#xD800;&#x110000;, \uFFFD\uFFFD\uFFFD",
                "&#;&#x;&#xyz;, &#;&#x;&#xyz;",
                "a<![CDATA[<&amp;>]]>b, a<&amp;>b",
                "a<!-- b -->c, ac",
            })
    void textIsDecoded(String written, String meant) {
        Element body = read("<body>" + written + "</body>");
        assertNotNull(body, reader.problem());
        assertEquals(meant, body.text());
    }

    /// Nothing is fetched, nothing is expanded.
    @Test
    void documentTypesAreRefused() {
        assertNull(read("<m><!DOCTYPE m [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;</m>"));
        assertEquals("a document type", reader.problem());
        assertEquals("&x;", read("<m>&x;</m>").text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a></b>",
                "<a><b></a></b>",
                "<a",
                "<a>",
                "<a b>",
                "<a b=c/>",
                "<a b='1' b='2'/>",
                "<a b='1'c='2'/>",
                "<a/><b/>",
                "<a b='1/>",
                "<a></a",
                "< a/>",
                "",
            })
    void whatIsNotWellFormedIsNothing(String xml) {
        assertNull(read(xml));
        assertNotNull(reader.problem());
    }

    @Test
    void attributesElementsAndDepthAreBounded() {
        StringBuilder many = new StringBuilder("<a");
        for (int i = 0; i < 65; i++) many.append(" a").append(i).append("='1'");
        assertNull(read(many.append("/>").toString()));
        assertEquals("too many attributes", reader.problem());
        assertNull(read("<a>" + "<b/>".repeat(XmlReader.MOST_ELEMENTS) + "</a>"));
        assertEquals("too many elements", reader.problem());
        assertNull(read("<a>".repeat(65) + "</a>".repeat(65)));
        assertEquals("elements too deep", reader.problem());
    }

    @Test
    void bytesThatAreNotUtf8AreKept() {
        byte[] xml = "<body>h\u00e9</body>".getBytes(StandardCharsets.ISO_8859_1);
        Element body = reader.element(new Cursor(xml), XmlReader.Scope.STREAM);
        assertArrayEquals(new byte[] {'h', (byte) 0xe9}, body.raw());
        assertEquals("h\uFFFD", body.text());
        assertEquals(0, read("<body>h\u00e9 \uFFFD</body>").raw().length);
    }

    @Test
    void mixedContentKeepsItsOrder() {
        Element body = read("<body>one <b>two</b> three<br/>four &lt;<p style='a'>five</p></body>");
        assertEquals("one two three\nfour <five", body.allText());
        assertEquals("one <b>two</b> three<br/>four &lt;<p style='a'>five</p>", body.inner());
    }

    @Test
    void startTagsOfStreamsStayOpen() {
        String header =
                "<stream:stream to='ex.org' xmlns='jabber:server' xmlns:stream='http://etherx.jabber.org/streams'>";
        Element stream = reader.startTag(new Cursor(header.getBytes(StandardCharsets.UTF_8)), XmlReader.Scope.STREAM);
        assertTrue(stream.is("stream", Ns.STREAMS));
        assertEquals(Ns.SERVER, XmlReader.Scope.find(reader.scope(), ""));
    }
}
