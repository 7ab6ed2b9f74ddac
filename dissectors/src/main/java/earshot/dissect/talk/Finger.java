package earshot.dissect.talk;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.event.Account;
import earshot.event.ImEvent.Lookup;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.Proof;
import earshot.event.Seen;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;
import earshot.text.TextDecoding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Questions about users and their answers (RFC 1288): one line, then text until the server closes.
public final class Finger implements Dissector {
    private static final int LONGEST_QUERY = 512, MOST_ANSWER = 64 * 1024;

    @Override
    public String name() {
        return "finger";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte >= ' ' && firstByte < 0x7f || firstByte == '\r' || firstByte == '\n';
    }

    /// One short line of the client, then an answer that speaks of logins: a line alone could be anything.
    @Override
    public Verdict recognise(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        if (!opening.fromStart()) return Verdict.NO;
        int end = client.indexOf('\n', 0);
        if (end < 0) return client.remaining() > LONGEST_QUERY || server.remaining() > 0 ? Verdict.NO : Verdict.MORE;
        if (end + 1 < client.remaining() || !printable(client, end)) return Verdict.NO;
        String answer = server.text(Math.min(server.remaining(), 600), StandardCharsets.ISO_8859_1);
        boolean one = answer.contains("Login") && (answer.contains("Name:") || answer.contains("Name "));
        if (one || answer.contains("In real life:") || answer.contains(": no such user")) return Verdict.YES;
        return server.remaining() < 600 ? Verdict.MORE : Verdict.NO;
    }

    private static boolean printable(Cursor in, int end) {
        for (int i = 0; i < end; i++) {
            int c = in.peek(i);
            if (c < ' ' && c != '\r' || c >= 0x7f) return false;
        }
        return true;
    }

    @Override
    public Dissection begin(Out out) {
        return new Query(out);
    }

    private static final class Query implements Dissection {
        private final Out out;
        private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
        private final Proof proof = new Proof();
        private String about = "";
        private Seen last;

        Query(Out out) {
            this.out = out;
        }

        @Override
        public int frame(Direction from, Cursor in) {
            if (from == Direction.SERVER) return in.remaining();
            int end = in.indexOf('\n', 0);
            return end < 0 ? MORE : end + 1;
        }

        @Override
        public void message(Direction from, Cursor in) {
            out.service("talk");
            last = out.seen();
            proof.add(last.frames());
            if (from == Direction.CLIENT) {
                String line = in.text(in.remaining(), StandardCharsets.UTF_8).strip();
                about = line.startsWith("/W") ? line.substring(2).strip() : line;
                out.confirm("signature:finger", Confidence.CERTAIN, false);
            } else if (answer.size() + in.remaining() <= MOST_ANSWER) {
                byte[] bytes = in.rest();
                answer.write(bytes, 0, bytes.length);
            }
        }

        @Override
        public int heldBytes() {
            return answer.size();
        }

        @Override
        public void end() {
            if (last == null || answer.size() == 0) return;
            String text = TextDecoding.of(answer.toByteArray())
                    .text()
                    .replace("\r\n", "\n")
                    .strip();
            Account who = about.isEmpty() ? Account.NONE : Account.of(about);
            out.emit(new Lookup(last.withFrames(proof.frames()), out.unnamed(Direction.CLIENT), who, text));
        }
    }
}
