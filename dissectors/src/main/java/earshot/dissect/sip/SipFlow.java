package earshot.dissect.sip;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// SIP on one flow: finds the messages, drops repetitions, and gives each to who reads its kind.
final class SipFlow implements Dissection {
    /// Answers that make the client say the same again in other words: with credentials, or elsewhere.
    private static boolean isAskedAgain(int status) {
        return status / 100 == 3 || status == 401 || status == 407 || status == 422 || status == 494;
    }

    /// What was said last in a dialog by one method.
    private static final class Saying {
        final int hash;
        final String sequence;
        final boolean credentials;
        boolean refused;

        Saying(int hash, String sequence, boolean credentials) {
            this.hash = hash;
            this.sequence = sequence;
            this.credentials = credentials;
        }
    }

    private final Out out;
    private final Link link;
    private final Login login;
    private final Speech speech;
    private final Watching watching;
    private final Calls calls;
    private final Rooms rooms;
    private final Once once = new Once();
    /// Few, since each keeps its whole message and there may be very many flows.
    private final Recent<Request> unanswered = new Recent<>(16);
    private final Recent<Saying> sayings = new Recent<>(64);

    SipFlow(Out out) {
        this.out = out;
        this.link = new Link(out);
        this.login = new Login(link);
        this.rooms = new Rooms(link);
        this.speech = new Speech(link);
        this.watching = new Watching(link, rooms);
        this.calls = new Calls(link);
    }

    @Override
    public int longestMessage() {
        return SipMessage.LONGEST_HEAD + SipMessage.LONGEST_BODY;
    }

    @Override
    public int frame(Direction from, Cursor in) {
        int empty = emptyLines(in);
        if (empty > 0) return empty;
        StartLine.Is is = StartLine.check(in, 0);
        if (is == StartLine.Is.NO) return LOST;
        if (is == StartLine.Is.MORE) return MORE;
        int head = SipMessage.headLength(in);
        if (head == 0) return in.remaining() > SipMessage.LONGEST_HEAD ? LOST : MORE;
        return head + Math.max(0, SipMessage.contentLength(in, head));
    }

    /// Behind a gap a start line may follow a body that ends in capitals: only methods that are known are believed.
    @Override
    public int resync(Direction from, Cursor in) {
        for (int n = 0; n < in.remaining(); n++) {
            switch (StartLine.check(in, n)) {
                case YES -> {
                    if (StartLine.isKnown(in, n)) return n;
                }
                case MORE -> {
                    return ~n;
                }
                case NO -> {}
            }
        }
        return ~in.remaining();
    }

    private static int emptyLines(Cursor in) {
        int n = 0;
        while (in.peek(n) == '\r' || in.peek(n) == '\n' || in.peek(n) == 0) n++;
        return n;
    }

    @Override
    public void message(Direction from, Cursor in) {
        in.skip(emptyLines(in));
        // A datagram may be something else: STUN, a keep-alive of some kind.
        if (in.remaining() == 0 || StartLine.check(in, 0) != StartLine.Is.YES) return;
        SipMessage message = SipMessage.read(in, out.flow().transport == Transport.UDP);
        if (message == null || message.callId().isEmpty()) {
            out.anomaly("malformed-sip", message == null ? "the head does not end" : "a message without Call-ID");
            return;
        }
        link.confirm();
        if (message.truncated) out.anomaly("truncated-body", "Content-Length says more than there is");
        if (message.isRequest()) request(from, message);
        else answer(from, message);
    }

    private static String transaction(Direction asking, SipMessage message) {
        return asking + " " + message.about() + ' ' + message.sequence() + ' ' + message.callId();
    }

    private void request(Direction side, SipMessage message) {
        String key = transaction(side, message);
        int hash = message.bodyHash();
        if (!once.isNew(
                key + ' ' + message.from().tag() + ' ' + hash, link.seen().time())) return;
        Request request = Request.of(message, side, link);
        unanswered.put(key, request);
        login.asked(request);
        boolean again = isSaidAgain(request, hash);
        switch (message.method) {
            case "MESSAGE" -> {
                if (!again) speech.message(request);
            }
            case "INFO" -> {
                if (!again) speech.info(request);
            }
            case "INVITE" -> {
                if (!again) {
                    rooms.invited(request);
                    speech.hidden(request);
                }
                calls.invited(request);
            }
            case "ACK" -> calls.acknowledged(request);
            case "BYE" -> calls.ended(request, "ended");
            case "CANCEL" -> calls.ended(request, "cancelled");
            case "SUBSCRIBE" -> watching.subscribed(request);
            case "NOTIFY", "BENOTIFY" -> watching.notified(request);
            case "PUBLISH" -> watching.published(request);
            case "SERVICE" -> watching.served(request);
            case "REFER" -> rooms.referred(request);
            default -> {}
        }
        switch (message.method) {
            // Who notifies is a server as a rule, and these others say nothing new.
            case "NOTIFY", "BENOTIFY", "ACK", "BYE", "CANCEL", "REGISTER", "OPTIONS" -> {}
            default -> link.program(request.from(), request.userAgent());
        }
    }

    /// Whether this repeats what was refused, now with credentials or to somebody nearer.
    private boolean isSaidAgain(Request request, int bodyHash) {
        SipMessage message = request.message();
        // An INVITE's session description may change from one attempt to the next.
        int hash = message.method.equals("INVITE")
                ? message.field("ms-text-format").hashCode()
                : bodyHash;
        String key = request.side() + " " + message.method + ' ' + message.callId();
        boolean credentials = Login.hasCredentials(message);
        Saying before = sayings.get(key);
        sayings.put(key, new Saying(hash, message.sequence(), credentials));
        return before != null && before.hash == hash && (before.refused || !before.credentials && credentials);
    }

    private void answer(Direction side, SipMessage message) {
        Direction asking = side.other();
        String key = transaction(asking, message);
        if (!once.isNew(key + " answered " + message.status, link.seen().time())) return;
        if (isAskedAgain(message.status)) {
            Saying said = sayings.get(asking + " " + message.about() + ' ' + message.callId());
            if (said != null && said.sequence.equals(message.sequence())) said.refused = true;
        }
        Request asked = unanswered.get(key);
        if (asked == null) return;
        login.answered(asked, message);
        switch (message.about()) {
            case "INVITE" -> {
                speech.answered(message);
                calls.answered(asked, message);
                program(asked, message);
            }
            case "MESSAGE" -> program(asked, message);
            case "SUBSCRIBE" -> watching.piggybacked(asked, message);
            case "SERVICE" -> rooms.served(asked, message);
            default -> {}
        }
    }

    /// Who answers a message or a call is a person's program.
    private void program(Request asked, SipMessage message) {
        if (message.status / 100 == 2) link.program(asked.to(), message.field("user-agent"));
    }

    @Override
    public void gap(Direction from, long bytes) {
        login.forget();
        link.forget();
    }
}
