package earshot.dissect.irc.dcc;

import earshot.event.Account;

/// A file transfer as it was agreed on IRC.
///
/// @param listener who waits for the connection, at [#port]
/// @param connector who opens it
/// @param size as offered, -1 where not said
/// @param offset where the first byte belongs that the sender sends: of a resumed file not 0
/// @param accepted whether the receiver has said so already
/// @param network the IRC network that it was agreed on
public record DccFile(
        Account listener,
        Account connector,
        Sender sender,
        int port,
        String name,
        long size,
        long offset,
        boolean accepted,
        String network) {
    public enum Sender {
        LISTENER,
        /// A reverse offer.
        CONNECTOR,
        /// Only the answer to a reverse offer was seen, if it was one: who sends first sends the file.
        FIRST
    }

    public DccFile at(long offset) {
        return new DccFile(listener, connector, sender, port, name, size, offset, accepted, network);
    }
}
