package earshot.dissect.sip.body;

import earshot.event.Account;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.MessageBuilder;
import earshot.event.Seen;
import earshot.mime.Mime;
import earshot.text.ChatHtml;
import earshot.text.Overlays;
import earshot.text.Rtf;
import earshot.text.TextDecoding;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What one body says.
///
/// @param part the innermost part that says it
/// @param encryption the scheme that hides it, "" for none
/// @param attachments what hangs on it and is no text
/// @param envelope who wrote to whom, where the body names them itself; [Cpim#NONE] where not
/// @param about the message that a receipt is for
public record Content(
        Is is,
        Mime part,
        TextDecoding decoded,
        String text,
        String encryption,
        List<String> attachments,
        Cpim envelope,
        String about) {
    /// What kind of thing it is.
    public enum Is {
        TEXT,
        TYPING,
        RECEIPT,
        /// An invitation to send a file or to call.
        INVITATION,
        /// The description of a file that lies on a web server.
        LINK,
        /// A body that says nothing to a person, or one that is not known.
        NOTHING
    }

    private static final TextDecoding EMPTY = new TextDecoding("", "");
    private static final int DEEPEST = 5;

    public static Content read(Mime body) {
        return read(body, 0);
    }

    private static Content read(Mime body, int depth) {
        String type = body.type();
        if (type.isEmpty() || type.equals("text/plain"))
            return text(body, decoded(body).text());
        return switch (type) {
            case "text/html", "application/xhtml+xml" -> {
                String html = decoded(body).text();
                yield text(body, ChatHtml.text(html));
            }
            case "text/rtf", "application/rtf", "application/x-rtf" ->
                text(body, Rtf.text(decoded(body).text()));
            case "message/cpim" -> depth == DEEPEST ? of(Is.NOTHING, body) : cpim(body, depth);
            case "multipart/alternative", "multipart/mixed", "multipart/related", "multipart/signed" ->
                depth == DEEPEST ? of(Is.NOTHING, body) : multipart(body, depth);
            case "application/im-iscomposing+xml", "application/im-iscomposing" ->
                of(Compose.isActive(body.body()) ? Is.TYPING : Is.NOTHING, body);
            case "application/xml", "text/xml" -> of(Compose.isKeyboard(body.body()) ? Is.TYPING : Is.NOTHING, body);
            case "message/imdn+xml", "message/imdn", "application/ms-imdn+xml" ->
                receipt(body, Compose.element(body.body(), "message-id"));
            case "text/x-msmsgsinvite" -> of(Is.INVITATION, body);
            case "application/vnd.gsma.rcs-ft-http+xml", "application/vnd.gsma.rcs-ft-http" -> of(Is.LINK, body);
            case "application/vnd.gsma.rcspushlocation+xml" -> attached(body, "location");
            case "application/x-ms-ink" -> attached(body, "ink");
            case "text/x-vcard", "text/vcard", "text/directory" -> attached(body, "vcard");
            case "application/pkcs7-mime", "application/x-pkcs7-mime" -> hidden(body, "smime");
            case "application/pgp-encrypted" -> hidden(body, "pgp");
            case "xml/cipher", "application/cipher.vnd.gsma.rcs-ft-http+xml", "multipart/encrypted" -> {
                String protocol = body.parameter("content-type", "protocol").toLowerCase(Locale.ROOT);
                yield hidden(body, protocol.contains("pgp") ? "pgp" : "lime");
            }
            default -> other(body, type);
        };
    }

    private static Content other(Mime body, String type) {
        boolean media = type.startsWith("image/") || type.startsWith("audio/") || type.startsWith("video/");
        if (media) return attached(body, body.body().length > 0 && isInk(body) ? "ink" : type);
        // Other kinds of text are read as they stand.
        if (type.startsWith("text/")) return text(body, decoded(body).text());
        return of(Is.NOTHING, body);
    }

    /// Ink is drawn by hand, and sent as a picture in letters.
    private static boolean isInk(Mime body) {
        byte[] bytes = body.body();
        return bytes.length > 7
                && new String(bytes, 0, 7, java.nio.charset.StandardCharsets.US_ASCII).equals("base64:");
    }

    private static Content text(Mime body, String text) {
        TextDecoding decoded = decoded(body);
        String scheme = Overlays.scheme(text);
        return new Content(
                Is.TEXT,
                body,
                decoded,
                scheme.isEmpty() ? Overlays.withoutOffer(text) : "",
                scheme,
                List.of(),
                Cpim.NONE,
                "");
    }

    private static TextDecoding decoded(Mime body) {
        byte[] bytes = body.content();
        String charset = body.charset();
        if (charset.isEmpty() || charset.equalsIgnoreCase("utf-8")) return TextDecoding.of(bytes);
        try {
            Charset stated = Charset.forName(charset);
            boolean wide = stated.name().startsWith("UTF-16");
            return wide ? TextDecoding.as(bytes, stated) : TextDecoding.of(bytes, stated);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return TextDecoding.of(bytes);
        }
    }

    private static Content of(Is is, Mime body) {
        return new Content(is, body, EMPTY, "", "", List.of(), Cpim.NONE, "");
    }

    private static Content receipt(Mime body, String about) {
        return new Content(Is.RECEIPT, body, EMPTY, "", "", List.of(), Cpim.NONE, about);
    }

    private static Content hidden(Mime body, String scheme) {
        return new Content(Is.TEXT, body, EMPTY, "", scheme, List.of(), Cpim.NONE, "");
    }

    private static Content attached(Mime body, String what) {
        return new Content(Is.TEXT, body, EMPTY, "", "", List.of(what), Cpim.NONE, "");
    }

    private static Content cpim(Mime body, int depth) {
        Mime head = Mime.read(body.body());
        Content inner = read(head.inner(), depth + 1);
        Cpim envelope = Cpim.read(head);
        return new Content(
                inner.is,
                inner.part,
                inner.decoded,
                inner.text,
                inner.encryption,
                inner.attachments,
                envelope,
                inner.about);
    }

    /// Of alternatives the plainest one; of several things the first text, with the others hanging on it.
    private static Content multipart(Mime body, int depth) {
        List<Content> all = body.parts().stream()
                .map(part -> read(part, depth + 1))
                .filter(one -> one.is != Is.NOTHING)
                .toList();
        if (all.isEmpty()) return of(Is.NOTHING, body);
        int first = 0;
        for (int i = 1; i < all.size(); i++) if (rank(all.get(i)) < rank(all.get(first))) first = i;
        Content best = all.get(first);
        if (body.type().equals("multipart/alternative") || best.is != Is.TEXT) return best;
        List<String> attachments = new ArrayList<>(best.attachments);
        for (int i = 0; i < all.size(); i++) if (i != first) attachments.addAll(all.get(i).attachments);
        return new Content(
                best.is, best.part, best.decoded, best.text, best.encryption, attachments, best.envelope, best.about);
    }

    private static int rank(Content one) {
        if (one.is != Is.TEXT) return 4;
        if (!one.attachments.isEmpty()) return 3;
        return switch (one.part.type()) {
            case "", "text/plain" -> 0;
            case "text/html", "application/xhtml+xml" -> 1;
            default -> 2;
        };
    }

    /// Whether a person said or did something here that is an event.
    public boolean speaks() {
        return switch (is) {
            case TEXT -> !text.isEmpty() || !encryption.isEmpty() || !attachments.isEmpty();
            case TYPING, RECEIPT -> true;
            case INVITATION, LINK, NOTHING -> false;
        };
    }

    /// The message, as far as the body tells it.
    public MessageBuilder message(Seen seen, Account from) {
        MessageBuilder message = Message.from(seen, from);
        switch (is) {
            case TYPING -> message.kind(Kind.TYPING);
            case RECEIPT -> message.kind(Kind.RECEIPT).replyTo(about);
            default -> {
                if (encryption.isEmpty())
                    message.text(text).markup(decoded.text().isEmpty() ? text : decoded.text());
                else message.encrypted(encryption, part.body().length);
                if (decoded.foreign()) message.raw(decoded.charset(), part.content());
                message.attachments(attachments);
            }
        }
        if (!envelope.messageId().isEmpty()) message.messageId(envelope.messageId());
        if (envelope.time() != 0) message.statedTime(envelope.time());
        return message;
    }
}
