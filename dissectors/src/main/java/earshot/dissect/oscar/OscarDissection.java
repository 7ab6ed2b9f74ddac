package earshot.dissect.oscar;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.flow.Direction;

/// The reading of one OSCAR connection: frames to SNACs to the reader of their family.
final class OscarDissection implements Dissection {
    private final Connection connection;
    private final Login login;
    private final Presences presences;
    private final ContactLists contacts;
    private final Icbm icbm;
    private final Chat chat;
    private final IcqExtensions icq;
    private boolean anySnac;

    OscarDissection(Out out) {
        connection = new Connection(out);
        login = new Login(connection);
        presences = new Presences(connection, login);
        contacts = new ContactLists(connection);
        icbm = new Icbm(connection, presences);
        chat = new Chat(connection);
        icq = new IcqExtensions(connection, presences);
    }

    @Override
    public int frame(Direction from, Cursor in) {
        return Flap.frame(in);
    }

    @Override
    public int resync(Direction from, Cursor in) {
        return Flap.resync(in);
    }

    @Override
    public int longestMessage() {
        return Flap.LONGEST;
    }

    @Override
    public void message(Direction from, Cursor in) {
        in.u8();
        int channel = in.u8();
        in.u16();
        Cursor payload = in.slice(in.u16());
        if (in.truncated()) return;
        switch (channel) {
            case Flap.HELLO -> {
                connection.recognised();
                login.hello(from, payload);
            }
            case Flap.SNAC -> snac(from, payload);
            case Flap.SIGN_OFF -> login.signOff(from, payload);
            case Flap.ERROR -> connection.out.anomaly("flap-error", payload.remaining() + " bytes");
            default -> {} // keep-alive
        }
    }

    private void snac(Direction from, Cursor payload) {
        if (!Snac.isSane(payload, 0)) {
            if (anySnac) connection.out.anomaly("bad-snac", "no SNAC header in a frame of " + payload.remaining());
            else connection.out.reject("channel 2 without SNACs"); // TOC
            return;
        }
        Snac snac = Snac.read(payload);
        anySnac = true;
        connection.recognised();
        if (snac == null) {
            connection.out.anomaly("truncated-snac", "a SNAC's prefix is longer than its frame");
            return;
        }
        Direction sender = Snac.side(snac.family(), snac.kind() & 0xffff);
        if (sender != null && sender != from) {
            connection.out.anomaly("wrong-direction", snac.name() + " from the " + from);
            return;
        }
        read(from, snac);
    }

    private void read(Direction from, Snac snac) {
        boolean client = from == Direction.CLIENT;
        switch (snac.kind()) {
            case Snac.FAMILIES -> presences.families(snac, 2);
            case Snac.FAMILY_VERSIONS -> presences.families(snac, 4);
            case Snac.REDIRECT -> connection.give(Tlvs.rest(snac.body()).bytes(0x06));
            case Snac.OWN_INFO -> presences.ownInfo(snac);
            case Snac.SET_STATUS -> presences.setStatus(snac);
            case Snac.IDLE -> presences.idle(snac);
            case Snac.WARNED -> presences.warned(snac);
            case Snac.RATE_CHANGE -> presences.rate(snac);
            case Snac.READY -> contacts.ready();
            case Snac.SET_INFO -> presences.setInfo(snac);
            case Snac.INFO -> presences.info(snac);
            case Snac.LIST_ADD, Snac.LIST_REMOVE -> contacts.named(snac);
            case Snac.ARRIVED -> presences.arrived(snac);
            case Snac.LEFT -> presences.left(snac);
            case Snac.MESSAGE_OUT -> {
                connection.main = true;
                icbm.outgoing(snac);
            }
            case Snac.MESSAGE_IN -> {
                connection.main = true;
                icbm.incoming(snac);
            }
            case Snac.TYPING -> icbm.typing(snac, client);
            case Snac.CLIENT_REPLY -> icbm.clientReply(snac, client);
            case Snac.ICBM_ERROR -> icbm.refused(snac);
            case Snac.MISSED -> icbm.missed(snac);
            case Snac.WARN_REPLY -> presences.warning(snac);
            case Snac.ADMIN_CHANGE -> {
                if (client) login.change(snac);
            }
            case Snac.PERMIT_ADD, Snac.PERMIT_REMOVE, Snac.DENY_ADD, Snac.DENY_REMOVE -> contacts.named(snac);
            case Snac.ROOM_INFO -> chat.info(snac);
            case Snac.ROOM_JOINED, Snac.ROOM_LEFT -> chat.people(snac);
            case Snac.ROOM_OUT -> chat.outgoing(snac);
            case Snac.ROOM_IN -> chat.incoming(snac);
            case Snac.LIST -> contacts.list(snac);
            case Snac.ITEM_ADD, Snac.ITEM_UPDATE, Snac.ITEM_REMOVE -> contacts.change(snac);
            case Snac.GRANT_AHEAD,
                    Snac.GRANTED_AHEAD,
                    Snac.ASK_FOR_CONSENT,
                    Snac.ASKED_FOR_CONSENT,
                    Snac.CONSENT,
                    Snac.CONSENTED,
                    Snac.WAS_ADDED -> contacts.consent(snac, from);
            case Snac.ICQ_REQUEST, Snac.ICQ_REPLY -> icq.read(snac, from);
            case Snac.CHALLENGE_REQUEST -> login.challengeRequest(snac);
            case Snac.CHALLENGE -> login.challenge(snac);
            case Snac.LOGIN -> login.login(snac);
            case Snac.LOGIN_REPLY -> login.reply(snac);
            case Snac.REGISTER -> login.register(snac);
            case Snac.SECURID -> login.securId(snac);
            default -> {}
        }
    }

    @Override
    public void gap(Direction from, long bytes) {
        if (from == Direction.SERVER) login.forget();
        presences.forget();
        contacts.forget();
        icbm.forget();
        icq.forget();
    }

    @Override
    public void end() {
        contacts.flush();
        chat.flush();
    }
}
