package earshot.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        for (String sample : samples) run("replay", "--case", folder + "/case", sample);
    }

    private static void run(String... arguments) {
        Main.run(
                Terminal.of(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), new Interruption()),
                arguments);
    }
}
