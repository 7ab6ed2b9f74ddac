package earshot.dissect.oscar.oft;

import earshot.bytes.Cursor;
import earshot.dissect.Out;
import earshot.dissect.Recovery;
import earshot.event.Account;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.Recovered;
import earshot.event.Proof;
import earshot.flow.Direction;

/// One file on its way: from the prompt for it to its last byte.
final class FileReceipt {
    final Direction sender;
    final OftHeader prompt;

    private final Out out;
    private final Proof proof = new Proof();
    private final OftChecksum checksum = new OftChecksum();
    private Recovery recovery;
    private byte[] cookie;
    private long offset, lost;
    private boolean over;

    FileReceipt(Out out, Direction sender, OftHeader prompt) {
        this.out = out;
        this.sender = sender;
        this.prompt = prompt;
        this.cookie = prompt.cookie();
        proof.add(out.seen().frames());
    }

    /// Another header about this file: it proves the transfer, and may bring the cookie that the prompt left
    /// out.
    void answered(OftHeader header) {
        if (!hasCookie()) cookie = header.cookie();
        proof.add(out.seen().frames());
    }

    /// The file's bytes begin at this offset of it.
    void resumeAt(long offset) {
        if (recovery == null) this.offset = Math.min(offset, prompt.size());
    }

    /// Whether the cookie is known, by which a proposal may name the parties.
    boolean hasCookie() {
        for (byte b : cookie) if (b != 0) return true;
        return false;
    }

    boolean begun() {
        return recovery != null;
    }

    /// How many bytes are to come.
    long due() {
        return prompt.size() - offset - written() - lost;
    }

    private long written() {
        return recovery == null ? 0 : recovery.written();
    }

    void begin() {
        recovery = out.recover();
        if (offset > 0) recovery.position(offset);
    }

    void write(Cursor piece) {
        proof.add(out.seen().frames());
        checksum.add(piece.array(), piece.position(), piece.remaining());
        recovery.write(piece);
    }

    void skip(long bytes) {
        lost += bytes;
        recovery.skip(bytes);
    }

    /// All bytes were given, or no more will come: says what there is.
    void finish(Parties parties) {
        if (over || recovery == null) return;
        over = true;
        boolean whole = offset == 0 && lost == 0 && recovery.written() == prompt.size();
        if (whole && prompt.checksum() != checksum.value() && isSet(prompt.checksum())) {
            out.anomaly(
                    "checksum-mismatch",
                    "the header says %08x, the bytes give %08x".formatted(prompt.checksum(), checksum.value()));
        }
        Recovered recovered = recovery.finish(prompt.size());
        tell(parties, whole ? FileTransfer.State.COMPLETE : FileTransfer.State.PARTIAL, recovered);
    }

    private static boolean isSet(long checksum) {
        return checksum != 0 && checksum != OftChecksum.NOTHING;
    }

    /// Nothing of the file was sent on this connection: it was offered, no more.
    void unsent(Parties parties) {
        if (over || recovery != null) return;
        over = true;
        tell(parties, FileTransfer.State.OFFERED, null);
    }

    private void tell(Parties parties, FileTransfer.State state, Recovered recovered) {
        Account from = parties.at(sender), to = parties.at(sender.other());
        if (from.isNone()) from = out.unnamed(sender);
        if (to.isNone()) to = out.unnamed(sender.other());
        String claim = Agreement.key(cookie, out.flow().endpoint(sender).address());
        out.emit(new FileTransfer(
                out.seen().withFrames(proof.frames()),
                from,
                to,
                prompt.name(),
                prompt.size(),
                state,
                recovered,
                claim));
    }
}
