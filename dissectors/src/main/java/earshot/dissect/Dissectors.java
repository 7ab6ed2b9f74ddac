package earshot.dissect;

import earshot.dissect.irc.Irc;
import earshot.dissect.socks.Socks;
import java.util.List;

/// All protocols that are read, in the order in which they are asked: the surest signatures first. Adding one is one
/// line here.
public final class Dissectors {
    public static final List<Dissector> ALL = List.of(new Socks(), new Irc());

    private Dissectors() {}
}
