package earshot.dissect.signature;

import earshot.dissect.Opening;
import earshot.flow.Direction;

/// How a service's TCP connections begin. Immutable and shared by all threads.
interface StreamSignature {
    /// Whether this side may open a connection with this byte.
    boolean mayBegin(Direction side, int firstByte);

    /// Looks at the first bytes. Must not change its mind when more come, except from [Sign#MORE].
    Sign of(Opening opening);
}
