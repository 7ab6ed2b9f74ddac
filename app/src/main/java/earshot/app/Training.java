package earshot.app;

import earshot.report.casefile.CaseFolder;
import earshot.report.line.EventLine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs what users run, so that the Java machine can write down in the AOT cache what it learned: which
/// classes there are, how they are linked, which methods are worth compiling. Only `bin/build` calls
/// it.
///
/// Arguments: the folder of the samples, and an empty folder to work in.
final class Training {
    private Training() {}

    public static void main(String[] arguments) throws IOException {
        List<String> samples = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of(arguments[0]), "*.pcap")) {
            for (Path sample : found) samples.add(sample.toString());
        }
        samples.sort(null);
        String folder = arguments[1];
        run("help");
        for (String sample : samples) run("replay", "--json", "--workers", "2", sample);
        for (String sample : samples)
            run("replay", "--case", folder + "/" + Path.of(sample).getFileName(), sample);
        for (String sample : samples) {
            String path = folder + "/" + Path.of(sample).getFileName();
            run("search", "hall OR room OR the", "--context", "1", "--case", path);
            for (String table : List.of("alerts", "files", "accounts", "services", "credentials"))
                run(table, "--case", path);
            for (String format : List.of("html", "jsonl")) run("export", "--format", format, "--case", path);
            run("verify", "--case", path);
            for (String id : ids(Path.of(path))) run("show", id, "--case", path);
        }
    }

    /// One event of each type.
    private static Collection<String> ids(Path path) throws IOException {
        Map<String, String> ids = new LinkedHashMap<>();
        try (CaseFolder opened = CaseFolder.open(path)) {
            opened.each((_, bytes, offset, length) -> {
                EventLine line = EventLine.read(bytes, offset, length);
                if (line != null) ids.putIfAbsent(line.type(), line.id());
                return true;
            });
        }
        return ids.values();
    }

    private static void run(String... arguments) {
        Main.run(
                Terminal.of(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), new Interruption()),
                arguments);
    }
}
