package earshot.report.index;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// Makes words equal that differ in case, width or accents only; see the package.
final class Folding extends TokenFilter {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    Folding(TokenStream in) {
        super(in);
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!input.incrementToken()) return false;
        char[] buffer = term.buffer();
        int length = term.length();
        for (int i = 0; i < length; i++) {
            char c = buffer[i];
            if (c >= 0x80) {
                String folded = fold(term.toString());
                if (!folded.isEmpty()) term.setEmpty().append(folded);
                return true;
            }
            if (c >= 'A' && c <= 'Z') buffer[i] = (char) (c | 0x20);
        }
        return true;
    }

    static String fold(String word) {
        String apart = Tables.DECOMPOSE.normalize(Tables.CASEFOLD.normalize(word));
        StringBuilder kept = new StringBuilder(apart.length());
        apart.codePoints().filter(c -> !isAccent(c)).forEach(c -> append(kept, c));
        return Tables.COMPOSE.normalize(kept);
    }

    /// Accents, strokes, points of Hebrew and Arabic, and the Arabic stretching stroke. Marks that make
    /// another letter are none: nukta, kana voicing and virama (classes 7 to 9), vowels of India and of
    /// south-east Asia (0, 84 to 132).
    private static boolean isAccent(int c) {
        if (c < 0x300) return false;
        if (c == 0x640) return true;
        int combining = UCharacter.getCombiningClass(c);
        return combining == 1 || combining >= 10 && combining <= 36 || combining >= 200;
    }

    private static void append(StringBuilder out, int c) {
        switch (c) {
            case 'ø' -> out.append('o');
            case 'đ', 'ð' -> out.append('d');
            case 'ł' -> out.append('l');
            case 'ħ' -> out.append('h');
            case 'ı' -> out.append('i');
            case 'æ' -> out.append("ae");
            case 'œ' -> out.append("oe");
            case 'þ' -> out.append("th");
            default -> out.appendCodePoint(c);
        }
    }

    /// Loaded with the first word that is not ASCII.
    private static final class Tables {
        static final Normalizer2 CASEFOLD = Normalizer2.getNFKCCasefoldInstance();
        static final Normalizer2 DECOMPOSE = Normalizer2.getNFDInstance();
        static final Normalizer2 COMPOSE = Normalizer2.getNFCInstance();
    }
}
