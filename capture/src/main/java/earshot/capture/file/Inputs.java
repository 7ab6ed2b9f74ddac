package earshot.capture.file;

import earshot.capture.file.CaptureFiles.Input;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// From what the user named to files: folders are gone through recursively, by name.
final class Inputs {
    /// Folders inside folders are followed this deep.
    private static final int DEEPEST = 64;
    /// More captures than a [earshot.capture.FrameRef] can tell apart, or a user means.
    private static final int MOST = 1 << 20;

    /// A file to be read.
    ///
    /// @param path null for standard input
    /// @param inFolder found there, not named: it need not be a capture
    /// @param trouble why it cannot be read, or null
    record Found(Input input, String name, Path path, boolean inFolder, String trouble) {}

    private final List<Found> found = new ArrayList<>();
    private final Skipped skipped;
    private boolean standardInput;

    private Inputs(Skipped skipped) {
        this.skipped = skipped;
    }

    static List<Found> expand(List<Input> inputs, Skipped skipped) {
        Inputs all = new Inputs(skipped);
        for (Input input : inputs) all.argument(input);
        return all.found;
    }

    private void argument(Input input) {
        String name = input.name();
        if (name.equals("-")) {
            found.add(
                    new Found(input, name, null, false, standardInput ? "standard input can be read only once" : null));
            standardInput = true;
            return;
        }
        try {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) folder(input, path, name.endsWith("/") ? name : name + "/", 0);
            else found.add(new Found(input, name, path, false, null));
        } catch (InvalidPathException e) {
            found.add(new Found(input, name, null, false, "no name of a file: " + e.getReason()));
        }
    }

    private void folder(Input input, Path folder, String prefix, int depth) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path entry : stream) entries.add(entry);
        } catch (IOException e) {
            found.add(new Found(input, prefix, folder, false, Failure.text(e)));
            return;
        } catch (java.nio.file.DirectoryIteratorException e) {
            found.add(new Found(input, prefix, folder, false, Failure.text(e.getCause())));
        }
        entries.sort(Comparator.comparing(entry -> entry.getFileName().toString()));
        for (Path entry : entries) {
            String name = prefix + entry.getFileName();
            if (Files.isDirectory(entry)) {
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) && depth < DEEPEST)
                    folder(input, entry, name + "/", depth + 1);
                else skipped.add(name, depth < DEEPEST ? "a link to a folder" : "too deep");
            } else if (found.size() == MOST) {
                skipped.add(name, "more than " + MOST + " files");
            } else if (Files.isRegularFile(entry)) {
                found.add(new Found(input, name, entry, true, null));
            } else if (Files.exists(entry)) {
                // a pipe in a folder might never answer
                skipped.add(name, "not a file");
            } else {
                found.add(new Found(input, name, entry, true, "a link to nothing"));
            }
        }
    }
}
