package earshot.app;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Command lines, run in this process.
final class Cli {
    /// The project's root.
    static final Path ROOT = Path.of(System.getProperty("earshot.root", ".."));

    private Cli() {}

    /// What became of a command line.
    record Result(int status, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    static Result run(String... arguments) {
        return run(new Interruption(), arguments);
    }

    static Result run(Interruption interruption, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(), err = new ByteArrayOutputStream();
        int status = Main.run(Terminal.of(out, err, interruption), arguments);
        return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// One of the captures that come with Earshot.
    static String sample(String name) {
        return ROOT.resolve("samples-pcap").resolve(name).toString();
    }
}
