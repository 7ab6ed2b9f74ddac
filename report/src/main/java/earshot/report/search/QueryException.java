package earshot.report.search;

/// A query that cannot be read; the message is a sentence for its author.
public final class QueryException extends Exception {
    private static final long serialVersionUID = 1;

    private final int position;

    QueryException(String message, int position) {
        super(position < 0 ? message : message + " (at character " + (position + 1) + ")");
        this.position = position;
    }

    /// Where in the query, from 0; -1 where that is not known.
    public int position() {
        return position;
    }
}
