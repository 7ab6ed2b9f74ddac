package earshot.dissect.gadugadu;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.flow.Direction;

/// The packets of one connection to a server.
final class GaduFlow implements Dissection {
    /// Types are small numbers; a larger one is none.
    private static final int HIGHEST = 0x1ff;

    private final Link link;
    private final Presences presences;
    private final Login login;
    private final Contacts contacts;
    private final Speech speech;
    private final Files files;
    private final Directory directory;

    GaduFlow(Out out) {
        link = new Link(out);
        presences = new Presences(link);
        login = new Login(link, presences);
        contacts = new Contacts(link);
        speech = new Speech(link);
        files = new Files(link);
        directory = new Directory(link);
    }

    @Override
    public int longestMessage() {
        return Packet.HEADER + Packet.LONGEST;
    }

    @Override
    public int heldBytes() {
        return speech.heldBytes();
    }

    @Override
    public int frame(Direction from, Cursor in) {
        if (in.remaining() < Packet.HEADER) return MORE;
        long type = Packet.peek32(in, 0), length = Packet.peek32(in, 4);
        return type == 0 || type > HIGHEST || length > Packet.LONGEST ? LOST : Packet.HEADER + (int) length;
    }

    /// There is no mark: a packet is believed whose inside fits.
    @Override
    public int resync(Direction from, Cursor in) {
        int size = in.remaining();
        for (int n = 0; n < size; n++) {
            Cursor here = in.copy();
            here.skip(n);
            if (Signs.fits(from, here)) return n;
            // The rest of one that may fit has not come yet.
            boolean begins = here.remaining() >= Packet.HEADER
                    && Packet.peek32(here, 0) <= 0xff
                    && Packet.peek32(here, 0) > 0
                    && Packet.peek32(here, 4) <= 2048
                    && Packet.HEADER + Packet.peek32(here, 4) > here.remaining();
            if (begins || here.remaining() < Packet.HEADER) return ~n;
        }
        return ~size;
    }

    @Override
    public void message(Direction from, Cursor in) {
        int type = (int) in.u32le();
        in.skip(4);
        if (from == Direction.CLIENT) sent(type, in);
        else received(type, in);
        if (in.truncated())
            link.out.anomaly("truncated-packet", "a packet of type 0x%02x is too short".formatted(type));
    }

    private void sent(int type, Cursor in) {
        switch (type) {
            case Packet.LOGIN,
                    Packet.LOGIN_EXT,
                    Packet.LOGIN_60,
                    Packet.LOGIN_70,
                    Packet.LOGIN_80_BETA,
                    Packet.LOGIN_80,
                    Packet.LOGIN_105 -> {
                link.confirm();
                login.asks(type, in);
            }
            case Packet.NEW_STATUS, Packet.NEW_STATUS_80_BETA, Packet.NEW_STATUS_80 -> presences.changed(type, in);
            case Packet.CONTACTS,
                    Packet.LAST_CONTACTS,
                    Packet.ADD,
                    Packet.REMOVE,
                    Packet.CONTACTS_105,
                    Packet.LAST_CONTACTS_105,
                    Packet.ADD_105,
                    Packet.REMOVE_105 -> contacts.told(type, in);
            case Packet.LIST, Packet.LIST_80 -> contacts.lines(in);
            case Packet.LIST_100 -> contacts.packed(in);
            case Packet.SEND -> speech.sent(in);
            case Packet.SEND_80 -> {
                link.confirm();
                speech.sent80(in);
            }
            case Packet.SEND_110 -> speech.sent110(in);
            case Packet.TYPING -> speech.typing(Direction.CLIENT, in);
            case Packet.DIRECTORY -> directory.asked(in);
            case Packet.FILE_NEW, Packet.FILE_ACCEPT, Packet.FILE_REJECT, Packet.FILE_WHERE -> files.packet(type, in);
            default -> {}
        }
    }

    private void received(int type, Cursor in) {
        switch (type) {
            case Packet.WELCOME -> login.welcome(in);
            case Packet.LOGIN_OK, Packet.NEED_EMAIL, Packet.LOGIN_80_OK, Packet.LOGIN_110_OK -> login.accepted();
            case Packet.LOGIN_FAILED, Packet.LOGIN_80_FAILED -> login.refused();
            case Packet.DISCONNECTING -> login.disconnected();
            case Packet.STATUS, Packet.STATUS_60, Packet.STATUS_77, Packet.STATUS_80_BETA, Packet.STATUS_80 ->
                presences.status(type, in);
            case Packet.NOTIFIED, Packet.NOTIFIED_60, Packet.NOTIFIED_77, Packet.NOTIFIED_80_BETA, Packet.NOTIFIED_80 ->
                presences.list(type, in);
            case Packet.LIST_REPLY, Packet.LIST_REPLY_80 -> contacts.lines(in);
            case Packet.LIST_REPLY_100 -> contacts.packed(in);
            case Packet.RECEIVED -> speech.received(in);
            case Packet.RECEIVED_80, Packet.OWN_80 -> {
                link.confirm();
                speech.received80(in, type == Packet.OWN_80);
            }
            case Packet.RECEIVED_110, Packet.OWN_110 -> speech.received110(in, type == Packet.OWN_110);
            case Packet.TYPING -> speech.typing(Direction.SERVER, in);
            case Packet.DIRECTORY_REPLY -> directory.answered(in);
            case Packet.FILE_NEW, Packet.FILE_ACCEPT, Packet.FILE_REJECT, Packet.FILE_WHERE -> files.packet(type, in);
            default -> {}
        }
    }

    @Override
    public void gap(Direction from, long bytes) {
        login.gap();
        presences.forget();
        speech.end();
        files.forget();
    }

    @Override
    public void end() {
        speech.end();
    }
}
