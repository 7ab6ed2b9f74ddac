package earshot.web;

import earshot.dissect.Out;

/// Who reads the exchanges of one service in HTTP. Immutable and shared by all threads.
public interface WebReader {
    /// The protocol's name in event lines.
    String name();

    /// Whether this reader takes the exchange. Asked for every request of every connection, so it looks at the path
    /// or the host first and at other fields only then. The first reader that says yes gets the exchange.
    boolean wants(WebRequest request);

    /// Begins to read a connection, with the first exchange that [#wants] took.
    WebReading begin(Out out);

    /// Who takes the messages of the WebSocket that a wanted request has become.
    ///
    /// @param out of the WebSocket; not the one of [#begin]
    /// @return null: the messages are one stream, recognised by content
    default WebMessages socket(WebRequest request, Out out) {
        return null;
    }
}
