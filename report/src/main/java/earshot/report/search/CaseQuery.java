package earshot.report.search;

import earshot.report.casefile.Notes;
import earshot.report.index.ChatAnalyzer;
import earshot.report.index.Schema;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.document.InetAddressPoint;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.queries.intervals.IntervalQuery;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/// Reads queries; see the package for what can be asked.
final class CaseQuery extends QueryParser {
    /// A longer query is nobody's.
    private static final int LONGEST = 10_000;

    private static final String TAG = "tag";
    private static final Set<String> FIELDS = new TreeSet<>();

    static {
        FIELDS.addAll(Schema.ACCOUNTS);
        FIELDS.addAll(Schema.WORDS);
        FIELDS.addAll(Schema.EXACT);
        FIELDS.addAll(List.of(Schema.TEXT, Schema.TIME, Schema.IP, Schema.PORT, TAG));
    }

    /// Fields whose values have colons and slashes, which need no quotation marks here.
    private static final Pattern UNQUOTED = Pattern.compile("(?<![\\w\"\\\\])(?:time|ip|flow):([^\\s\\[\\]{}\"()]+)");

    private static final Pattern PLACE = Pattern.compile("at line 1, column (\\d+)");

    private final Notes.All notes;

    private CaseQuery(Notes.All notes) {
        super(Schema.TEXT, new ChatAnalyzer());
        this.notes = notes;
        setDefaultOperator(Operator.AND);
        setAllowLeadingWildcard(true);
        setSplitOnWhitespace(true);
        setAutoGeneratePhraseQueries(true);
    }

    /// @param notes for `tag:`
    static Query read(String text, Notes.All notes) throws QueryException {
        if (text.isBlank()) throw new QueryException("the query is empty", -1);
        if (text.length() > LONGEST)
            throw new QueryException("the query is longer than " + LONGEST + " characters", -1);
        List<Integer> added = new ArrayList<>();
        String quoted = quote(text, added);
        try {
            Query query = complete(new CaseQuery(notes).parse(quoted));
            return text.contains("kind:") ? query : said(query);
        } catch (ParseException e) {
            throw explained(e, text, added);
        } catch (IndexSearcher.TooManyClauses e) {
            throw new QueryException("the query has too many parts", -1);
        }
    }

    /// Typing and receipts are signs of messages; whoever wants them asks for their kind.
    private static Query said(Query query) {
        return new BooleanQuery.Builder()
                .add(query, Occur.MUST)
                .add(new TermQuery(new Term(Schema.KIND, "typing")), Occur.MUST_NOT)
                .add(new TermQuery(new Term(Schema.KIND, "receipt")), Occur.MUST_NOT)
                .build();
    }

    /// Lucene finds nothing where there is only what is not wanted; people mean everything else.
    private static Query complete(Query query) throws QueryException {
        if (!(query instanceof BooleanQuery bool)) return query;
        if (bool.clauses().isEmpty()) throw new QueryException("there is no word in the query", -1);
        if (bool.clauses().stream().anyMatch(clause -> !clause.isProhibited())) return query;
        BooleanQuery.Builder all = new BooleanQuery.Builder().add(MatchAllDocsQuery.INSTANCE, Occur.MUST);
        bool.clauses().forEach(all::add);
        return all.build();
    }

    /// Puts backslashes before what is not meant as syntax in values of fields that need none.
    ///
    /// @param added where, in the resulting text
    private static String quote(String text, List<Integer> added) {
        StringBuilder out = new StringBuilder();
        Matcher matcher = UNQUOTED.matcher(text);
        int done = 0;
        while (matcher.find()) {
            out.append(text, done, matcher.start(1));
            String value = matcher.group(1);
            for (int i = 0; i < value.length(); i++) {
                if (":/+=-".indexOf(value.charAt(i)) >= 0 && (i == 0 || value.charAt(i - 1) != '\\')) {
                    added.add(out.length());
                    out.append('\\');
                }
                out.append(value.charAt(i));
            }
            done = matcher.end(1);
        }
        return out.append(text, done, text.length()).toString();
    }

    private static QueryException explained(ParseException e, String text, List<Integer> added) {
        // Ours has no token of the grammar.
        if (e.getCause() instanceof ParseException cause && cause.currentToken == null) {
            return new QueryException(cause.getMessage(), -1);
        }
        String said = String.valueOf(e.getMessage());
        Matcher place = PLACE.matcher(said);
        if (!place.find()) return new QueryException("the query cannot be read: " + said, -1);
        int column = Integer.parseInt(place.group(1));
        int position = column - (int) added.stream().filter(at -> at < column).count();
        if (said.contains("Encountered \"<EOF>\"")
                || said.contains("Encountered: <EOF>")
                || position >= text.length()) {
            return new QueryException(
                    "the query ends where something is missing: is a bracket or quotation mark open?", text.length());
        }
        return new QueryException("the query cannot be read at \"" + text.substring(position) + '"', position);
    }

    // What the grammar found.

    @Override
    protected Query getFieldQuery(String field, String value, boolean quoted) throws ParseException {
        check(field);
        if (field.equals(Schema.TEXT)) return super.getFieldQuery(field, value, quoted);
        return switch (field) {
            case Schema.TIME -> {
                Times times = times(value);
                yield LongPoint.newRangeQuery(Schema.TIME, times.from(), times.until());
            }
            case Schema.IP -> address(value);
            case Schema.PORT -> {
                int port = port(value);
                yield IntPoint.newExactQuery(Schema.PORT, port);
            }
            case TAG -> tagged(value);
            default -> new TermQuery(new Term(field, Schema.exact(field, value)));
        };
    }

    @Override
    protected Query getFieldQuery(String field, String value, int slop) throws ParseException {
        check(field);
        return field.equals(Schema.TEXT) ? super.getFieldQuery(field, value, slop) : getFieldQuery(field, value, true);
    }

    @Override
    protected Query getRangeQuery(String field, String from, String until, boolean withFrom, boolean withUntil)
            throws ParseException {
        check(field);
        return switch (field) {
            case Schema.TIME -> {
                long low = from == null
                        ? Long.MIN_VALUE
                        : withFrom ? times(from).from() : times(from).until() + 1;
                long high = until == null
                        ? Long.MAX_VALUE
                        : withUntil ? times(until).until() : times(until).from() - 1;
                yield LongPoint.newRangeQuery(Schema.TIME, low, high);
            }
            case Schema.PORT -> {
                int low = from == null ? 0 : port(from) + (withFrom ? 0 : 1);
                int high = until == null ? 0xffff : port(until) - (withUntil ? 0 : 1);
                yield IntPoint.newRangeQuery(Schema.PORT, low, high);
            }
            case Schema.IP -> {
                InetAddress low = from == null ? InetAddressPoint.MIN_VALUE : literal(from);
                InetAddress high = until == null ? InetAddressPoint.MAX_VALUE : literal(until);
                yield InetAddressPoint.newRangeQuery(
                        Schema.IP,
                        withFrom || from == null ? low : InetAddressPoint.nextUp(low),
                        withUntil || until == null ? high : InetAddressPoint.nextDown(high));
            }
            default -> super.getRangeQuery(field, value(field, from), value(field, until), withFrom, withUntil);
        };
    }

    private static String value(String field, String text) {
        return text == null ? null : Schema.exact(field, text);
    }

    @Override
    protected Query getWildcardQuery(String field, String pattern) throws ParseException {
        if (field.equals("*")) return super.getWildcardQuery(field, pattern);
        check(field);
        if (!field.equals(Schema.TEXT)) {
            noWildcards(field);
            return newWildcardQuery(new Term(field, Schema.exact(field, pattern)));
        }
        return words(pattern);
    }

    @Override
    protected Query getPrefixQuery(String field, String prefix) throws ParseException {
        check(field);
        if (!field.equals(Schema.TEXT)) {
            noWildcards(field);
            // The grammar has taken backslashes away here, and left them in patterns.
            return newPrefixQuery(new Term(field, Schema.exact(field, prefix)));
        }
        return words(prefix.replaceAll("([\\\\*?])", "\\\\$1") + '*');
    }

    private Query words(String pattern) throws ParseException {
        List<WordPattern> words = WordPattern.of(pattern, getAnalyzer());
        if (words.isEmpty()) throw new ParseException("there is no letter in the pattern " + pattern);
        if (words.size() == 1) return words.getFirst().query();
        return new IntervalQuery(Schema.TEXT, WordPattern.inARow(words));
    }

    @Override
    protected Query getFuzzyQuery(String field, String term, float similarity) throws ParseException {
        check(field);
        if (field.equals(Schema.TEXT)) return super.getFuzzyQuery(field, term, similarity);
        noWildcards(field);
        return super.getFuzzyQuery(field, Schema.exact(field, term), similarity);
    }

    @Override
    protected Query getRegexpQuery(String field, String pattern) throws ParseException {
        check(field);
        noWildcards(field);
        try {
            return newRegexpQuery(new Term(field, pattern));
        } catch (IllegalArgumentException | TooComplexToDeterminizeException e) {
            throw new ParseException("the pattern /" + pattern + "/ cannot be read: " + e.getMessage());
        }
    }

    private static void check(String field) throws ParseException {
        if (!FIELDS.contains(field)) {
            throw new ParseException(
                    "there is no field \"" + field + "\"; the fields are " + String.join(", ", FIELDS));
        }
    }

    private static void noWildcards(String field) throws ParseException {
        if (Set.of(Schema.TIME, Schema.IP, Schema.PORT, TAG).contains(field)) {
            throw new ParseException("the field " + field + " knows no patterns"
                    + (field.equals(Schema.IP) ? ": write ip:10.0.0.0/8" : "")
                    + (field.equals(Schema.TIME) ? ": write time:2009-11 or time:[2009-11-20 TO *]" : ""));
        }
    }

    private static Times times(String value) throws ParseException {
        Times times = Times.parse(value);
        if (times == null) {
            throw new ParseException("\"" + value + "\" is no time: write 2009, 2009-11, 2009-11-20, "
                    + "2009-11-20T18:10:05Z or 2009-11-20T18:10+01:00");
        }
        return times;
    }

    private static int port(String value) throws ParseException {
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 0xffff) return port;
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new ParseException("\"" + value + "\" is no port");
    }

    private static Query address(String value) throws ParseException {
        int slash = value.indexOf('/');
        if (slash < 0) return InetAddressPoint.newExactQuery(Schema.IP, literal(value));
        InetAddress network = literal(value.substring(0, slash));
        int bits = -1;
        try {
            bits = Integer.parseInt(value.substring(slash + 1));
        } catch (NumberFormatException e) {
            // Said below.
        }
        if (bits < 0 || bits > network.getAddress().length * 8) {
            throw new ParseException("\"" + value + "\" is no network: write ip:10.0.0.0/8");
        }
        return InetAddressPoint.newPrefixQuery(Schema.IP, network, bits);
    }

    private static InetAddress literal(String value) throws ParseException {
        InetAddress address =
                Schema.address(value.toLowerCase(Locale.ROOT).replace("[", "").replace("]", ""));
        if (address == null) throw new ParseException("\"" + value + "\" is no address; names are not looked up");
        return address;
    }

    private Query tagged(String tag) {
        List<BytesRef> ids = notes.tagged(tag).stream().map(BytesRef::new).toList();
        return new BooleanQuery.Builder()
                .add(new TermInSetQuery(Schema.ID, ids), Occur.SHOULD)
                .add(new TermInSetQuery(Schema.TALK, ids), Occur.SHOULD)
                .build();
    }
}
