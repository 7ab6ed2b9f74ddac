package earshot.policy;

/// An alert that is known.
///
/// @param rule of the alert, with `*`
/// @param subject an account or host it is about, with `*`; empty for all
/// @param until up to when, nanoseconds since 1970-01-01 UTC
/// @param reason why, in words
public record Suppression(Globs rule, Globs subject, long until, String reason) {
    /// @param time of the alert
    public boolean holds(String alertRule, Iterable<String> subjects, long time) {
        if (time >= until || !rule.match(alertRule)) return false;
        if (subject.isEmpty()) return true;
        for (String one : subjects) if (subject.match(one)) return true;
        return false;
    }
}
