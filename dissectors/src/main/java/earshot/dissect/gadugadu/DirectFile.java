package earshot.dissect.gadugadu;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.dissect.Recovery;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.event.ImEvent.Recovered;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.Proof;
import earshot.flow.Direction;
import java.util.HexFormat;

/// The bytes of a file of version 8 and later: each side begins with the file's identifier, at the relay behind a mark
/// (BE BA DE C0); then the sender sends the file and nothing else. How long it is stands in the offer.
final class DirectFile implements Dissection {
    private static final int ID = 8, PIECE = 32 * 1024;

    private final Out out;
    private final int greeting;
    private final boolean[] greeted = new boolean[2];
    private final Proof proof = new Proof();
    private String id = "";
    private Direction sender;
    private Recovery file;
    private boolean lost, over;

    /// @param greeting how long it is, the mark counted
    DirectFile(Out out, int greeting) {
        this.out = out;
        this.greeting = greeting;
        out.service("gadu-gadu");
    }

    @Override
    public int frame(Direction from, Cursor in) {
        return greeted[from.ordinal()] ? Math.min(in.remaining(), PIECE) : greeting;
    }

    @Override
    public void message(Direction from, Cursor in) {
        if (!greeted[from.ordinal()]) {
            greet(from, in);
            return;
        }
        if (sender == null) sender = from;
        if (from != sender || over) return;
        if (file == null) file = out.recover();
        proof.add(out.seen().frames());
        file.write(in);
    }

    private void greet(Direction from, Cursor in) {
        in.skip(greeting - ID);
        String said = HexFormat.of().formatHex(in.take(ID));
        if (!id.isEmpty() && !id.equals(said)) {
            out.reject("two identifiers");
            return;
        }
        greeted[from.ordinal()] = true;
        if (!id.isEmpty()) out.confirm("signature:gadu-gadu-file", Confidence.CERTAIN, false);
        id = said;
    }

    @Override
    public void gap(Direction from, long bytes) {
        if (from != sender || file == null) return;
        lost = true;
        file.skip(bytes);
    }

    @Override
    public void end() {
        if (over || file == null) return;
        over = true;
        Recovered recovered = file.finish(-1);
        State state = lost ? State.PARTIAL : State.COMPLETE;
        out.emit(new FileTransfer(
                out.seen().withFrames(proof.frames()),
                out.unnamed(sender),
                out.unnamed(sender.other()),
                "",
                -1,
                state,
                recovered,
                Files.key(id)));
    }
}
