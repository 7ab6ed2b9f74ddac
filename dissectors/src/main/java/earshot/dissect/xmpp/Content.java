package earshot.dissect.xmpp;

import earshot.event.ImEvent.Message.Kind;
import earshot.text.Overlays;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/// What a message stanza says: text, or proof that there is some which cannot be read; and the little acts
/// that ride along or stand alone (typing, receipts, reactions).
///
/// The text is the `body` in the stanza's own namespace. A `body` in another one is the marked-up form of the
/// same (XEP-0071), and what stands beside an encrypted payload is a placeholder for clients that cannot read
/// it.
///
/// @param raw the text's bytes where they are not UTF-8
/// @param encryption "" where the text can be read
/// @param size of what is encrypted, bytes
record Content(
        String text,
        String markup,
        byte[] raw,
        String encryption,
        long size,
        String replaces,
        String replyTo,
        List<String> attachments,
        List<Act> acts,
        boolean stopsTyping) {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final byte[] NO_BYTES = {};

    /// @param about the id of the message that it is about, "" for none
    record Act(Kind kind, String text, String about, String retracts) {}

    /// Whether there is something that a user said, readable or not.
    boolean isMessage() {
        return !text.isEmpty() || !encryption.isEmpty() || !attachments.isEmpty();
    }

    static Content of(Element message) {
        Element body = body(message);
        List<Act> acts = acts(message);
        boolean onlyFallback = acts.stream().anyMatch(a -> a.kind == Kind.REACTION) && isFallback(message);
        String text = body == null || onlyFallback ? "" : body.text();
        byte[] raw = body == null || onlyFallback ? NO_BYTES : body.raw();
        if (raw.length > 0) text = new String(raw, WINDOWS_1252);
        Element html = message.child("html", Ns.XHTML_IM);
        Element rich = html == null ? null : html.first();
        String markup = rich == null ? "" : rich.inner();
        if (text.isEmpty() && rich != null) text = rich.allText();
        Element subject = message.child("subject", message.namespace);
        if (subject != null && !subject.text().isEmpty()) {
            if (text.isEmpty()) text = subject.text();
            else if (markup.isEmpty()) markup = subject + "" + body;
        }
        Secrecy secrecy = Secrecy.of(message, text);
        text = Overlays.withoutOffer(text);
        Element replace = message.child("replace", Ns.CORRECTION), reply = message.child("reply", Ns.REPLY);
        return new Content(
                secrecy == null ? text : "",
                secrecy == null ? markup : "",
                raw,
                secrecy == null ? "" : secrecy.scheme(),
                secrecy == null ? 0 : secrecy.size(),
                replace == null ? "" : replace.attribute("id"),
                reply == null ? "" : reply.attribute("id"),
                attachments(message),
                acts,
                stopsTyping(message));
    }

    /// Of several languages the one that is not named, else the first.
    private static Element body(Element message) {
        Element first = null;
        for (Element child : message.children()) {
            if (!child.is("body", message.namespace)) continue;
            if (!child.has("xml:lang")) return child;
            if (first == null) first = child;
        }
        return first;
    }

    private static boolean isFallback(Element message) {
        for (Element child : message.children()) {
            if (!child.is("fallback", Ns.FALLBACK)) continue;
            Element part = child.child("body", Ns.FALLBACK);
            if (part == null || !part.has("start")) return true;
        }
        return false;
    }

    private static List<Act> acts(Element message) {
        List<Act> acts = new ArrayList<>(2);
        for (Element child : message.children()) {
            switch (child.namespace) {
                case Ns.CHAT_STATES -> {
                    if (child.name.equals("composing")) acts.add(new Act(Kind.TYPING, "", "", ""));
                }
                case Ns.OLD_EVENTS -> {
                    boolean request = message.child("body", message.namespace) != null;
                    if (!request && child.child("composing", Ns.OLD_EVENTS) != null) {
                        acts.add(new Act(Kind.TYPING, "", "", ""));
                    }
                }
                case Ns.RECEIPTS -> {
                    if (child.name.equals("received")) acts.add(receipt(child));
                }
                case Ns.MARKERS -> {
                    if (!child.name.equals("markable")) acts.add(receipt(child));
                }
                case Ns.ATTENTION -> acts.add(new Act(Kind.NUDGE, "", "", ""));
                case Ns.REACTIONS -> acts.add(new Act(Kind.REACTION, reactions(child), child.attribute("id"), ""));
                case Ns.FASTEN -> {
                    if (child.childOf("retract", Ns.RETRACTION) != null) acts.add(retraction(child.attribute("id")));
                }
                default -> {
                    if (child.name.equals("retract") && child.namespace.startsWith(Ns.RETRACTION)) {
                        acts.add(retraction(child.attribute("id")));
                    }
                }
            }
        }
        return acts;
    }

    private static Act receipt(Element element) {
        return new Act(Kind.RECEIPT, "", element.attribute("id"), "");
    }

    /// Taking back says nothing new: an act upon an earlier message, like a reaction.
    private static Act retraction(String id) {
        return new Act(Kind.REACTION, "", "", id);
    }

    private static String reactions(Element reactions) {
        List<String> all = new ArrayList<>();
        for (Element one : reactions.children())
            if (one.name.equals("reaction")) all.add(one.text().strip());
        return String.join(" ", all);
    }

    /// Addresses of files: XEP-0066, XEP-0447 and XEP-0385.
    private static List<String> attachments(Element message) {
        List<String> all = new ArrayList<>();
        for (Element child : message.children()) {
            if (child.is("x", Ns.OOB)) add(all, child.childText("url"));
            if (child.is("file-sharing", Ns.FILE_SHARING)) targets(all, child);
            if (child.is("reference", Ns.REFERENCE) && !child.children().isEmpty()) targets(all, child);
        }
        return all;
    }

    private static void targets(List<String> all, Element inside) {
        for (Element child : inside.children()) {
            if (child.is("url-data", Ns.URL_DATA)) add(all, child.attribute("target"));
            else if (child.is("reference", Ns.REFERENCE)) add(all, child.attribute("uri"));
            else targets(all, child);
        }
    }

    private static void add(List<String> all, String address) {
        if (!address.isEmpty() && !all.contains(address) && all.size() < 64) all.add(address);
    }

    private static boolean stopsTyping(Element message) {
        for (Element child : message.children()) {
            if (child.namespace.equals(Ns.CHAT_STATES)) return !child.name.equals("composing");
            if (child.is("x", Ns.OLD_EVENTS)) return child.child("composing", Ns.OLD_EVENTS) == null;
        }
        return false;
    }
}
