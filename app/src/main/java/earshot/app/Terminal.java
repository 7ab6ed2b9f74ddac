package earshot.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Where a command writes: results to [#out], everything else for people to [#err].
///
/// @param out results as text, buffered; flushed when the command is done
/// @param raw the same place for bytes that are written in large pieces; flush [#out] before using it
/// @param err progress, warnings, errors
/// @param tty whether a person watches standard output, and standard error
/// @param colours whether to colour what goes to standard output
public record Terminal(PrintStream out, OutputStream raw, PrintStream err, boolean tty, boolean colours) {
    /// The process's own.
    ///
    /// Whether a person is there is said by the launcher, which can ask at no cost.
    static Terminal system() {
        boolean tty = "1".equals(System.getProperty("earshot.tty"));
        String no = System.getenv("NO_COLOR");
        boolean colours = tty && (no == null || no.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
        OutputStream raw = new FileOutputStream(FileDescriptor.out);
        PrintStream out = text(raw, 1 << 16, false),
                err = text(new FileOutputStream(FileDescriptor.err), 1 << 10, true);
        return new Terminal(out, raw, err, tty, colours);
    }

    /// For tests: nobody watches.
    static Terminal of(OutputStream out, OutputStream err) {
        return new Terminal(text(out, 1 << 10, false), out, text(err, 1 << 10, true), false, false);
    }

    private static PrintStream text(OutputStream to, int buffer, boolean prompt) {
        return new PrintStream(new java.io.BufferedOutputStream(to, buffer), prompt, StandardCharsets.UTF_8);
    }

    /// Warns, on one line.
    void warn(String sentence) {
        err.println("earshot: " + sentence);
    }
}
