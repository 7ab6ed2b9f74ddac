package earshot.dissect.ymsg;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.event.Account;
import earshot.flow.Direction;

/// The packets of one connection.
final class YmsgFlow implements Dissection {
    private final Link link;
    private final Login login;
    private final Lists lists;
    private final Presences presences;
    private final Speech speech;
    private final Conferences conferences;
    private final ChatRooms chatRooms;
    private final Files files;
    private final Calls calls;
    private Upload upload;
    private boolean begun;

    YmsgFlow(Out out) {
        link = new Link(out);
        login = new Login(link);
        lists = new Lists(link);
        presences = new Presences(link);
        YahooText texts = new YahooText();
        speech = new Speech(link, texts);
        conferences = new Conferences(link, texts);
        chatRooms = new ChatRooms(link, texts);
        files = new Files(link);
        calls = new Calls(link);
    }

    @Override
    public int longestMessage() {
        return Packet.LONGEST;
    }

    @Override
    public int heldBytes() {
        return lists.heldBytes();
    }

    @Override
    public int frame(Direction from, Cursor in) {
        int length = Packet.length(in);
        if (length > 0 && from == Direction.CLIENT && Upload.carries(in.peek16(10))) {
            // The length may count the file or not; its key says where it begins.
            int head = Upload.head(in);
            if (head > 0) return head;
        }
        return length;
    }

    @Override
    public int resync(Direction from, Cursor in) {
        for (int at = in.indexOf('Y', 0); at >= 0; at = in.indexOf('Y', at + 1)) {
            switch (Signs.header(in, at)) {
                case YES -> {
                    return at;
                }
                case MORE -> {
                    return ~at;
                }
                default -> {}
            }
        }
        return ~in.remaining();
    }

    @Override
    public void message(Direction from, Cursor in) {
        boolean sensible = Signs.header(in, 0) == Verdict.YES;
        boolean carries = from == Direction.CLIENT && Upload.carries(in.peek16(10)) && Upload.head(in) > 0;
        Packet packet = Packet.read(in);
        if (sensible) link.confirm();
        if (!packet.fields().whole()) {
            link.out.anomaly(
                    "malformed-fields",
                    "a packet of service 0x%02x has something else than fields".formatted(packet.service()));
            return;
        }
        if (carries) upload(packet);
        else read(from, packet);
        begun = true;
    }

    private void upload(Packet packet) {
        if (upload != null) upload.finish();
        upload = new Upload(link.out, files.uploaded(packet.fields()));
        long size = packet.fields().number(28, -1);
        link.out.body(Direction.CLIENT, size < 0 ? Long.MAX_VALUE : size);
    }

    private void read(Direction from, Packet packet) {
        boolean client = from == Direction.CLIENT;
        Fields fields = packet.fields();
        if (!begun && packet.service() == Service.PEER_FILE && fields.text(49).equals("PEERTOPEER")) {
            link.betweenPeers();
        }
        if (!client) link.session(packet.session());
        if (client) nameClient(packet);
        int service = packet.service();
        switch (service) {
            case Service.AUTH, Service.AUTH_RESPONSE, Service.WEB_LOGIN, Service.HOST_STATS, Service.DISCONNECT -> {
                if (client && service == Service.AUTH) lists.loginBegins();
                login.packet(from, packet);
            }
            case Service.LOGOFF -> {
                login.packet(from, packet);
                if (!client) presences.buddies(packet);
            }
            case Service.LOGON, Service.PRESENCE_15 -> {
                if (client) break;
                if (service == Service.LOGON) login.accepted(fields.account(0, 1));
                else login.accepted(null);
                presences.buddies(packet);
            }
            case Service.IS_AWAY, Service.IS_BACK, Service.STATUS -> {
                if (client) presences.own(packet);
                else presences.buddies(packet);
            }
            case Service.CONTACT_NEW -> {
                if (client) break;
                if (fields.has(7)) presences.buddies(packet);
                else lists.addedBy(fields);
            }
            case Service.VISIBILITY -> {
                if (client) presences.visibility(fields);
            }
            case Service.LIST -> {
                if (client) break;
                login.accepted(fields.account(3));
                lists.list(packet);
            }
            case Service.LIST_15 -> {
                if (client) break;
                login.accepted(null);
                lists.list15(packet);
            }
            case Service.BUDDY_ADD,
                    Service.BUDDY_REMOVE,
                    Service.IGNORE,
                    Service.IGNORE_CONTACT,
                    Service.GROUP_CHANGE,
                    Service.AUTHORIZATION -> lists.change(from, packet);
            case Service.MESSAGE, Service.MASS_MESSAGE, Service.SMS -> speech.messages(from, packet);
            case Service.NOTIFY -> {
                speech.notified(from, fields);
                calls.notified(fields);
            }
            case Service.AUDIBLE -> speech.audible(from, fields);
            case Service.MESSAGE_ACK -> speech.acknowledged(from, fields);
            case Service.CONFERENCE_INVITE,
                    Service.CONFERENCE_LOGON,
                    Service.CONFERENCE_LOGOFF,
                    Service.CONFERENCE_ADD,
                    Service.CONFERENCE_MESSAGE -> conferences.packet(from, packet);
            case Service.CHAT_JOIN,
                    Service.CHAT_GOTO,
                    Service.CHAT_LEAVE,
                    Service.CHAT_EXIT,
                    Service.CHAT_LOGOUT,
                    Service.CHAT_INVITE,
                    Service.CHAT_COMMENT -> chatRooms.packet(from, packet);
            case Service.FILE_URL, Service.PEER_FILE, Service.FILE, Service.FILE_INFO, Service.FILE_ACCEPT ->
                files.packet(from, packet);
            case Service.WEBCAM -> calls.webcam(from, fields);
            case Service.VOICE, Service.CALL -> calls.voice(packet);
            default -> {}
        }
    }

    /// Every packet of a client that names it does, the login apart: that names whom it would like to be.
    private void nameClient(Packet packet) {
        int service = packet.service();
        if (link.named() || link.isBetweenPeers() || service == Service.AUTH || service == Service.AUTH_RESPONSE)
            return;
        if (service == Service.WEB_LOGIN) return;
        Account said = packet.fields().account(0, 1);
        login.named(said);
    }

    @Override
    public void body(Direction from, Cursor piece) {
        if (upload != null) upload.write(piece);
    }

    @Override
    public void bodyGap(Direction from, long bytes) {
        if (upload != null) upload.skip(bytes);
    }

    @Override
    public void bodyEnd(Direction from) {
        end();
    }

    @Override
    public void gap(Direction from, long bytes) {
        if (upload != null && from == Direction.CLIENT) upload.finish();
        login.gap(from);
        if (from == Direction.SERVER) {
            lists.gap();
            presences.forget();
        }
        chatRooms.forget();
        files.forget();
    }

    @Override
    public void end() {
        if (upload != null) upload.finish();
        upload = null;
    }
}
