package earshot.dissect.oscar;

import earshot.bytes.Cursor;
import earshot.event.Account;
import earshot.event.MessageBuilder;
import earshot.text.AolText;
import earshot.text.ChatHtml;
import earshot.text.Overlays;
import earshot.text.TextDecoding;
import java.io.ByteArrayOutputStream;

/// The text of a message: as read, as sent, and the bytes where they were not UTF-8.
record Said(String text, String markup, String charset, byte[] raw) {
    private static final int TEXT_FRAGMENT = 1;
    private static final int LONGEST_WRAPPER = 32;

    static Said plain(TextDecoding decoded, byte[] raw) {
        return new Said(Overlays.withoutOffer(decoded.text()), decoded.text(), decoded.charset(), raw);
    }

    /// As the sender's kind of client writes: HTML from AIM; from ICQ plain text, unless it is a whole HTML
    /// document, which multi-protocol clients send to both; or begins with a font.
    static Said by(Account sender, TextDecoding decoded, byte[] raw) {
        String sent = decoded.text();
        boolean html = !UserInfo.isUin(sender.id()) || isDocument(sent);
        String text = html ? ChatHtml.text(sent) : sent;
        return new Said(Overlays.withoutOffer(text), sent, decoded.charset(), raw);
    }

    /// The text fragments of a channel-1 message {u8 id, u8 version, u16 length; u16 charset, u16 subset,
    /// text}, put together; null where there is none.
    static Said fragments(Cursor in, Account sender, TextDecoding.Speaker speaker) {
        StringBuilder text = new StringBuilder();
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        String foreign = "";
        boolean any = false;
        while (in.remaining() >= 4) {
            int id = in.u8();
            in.u8();
            Cursor fragment = in.slice(in.u16());
            if (in.truncated()) return null;
            if (id != TEXT_FRAGMENT) continue;
            int charset = fragment.u16();
            fragment.u16();
            if (fragment.truncated()) return null;
            byte[] bytes = fragment.rest();
            TextDecoding decoded = AolText.numbered(bytes, charset, speaker);
            text.append(decoded.text());
            raw.writeBytes(bytes);
            if (decoded.foreign()) foreign = decoded.charset();
            any = true;
        }
        return any ? by(sender, new TextDecoding(text.toString(), foreign), raw.toByteArray()) : null;
    }

    private static boolean isDocument(String text) {
        String start =
                text.substring(0, Math.min(LONGEST_WRAPPER, text.length())).stripLeading();
        return start.regionMatches(true, 0, "<html", 0, 5) || start.regionMatches(true, 0, "<font ", 0, 6);
    }

    MessageBuilder into(MessageBuilder message) {
        String overlay = Overlays.scheme(text);
        if (!overlay.isEmpty()) return message.encrypted(overlay, raw.length);
        message.text(text).markup(markup);
        return charset.isEmpty() ? message : message.raw(charset, raw);
    }
}
