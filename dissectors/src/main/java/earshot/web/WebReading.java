package earshot.web;

import earshot.flow.Direction;

/// The reading of one connection's exchanges by one [WebReader]. Called by one thread at a time.
///
/// On HTTP/2 exchanges overlap: what belongs to one is found by its request, which is the same object throughout.
public interface WebReading {
    /// A request's head has come.
    ///
    /// @return who takes the request's body; null for nobody
    WebBody request(WebRequest request);

    /// The answer's head has come: the final one, not an interim one. Not called where the request is not known any
    /// more.
    ///
    /// @return who takes the answer's body; null for nobody
    WebBody answer(WebRequest request, WebAnswer answer);

    /// The capture lacks bytes of this side, and perhaps whole exchanges with them.
    default void gap(Direction from) {}

    /// Bytes kept between calls, about.
    default int heldBytes() {
        return 0;
    }

    /// Nothing more will come on this connection.
    default void end() {}
}
