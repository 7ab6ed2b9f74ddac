package earshot.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where a command writes: results to [#out], everything else for people to [#err].
///
/// @param out results as text, buffered; flushed when the command is done
/// @param raw the same place for bytes that are written in large pieces; flush [#out] before using it
/// @param err progress, warnings, errors
/// @param colours whether to colour what goes to standard output
/// @param progress whether a person watches standard error
/// @param width columns of what a person watches; a fixed number where nobody does
/// @param interruption how the process is told to end
record Terminal(
        PrintStream out,
        OutputStream raw,
        PrintStream err,
        boolean colours,
        boolean progress,
        int width,
        Interruption interruption) {
    private static final int WIDTH = 110;

    /// The process's own.
    ///
    /// Whether a person is there, and how wide their window is, is said by the launcher, which can ask
    /// at little cost.
    static Terminal system() {
        String no = System.getenv("NO_COLOR");
        boolean colours = Boolean.getBoolean("earshot.tty.out")
                && (no == null || no.isEmpty())
                && !"dumb".equals(System.getenv("TERM"));
        int width = Math.clamp(Integer.getInteger("earshot.columns", WIDTH), 60, 120);
        OutputStream raw = new FileOutputStream(FileDescriptor.out);
        PrintStream out = text(raw, 1 << 16, false),
                err = text(new FileOutputStream(FileDescriptor.err), 1 << 10, true);
        return new Terminal(out, raw, err, colours, Boolean.getBoolean("earshot.tty.err"), width, new Interruption());
    }

    /// For tests: nobody watches.
    static Terminal of(OutputStream out, OutputStream err, Interruption interruption) {
        return new Terminal(
                text(out, 1 << 10, false), out, text(err, 1 << 10, true), false, false, WIDTH, interruption);
    }

    private static PrintStream text(OutputStream to, int buffer, boolean prompt) {
        return new PrintStream(new java.io.BufferedOutputStream(to, buffer), prompt, StandardCharsets.UTF_8);
    }

    /// Where to show how far something is; null where nobody watches.
    PrintStream watcher() {
        return progress ? err : null;
    }

    /// Whether results go to a file rather than to a program or a person, who would see both at once.
    boolean resultsInFile() {
        return Files.isRegularFile(Path.of("/dev/stdout"));
    }

    /// Warns, on one line.
    void warn(String sentence) {
        err.println("earshot: " + sentence);
    }
}
