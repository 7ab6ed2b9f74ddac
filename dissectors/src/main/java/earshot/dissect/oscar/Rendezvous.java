package earshot.dissect.oscar;

import earshot.bytes.Cursor;
import earshot.dissect.oscar.oft.Agreement;
import earshot.dissect.oscar.oft.FileNames;
import earshot.event.Account;
import earshot.event.ImEvent.Call;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.FileTransfer.Offer;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Room;
import earshot.event.MessageBuilder;
import earshot.flow.Address;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;
import earshot.text.AolText;
import earshot.text.ChatHtml;
import earshot.text.TextDecoding;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// ICBM channel 2: {u16 propose, cancel or accept; the cookie again; a 16-byte capability; TLVs}. Files and
/// direct IM are proposed with addresses to connect to and then travel between the peers ([Agreement]); chat
/// invitations, contact lists and ICQ's relayed messages are all in the proposal itself.
final class Rendezvous {
    private static final int PROPOSE = 0, CANCEL = 1, ACCEPT = 2;
    private static final int PROPOSED_IP = 0x02,
            CLIENT_IP = 0x03,
            VERIFIED_IP = 0x04,
            PORT = 0x05,
            SEQUENCE = 0x0a,
            INVITATION = 0x0c,
            CHARSET = 0x0d,
            PROXY = 0x10,
            SERVICE_DATA = 0x2711,
            NAME_CHARSET = 0x2712,
            TRILLIAN_MESSAGE = 0x03e9;
    /// The second proposal of a rendezvous comes from the other side: "connect to me instead".
    private static final int REVERSED = 2;

    private static final int MOST_OPEN = 64;
    /// How long a listener is waited for, seconds: people take their time to accept.
    private static final long PATIENCE = 900;
    /// A game or add-in invitation longer than this overflowed AIM 4.2-4.8 (CVE-2002-0005, CVE-2002-0362).
    private static final int LONGEST_INVITATION = 1024;

    private static final int LONGEST_ICON = 7168;

    private final Connection connection;
    private final IcqMessage icq;
    /// Proposals of files and direct IM seen on this connection, by cookie; the oldest goes.
    private final Map<String, Offer> open = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Offer> eldest) {
            return size() > MOST_OPEN;
        }
    };

    Rendezvous(Connection connection, IcqMessage icq) {
        this.connection = connection;
        this.icq = icq;
    }

    void read(Cursor in, Icbm.Envelope envelope) {
        int act = in.u16();
        in.skip(8);
        Capability capability = Capability.read(in);
        Tlvs tlvs = Tlvs.rest(in);
        if (in.truncated()) {
            connection.out.anomaly("truncated-message", "rendezvous");
            return;
        }
        if (!tlvs.overrun().isEmpty()) connection.out.anomaly("tlv-overrun", "rendezvous: " + tlvs.overrun());
        Cursor data = tlvs.get(SERVICE_DATA);
        switch (capability) {
            case SEND_FILE, GET_FILE -> file(act, capability, tlvs, envelope);
            case DIRECT_IM -> directIm(act, tlvs, envelope);
            case SERVER_RELAY -> {
                if (act == PROPOSE && data != null) icq.relayed(data, envelope);
            }
            case CHAT -> {
                if (act == PROPOSE && data != null) invited(tlvs, data, envelope);
            }
            case BUDDY_LIST -> {
                if (act == PROPOSE && data != null) contacts(data, envelope);
            }
            case VOICE, VIDEO -> call(act, capability, envelope);
            case SECURE_IM -> sealed(tlvs, envelope);
            case BUDDY_ICON -> oversize(data, LONGEST_ICON + 32, "buddy icon");
            case GAME, ADD_IN -> oversize(data, LONGEST_INVITATION, "game or add-in invitation");
            case OTHER -> {}
        }
    }

    private void file(int act, Capability capability, Tlvs tlvs, Icbm.Envelope envelope) {
        Offer offer = open.get(envelope.id());
        switch (act) {
            case PROPOSE -> {
                boolean first = offer == null;
                if (first) offer = offer(capability, tlvs, envelope);
                open.put(envelope.id(), offer);
                agree(offer, tlvs, envelope);
                if (!first) return;
                if (FileNames.climbs(offer.name())) connection.out.anomaly("path-in-file-name", offer.name());
                transfer(FileTransfer.State.OFFERED, offer);
            }
            case ACCEPT -> {
                if (offer != null) transfer(FileTransfer.State.ACCEPTED, offer);
            }
            case CANCEL -> {
                if (offer != null) transfer(FileTransfer.State.DECLINED, offer);
                open.remove(envelope.id());
            }
            default -> {}
        }
    }

    /// A proposal whose first round was not seen names no file, and a reversed one comes from who is to
    /// receive it.
    private static Offer offer(Capability capability, Tlvs tlvs, Icbm.Envelope envelope) {
        boolean reversed = tlvs.number(SEQUENCE, 1) == REVERSED;
        // To get a file is to ask the other side to send.
        boolean fromPeer = reversed != (capability == Capability.GET_FILE);
        Account from = fromPeer ? envelope.to() : envelope.from(), to = fromPeer ? envelope.from() : envelope.to();
        Cursor data = tlvs.get(SERVICE_DATA);
        if (data == null || capability != Capability.SEND_FILE) return new Offer(from, to, "", -1);
        data.u16();
        int files = data.u16();
        long size = data.u32();
        byte[] name = data.rest();
        int end = 0;
        while (end < name.length && name[end] != 0) end++;
        if (data.truncated() || end == 0) return new Offer(from, to, "", -1);
        byte[] shown = Arrays.copyOf(name, end);
        String text = AolText.named(shown, tlvs.text(NAME_CHARSET), null).text();
        return new Offer(from, to, text, files > 0 ? size : -1);
    }

    private void transfer(FileTransfer.State state, Offer offer) {
        if (offer.name().isEmpty()) return; // whatever it was, its proposal was not seen
        connection.emit(new FileTransfer(
                connection.seen(), offer.from(), offer.to(), offer.name(), offer.size(), state, null, ""));
    }

    private void directIm(int act, Tlvs tlvs, Icbm.Envelope envelope) {
        if (act != PROPOSE) return;
        Offer offer = open.get(envelope.id());
        if (offer == null) offer = new Offer(envelope.from(), envelope.to(), "", -1);
        open.put(envelope.id(), offer);
        agree(offer, tlvs, envelope);
    }

    /// Tells later flows what was agreed. Who proposes listens, at each of the addresses named; through the
    /// proxy both sides connect, and the frames there bring the cookie along (TLV 05 is a pin then, not a
    /// port).
    private void agree(Offer offer, Tlvs tlvs, Icbm.Envelope envelope) {
        Agreement agreement = new Agreement(envelope.cookie(), envelope.from(), envelope.to(), offer);
        int port = (int) tlvs.number(PORT, 0);
        boolean proxy = tlvs.has(PROXY);
        for (int type : new int[] {PROPOSED_IP, CLIENT_IP, VERIFIED_IP}) {
            Address address = address(tlvs, type);
            if (address == null) continue;
            connection.out.bind(Agreement.key(envelope.cookie(), address), offer);
            if (proxy || port == 0) continue;
            connection.out.expect(Transport.TCP, address, port, PATIENCE, "oft", agreement.listeningAt(address, port));
        }
        if (envelope.leg() == Message.Leg.SENT) {
            Address own = connection.out.flow().endpoint(Direction.CLIENT).address();
            connection.out.bind(Agreement.key(envelope.cookie(), own), offer);
        }
    }

    private static Address address(Tlvs tlvs, int type) {
        Cursor value = tlvs.get(type);
        if (value == null || value.remaining() != 4) return null;
        int bits = (int) value.u32();
        return bits == 0 || bits == -1 ? null : Address.v4(bits);
    }

    /// u16 exchange, s8 room cookie, u16 instance; the invitation is what the inviter says.
    private void invited(Tlvs tlvs, Cursor data, Icbm.Envelope envelope) {
        data.u16();
        String room = Chat.name(TextDecoding.of(data.take(data.u8())).text());
        if (data.truncated() || room.isEmpty()) return;
        byte[] invitation = tlvs.bytes(INVITATION);
        String charset = tlvs.text(CHARSET);
        String text = ChatHtml.text(AolText.named(
                        invitation, charset, connection.speaker(envelope.from().id()))
                .text());
        connection.emit(new Room(connection.seen(), room, envelope.to(), Room.Action.INVITED, text));
    }

    /// Repeated: s16 group, u16 count, so many s16 names.
    private void contacts(Cursor data, Icbm.Envelope envelope) {
        while (data.remaining() > 0) {
            String group = data.text(data.u16(), StandardCharsets.UTF_8);
            int count = data.u16();
            for (int i = 0; i < count && !data.truncated(); i++) {
                String name = data.text(data.u16(), StandardCharsets.UTF_8).strip();
                if (data.truncated() || name.isEmpty()) return;
                connection.emit(new Contact(
                        connection.seen(),
                        envelope.from(),
                        connection.peer(name),
                        "",
                        group.isEmpty() ? List.of() : List.of(group),
                        Contact.State.LISTED));
            }
        }
    }

    private void call(int act, Capability capability, Icbm.Envelope envelope) {
        String state = switch (act) {
            case PROPOSE -> "offered";
            case ACCEPT -> "accepted";
            default -> "ended";
        };
        connection.emit(new Call(connection.seen(), envelope.from(), envelope.to(), capability.media(), state));
    }

    /// Trillian's SecureIM: a command, and with the third of them an encrypted message. The others exchange
    /// keys.
    private void sealed(Tlvs tlvs, Icbm.Envelope envelope) {
        if (!tlvs.has(TRILLIAN_MESSAGE)) return;
        int size = tlvs.get(TRILLIAN_MESSAGE).remaining();
        MessageBuilder message = Icbm.begin(connection, envelope);
        connection.emit(message.encrypted("trillian-secureim", size).build());
    }

    private void oversize(Cursor data, int limit, String what) {
        if (data == null || data.remaining() <= limit) return;
        connection.out.anomaly("oversized-invitation", "%s of %d bytes".formatted(what, data.remaining()));
    }
}
