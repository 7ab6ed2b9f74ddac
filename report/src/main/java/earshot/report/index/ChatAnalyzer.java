package earshot.report.index;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;

/// How text is cut and folded, when it is indexed and when it is looked for.
public final class ChatAnalyzer extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
        Tokenizer tokens = new ChatTokenizer();
        return new TokenStreamComponents(tokens, new Folding(tokens));
    }

    @Override
    protected TokenStream normalize(String field, TokenStream in) {
        return new Folding(in);
    }
}
