package earshot.dissect.msnp;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.dissect.Recovery;
import earshot.dissect.msnp.p2p.Names;
import earshot.event.Account;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.event.ImEvent.Recovered;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.Proof;
import earshot.event.Seen;
import earshot.flow.Direction;
import java.nio.charset.StandardCharsets;

/// One MSNFTP connection.
///
/// Framing: lines of text; once the receiver has said TFR the sender's bytes are blocks (0, 16-bit little-endian
/// length, bytes), and a block that begins with 1 is the last. A block begins with 0 or 1 and a line with a capital.
/// Where bytes are missing the end of the block they were in is lost with them: nothing marks the next one, so the
/// file ends there.
final class MsnFtpFlow implements Dissection {
    private static final int LONGEST_LINE = 512;
    private static final int BLOCK = 3;

    private final Out out;
    private final Proof proof = new Proof();
    /// Null until one of them says FIL or TFR.
    private Direction sender;
    private Account receiver;
    private String cookie = "";
    private long size = -1;
    private Recovery recovery;
    private Seen last;
    private boolean over, greeted;

    MsnFtpFlow(Out out) {
        this.out = out;
        out.service("msn");
    }

    @Override
    public int frame(Direction from, Cursor in) {
        int first = in.peek(0);
        if (first == 0 || first == 1) {
            if (in.remaining() < BLOCK) return MORE;
            return BLOCK + (in.peek(1) | in.peek(2) << 8);
        }
        if (first >= 0 && (first < 'A' || first > 'Z')) return LOST;
        int end = in.indexOf('\n', 0);
        if (end < 0) return in.remaining() > LONGEST_LINE ? LOST : MORE;
        return end + 1;
    }

    @Override
    public int resync(Direction from, Cursor in) {
        if (!greeted && !out.flow().midStream) out.reject("no MSNFTP");
        // Only the receiver's lines can be found again.
        if (from == sender) return ~in.remaining();
        for (int n = 0; n < in.remaining(); n++) {
            Cursor here = in.copy();
            here.skip(n);
            if (here.startsWith("BYE ") || here.startsWith("CCL") || here.startsWith("TFR")) return n;
        }
        return ~Math.max(0, in.remaining() - 3);
    }

    @Override
    public void message(Direction from, Cursor in) {
        int first = in.peek(0);
        if (!greeted && !out.flow().midStream && !in.startsWith("VER ")) {
            out.reject("no MSNFTP");
            return;
        }
        if (first == 0 || first == 1) block(from, in);
        else line(from, in.text(in.remaining(), StandardCharsets.ISO_8859_1).strip());
    }

    private void line(Direction from, String line) {
        String[] words = line.split(" ", 8);
        String argument = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "VER" -> {
                if (argument.equals("MSNFTP")) {
                    greeted = true;
                    out.confirm("signature:msnftp", Confidence.CERTAIN, false);
                } else if (!greeted) {
                    out.reject("no MSNFTP");
                }
            }
            case "USR" -> {
                receiver = Names.bare(argument);
                sender = from.other();
                if (words.length > 2) cookie = words[2];
            }
            case "FIL" -> {
                sender = from;
                if (Line.isNumber(argument) && argument.length() < 18) size = Long.parseLong(argument);
            }
            case "TFR" -> {
                sender = from.other();
                begin();
            }
            case "CCL", "BYE" -> finish();
            default -> out.anomaly("msnftp-line-not-understood", line.length() + " bytes");
        }
    }

    private void begin() {
        if (recovery == null && !over) recovery = out.recover();
    }

    private void block(Direction from, Cursor in) {
        if (sender == null) sender = from;
        if (from != sender || over) return;
        begin();
        boolean end = in.u8() == 1;
        in.skip(2);
        last = out.seen();
        proof.add(last.frames());
        recovery.write(in);
        if (end || size >= 0 && recovery.written() >= size) finish();
    }

    @Override
    public void gap(Direction from, long bytes) {
        // How much of them was the file's is not known.
        if (from == sender) finish();
    }

    @Override
    public void end() {
        finish();
    }

    private void finish() {
        if (over || recovery == null) return;
        over = true;
        if (last == null && size != 0) {
            recovery.discard();
            return;
        }
        boolean whole = size < 0 || recovery.written() == size;
        if (recovery.written() > size && size >= 0) {
            out.anomaly("msnftp-more-than-said", recovery.written() + " bytes where " + size + " were said");
        }
        Recovered recovered = recovery.finish(size);
        Seen seen = (last == null ? out.seen() : last).withFrames(proof.frames());
        Account to = receiver != null ? receiver : out.unnamed(sender.other());
        String claim = cookie.isEmpty() ? "" : MsnFtp.KEY + cookie;
        State state = whole ? State.COMPLETE : State.PARTIAL;
        out.emit(new FileTransfer(seen, out.unnamed(sender), to, "", size, state, recovered, claim));
    }
}
