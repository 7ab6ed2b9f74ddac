package earshot.report.casefile;

import java.io.IOException;

/// A case cannot be opened or written, for a reason the user can act on; the message is a sentence for them.
public final class CaseException extends IOException {
    private static final long serialVersionUID = 1;

    public CaseException(String message) {
        super(message);
    }

    public CaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
