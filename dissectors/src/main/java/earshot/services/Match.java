package earshot.services;

/// What the knowledge base says of a name or an address. Made once for each line of the data, so that asking
/// allocates nothing.
///
/// @param rule the line's name or range
public record Match(Service service, Role role, Strength strength, String rule) {
    /// Whether it names the service by itself: more than the operator.
    public boolean names() {
        return strength != Strength.WEAK;
    }
}
