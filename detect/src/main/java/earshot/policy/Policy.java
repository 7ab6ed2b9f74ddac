package earshot.policy;

import earshot.detect.Tuning;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import earshot.scan.Engine;
import java.util.List;

/// What is allowed, who is who, and how the detectors are tuned.
///
/// @param rules in order; the first that fits decides
/// @param watch what to tell of in what is said and sent
/// @param engines what recovered files are shown to
/// @param otherwise whether what no rule fits is allowed
public record Policy(
        Networks internal,
        Directory directory,
        List<Rule> rules,
        boolean otherwise,
        List<Suppression> suppressions,
        Watch watch,
        Tuning tuning,
        List<Engine> engines) {
    /// What holds where the user has written none: everything is allowed.
    public static final Policy NONE = new Policy(
            Networks.PRIVATE, Directory.NONE, List.of(), true, List.of(), Watch.NOTHING, Tuning.DEFAULT, List.of());

    public Policy {
        rules = List.copyOf(rules);
        suppressions = List.copyOf(suppressions);
        engines = List.copyOf(engines);
    }

    /// What the policy says of a use.
    public Verdict judge(Use use) {
        for (Rule rule : rules) {
            Boolean fits = rule.fits(use, internal);
            if (fits == null) return Verdict.OPEN;
            if (fits) return new Verdict(rule.allow() ? Verdict.Kind.ALLOWED : Verdict.Kind.DENIED, rule);
        }
        return new Verdict(otherwise ? Verdict.Kind.ALLOWED : Verdict.Kind.DENIED, null);
    }

    /// The alert as this organisation should read it: with the people behind accounts, and no louder than agreed.
    public Alert spoken(Alert alert) {
        StringBuilder explanation = new StringBuilder(alert.explanation());
        for (String subject : alert.subjects()) {
            Person person = directory.person(alert.seen().service(), subject);
            if (person == null || alert.explanation().contains(person.name())) continue;
            explanation.append(' ').append(subject).append(" is ").append(person.name());
            if (!person.department().isEmpty()) explanation.append(", ").append(person.department());
            explanation.append(" (").append(person.reason()).append(").");
        }
        Severity severity = alert.severity();
        for (Suppression one : suppressions) {
            if (!one.holds(alert.rule(), alert.subjects(), alert.seen().time())) continue;
            severity = Severity.INFO;
            explanation
                    .append(" Suppressed by the policy: ")
                    .append(one.reason())
                    .append('.');
            break;
        }
        return new Alert(
                alert.seen(),
                alert.rule(),
                alert.key(),
                severity,
                alert.title(),
                explanation.toString(),
                alert.subjects(),
                alert.attack(),
                alert.because(),
                alert.revision(),
                alert.tree());
    }

    /// Whether the policy has rules at all.
    public boolean judges() {
        return !rules.isEmpty() || !otherwise;
    }
}
