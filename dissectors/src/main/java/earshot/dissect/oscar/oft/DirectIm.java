package earshot.dissect.oscar.oft;

import earshot.bytes.Cursor;
import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Message;
import earshot.flow.Direction;
import java.nio.charset.StandardCharsets;

/// Direct IM (`ODC2`): a header, then a payload of as many bytes as it says. Headers without payload say that
/// somebody types, or open the connection.
final class DirectIm {
    static final int HEADER = 76, TYPE = 1;
    private static final int AUTOMATIC = 0x01, TYPING_EVENT = 0x02, TYPING = 0x08, HELLO = 0x60;
    private static final int NAME_SIZE = 32;

    private final Out out;
    private final DirectImPayload[] payloads = new DirectImPayload[2];

    DirectIm(Out out) {
        this.out = out;
    }

    /// Reads a whole header, magic included.
    ///
    /// @return the parties, as far as they are known now
    Parties header(Direction from, Cursor in, Parties parties) {
        in.skip(28);
        long length = in.u32();
        int charset = in.u16();
        in.skip(4);
        int flags = in.u16();
        in.skip(4);
        String name = in.text(NAME_SIZE, StandardCharsets.ISO_8859_1);
        int end = name.indexOf('\0');
        Parties known = named(from, end < 0 ? name : name.substring(0, end), parties);
        if (length > 0) {
            payloads[from.ordinal()] = new DirectImPayload(out, charset, (flags & AUTOMATIC) != 0);
            out.body(from, length);
        } else if ((flags & HELLO) == 0 && (flags & TYPING_EVENT) != 0 && (flags & TYPING) != 0) {
            out.emit(Message.from(out.seen(), account(known, from))
                    .to(account(known, from.other()))
                    .kind(Message.Kind.TYPING)
                    .leg(Message.Leg.SENT)
                    .build());
        }
        return known;
    }

    /// What the server vouched for counts more than what the peer says of himself.
    private Parties named(Direction from, String name, Parties parties) {
        if (name.isEmpty()) return parties;
        Account known = parties.at(from);
        if (known.isNone() || !known.named()) return parties.with(from, Account.of(name));
        if (!known.id().replace(" ", "").equalsIgnoreCase(name.replace(" ", ""))) {
            out.anomaly("sender-mismatch", "agreed with " + known + ", who calls himself " + name);
        }
        return parties;
    }

    private Account account(Parties parties, Direction side) {
        Account known = parties.at(side);
        return known.isNone() ? out.unnamed(side) : known;
    }

    void body(Direction from, Cursor piece) {
        if (payloads[from.ordinal()] != null) payloads[from.ordinal()].add(piece);
    }

    void bodyGap(Direction from, long bytes) {
        if (payloads[from.ordinal()] != null) payloads[from.ordinal()].skip(bytes);
    }

    void bodyEnd(Direction from, Parties parties) {
        DirectImPayload payload = payloads[from.ordinal()];
        payloads[from.ordinal()] = null;
        if (payload != null) payload.finish(account(parties, from), account(parties, from.other()));
    }

    /// The connection ends, perhaps inside payloads.
    void end(Parties parties) {
        for (Direction from : Direction.values()) bodyEnd(from, parties);
    }
}
