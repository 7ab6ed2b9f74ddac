package earshot.services;

import java.io.IOException;

/// A file of services is not as its format says. The message names the file and the line.
public final class ServicesException extends IOException {
    private static final long serialVersionUID = 1L;

    ServicesException(String file, int line, String what) {
        super(file + ", line " + line + ": " + what);
    }
}
