package earshot.dissect;

import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// One protocol: how it is recognised, and who reads it. Immutable and shared by all threads.
public interface Dissector {
    /// The wire protocol's name in event lines: `oscar`, `irc`.
    String name();

    /// Whether the protocol is spoken over this transport.
    boolean over(Transport transport);

    /// A cheap filter asked before [#recognise]: whether this side may open a connection (TCP) or begin a datagram
    /// (UDP) with this byte.
    /// Must be true for every byte with which it can. Asked once for each of the 256 values at start-up.
    boolean mayBegin(Direction side, int firstByte);

    /// Looks at the first bytes: by content alone, on any port. Must not change its mind when more bytes come,
    /// except
    /// from MORE.
    Verdict recognise(Opening opening);

    /// Begins to read a flow.
    Dissection begin(Out out);
}
