package earshot.detect;

import earshot.detect.rule.ExposedCredentials;
import java.util.List;
import java.util.function.Supplier;

/// All detectors, as makers of fresh ones: each run has its own. Adding one is one line here.
public final class Detectors {
    private static final List<Supplier<Detector>> ALL = List.of(ExposedCredentials::new);

    private Detectors() {}

    /// One of each, without any memory.
    public static List<Detector> fresh() {
        return ALL.stream().map(Supplier::get).toList();
    }
}
