package earshot.text;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// Text from bytes whose charset nobody stated: UTF-8 if that is what they are, else windows-1252, which maps
/// nearly every byte, unless there is good evidence for another charset ([Speaker]).
///
/// @param text what was read
/// @param charset the charset's IANA name where it was not UTF-8, else ""
public record TextDecoding(String text, String charset) {
    /// What bytes that are neither UTF-8 nor known better are read as.
    public static final Charset FALLBACK = Charset.forName("windows-1252");

    private static final char ESC = 0x1b;

    /// Whether the bytes were not UTF-8: an event then carries them beside the text.
    public boolean foreign() {
        return !charset.isEmpty();
    }

    /// UTF-8, strictly, or windows-1252.
    public static TextDecoding of(byte[] bytes) {
        return of(bytes, FALLBACK);
    }

    /// UTF-8, strictly, or the charset given.
    public static TextDecoding of(byte[] bytes, Charset fallback) {
        TextDecoding utf8 = utf8(bytes);
        return utf8 != null ? utf8 : as(bytes, fallback);
    }

    /// Read as this charset, whatever the bytes.
    public static TextDecoding as(byte[] bytes, Charset charset) {
        String name = charset.equals(StandardCharsets.UTF_8) ? "" : charset.name();
        return new TextDecoding(new String(bytes, charset), name);
    }

    /// Whether the bytes are well-formed UTF-8, plain ASCII included.
    public static boolean isUtf8(byte[] bytes) {
        return utf8(bytes) != null;
    }

    private static TextDecoding utf8(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') >= 0 && !strictly(bytes)) return null;
        return new TextDecoding(text, "");
    }

    /// Only asked where there is a replacement character, which may have been sent as such.
    private static boolean strictly(byte[] bytes) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /// One speaker's lines: what was said before is evidence for the charset of what is said next.
    ///
    /// ICU looks at the lines that are not UTF-8, all together, when there are [#ENOUGH] foreign bytes and
    /// again at each doubling, at most [#LOOKS] times: 14 µs a look. It is believed for Cyrillic, Greek,
    /// Hebrew, Arabic and East Asian charsets when it is [#SURE], less sure where hardly a letter is ASCII;
    /// Western ones are all windows-1252 here. ISO-2022 needs no look: its escape sequences say so, in a line
    /// that would pass as ASCII.
    ///
    /// Keeps at most [#KEPT] bytes. One thread.
    public static final class Speaker {
        static final int ENOUGH = 12, LOOKS = 4, SURE = 40, SURE_OF_ANOTHER_SCRIPT = 25, KEPT = 1024;
        private static final Set<String> BELIEVED = Set.of(
                ("Shift_JIS EUC-JP EUC-KR GB18030 Big5 windows-1251 KOI8-R ISO-8859-5 IBM866 ISO-8859-7 windows-1253"
                                + " ISO-8859-8 ISO-8859-8-I windows-1255 ISO-8859-6 windows-1256 ISO-8859-9 windows-1254")
                        .split(" "));

        private final ByteArrayOutputStream heard = new ByteArrayOutputStream(64);
        private int foreign, nextLook = ENOUGH, looks;
        private Charset charset = FALLBACK;

        /// Reads one line.
        public TextDecoding read(byte[] line) {
            String escaped = iso2022(line);
            if (!escaped.isEmpty()) return as(line, Charset.forName(escaped));
            TextDecoding utf8 = utf8(line);
            if (utf8 != null) return utf8;
            listen(line);
            TextDecoding read = as(line, charset);
            return read.text().indexOf('\ufffd') < 0 ? read : as(line, FALLBACK);
        }

        private void listen(byte[] line) {
            if (looks == LOOKS || heard.size() >= KEPT) return;
            heard.write(line, 0, Math.min(line.length, KEPT - heard.size()));
            heard.write('\n');
            for (byte b : line) if (b < 0) foreign++;
            if (foreign < nextLook) return;
            looks++;
            nextLook = Math.max(nextLook * 2, foreign + 1);
            CharsetMatch best =
                    new CharsetDetector().setText(heard.toByteArray()).detect();
            if (best == null || !BELIEVED.contains(best.getName())) return;
            if (best.getConfidence() < (isAnotherScript() ? SURE_OF_ANOTHER_SCRIPT : SURE)) return;
            if (Charset.isSupported(best.getName())) charset = Charset.forName(best.getName());
        }

        /// Whether hardly any letter is ASCII: no Western language writes so, whatever its accents.
        private boolean isAnotherScript() {
            int ascii = 0, high = 0;
            for (byte b : heard.toByteArray()) {
                if (b < 0) high++;
                else if (Character.isLetter(b)) ascii++;
            }
            return high > 4 * ascii;
        }

        private static String iso2022(byte[] line) {
            for (int i = 0; i + 2 < line.length; i++) {
                if (line[i] != ESC) continue;
                boolean twoBytes = line[i + 1] == '$';
                if (twoBytes && (line[i + 2] == 'B' || line[i + 2] == '@')) return "ISO-2022-JP";
                if (twoBytes && line[i + 2] == ')' && i + 3 < line.length && line[i + 3] == 'C') return "ISO-2022-KR";
            }
            return "";
        }
    }
}
