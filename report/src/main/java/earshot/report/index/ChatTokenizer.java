package earshot.report.index;

import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/// Cuts chat text into words, single characters of scripts without word ends, and pictures; see the package.
final class ChatTokenizer extends Tokenizer {
    /// A longer run of letters is cut: it is no word.
    private static final int LONGEST = 255;
    /// More text than this of one line is not indexed.
    private static final int MOST = 1 << 20;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private char[] text = new char[1024];
    private int length, at;

    @Override
    public void reset() throws IOException {
        super.reset();
        length = 0;
        at = 0;
        for (int n; (n = input.read(text, length, text.length - length)) >= 0 && length < MOST; ) {
            length += n;
            if (length == text.length) text = Arrays.copyOf(text, length * 2);
        }
    }

    @Override
    public boolean incrementToken() {
        while (at < length) {
            int c = Character.codePointAt(text, at, length);
            int start = at;
            at += Character.charCount(c);
            if (isPicture(c)) return token(start, at);
            if (!isWord(c)) continue;
            boolean single = isSingle(c);
            while (at < length) {
                int next = Character.codePointAt(text, at, length);
                boolean mark = isMark(next);
                if (!mark && (single || !isWord(next) || isSingle(next) || at - start >= LONGEST)) break;
                if (mark && at - start >= 2 * LONGEST) break;
                at += Character.charCount(next);
            }
            return token(start, at);
        }
        return false;
    }

    private boolean token(int start, int end) {
        clearAttributes();
        term.copyBuffer(text, start, end - start);
        offset.setOffset(correctOffset(start), correctOffset(end));
        return true;
    }

    @Override
    public void end() throws IOException {
        super.end();
        offset.setOffset(correctOffset(length), correctOffset(length));
    }

    /// Letters, digits and the marks on them.
    static boolean isWord(int c) {
        if (c < 0x80) return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
        return Character.isLetterOrDigit(c) || isMark(c) || isNumber(c);
    }

    private static boolean isNumber(int c) {
        int type = Character.getType(c);
        return type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
    }

    private static boolean isMark(int c) {
        if (c < 0x300) return false;
        // The half-width voicing marks are letters to Unicode, and marks to whoever writes them.
        if (c == 0xff9e || c == 0xff9f) return true;
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    /// A letter of a script in which every character is indexed by itself.
    static boolean isSingle(int c) {
        if (c < 0x0e00) return false;
        if (Character.isIdeographic(c)) return true;
        return switch (UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, YI, THAI, LAO, KHMER, MYANMAR -> Character.isLetter(c);
            default -> false;
        };
    }

    /// Pictographs and the letters of flags; not the modifiers and joiners between them.
    private static boolean isPicture(int c) {
        if (c < 0x2190) return false;
        return Character.isExtendedPictographic(c) || c >= 0x1f1e6 && c <= 0x1f1ff;
    }
}
