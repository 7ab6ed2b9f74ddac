package earshot.dissect;

/// Begins the reading of a flow, or of what follows inside one: a dissector's `begin`, or a lambda that knows
/// what was
/// agreed elsewhere.
@FunctionalInterface
public interface Opener {
    Dissection open(Out out);
}
