package earshot.kit;

import earshot.capture.CaptureSource;
import earshot.capture.file.CaptureFiles;
import earshot.dissect.Dissectors;
import earshot.engine.Engine;
import earshot.engine.FileSpool;
import earshot.event.ImEvent;
import earshot.flow.Limits;
import earshot.services.Services;
import earshot.tls.Keys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// A capture read by the engine.
public final class Replay {
    private Replay() {}

    /// The folder of other people's captures, which are for testing only and not part of the project. Skips the test
    /// where it is absent.
    public static Path shared() {
        Path shared = Path.of(System.getProperty("earshot.root", "."), "..", "shared", "captures")
                .normalize();
        Assumptions.assumeTrue(Files.isDirectory(shared), "the shared captures are not here: " + shared);
        return shared;
    }

    /// One of [#shared], by its path below that folder.
    public static Path shared(String name) {
        return shared().resolve(name);
    }

    /// All events of a capture file.
    public static List<ImEvent> events(Path capture) {
        try (CaptureFiles source = CaptureFiles.open(capture)) {
            return events(source, 1, Limits.DEFAULT);
        }
    }

    public static List<ImEvent> events(CaptureSource source, int workers, Limits limits) {
        List<ImEvent> events = new ArrayList<>();
        Keys keys = new Keys();
        try (Engine engine =
                new Engine(Dissectors.all(keys), limits, workers, FileSpool.none(), Services.standard(), keys)) {
            engine.run(source, events::add, () -> {});
        }
        return events;
    }

    /// All events of a capture file as lines, see [Lines].
    public static List<String> lines(Path capture) {
        return events(capture).stream().map(Lines::of).toList();
    }
}
