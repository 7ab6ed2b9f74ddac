package earshot.report.search;

import earshot.report.casefile.CaseFolder;
import earshot.report.index.CaseIndex;
import earshot.report.index.Schema;
import earshot.report.line.EventLine;
import earshot.report.search.Hit.Mark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.MatchesIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.Weight;

/// Finds lines of a case. One thread; close it, the case stays open.
public final class Search implements AutoCloseable {
    /// @param skip hits before the first that is wanted
    /// @param limit the most hits wanted
    /// @param context how much of the talk before and after each hit
    /// @param byScore the best first, and not the eldest
    public record Options(int skip, int limit, int context, boolean byScore) {
        public static final Options PLAIN = new Options(0, 50, 0, false);
    }

    /// @param lines how many lines fit in all; a message has one a hop
    /// @param more whether there are hits after these
    public record Found(List<Hit> hits, long lines, boolean more) {}

    /// More marks in one text are not shown.
    private static final int MARKS = 1000;

    private static final Sort BY_TIME =
            new Sort(new SortField(Schema.TIME, SortField.Type.LONG), new SortField(Schema.LINE, SortField.Type.LONG));
    private static final Sort BY_TIME_DOWN = new Sort(
            new SortField(Schema.TIME, SortField.Type.LONG, true),
            new SortField(Schema.LINE, SortField.Type.LONG, true));
    private static final Sort BY_SCORE =
            new Sort(SortField.FIELD_SCORE, new SortField(Schema.LINE, SortField.Type.LONG));

    private final CaseFolder folder;
    private final CaseIndex index;
    private final IndexSearcher searcher;

    private Search(CaseFolder folder, CaseIndex index) {
        this.folder = folder;
        this.index = index;
        this.searcher = new IndexSearcher(index.reader());
        searcher.setQueryCache(null);
    }

    /// Opens the case's index, building what is missing of it.
    ///
    /// @param progress told now and then how many lines have been indexed
    public static Search open(CaseFolder folder, LongConsumer progress) throws IOException {
        return new Search(folder, CaseIndex.open(folder, progress));
    }

    /// Finds what fits the query.
    ///
    /// @throws QueryException where the query cannot be read
    public Found find(String text, Options options) throws IOException, QueryException {
        Query query = CaseQuery.read(text, folder.notes().all());
        try {
            return find(searcher.rewrite(query), options);
        } catch (IndexSearcher.TooManyClauses e) {
            throw new QueryException("the query has too many parts", -1);
        } catch (IllegalStateException e) {
            // What a pattern beside other words stands for is bounded.
            throw new QueryException("a pattern in the query stands for too many words: write more of its letters", -1);
        }
    }

    private Found find(Query query, Options options) throws IOException {
        long lines = searcher.count(query);
        Weight weight = searcher.createWeight(query, ScoreMode.COMPLETE, 1);
        Page page = page(query, options.byScore ? BY_SCORE : BY_TIME, options.skip, options.limit, Set.of());
        List<Hit> hits = new ArrayList<>(page.docs.size());
        for (int doc : page.docs) {
            Hit hit = hit(doc, weight, options.context);
            if (hit != null) hits.add(hit);
        }
        return new Found(hits, lines, page.more);
    }

    private record Page(List<Integer> docs, boolean more) {}

    /// The documents of that part of the result, each saying once.
    ///
    /// @param not sayings that are not wanted
    private Page page(Query query, Sort sort, int skip, int limit, Set<Long> not) throws IOException {
        Set<Long> seen = new HashSet<>(not);
        List<Integer> docs = new ArrayList<>();
        int unwanted = skip;
        ScoreDoc last = null;
        int chunk = Math.min(10_000, Math.max(16, skip + 2 * limit));
        while (true) {
            TopDocs top = searcher.searchAfter(last, query, chunk, sort);
            for (ScoreDoc one : top.scoreDocs) {
                last = one;
                if (!seen.add(number(Schema.SAYING, one.doc))) continue;
                if (unwanted > 0) unwanted--;
                else if (docs.size() == limit) return new Page(docs, true);
                else docs.add(one.doc);
            }
            if (top.scoreDocs.length < chunk) return new Page(docs, false);
        }
    }

    private Hit hit(int doc, Weight weight, int context) throws IOException {
        long number = number(Schema.LINE, doc);
        EventLine line = folder.line(number);
        if (line == null) return null;
        EventLine masked = line.masked();
        String talk = talk(doc);
        List<EventLine> before = List.of(), after = List.of();
        if (context > 0 && !talk.isEmpty()) {
            before = around(talk, doc, context, false).reversed();
            after = around(talk, doc, context, true);
        }
        String text = Schema.searchable(masked);
        return new Hit(number, masked, talk, text, marks(weight, doc, text.length()), before, after);
    }

    // What was said around it.

    private List<EventLine> around(String talk, int doc, int count, boolean after) throws IOException {
        long time = number(Schema.TIME, doc), line = number(Schema.LINE, doc), saying = number(Schema.SAYING, doc);
        Query query = new BooleanQuery.Builder()
                .add(new TermQuery(new Term(Schema.TALK, talk)), Occur.FILTER)
                .add(new TermQuery(new Term(Schema.KIND, "typing")), Occur.MUST_NOT)
                .add(new TermQuery(new Term(Schema.KIND, "receipt")), Occur.MUST_NOT)
                .add(
                        after
                                ? LongPoint.newRangeQuery(Schema.TIME, time, Long.MAX_VALUE)
                                : LongPoint.newRangeQuery(Schema.TIME, Long.MIN_VALUE, time),
                        Occur.FILTER)
                .build();
        Page page = page(query, after ? BY_TIME : BY_TIME_DOWN, 0, count, Set.of(saying));
        List<EventLine> lines = new ArrayList<>(page.docs.size());
        for (int one : page.docs) {
            long number = number(Schema.LINE, one);
            // At the very same time, the order of lines decides.
            boolean wrongSide = number(Schema.TIME, one) == time && (after ? number < line : number > line);
            EventLine read = wrongSide ? null : folder.line(number);
            if (read != null) lines.add(read.masked());
        }
        return lines;
    }

    // What Lucene knows of a document.

    private List<Mark> marks(Weight weight, int doc, int length) throws IOException {
        LeafReaderContext leaf = leaf(doc);
        Matches matches = weight.matches(leaf, doc - leaf.docBase);
        MatchesIterator each = matches == null ? null : matches.getMatches(Schema.TEXT);
        List<Mark> marks = new ArrayList<>();
        while (each != null && marks.size() < MARKS && each.next()) {
            if (each.startOffset() >= 0 && each.endOffset() <= length) {
                marks.add(new Mark(each.startOffset(), each.endOffset()));
            }
        }
        return joined(marks);
    }

    private static List<Mark> joined(List<Mark> marks) {
        marks.sort((a, b) -> Integer.compare(a.from(), b.from()));
        List<Mark> joined = new ArrayList<>(marks.size());
        for (Mark mark : marks) {
            Mark last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && mark.from() <= last.until()) {
                joined.set(joined.size() - 1, new Mark(last.from(), Math.max(last.until(), mark.until())));
            } else {
                joined.add(mark);
            }
        }
        return Collections.unmodifiableList(joined);
    }

    private LeafReaderContext leaf(int doc) {
        List<LeafReaderContext> leaves = index.reader().leaves();
        return leaves.get(ReaderUtil.subIndex(doc, leaves));
    }

    private long number(String field, int doc) throws IOException {
        LeafReaderContext leaf = leaf(doc);
        NumericDocValues values = leaf.reader().getNumericDocValues(field);
        return values != null && values.advanceExact(doc - leaf.docBase) ? values.longValue() : 0;
    }

    private String talk(int doc) throws IOException {
        LeafReaderContext leaf = leaf(doc);
        SortedDocValues values = leaf.reader().getSortedDocValues(Schema.TALK);
        if (values == null || !values.advanceExact(doc - leaf.docBase)) return "";
        return values.lookupOrd(values.ordValue()).utf8ToString();
    }

    @Override
    public void close() throws IOException {
        index.close();
    }
}
