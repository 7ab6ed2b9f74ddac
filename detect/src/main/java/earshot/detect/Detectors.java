package earshot.detect;

import earshot.detect.rule.Evasion;
import earshot.detect.rule.ExposedCredentials;
import earshot.detect.rule.UnauthorizedUse;
import earshot.detect.worm.Decoys;
import earshot.detect.worm.Worms;
import earshot.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// All detectors, as makers of fresh ones: each run has its own. Adding one is one line here.
public final class Detectors {
    private static final List<Function<Tuning, Detector>> ALL =
            List.of(_ -> new ExposedCredentials(), Worms::new, Decoys::new);

    /// Those that ask what is allowed.
    private static final List<Function<Policy, Detector>> BY_POLICY = List.of(UnauthorizedUse::new, _ -> new Evasion());

    private Detectors() {}

    /// One of each, without any memory, where the user has written no policy.
    public static List<Detector> fresh() {
        return fresh(Policy.NONE);
    }

    /// One of each, without any memory.
    public static List<Detector> fresh(Policy policy) {
        List<Detector> fresh = new ArrayList<>();
        for (Function<Tuning, Detector> maker : ALL) fresh.add(maker.apply(policy.tuning()));
        for (Function<Policy, Detector> maker : BY_POLICY) fresh.add(maker.apply(policy));
        return fresh;
    }
}
