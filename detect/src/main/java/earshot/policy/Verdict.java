package earshot.policy;

/// What a policy says of a use, and by which rule.
///
/// @param rule null where none fitted
public record Verdict(Kind kind, Rule rule) {
    /// Something that must be known first is not.
    public static final Verdict OPEN = new Verdict(Kind.OPEN, null);

    public enum Kind {
        ALLOWED,
        DENIED,
        OPEN
    }
}
