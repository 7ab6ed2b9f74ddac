package earshot.report.search;

import earshot.report.index.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.queries.intervals.Intervals;
import org.apache.lucene.queries.intervals.IntervalsSource;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.BytesRef;

/// One word of a pattern such as `pic.p?f*`, which is two words in a row: a plain one and one with wildcards.
///
/// @param word folded as the index has it; with wildcards, what is not one has a backslash where it needs it
record WordPattern(String word, boolean wild) {
    /// Terms that one pattern among several may stand for.
    private static final int TERMS = 1024;

    /// The words of a pattern: `*` any letters, `?` one letter, `\` before what is meant as it is.
    static List<WordPattern> of(String pattern, Analyzer analyzer) {
        // Wildcards become letters that the analysis keeps and nobody writes, and so stay in their words.
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length()) letters.append(pattern.charAt(++i));
            else if (c == '*') letters.append(ANY);
            else if (c == '?') letters.append(ONE);
            else letters.append(c);
        }
        List<WordPattern> words = new ArrayList<>();
        try (TokenStream tokens = analyzer.tokenStream(Schema.TEXT, letters.toString())) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) words.add(word(term.toString()));
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be read", e);
        }
        // A word that is all wildcards says something only by itself: after a character it would want a further word.
        if (words.size() > 1)
            words.removeIf(word -> word.wild && word.word.chars().allMatch(c -> c == '*'));
        return words;
    }

    /// Letters of Linear A, a script that nobody can read: they fold to themselves.
    private static final String ANY = Character.toString(0x10600), ONE = Character.toString(0x10601);

    private static WordPattern word(String term) {
        boolean wild = term.contains(ANY) || term.contains(ONE);
        return new WordPattern(wild ? term.replace(ANY, "*").replace(ONE, "?") : term, wild);
    }

    Query query() {
        Term term = new Term(Schema.TEXT, word);
        return wild ? new WildcardQuery(term) : new TermQuery(term);
    }

    static IntervalsSource inARow(List<WordPattern> words) {
        return Intervals.phrase(words.stream()
                .map(word -> word.wild ? Intervals.wildcard(new BytesRef(word.word), TERMS) : Intervals.term(word.word))
                .toArray(IntervalsSource[]::new));
    }
}
