package earshot.dissect.talk;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.event.Account;
import earshot.event.ImEvent.Presence;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Address;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// The negotiation between talk programs and daemons.
public final class Talk implements Dissector {
    /// How long an invitation is waited for: it is renewed every half minute while the caller waits.
    private static final long WAIT = 600;

    @Override
    public String name() {
        return "ntalk";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.UDP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte <= 3;
    }

    /// A request is enough by itself: two names padded with NUL, an address family, a known type. Answers are not.
    @Override
    public Verdict recognise(Opening opening) {
        ControlMessage request = ControlMessage.read(opening.bytes(Direction.CLIENT));
        boolean sure = request != null && request.isRequest() && (request.listener() != null || onItsPort(opening));
        return sure ? Verdict.YES : Verdict.NO;
    }

    private static boolean onItsPort(Opening opening) {
        int port = opening.flow().server().port();
        return port == 517 || port == 518;
    }

    @Override
    public Dissection begin(Out out) {
        return new Negotiation(out);
    }

    private static final class Negotiation implements Dissection {
        private final Out out;
        private ControlMessage asked;

        Negotiation(Out out) {
            this.out = out;
        }

        @Override
        public int frame(Direction from, Cursor in) {
            return in.remaining();
        }

        @Override
        public void message(Direction from, Cursor in) {
            ControlMessage message = ControlMessage.read(in);
            if (message == null) {
                out.anomaly("malformed-message", "no control message: " + in.remaining() + " bytes");
                return;
            }
            if (from == Direction.CLIENT && message.isRequest()) asked(message);
            else if (from == Direction.SERVER && !message.isRequest()) answered(message);
        }

        private void asked(ControlMessage message) {
            asked = message;
            out.service("talk");
            out.confirm("signature:ntalk", Confidence.CERTAIN, false);
            Address here = out.flow().client().address();
            online(message.caller(), here);
            // The caller announces himself to the other's daemon, with the address where he waits.
            if (message.type() == ControlMessage.Type.ANNOUNCE && message.listener() != null) {
                Account caller = account(message.caller(), here);
                Account callee = account(message.callee(), out.flow().server().address());
                expect(caller, callee, message);
            }
        }

        /// The inviter's daemon tells the one who looks him up where he waits.
        private void answered(ControlMessage message) {
            if (asked == null || message.type() != asked.type() || message.answer() != 0) return;
            if (message.type() != ControlMessage.Type.LOOK_UP || message.listener() == null) return;
            Account inviter = account(asked.callee(), out.flow().server().address());
            Account guest = account(asked.caller(), out.flow().client().address());
            expect(inviter, guest, message);
        }

        private void expect(Account listener, Account connecting, ControlMessage where) {
            out.expect(
                    Transport.TCP,
                    where.listener(),
                    where.port(),
                    WAIT,
                    "ntalk",
                    stream -> new Typing(stream, connecting, listener, true));
        }

        private void online(String user, Address host) {
            out.emit(new Presence(
                    out.seen(), account(user, host), Presence.State.ONLINE, "", earshot.event.ImEvent.Client.UNKNOWN));
        }

        private static Account account(String user, Address host) {
            return Account.of(user + "@" + host);
        }
    }
}
