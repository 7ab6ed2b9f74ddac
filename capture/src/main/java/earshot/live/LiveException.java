package earshot.live;

import java.io.IOException;

/// Listening is not possible; the message is a sentence that says why and what to do about it.
public final class LiveException extends IOException {
    private static final long serialVersionUID = 1;

    public LiveException(String message) {
        super(message);
    }

    LiveException(String message, Throwable cause) {
        super(message, cause);
    }
}
