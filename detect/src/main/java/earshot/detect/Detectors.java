package earshot.detect;

import earshot.detect.rule.ExposedCredentials;
import earshot.detect.worm.Decoys;
import earshot.detect.worm.Worms;
import java.util.List;
import java.util.function.Function;

/// All detectors, as makers of fresh ones: each run has its own. Adding one is one line here.
public final class Detectors {
    private static final List<Function<Tuning, Detector>> ALL =
            List.of(_ -> new ExposedCredentials(), Worms::new, Decoys::new);

    private Detectors() {}

    /// One of each, without any memory, as it is tuned where the user sets nothing.
    public static List<Detector> fresh() {
        return fresh(Tuning.DEFAULT);
    }

    /// One of each, without any memory.
    public static List<Detector> fresh(Tuning tuning) {
        return ALL.stream().map(maker -> maker.apply(tuning)).toList();
    }
}
