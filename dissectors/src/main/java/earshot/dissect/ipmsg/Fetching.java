package earshot.dissect.ipmsg;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.dissect.Recovery;
import earshot.event.Account;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.event.ImEvent.Recovered;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.Proof;
import earshot.flow.Direction;
import earshot.text.TextDecoding;

/// The receiver of an offer fetches a file, or a folder: files one after the other, each behind a head
/// (`0025:name.txt:1f4:1:`, whose first number is its own length).
final class Fetching implements Dissection {
    private static final int LONGEST_REQUEST = 1024, LONGEST_HEAD = 1024, HEAD_DIGITS = 8;
    private static final int REGULAR_FILE = 1;

    private final Out out;
    private Account reader;
    private String claim = "";
    private boolean asked, folder, adrift;
    /// The file that is coming.
    private Recovery file;
    private String name = "";
    private long size = -1;
    private long offset, lost;
    private Proof proof = new Proof();

    Fetching(Out out) {
        this.out = out;
        this.reader = out.unnamed(Direction.CLIENT);
        out.service("ipmsg");
    }

    @Override
    public int longestMessage() {
        return 2 * LONGEST_REQUEST;
    }

    @Override
    public int frame(Direction from, Cursor in) {
        if (from == Direction.CLIENT) return asked ? in.remaining() : request(in);
        if (!asked) return LOST;
        return folder ? head(in) : in.remaining();
    }

    /// The request has no end but a zero, which some leave out: it is what comes first.
    private static int request(Cursor in) {
        int head = Command.head(in);
        if (head <= 0) return head == 0 ? MORE : LOST;
        int end = in.indexOf(0, head);
        if (end >= 0) return end + 1;
        // packet:file:offset: is what a request has at least.
        int colons = 0;
        for (int at = head; at < in.remaining(); at++) if (in.peek(at) == ':') colons++;
        return colons >= 2 ? in.remaining() : MORE;
    }

    private static int head(Cursor in) {
        int colon = in.indexOf(':', 0);
        if (colon < 0) return in.remaining() > HEAD_DIGITS ? LOST : MORE;
        long length = Command.hex(in.copy().text(colon, java.nio.charset.StandardCharsets.US_ASCII));
        return length <= colon || length > LONGEST_HEAD ? LOST : (int) length;
    }

    @Override
    public int resync(Direction from, Cursor in) {
        // Nothing marks where a file or its head begins.
        return ~in.remaining();
    }

    @Override
    public void message(Direction from, Cursor in) {
        if (from == Direction.CLIENT) {
            if (!asked) asked(in);
        } else if (folder) {
            begins(in);
        } else {
            begin();
            write(in);
            out.body(Direction.SERVER, Long.MAX_VALUE);
        }
    }

    private void asked(Cursor in) {
        Command command = Command.read(in);
        String[] parts = command.parts();
        long message = parts.length > 0 ? Command.hex(parts[0]) : -1;
        long number = parts.length > 1 ? Command.hex(parts[1]) : -1;
        if (message < 0 || number < 0) return;
        asked = true;
        folder = command.what() == Command.GET_FOLDER;
        offset = parts.length > 2 ? Math.max(0, Command.hex(parts[2])) : 0;
        claim = IpMsg.key(out.flow().server().address(), message, number);
        String user = TextDecoding.of(command.user()).text();
        reader = Account.of(user + "@" + TextDecoding.of(command.machine()).text());
        out.confirm("signature:ipmsg", Confidence.CERTAIN, false);
        if (!folder) out.emit(new FileTransfer(out.seen(), sender(), reader, "", -1, State.ACCEPTED, null, claim));
    }

    private Account sender() {
        return out.unnamed(Direction.SERVER)
                .claiming("ipmsg " + out.flow().server().address());
    }

    /// The head of a file, or of a folder's beginning or end, of which nothing follows.
    private void begins(Cursor in) {
        String head = TextDecoding.of(in.rest()).text();
        String[] parts = head.replace("::", "\u0000").split(":", 8);
        long kind = parts.length > 3 ? Command.hex(parts[3]) & 0xff : -1;
        if (kind != REGULAR_FILE) return;
        name = parts[1].replace('\u0000', ':');
        size = Command.hex(parts[2]);
        if (size < 0) {
            out.anomaly("malformed-head", "a file in a folder without size");
            return;
        }
        begin();
        out.body(Direction.SERVER, size);
    }

    private void begin() {
        file = out.recover();
        proof = new Proof();
        proof.add(out.seen().frames());
        lost = 0;
        if (offset > 0) file.position(offset);
    }

    private void write(Cursor piece) {
        proof.add(out.seen().frames());
        file.write(piece);
    }

    @Override
    public void body(Direction from, Cursor piece) {
        if (file != null) write(piece);
    }

    @Override
    public void bodyGap(Direction from, long bytes) {
        lost += bytes;
        if (file != null) file.skip(bytes);
    }

    @Override
    public void bodyEnd(Direction from) {
        finish();
    }

    @Override
    public void gap(Direction from, long bytes) {
        if (from != Direction.SERVER) return;
        adrift = true;
        finish();
    }

    @Override
    public void end() {
        finish();
    }

    private void finish() {
        if (file == null) return;
        boolean whole = !adrift && lost == 0 && offset == 0 && (size < 0 || file.written() == size);
        if (file.written() == 0 && size != 0) {
            file.discard();
        } else {
            Recovered recovered = file.finish(size);
            State state = whole ? State.COMPLETE : State.PARTIAL;
            // A file in a folder is not what was offered, but those who offered it are known.
            String key = folder ? "" : claim;
            out.emit(new FileTransfer(
                    out.seen().withFrames(proof.frames()), sender(), reader, name, size, state, recovered, key));
        }
        file = null;
    }
}
