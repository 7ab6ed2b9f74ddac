package earshot.dissect.xmpp;

import earshot.bytes.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads one unit that [Framer] found into an [Element]: the subset of XML that XMPP allows (RFC 6120 §11)
/// and no more. No document type, no entities but the five and numbers, nothing outside the bytes given.
/// Bounded in depth, attributes and elements. What is not well-formed gives null and a [#problem], never half
/// an element.
///
/// One unit at a time, one thread.
final class XmlReader {
    static final int MOST_ATTRIBUTES = 64;
    static final int MOST_ELEMENTS = 32_768;

    /// The namespaces declared around a place, innermost first.
    record Scope(String prefix, String namespace, Scope outer) {
        /// What every stream declares, for stanzas whose stream header was not seen.
        static final Scope STREAM =
                new Scope("", Ns.CLIENT, new Scope("stream", Ns.STREAMS, new Scope("db", Ns.DIALBACK, null)));

        static String find(Scope scope, String prefix) {
            for (Scope s = scope; s != null; s = s.outer) if (s.prefix.equals(prefix)) return s.namespace;
            return "";
        }
    }

    private static final int WORDS = 128;

    private final String[] words = new String[WORDS];
    private final List<Element> open = new ArrayList<>();
    private final List<String> names = new ArrayList<>(), attributes = new ArrayList<>();
    private final List<Scope> scopes = new ArrayList<>();
    private byte[] b;
    private int at, end, elements;
    private String problem;
    private boolean restricted;
    private String qualified;
    private Scope scope;
    private boolean closed;

    /// What is wrong with the unit read last, null where nothing is.
    String problem() {
        return problem;
    }

    /// Whether the unit read last held what XMPP forbids but a reader can pass over: comments, processing
    /// instructions.
    boolean restricted() {
        return restricted;
    }

    /// The namespaces that the unit read last declared on its outermost element, and those around it.
    Scope scope() {
        return scope;
    }

    /// Reads a stream's start tag, which is not closed.
    Element startTag(Cursor in, Scope around) {
        begin(in, around);
        return tag();
    }

    /// Reads a whole element.
    Element element(Cursor in, Scope around) {
        begin(in, around);
        Element root = tag();
        if (root == null) return null;
        Scope outermost = scope;
        if (!closed && !content(root)) return null;
        scope = outermost;
        return at == end ? root : no("bytes after the element");
    }

    private void begin(Cursor in, Scope around) {
        b = in.array();
        at = in.position();
        end = at + in.remaining();
        elements = 0;
        problem = null;
        restricted = false;
        scope = around;
    }

    private boolean content(Element root) {
        open.clear();
        names.clear();
        scopes.clear();
        open.add(root);
        names.add(qualified);
        scopes.add(scope);
        while (!open.isEmpty()) {
            Element inside = open.getLast();
            if (!text(inside)) return false;
            if (startsWith("</")) {
                at += 2;
                if (!name() || !qualified.equals(names.getLast())) return fail("an end tag that closes nothing");
                space();
                if (at >= end || b[at++] != '>') return fail("an end tag without end");
                open.removeLast();
                names.removeLast();
                scopes.removeLast();
            } else if (startsWith("<!--")) {
                if (!past("-->", 4)) return false;
                restricted = true;
            } else if (startsWith("<?")) {
                if (!past("?>", 2)) return false;
                restricted = true;
            } else if (startsWith("<![CDATA[")) {
                int from = at + 9;
                if (!past("]]>", 9)) return false;
                inside.addText(decode(from, at - 3 - from, inside));
            } else if (startsWith("<!")) {
                return fail("a document type");
            } else {
                scope = scopes.getLast();
                Element child = tag();
                if (child == null) return false;
                inside.add(child);
                if (closed) continue;
                if (open.size() == Framer.DEEPEST) return fail("elements too deep");
                open.add(child);
                names.add(qualified);
                scopes.add(scope);
            }
        }
        return true;
    }

    private boolean text(Element inside) {
        int from = at;
        boolean entities = false;
        while (at < end && b[at] != '<') entities |= b[at++] == '&';
        if (at >= end) return fail("an element without end");
        if (at > from) {
            String text = decode(from, at - from, inside);
            inside.addText(entities ? entities(text) : text);
        }
        return true;
    }

    private String decode(int from, int length, Element of) {
        String text = new String(b, from, length, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            byte[] bytes = Arrays.copyOfRange(b, from, from + length);
            if (!Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8))) of.addRaw(bytes);
        }
        return text;
    }

    /// Reads a start tag at `<`; sets [#closed] where it is an empty element, [#scope] and [#qualified].
    private Element tag() {
        if (++elements > MOST_ELEMENTS) return no("too many elements");
        if (at >= end || b[at] != '<') return no("no element");
        at++;
        if (!name()) return no("an element without a name");
        String element = qualified;
        attributes.clear();
        while (true) {
            int before = at;
            space();
            if (at >= end) return no("a tag without end");
            if (b[at] == '>' || b[at] == '/') break;
            if (at == before) return no("attributes without a space between");
            if (!attribute()) return null;
        }
        closed = b[at] == '/';
        at += closed ? 2 : 1;
        if (at > end || b[at - 1] != '>') return no("a tag without end");
        for (int i = 0; i < attributes.size(); i += 2) {
            String name = attributes.get(i);
            if (name.equals("xmlns")) scope = new Scope("", attributes.get(i + 1), scope);
            else if (name.startsWith("xmlns:")) scope = new Scope(name.substring(6), attributes.get(i + 1), scope);
        }
        qualified = element;
        int colon = element.indexOf(':');
        String namespace = Scope.find(scope, colon < 0 ? "" : element.substring(0, colon));
        return new Element(element.substring(colon + 1), namespace, attributes.toArray(String[]::new));
    }

    private boolean attribute() {
        if (attributes.size() == 2 * MOST_ATTRIBUTES) return fail("too many attributes");
        if (!name()) return fail("an attribute without a name");
        String name = qualified;
        for (int i = 0; i < attributes.size(); i += 2) {
            if (attributes.get(i).equals(name)) return fail("the attribute " + name + " twice");
        }
        space();
        if (at >= end || b[at] != '=') return fail("an attribute without a value");
        at++;
        space();
        if (at >= end || b[at] != '\'' && b[at] != '"') return fail("an attribute without quotes");
        byte quote = b[at++];
        int from = at;
        boolean entities = false;
        while (at < end && b[at] != quote) entities |= b[at++] == '&';
        if (at >= end) return fail("an attribute without end");
        boolean declares = name.startsWith("xmlns");
        String value = declares ? word(from, at - from) : new String(b, from, at - from, StandardCharsets.UTF_8);
        at++;
        attributes.add(name);
        attributes.add(entities ? entities(value) : value);
        return true;
    }

    private boolean name() {
        int from = at;
        if (at >= end || !beginsName(b[at])) return false;
        while (at < end && inName(b[at])) at++;
        if (at - from > Framer.LONGEST_NAME) return false;
        qualified = word(from, at - from);
        return true;
    }

    /// Names and namespaces come again and again: one text for each, which also remembers its hash.
    private String word(int from, int length) {
        int hash = length;
        for (int i = from; i < from + length; i++) hash = 31 * hash + b[i];
        int slot = (hash ^ hash >>> 15) & WORDS - 1;
        String known = words[slot];
        if (known == null || !isAt(known, from, length)) {
            known = words[slot] = new String(b, from, length, StandardCharsets.UTF_8);
        }
        return known;
    }

    private boolean isAt(String word, int from, int length) {
        if (word.length() != length) return false;
        for (int i = 0; i < length; i++) if (word.charAt(i) != b[from + i]) return false;
        return true;
    }

    static boolean beginsName(byte c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':' || c < 0;
    }

    static boolean inName(byte c) {
        return beginsName(c) || c >= '0' && c <= '9' || c == '-' || c == '.';
    }

    private void space() {
        while (at < end && Framer.isSpace(b[at])) at++;
    }

    private boolean startsWith(String ascii) {
        if (at + ascii.length() > end) return false;
        for (int i = 0; i < ascii.length(); i++) if (b[at + i] != ascii.charAt(i)) return false;
        return true;
    }

    /// Goes past the next `close`, which stands at least `skip` bytes on.
    private boolean past(String close, int skip) {
        int from = at;
        for (at += skip; at < end; at++) {
            if (startsWith(close)) {
                at += close.length();
                return true;
            }
        }
        at = from;
        return fail("markup without end");
    }

    private Element no(String why) {
        fail(why);
        return null;
    }

    private boolean fail(String why) {
        if (problem == null) problem = why;
        return false;
    }

    /// Resolves the five entities of XML and character numbers. An entity of any other name stays as written.
    private static String entities(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        while (true) {
            int and = text.indexOf('&', from);
            int semicolon = and < 0 ? -1 : text.indexOf(';', and);
            if (semicolon < 0) return out.append(text, from, text.length()).toString();
            out.append(text, from, and);
            int character = semicolon - and > 10 ? -1 : character(text.substring(and + 1, semicolon));
            if (character >= 0) {
                out.appendCodePoint(character);
                from = semicolon + 1;
            } else {
                out.append('&');
                from = and + 1;
            }
        }
    }

    private static int character(String entity) {
        return switch (entity) {
            case "lt" -> '<';
            case "gt" -> '>';
            case "amp" -> '&';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> entity.startsWith("#") ? number(entity) : -1;
        };
    }

    private static int number(String entity) {
        boolean hex = entity.startsWith("#x");
        int value = 0, from = hex ? 2 : 1;
        if (from == entity.length()) return -1;
        for (int i = from; i < entity.length(); i++) {
            int digit = Character.digit(entity.charAt(i), hex ? 16 : 10);
            if (digit < 0) return -1;
            value = value * (hex ? 16 : 10) + digit;
        }
        boolean character = value > 0 && value <= Character.MAX_CODE_POINT && (value < 0xd800 || value > 0xdfff);
        return character ? value : 0xfffd;
    }
}
