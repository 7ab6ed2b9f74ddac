package earshot.dissect.icq;

import earshot.bytes.Cursor;
import earshot.dissect.Out;
import earshot.dissect.Recovery;
import earshot.event.Account;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.Recovered;
import earshot.event.Proof;
import earshot.flow.Direction;
import java.util.function.Function;

/// Files on a direct connection: frames that begin with what they are. 00 opens {u32 zero, u32 files, u32 bytes, u32
/// speed, counted nick}, 01 answers, 02 announces a file {u8 0, counted name, counted folder, u32 size, …}, 03 says
/// from where on it is wanted {u32 offset, …}, 05 changes the speed, 06 carries bytes.
final class DirectFiles {
    private static final int OPEN = 0, ANNOUNCE = 2, WANTED = 3, DATA = 6;
    private static final int SHORTEST_OPEN = 1 + 4 * 4 + 2, MOST_FILES = 100_000;

    private final Out out;
    private final Function<Direction, Account> party;
    private boolean active;
    private Direction sender = Direction.CLIENT;
    private String name = "";
    private long size;
    private Recovery recovery;
    private Proof proof = new Proof();

    DirectFiles(Out out, Function<Direction, Account> party) {
        this.out = out;
        this.party = party;
    }

    /// Whether a frame is one of these: after the first, which is unmistakable, all are.
    boolean isFile(Cursor frame) {
        if (active) return true;
        Cursor in = frame.copy();
        if (in.remaining() < SHORTEST_OPEN || in.u8() != OPEN || in.u32le() != 0) return false;
        long files = in.u32le();
        in.skip(8);
        int nick = in.u16le();
        return files >= 1 && files <= MOST_FILES && nick == in.remaining();
    }

    void read(Direction from, Cursor in) {
        active = true;
        switch (in.u8()) {
            case ANNOUNCE -> announced(from, in);
            case WANTED -> {
                long offset = in.u32le();
                if (!in.truncated() && recovery != null && offset <= size) recovery.position(offset);
            }
            case DATA -> {
                if (recovery == null || from != sender) return;
                proof.add(out.seen().frames());
                recovery.write(in);
                if (recovery.written() >= size) finish();
            }
            default -> {}
        }
    }

    private void announced(Direction from, Cursor in) {
        finish();
        in.skip(1);
        String announced = Talker.text(Talker.counted(in));
        Talker.counted(in);
        long bytes = in.u32le();
        if (in.truncated() || announced.isBlank()) return;
        sender = from;
        name = announced;
        size = bytes;
        proof = new Proof();
        proof.add(out.seen().frames());
        recovery = out.recover();
        if (size == 0) finish();
    }

    /// What follows belongs nowhere: a frame's length is lost.
    void gap(Direction from, long bytes) {
        if (recovery != null && from == sender) finish();
    }

    void end() {
        finish();
    }

    private void finish() {
        if (recovery == null) return;
        Recovered recovered = recovery.finish(size);
        recovery = null;
        FileTransfer.State state =
                recovered.missing().isEmpty() ? FileTransfer.State.COMPLETE : FileTransfer.State.PARTIAL;
        out.emit(new FileTransfer(
                out.seen().withFrames(proof.frames()),
                party.apply(sender),
                party.apply(sender.other()),
                name,
                size,
                state,
                recovered,
                ""));
    }
}
