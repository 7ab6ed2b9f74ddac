package earshot.dissect.irc;

import earshot.dissect.Opener;
import earshot.dissect.irc.dcc.DccChat;
import earshot.dissect.irc.dcc.DccFile;
import earshot.dissect.irc.dcc.DccFile.Sender;
import earshot.dissect.irc.dcc.DccOffer;
import earshot.dissect.irc.dcc.DccSecure;
import earshot.dissect.irc.dcc.DccSend;
import earshot.event.Account;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.Seen;
import earshot.flow.Address;
import earshot.flow.Direction;
import earshot.flow.Endpoint;
import earshot.flow.Flow.Transport;
import java.util.ArrayDeque;
import java.util.Deque;

/// The direct connections that are being agreed on: each offer becomes an expectation of the flow that will
/// carry it.
///
/// An offer is usually seen twice, on its way to the server and on its way to the reader: both say the same, and
/// the later expectation replaces the earlier one. Remembers at most [#OFFERS] offers, for the answers that
/// refer to them; of more, the oldest is forgotten.
final class Transfers {
    static final int OFFERS = 64;
    private static final long PATIENCE_SECONDS = 600;

    /// @param target the reader's nick as addressed, octets
    private record Pending(DccOffer offer, Account from, String speaker, Account to, String target, Address seenAt) {
        boolean isBy(Wire wire, String nick) {
            return wire.same(speaker, nick);
        }

        boolean isFor(Wire wire, String nick) {
            return wire.same(target, nick);
        }
    }

    private final Wire wire;
    private final Deque<Pending> offers = new ArrayDeque<>();

    Transfers(Wire wire) {
        this.wire = wire;
    }

    /// Reads what follows `DCC ` in somebody's words to somebody.
    void offered(Speech speech, String target, String text) {
        DccOffer offer = DccOffer.read(text);
        if (offer == null) {
            wire.out.anomaly("dcc-offer-not-understood", "DCC with " + text.length() + " bytes of arguments");
            return;
        }
        Account to = Wire.account(target);
        // The host that the speaker sits at, where this connection is the speaker's: behind a NAT it is what the
        // capture shows, whatever the offer says.
        Address seenAt = speech.leg() == Leg.SENT
                ? wire.out.flow().endpoint(Direction.CLIENT).address()
                : null;
        Pending made = new Pending(offer, speech.from(), speech.speaker(), to, target, seenAt);
        switch (offer.kind()) {
            case SEND -> send(speech.seen(), made);
            case CHAT -> chat(made);
            case RESUME -> resume(speech.seen(), made);
            case ACCEPT -> accept(made);
            case XMIT -> emit(speech.seen(), made, State.OFFERED);
            case REJECT -> reject(speech.seen(), made);
        }
    }

    private void send(Seen seen, Pending made) {
        Pending answered = made.offer.token().isEmpty() ? null : reverseOffer(made);
        if (answered != null) {
            emit(seen, answered, State.ACCEPTED);
            expectFile(made, answered.offer, Sender.CONNECTOR, offsetOf(answered), true);
            return;
        }
        // A token together with a port answers a reverse offer, which was not seen: who sends is not known yet.
        boolean unknown = !made.offer.token().isEmpty() && made.offer.port() != 0;
        if (!unknown) emit(seen, made, State.OFFERED);
        remember(made);
        if (made.offer.port() != 0) {
            expectFile(made, made.offer, unknown ? Sender.FIRST : Sender.LISTENER, 0, false);
        }
    }

    private void chat(Pending made) {
        boolean answer = !made.offer.token().isEmpty() && made.offer.port() != 0;
        if (!answer) remember(made);
        if (made.offer.port() == 0) return;
        String network = wire.out.seen().network();
        int port = made.offer.port();
        Account listener = made.from, connector = made.to;
        expect(
                made,
                made.offer.secure()
                        ? out -> new DccSecure(out, "offer:dcc-schat", network)
                        : out -> new DccChat(out, listener, connector, port, network));
    }

    /// The receiver has a part of the file already, and so takes the offer.
    private void resume(Seen seen, Pending made) {
        Pending resumed = referredTo(made, made.target, made.speaker);
        if (resumed != null) emit(seen, resumed, State.ACCEPTED);
    }

    /// The sender agrees to begin at the offset.
    private void accept(Pending made) {
        Pending resumed = referredTo(made, made.speaker, made.target);
        if (resumed == null) return;
        long offset = made.offer.size();
        if (resumed.offer.port() == 0) {
            remember(made);
            return;
        }
        // The acceptance may be seen on another leg than the offer: the addresses are the offer's.
        expectFile(resumed, resumed.offer, Sender.LISTENER, offset, true);
    }

    private void reject(Seen seen, Pending made) {
        for (Pending offer : offers) {
            boolean same = offer.offer.kind() == DccOffer.Kind.SEND
                    && offer.offer.name().equals(made.offer.name())
                    && offer.isBy(wire, made.target)
                    && offer.isFor(wire, made.speaker);
            if (!same) continue;
            emit(seen, offer, State.DECLINED);
            return;
        }
    }

    /// The offer that a RESUME or ACCEPT speaks of, by its port or token: in its place for the name many clients
    /// write `file.ext`.
    private Pending referredTo(Pending answer, String sender, String receiver) {
        Pending found = null;
        for (Pending offer : offers) {
            boolean meant = offer.offer.kind() == DccOffer.Kind.SEND
                    && offer.offer.port() == answer.offer.port()
                    && offer.offer.token().equals(answer.offer.token())
                    && offer.isBy(wire, sender)
                    && offer.isFor(wire, receiver);
            if (meant) found = offer;
        }
        return found;
    }

    /// The reverse offer that this one answers: the same token, the other way round.
    private Pending reverseOffer(Pending answer) {
        if (answer.offer.port() == 0) return null;
        Pending found = null;
        for (Pending offer : offers) {
            boolean meant = offer.offer.kind() == DccOffer.Kind.SEND
                    && offer.offer.reverse()
                    && offer.offer.token().equals(answer.offer.token())
                    && offer.isBy(wire, answer.target)
                    && offer.isFor(wire, answer.speaker);
            if (meant) found = offer;
        }
        return found;
    }

    /// Where a reverse offer was agreed to begin: what its sender last accepted.
    private long offsetOf(Pending reverse) {
        long offset = 0;
        for (Pending offer : offers) {
            boolean accepted = offer.offer.kind() == DccOffer.Kind.ACCEPT
                    && offer.offer.token().equals(reverse.offer.token())
                    && offer.isBy(wire, reverse.speaker);
            if (accepted) offset = offer.offer.size();
        }
        return offset;
    }

    private void remember(Pending made) {
        offers.addLast(made);
        if (offers.size() > OFFERS) offers.removeFirst();
    }

    private void expectFile(Pending listens, DccOffer about, Sender sender, long offset, boolean accepted) {
        String network = wire.out.seen().network();
        DccFile file = new DccFile(
                listens.from,
                listens.to,
                sender,
                listens.offer.port(),
                Wire.text(about.name()),
                about.size(),
                offset,
                accepted,
                network);
        expect(
                listens,
                listens.offer.secure()
                        ? out -> new DccSecure(out, "offer:dcc-ssend", network)
                        : out -> new DccSend(out, file));
    }

    private void expect(Pending listens, Opener opener) {
        Address offered = listens.offer.address();
        int port = listens.offer.port();
        if (offered != null) expect(offered, port, opener);
        if (listens.seenAt != null && !listens.seenAt.equals(offered)) expect(listens.seenAt, port, opener);
    }

    /// Never the server's own endpoint: an offer of that would hide everybody's connections to it.
    private void expect(Address address, int port, Opener opener) {
        Endpoint server = wire.out.flow().server();
        if (server.port() == port && server.address().equals(address)) return;
        wire.out.expect(Transport.TCP, address, port, PATIENCE_SECONDS, "dcc", opener);
    }

    private void emit(Seen seen, Pending offer, State state) {
        String name = Wire.text(offer.offer.name());
        wire.out.emit(new FileTransfer(seen, offer.from, offer.to, name, offer.offer.size(), state, null, ""));
    }

    /// Lost bytes may have held anything about these offers, a new one with the same port included.
    void forget() {
        offers.clear();
    }
}
