package earshot.app;

/// The command line asks for something that there is not; the message says what, in a sentence for its
/// user.
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message);
    }
}
