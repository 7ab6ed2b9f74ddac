package earshot.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Text as AOL's protocols (OSCAR, direct IM) put it on the wire: charset numbers in messages, charset names
/// in profiles and chat rooms, and statements that are often wrong.
public final class AolText {
    private static final int UTF_16 = 2;

    private AolText() {}

    /// By charset number: 2 is UTF-16BE; 0 ("ASCII"), 3 ("Latin-1") and the rest are whatever the sender's
    /// machine used, so they are read by evidence.
    ///
    /// @param speaker whose text it is; null where nobody's earlier lines can help
    public static TextDecoding numbered(byte[] text, int charset, TextDecoding.Speaker speaker) {
        return charset == UTF_16 ? utf16(text) : guessed(text, speaker);
    }

    /// By name: `us-ascii`, `unicode-2-0`, `utf-8`, `iso-8859-1` or anything that Java knows; by evidence
    /// where the name says nothing or means eight bits of anything.
    ///
    /// @param speaker whose text it is; null where nobody's earlier lines can help
    public static TextDecoding named(byte[] text, String charset, TextDecoding.Speaker speaker) {
        String name = charset.toLowerCase(Locale.ROOT);
        if (name.startsWith("unicode-2") || name.startsWith("utf-16")) return utf16(text);
        boolean vague =
                name.isEmpty() || name.equals("us-ascii") || name.equals("utf-8") || name.startsWith("iso-8859-1");
        if (vague || !known(name)) return guessed(text, speaker);
        return TextDecoding.of(text, Charset.forName(name));
    }

    /// By a MIME type such as `text/aolrtf; charset="us-ascii"`.
    public static TextDecoding typed(byte[] text, String mime, TextDecoding.Speaker speaker) {
        int at = mime.toLowerCase(Locale.ROOT).indexOf("charset=");
        String charset = at < 0 ? "" : mime.substring(at + "charset=".length());
        int end = charset.indexOf(';');
        return named(
                text,
                (end < 0 ? charset : charset.substring(0, end))
                        .replace("\"", "")
                        .strip(),
                speaker);
    }

    private static TextDecoding guessed(byte[] text, TextDecoding.Speaker speaker) {
        return speaker == null ? TextDecoding.of(text) : speaker.read(text);
    }

    /// Big-endian unless a byte order mark or the bytes themselves say otherwise; an odd last byte is
    /// nothing.
    private static TextDecoding utf16(byte[] text) {
        int zerosFirst = 0, zerosSecond = 0;
        for (int i = 0; i + 1 < text.length; i += 2) {
            if (text[i] == 0) zerosFirst++;
            if (text[i + 1] == 0) zerosSecond++;
        }
        int from = 0;
        boolean little = zerosFirst == 0 && zerosSecond > text.length / 4;
        if (text.length >= 2 && (text[0] & 0xff) == 0xff && (text[1] & 0xff) == 0xfe) {
            from = 2;
            little = true;
        } else if (text.length >= 2 && (text[0] & 0xff) == 0xfe && (text[1] & 0xff) == 0xff) {
            from = 2;
            little = false;
        }
        byte[] whole = Arrays.copyOfRange(text, from, from + (text.length - from) / 2 * 2);
        return TextDecoding.as(whole, little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
    }

    private static boolean known(String name) {
        try {
            return Charset.isSupported(name);
        } catch (java.nio.charset.IllegalCharsetNameException e) {
            return false;
        }
    }
}
