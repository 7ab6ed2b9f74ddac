package earshot.bench;

import earshot.capture.file.CaptureFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Where the benchmarks' captures stand; `bench/jmh` says so in two system properties.
///
/// `earshot.corpora` is a folder with `mixed.pcap`, `im-dense.pcap` and `bulk.pcap`, see `bench/make_corpus.py`;
/// `earshot.captures` is a list of folders with small real captures.
final class Corpora {
    private Corpora() {}

    /// The corpus of this name, 64 MiB of it.
    static Path file(String name) {
        Path file = Path.of(required("earshot.corpora"), name + ".pcap");
        if (!Files.exists(file)) throw new IllegalStateException("no corpus " + file + ": bench/jmh builds them");
        return file;
    }

    static Preloaded load(String name) {
        return new Preloaded(CaptureFiles.open(file(name)));
    }

    /// The small real captures, in a fixed order.
    static List<Path> captures() {
        List<Path> found = new ArrayList<>();
        for (String folder : required("earshot.captures").split(java.io.File.pathSeparator, -1)) {
            try (Stream<Path> below = Files.walk(Path.of(folder))) {
                below.filter(Corpora::capture).sorted().forEach(found::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private static boolean capture(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".pcap") || name.endsWith(".pcapng") || name.endsWith(".cap");
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        if (value == null) throw new IllegalStateException("-D" + property + " is missing: use bench/jmh");
        return value;
    }
}
