package earshot.dissect;

import java.util.List;

/// All protocols that are read, in the order in which they are asked: the surest signatures first. Adding one is one
/// line here.
public final class Dissectors {
    public static final List<Dissector> ALL = List.of();

    private Dissectors() {}
}
