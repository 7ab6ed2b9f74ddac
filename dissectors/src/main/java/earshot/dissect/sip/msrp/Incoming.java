package earshot.dissect.sip.msrp;

import earshot.dissect.Recovery;
import earshot.event.Account;
import earshot.event.Proof;
import earshot.event.Seen;
import earshot.flow.Direction;
import java.io.ByteArrayOutputStream;

/// One message on its way, in any number of chunks.
final class Incoming {
    final Direction from;
    final String key;
    final Chunk first;
    final Account sender, reader;
    /// Null for text.
    final Recovery file;
    final ByteArrayOutputStream text = new ByteArrayOutputStream(0);
    final Proof proof = new Proof();
    Seen last;
    long missing, total = -1;
    boolean tooLong;

    Incoming(Direction from, String key, Chunk first, Account sender, Account reader, Recovery file) {
        this.from = from;
        this.key = key;
        this.first = first;
        this.sender = sender;
        this.reader = reader;
        this.file = file;
    }
}
