package earshot.dissect.ymsg;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.event.Account;
import earshot.event.ImEvent.Call;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;
import java.nio.charset.StandardCharsets;

/// Connections to Yahoo!'s webcam servers (usually 5100): a word in angle brackets, then lines such as `u=ann`,
/// `g=bob`:
/// who sends pictures, or watches whose. The pictures themselves are not kept.
public final class Webcam implements Dissector {
    private static final String[] WORDS = {"<RVWCFG>", "<RUPCFG>", "<REQIMG>", "<SNDIMG>"};
    private static final int LONGEST = 1024;

    @Override
    public String name() {
        return "ymsg-webcam";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        // Packets of pictures begin with how long their head is.
        return side == Direction.CLIENT ? firstByte == '<' : firstByte < ' ';
    }

    @Override
    public Verdict recognise(Opening opening) {
        if (!opening.fromStart()) return Verdict.NO;
        Cursor client = opening.bytes(Direction.CLIENT);
        if (client.remaining() == 0)
            return opening.bytes(Direction.SERVER).remaining() == 0 ? Verdict.MORE : Verdict.NO;
        for (String word : WORDS) {
            if (client.startsWith(word)) return Verdict.YES;
            int n = 0;
            while (n < word.length() && client.peek(n) == word.charAt(n)) n++;
            if (n == client.remaining()) return Verdict.MORE;
        }
        return Verdict.NO;
    }

    @Override
    public Dissection begin(Out out) {
        out.service("yahoo");
        return new Request(out);
    }

    /// What the client asks for; nothing else is looked at.
    private record Request(Out out) implements Dissection {
        /// The lines have no mark at their end, but they are few: those of who and whose are waited for.
        @Override
        public int frame(Direction from, Cursor in) {
            if (from == Direction.SERVER) return in.remaining();
            boolean complete =
                    isComplete(in.copy().text(Math.min(in.remaining(), LONGEST), StandardCharsets.ISO_8859_1));
            return complete || in.remaining() > LONGEST ? in.remaining() : MORE;
        }

        private static boolean isComplete(String text) {
            if (!text.startsWith("<REQIMG>") && !text.startsWith("<SNDIMG>")) return true;
            return line(text, text.startsWith("<REQIMG>") ? "g" : "u") != null;
        }

        @Override
        public void message(Direction from, Cursor in) {
            if (from == Direction.SERVER) return;
            String text = in.text(Math.min(in.remaining(), LONGEST), StandardCharsets.ISO_8859_1);
            out.confirm("signature:ymsg-webcam", Confidence.CERTAIN, false);
            String who = line(text, "u"), whose = line(text, "g");
            if (text.startsWith("<SNDIMG>") && who != null) tell(who, "", "sending");
            else if (text.startsWith("<REQIMG>") && whose != null) tell(whose, who == null ? "" : who, "watched");
            if (text.startsWith("<")) out.enough();
        }

        private void tell(String whose, String watcher, String state) {
            Account to = watcher.isEmpty() ? Account.NONE : Account.of(watcher);
            out.emit(new Call(out.seen(), Account.of(whose), to, Call.Media.WEBCAM, state));
        }

        /// The value of a line, null where it is not there or has no end yet.
        private static String line(String text, String key) {
            int at = text.indexOf("\n" + key + "=");
            if (at < 0) return null;
            int from = at + key.length() + 2, end = text.indexOf('\r', from);
            String value = end < 0 ? "" : text.substring(from, end).strip();
            return value.isEmpty() ? null : value;
        }
    }
}
