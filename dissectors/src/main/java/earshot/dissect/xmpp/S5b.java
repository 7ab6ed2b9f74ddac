package earshot.dissect.xmpp;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Recovery;
import earshot.dissect.Verdict;
import earshot.event.Account;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.Seen;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// SOCKS5 bytestreams (XEP-0065): a file's bytes on a connection of their own.
///
/// ```
/// > 05 01 00                                greeting: one way to authenticate, none
/// < 05 00                                   that one
/// > 05 01 00 03 28 (40 hex digits) 00 00    connect to a host whose name is a digest
/// < 05 00 00 03 28 (40 hex digits) 00 00    done; from here on both directions are bytes of the stream
/// ```
///
/// The digest is what tells such a connection from any other use of SOCKS5, and ties it to the offer, which
/// was seen on other connections: through the expectation of its streamhost, or else the key `s5b:` and the
/// digest. Through a proxy both peers connect, and the file is on two connections.
public final class S5b implements Dissector {
    static final String NAME = "s5b";
    static final String KEY = "s5b:";
    private static final int DIGITS = 40;
    /// The length of a request for a digest, and of the answer to it.
    private static final int ANSWER = 7 + DIGITS;
    /// The length of the answer to a greeting.
    private static final int CHOICE = 2;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == 5;
    }

    @Override
    public Verdict recognise(Opening opening) {
        if (!opening.fromStart()) return Verdict.NO;
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        if (server.remaining() > 1 && (server.peek(0) != 5 || server.peek(1) != 0)) return Verdict.NO;
        int methods = client.peek(1), request = 2 + methods;
        if (client.remaining() > 0 && client.peek(0) != 5 || methods == 0) return Verdict.NO;
        int[] head = {5, 1, 0, 3, DIGITS};
        for (int i = 0; i < head.length + DIGITS; i++) {
            int c = methods < 0 ? -1 : client.peek(request + i);
            if (c < 0) return Verdict.MORE;
            boolean fits = i < head.length ? c == head[i] : Character.digit(c, 16) >= 0;
            if (!fits) return Verdict.NO;
        }
        return Verdict.YES;
    }

    @Override
    public Dissection begin(Out out) {
        return new Transfer(out, Set.of(), null);
    }

    /// Whether the text is a digest as it stands in a SOCKS5 request.
    static boolean isDigest(String text) {
        if (text.length() != DIGITS) return false;
        for (int i = 0; i < DIGITS; i++) if (Character.digit(text.charAt(i), 16) < 0) return false;
        return true;
    }

    /// Who sends to whom on the connection of this digest, for when nothing else is known of it.
    static void parties(Out out, String digest, Account from, Account to) {
        out.bind(KEY + digest + ":from", from);
        out.bind(KEY + digest + ":to", to);
    }

    /// What is known of a connection whose offer other connections must tell.
    private static FileOffer elsewhere(String digest) {
        return FileOffer.unknown(
                Account.NONE.claiming(KEY + digest + ":from"), Account.NONE.claiming(KEY + digest + ":to"));
    }

    /// One connection.
    static final class Transfer implements Dissection {
        private enum Step {
            GREETING,
            REQUEST,
            STREAM
        }

        private final Out out;
        private final Set<String> digests;
        private final FileOffer expected;
        private final Step[] steps = {Step.GREETING, Step.GREETING};
        private final Received[] received = new Received[2];
        private FileOffer offer;
        private String claim = "";

        /// @param digests what the request will name where it carries the expected offer
        /// @param expected the offer that this connection was expected for, null for none
        Transfer(Out out, Set<String> digests, FileOffer expected) {
            this.out = out;
            this.digests = digests;
            this.expected = expected;
        }

        @Override
        public int frame(Direction from, Cursor in) {
            // One byte is read, so that it can be said that this is something else.
            if (in.peek(0) != 5) return 1;
            if (steps[from.ordinal()] == Step.GREETING) {
                if (from == Direction.SERVER) return 2;
                return in.remaining() < 2 ? MORE : 2 + in.peek(1);
            }
            if (in.remaining() < 5) return MORE;
            return switch (in.peek(3)) {
                case 1 -> 10;
                case 3 -> 7 + in.peek(4);
                case 4 -> 22;
                default -> 1;
            };
        }

        @Override
        public void message(Direction from, Cursor in) {
            int side = from.ordinal();
            if (in.remaining() == 1) {
                out.reject("no SOCKS5");
                return;
            }
            if (steps[side] == Step.GREETING) {
                steps[side] = Step.REQUEST;
                if (from == Direction.SERVER && in.peek(1) != 0) out.reject("asks for authentication");
                return;
            }
            steps[side] = Step.STREAM;
            boolean refused = from == Direction.SERVER && in.peek(1) != 0;
            // The answer repeats the request, which may be lost.
            if (from == Direction.CLIENT || claim.isEmpty() && offer == null && in.peek(3) == 3) named(in);
            if (!refused) out.body(from, Long.MAX_VALUE);
        }

        private void named(Cursor in) {
            in.skip(3);
            String digest =
                    in.u8() == 3 ? in.text(in.u8(), StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT) : "";
            if (!isDigest(digest)) {
                out.reject("SOCKS5 to something else");
                return;
            }
            out.service("xmpp");
            out.confirm("signature:s5b", Confidence.CERTAIN, false);
            if (expected != null && digests.contains(digest)) offer = expected;
            else {
                claim = KEY + digest;
                offer = elsewhere(digest);
            }
        }

        /// What one side sent. Nearly always only one of them does.
        private final class Received {
            final Recovery recovery = out.recover();
            final Proof proof = new Proof();
            boolean whole = true, finished;
            Seen last;
        }

        private Received received(Direction from) {
            Received one = received[from.ordinal()];
            if (one == null) {
                one = received[from.ordinal()] = new Received();
                if (offer == null) offer = FileOffer.unknown(Account.NONE, Account.NONE);
                if (offer.offset() > 0) one.recovery.position(offer.offset());
            }
            return one;
        }

        @Override
        public void body(Direction from, Cursor piece) {
            Received one = received(from);
            if (one.finished) {
                out.anomaly("file-overrun", piece.remaining() + " bytes after the end of the file");
                return;
            }
            long left = offer.size() < 0 ? Long.MAX_VALUE : offer.expected() - one.recovery.written();
            int n = (int) Math.min(left, piece.remaining());
            one.recovery.write(piece.array(), piece.position(), n);
            one.last = out.seen();
            one.proof.add(one.last.frames());
            if (one.whole && n == left) finish(one);
        }

        @Override
        public void bodyGap(Direction from, long bytes) {
            Received one = received(from);
            one.whole = false;
            one.recovery.skip(bytes);
        }

        private void finish(Received one) {
            if (one.finished) return;
            one.finished = true;
            if (one.last == null) {
                one.recovery.discard();
                return;
            }
            Seen seen = one.last.withFrames(one.proof.frames());
            out.emit(offer.recovered(seen, one.recovery.finish(offer.size()), one.whole, claim));
        }

        @Override
        public int longestMessage() {
            return 512;
        }

        @Override
        public void gap(Direction from, long bytes) {
            Step at = steps[from.ordinal()];
            // The answer is as long as the request. Of anything else that is lost, it is not known where it ends.
            long handshake = at == Step.GREETING ? CHOICE + ANSWER : at == Step.REQUEST ? ANSWER : 0;
            if (from == Direction.CLIENT || offer == null || bytes < handshake || handshake == 0) return;
            steps[from.ordinal()] = Step.STREAM;
            out.body(from, Long.MAX_VALUE);
            if (bytes > handshake) bodyGap(from, bytes - handshake);
        }

        /// Only a request or its answer can be told from other bytes.
        @Override
        public int resync(Direction from, Cursor in) {
            int side = from.ordinal();
            int[] head = {5, from == Direction.CLIENT ? 1 : 0, 0, 3, DIGITS};
            for (int i = 0; i < head.length; i++) {
                if (in.peek(i) < 0) return ~0;
                if (in.peek(i) != head[i] || steps[side] == Step.STREAM) return ~in.remaining();
            }
            steps[side] = Step.REQUEST;
            return 0;
        }

        @Override
        public void end() {
            for (Received one : received) if (one != null) finish(one);
        }
    }
}
