package earshot.policy;

import java.io.IOException;

/// A policy file says something that is not understood; the message is a sentence with the file and the line.
public final class PolicyException extends IOException {
    private static final long serialVersionUID = 1;

    public PolicyException(String message) {
        super(message);
    }
}
