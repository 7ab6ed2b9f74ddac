package earshot.dissect.xmpp;

import earshot.event.Account;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.event.ImEvent.Recovered;
import earshot.event.Seen;

/// A file that somebody wants to send, whichever way its bytes will travel.
///
/// @param size -1 where it was not said
/// @param offset where in the file the bytes begin: a transfer that is resumed
record FileOffer(Account from, Account to, String name, long size, long offset) {
    /// What is known of bytes that nobody was seen to offer.
    static FileOffer unknown(Account from, Account to) {
        return new FileOffer(from, to, "", -1, 0);
    }

    FileOffer from(long offset) {
        return new FileOffer(from, to, name, size, offset);
    }

    /// How many bytes are to come, -1 where that is not known.
    long expected() {
        return size < 0 ? -1 : Math.max(0, size - offset);
    }

    FileTransfer event(Seen seen, State state) {
        return new FileTransfer(seen, from, to, name, size, state, null, "");
    }

    /// @param whole whether no byte is known to be missing
    FileTransfer recovered(Seen seen, Recovered recovered, boolean whole, String claim) {
        boolean complete = whole && recovered.missing().isEmpty() && (size < 0 || recovered.bytes() == size);
        return new FileTransfer(
                seen, from, to, name, size, complete ? State.COMPLETE : State.PARTIAL, recovered, claim);
    }

    /// For other flows, under a key that both sides of the transfer know.
    FileTransfer.Offer shared() {
        return new FileTransfer.Offer(from, to, name, size);
    }
}
