package earshot.detect;

import earshot.detect.account.AddressClaims;
import earshot.detect.account.Guessing;
import earshot.detect.account.Lookalikes;
import earshot.detect.account.SharedAccount;
import earshot.detect.account.TakenOver;
import earshot.detect.bot.BotInterfaces;
import earshot.detect.bot.CommandChannel;
import earshot.detect.content.DangerousFiles;
import earshot.detect.content.Disclosure;
import earshot.detect.content.Phishing;
import earshot.detect.flood.Crowds;
import earshot.detect.flood.Floods;
import earshot.detect.rule.AfterBlock;
import earshot.detect.rule.Evasion;
import earshot.detect.rule.ExposedCredentials;
import earshot.detect.rule.OutsideRouting;
import earshot.detect.rule.OversizeFields;
import earshot.detect.rule.Probing;
import earshot.detect.rule.UnauthorizedUse;
import earshot.detect.rule.VulnerableClients;
import earshot.detect.worm.Decoys;
import earshot.detect.worm.Spim;
import earshot.detect.worm.Worms;
import earshot.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// All detectors, as makers of fresh ones: each run has its own. Adding one is one line here.
public final class Detectors {
    private static final List<Function<Tuning, Detector>> ALL = List.of(
            _ -> new ExposedCredentials(),
            Worms::new,
            Decoys::new,
            Spim::new,
            SharedAccount::new,
            TakenOver::new,
            AddressClaims::new,
            Lookalikes::new,
            Guessing::new,
            Floods::new,
            Crowds::new,
            CommandChannel::new,
            BotInterfaces::new,
            AfterBlock::new,
            Probing::new,
            VulnerableClients::new,
            OversizeFields::new);

    /// Those that ask what is allowed.
    private static final List<Function<Policy, Detector>> BY_POLICY = List.of(
            UnauthorizedUse::new,
            OutsideRouting::new,
            _ -> new Evasion(),
            Disclosure::new,
            Phishing::new,
            DangerousFiles::new);

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
