package earshot.dissect.gadugadu;

import earshot.bytes.Cursor;
import earshot.event.Account;
import earshot.event.ImEvent.Lookup;

/// Questions to the public directory and their answers: a kind, a number, then keys and values, each ended by a zero.
/// An answer tells of several people, an empty key between them.
final class Directory {
    private static final int SEARCH = 3, SEARCH_REPLY = 5;
    private static final int MOST_PEOPLE = 64, MOST_FIELDS = 32;

    private final Link link;

    Directory(Link link) {
        this.link = link;
    }

    void asked(Cursor in) {
        if (in.u8() == SEARCH) people(in);
    }

    void answered(Cursor in) {
        if (in.u8() == SEARCH_REPLY) people(in);
    }

    private void people(Cursor in) {
        in.skip(4);
        for (int n = 0; n < MOST_PEOPLE && in.remaining() > 0; n++) person(in);
    }

    private void person(Cursor in) {
        StringBuilder said = new StringBuilder();
        Account about = Account.NONE;
        for (int fields = 0; fields < MOST_FIELDS && in.remaining() > 0; fields++) {
            String key = new String(Packet.zeroEnded(in), Packet.POLISH);
            if (key.isEmpty()) break;
            String value = new String(Packet.zeroEnded(in), Packet.POLISH);
            if (key.equals("fmnumber") || key.equals("FmNumber")) about = Account.of(value);
            if (!said.isEmpty()) said.append(", ");
            said.append(key).append('=').append(value);
        }
        if (!said.isEmpty()) link.out.emit(new Lookup(link.seen(), link.own(), about, said.toString()));
    }
}
