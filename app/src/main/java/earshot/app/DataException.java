package earshot.app;

/// The work cannot be done with what is there: no such case, a full disk. The message is one line for
/// the user.
public final class DataException extends Exception {
    private static final long serialVersionUID = 1;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
