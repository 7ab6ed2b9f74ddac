package earshot.dissect.sametime;

import earshot.dissect.Recovery;
import earshot.event.Account;
import earshot.event.Proof;
import earshot.event.Seen;
import earshot.flow.Direction;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/// A channel: one service between the client and a peer, or the server itself.
final class Channel {
    static final int AWARE = 0x11,
            RESOLVE = 0x15,
            STORAGE = 0x18,
            FILE = 0x38,
            MESSAGES = 0x1000,
            CONFERENCE = 0x80000010;

    final int service;
    final Direction creator;
    /// The other party; nobody where it is the server.
    Account peer = Account.NONE;
    /// The ciphers of both directions, null where none is known.
    final Rc2[] ciphers = new Rc2[2];
    /// Whether the two agreed on a cipher that cannot be opened.
    boolean hidden;

    // A message in pieces.
    ByteArrayOutputStream pieces;
    int piecesType;

    // A conference.
    String room = "";
    final Map<Integer, Account> members = new LinkedHashMap<>();

    // A file.
    String fileName = "";
    long fileSize = -1;
    Recovery file;
    final Proof proof = new Proof();
    Seen last;

    Channel(int service, Direction creator) {
        this.service = service;
        this.creator = creator;
    }
}
