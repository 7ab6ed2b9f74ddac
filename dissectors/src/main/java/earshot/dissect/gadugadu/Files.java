package earshot.dissect.gadugadu;

import earshot.bytes.Cursor;
import earshot.event.Account;
import earshot.event.ImEvent.Call;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.FileTransfer.Offer;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.flow.Address;
import earshot.flow.Flow.Transport;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Files and calls of version 8 and later, offered through the server; each has an identifier of 8 bytes.
///
/// Remembers at most [#MOST] offers; of more, the oldest is forgotten.
final class Files {
    private static final int MOST = 64, ID = 8, NAME = 255, WHERE = 32;
    private static final int VOICE = 1, FILE = 4, DIRECT = 1;
    private static final long PATIENCE_SECONDS = 300;

    private final Link link;
    private final Map<String, Offer> offers = new LinkedHashMap<>();

    Files(Link link) {
        this.link = link;
    }

    /// Where the offer is found of a file with this identifier.
    static String key(String id) {
        return "gadu-gadu file " + id;
    }

    void packet(int type, Cursor in) {
        switch (type) {
            case Packet.FILE_NEW -> offered(in);
            case Packet.FILE_ACCEPT -> answered(in, State.ACCEPTED);
            case Packet.FILE_REJECT -> answered(in, State.DECLINED);
            default -> where(in);
        }
    }

    private static String id(Cursor in) {
        return HexFormat.of().formatHex(in.take(ID));
    }

    private void offered(Cursor in) {
        String id = id(in);
        Account from = Link.account(in.u32le()), to = Link.account(in.u32le());
        long kind = in.u32le();
        String name = Packet.utf8(Packet.zeroEnded(in.slice(NAME)));
        long size = in.u32le();
        if (in.truncated() || from.isNone() || to.isNone()) return;
        if (kind == VOICE) {
            link.out.emit(new Call(link.seen(), from, to, Call.Media.VOICE, "offered"));
        } else if (kind == FILE) {
            Offer offer = new Offer(from, to, name, size);
            if (offers.size() == MOST) offers.remove(offers.keySet().iterator().next());
            offers.put(id, offer);
            link.out.bind(key(id), offer);
            tell(offer, State.OFFERED);
        }
    }

    private void answered(Cursor in, State state) {
        in.skip(4);
        Offer offer = offers.get(id(in));
        if (offer != null && !in.truncated()) tell(offer, state);
    }

    /// Whose machine waits where: `192.0.2.7 1550`.
    private void where(Cursor in) {
        in.skip(4);
        long kind = in.u32le();
        in.skip(ID);
        String[] parts = Packet.utf8(Packet.zeroEnded(in.slice(WHERE))).strip().split(" ", 3);
        if (in.truncated() || kind != DIRECT || parts.length < 2) return;
        Address address = Address.parse(parts[0]);
        int port = port(parts[1]);
        if (address == null || port == 0) return;
        boolean server = link.out.flow().server().port() == port
                && link.out.flow().server().address().equals(address);
        if (server) return;
        link.out.expect(Transport.TCP, address, port, PATIENCE_SECONDS, "gadu-gadu", out -> new DirectFile(out, ID));
    }

    private static int port(String digits) {
        if (digits.isEmpty() || digits.length() > 5) return 0;
        int port = 0;
        for (byte b : digits.getBytes(StandardCharsets.UTF_8)) {
            if (b < '0' || b > '9') return 0;
            port = port * 10 + b - '0';
        }
        return port > 65535 ? 0 : port;
    }

    private void tell(Offer offer, State state) {
        link.out.emit(
                new FileTransfer(link.seen(), offer.from(), offer.to(), offer.name(), offer.size(), state, null, ""));
    }

    void forget() {
        offers.clear();
    }
}
