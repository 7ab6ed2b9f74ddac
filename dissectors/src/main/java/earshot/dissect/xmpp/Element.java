package earshot.dissect.xmpp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// An XML element with all that is inside it. Names are local names, namespaces resolved; attributes keep the
/// name as written (`xml:lang`). Text between children is the [#tail] of the child before it.
final class Element {
    private static final String[] NO_ATTRIBUTES = {};

    final String name, namespace;
    private final String[] attributes;
    private List<Element> children = List.of();
    private String text = "", tail = "";
    private byte[] raw = {};

    /// @param attributes names and values in turn
    Element(String name, String namespace, String[] attributes) {
        this.name = name;
        this.namespace = namespace;
        this.attributes = attributes.length == 0 ? NO_ATTRIBUTES : attributes;
    }

    void add(Element child) {
        if (children.isEmpty()) children = new ArrayList<>(4);
        children.add(child);
    }

    /// Text that stands here: after the last child so far, or before any.
    void addText(String more) {
        if (children.isEmpty()) text = text.isEmpty() ? more : text + more;
        else {
            Element last = children.getLast();
            last.tail = last.tail.isEmpty() ? more : last.tail + more;
        }
    }

    /// The bytes of a piece of text that are not UTF-8.
    void addRaw(byte[] bytes) {
        byte[] all = java.util.Arrays.copyOf(raw, raw.length + bytes.length);
        System.arraycopy(bytes, 0, all, raw.length, bytes.length);
        raw = all;
    }

    boolean is(String name, String namespace) {
        return this.name.equals(name) && this.namespace.equals(namespace);
    }

    /// The attribute's value, "" where there is none.
    String attribute(String name) {
        for (int i = 0; i < attributes.length; i += 2) if (attributes[i].equals(name)) return attributes[i + 1];
        return "";
    }

    boolean has(String name) {
        for (int i = 0; i < attributes.length; i += 2) if (attributes[i].equals(name)) return true;
        return false;
    }

    List<Element> children() {
        return children;
    }

    /// The first such child, null where there is none.
    Element child(String name, String namespace) {
        for (Element child : children) if (child.is(name, namespace)) return child;
        return null;
    }

    /// The first child of that name whose namespace begins so (versions of one specification); null where
    /// there is none.
    Element childOf(String name, String namespaceBegins) {
        for (Element child : children) {
            if (child.name.equals(name) && child.namespace.startsWith(namespaceBegins)) return child;
        }
        return null;
    }

    /// The first child element, null where there is none.
    Element first() {
        return children.isEmpty() ? null : children.getFirst();
    }

    /// The text of the first child of that name in this element's own namespace, "" where there is none.
    String childText(String name) {
        return childText(name, namespace);
    }

    String childText(String name, String namespace) {
        Element child = child(name, namespace);
        return child == null ? "" : child.text().strip();
    }

    /// The text directly inside, before the first child.
    String text() {
        return text;
    }

    /// The bytes of the text where they are not UTF-8; empty where they are.
    byte[] raw() {
        return raw;
    }

    /// All text inside, that of children too; `br` and the end of a paragraph are line ends.
    String allText() {
        StringBuilder all = new StringBuilder();
        collect(all);
        return all.toString().strip();
    }

    private void collect(StringBuilder all) {
        all.append(text);
        for (Element child : children) {
            if (child.name.equals("br")) all.append('\n');
            else child.collect(all);
            if (child.name.equals("p") || child.name.equals("div")) all.append('\n');
            all.append(child.tail);
        }
    }

    /// What is inside as XML, without namespaces: markup to show beside the text.
    String inner() {
        StringBuilder xml = new StringBuilder();
        writeInner(xml);
        return xml.toString();
    }

    private void writeInner(StringBuilder xml) {
        escape(xml, text, false);
        for (Element child : children) {
            child.write(xml);
            escape(xml, child.tail, false);
        }
    }

    void write(StringBuilder xml) {
        xml.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i].equals("xmlns") || attributes[i].startsWith("xmlns:")) continue;
            xml.append(' ').append(attributes[i]).append("='");
            escape(xml, attributes[i + 1], true);
            xml.append('\'');
        }
        if (text.isEmpty() && children.isEmpty()) {
            xml.append("/>");
            return;
        }
        xml.append('>');
        writeInner(xml);
        xml.append("</").append(name).append('>');
    }

    private static void escape(StringBuilder xml, String text, boolean inAttribute) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '\'' -> xml.append(inAttribute ? "&apos;" : "'");
                default -> xml.append(c);
            }
        }
    }

    /// How many bytes the text of this element and its children has, base64 decoded: the size of what is
    /// encrypted.
    long encodedSize() {
        byte[] decoded = Base64Text.decode(allText());
        return decoded != null ? decoded.length : allText().getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String toString() {
        StringBuilder xml = new StringBuilder();
        write(xml);
        return xml.toString();
    }
}
