package earshot.dissect.oscar.oft;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Direction;
import java.util.Arrays;

/// The reading of one connection between two clients: OFT headers and the files between them, or direct IM.
final class PeerDissection implements Dissection {
    private static final int MAGIC = 4, LENGTH_AT = 4, TYPE_AT = 6;

    private final Out out;
    private final Agreement agreement;
    private Parties parties;
    private FileReceipt file;
    private DirectIm directIm;
    private boolean recognised;

    /// @param agreement what was agreed over the server, null where it is not known
    PeerDissection(Out out, Parties parties, Agreement agreement) {
        this.out = out;
        this.parties = parties;
        this.agreement = agreement;
    }

    @Override
    public int frame(Direction from, Cursor in) {
        int header = header(in);
        if (header != LOST) return header;
        // No header behind a prompt: the acceptance was not captured, or comes later, and these are the file's bytes.
        if (file != null && file.sender == from && !file.begun() && file.due() > 0) {
            return (int) Math.min(Math.min(in.remaining(), longestMessage()), file.due());
        }
        // Expected here, but perhaps something else: to be read, and refused.
        return agreement != null && !recognised ? Math.min(in.remaining(), longestMessage()) : LOST;
    }

    /// Of a header the length; MORE, LOST.
    static int header(Cursor in) {
        boolean oft = begins(in, "OFT2") || begins(in, "OFT3"), odc = begins(in, "ODC2");
        if (!oft && !odc) return LOST;
        if (in.remaining() < TYPE_AT + 2) return MORE;
        int length = in.peek16(LENGTH_AT), type = in.peek16(TYPE_AT);
        if (oft) {
            return OftHeader.isType(type) && length > OftHeader.SHORTEST && length <= OftHeader.LONGEST ? length : LOST;
        }
        return type == DirectIm.TYPE && length >= DirectIm.HEADER && length <= OftHeader.LONGEST ? length : LOST;
    }

    private static boolean begins(Cursor in, String magic) {
        int n = Math.min(in.remaining(), MAGIC);
        return n > 0 && in.startsWith(magic.substring(0, n));
    }

    @Override
    public int resync(Direction from, Cursor in) {
        for (int at = in.indexOf('O', 0); at >= 0; at = in.indexOf('O', at + 1)) {
            Cursor here = in.copy();
            here.skip(at);
            int length = header(here);
            if (length == MORE) return ~at;
            if (length != LOST) return at;
        }
        return ~in.remaining();
    }

    @Override
    public void message(Direction from, Cursor in) {
        if (header(in) == LOST) {
            if (file != null && file.sender == from && !file.begun()) unasked(from, in);
            else if (!recognised) out.reject("neither OFT nor direct IM");
            return;
        }
        recognised();
        if (in.peek(1) == 'D') direct(from, in);
        else oft(from, OftHeader.read(in));
    }

    private void recognised() {
        if (recognised) return;
        recognised = true;
        Account someone = parties.client().isNone() ? parties.server() : parties.client();
        out.service(isNumber(someone.id()) ? "icq" : "aim");
        out.confirm("signature:oft", Confidence.CERTAIN, false);
    }

    private static boolean isNumber(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private void oft(Direction from, OftHeader header) {
        if (agreement != null && header.hasCookie() && !Arrays.equals(header.cookie(), agreement.cookie())) {
            // Somebody else came to that address: who they are is not known.
            parties = Parties.UNKNOWN;
        }
        switch (header.type()) {
            case OftHeader.PROMPT, OftHeader.LISTING_PROMPT -> prompted(from, header);
            case OftHeader.RESUME_GRANTED -> {
                if (file == null || file.sender != from) prompted(from, header);
                file.answered(header);
                file.resumeAt(header.received());
            }
            case OftHeader.ACCEPT, OftHeader.RESUME_ACCEPT, OftHeader.LISTING_ACCEPT -> accepted(from, header);
            case OftHeader.DONE, OftHeader.LISTING_DONE_1, OftHeader.LISTING_DONE_2 -> done(from, header);
            default -> {}
        }
    }

    private void prompted(Direction from, OftHeader header) {
        leave();
        file = new FileReceipt(out, from, header);
        if (FileNames.climbs(header.name())) out.anomaly("path-in-file-name", header.name());
        if (agreement == null || header.files() > 1) return;
        long offered = agreement.offer().size();
        if (offered >= 0 && header.type() == OftHeader.PROMPT && offered != header.size()) {
            out.anomaly("size-mismatch", "offered with %d bytes, prompted with %d".formatted(offered, header.size()));
        }
    }

    /// The receiver wants the file (from an offset that it names too when it resumes): its bytes come next.
    private void accepted(Direction from, OftHeader header) {
        if (file == null || file.sender == from) return;
        file.answered(header);
        if (file.begun()) return;
        if (header.type() == OftHeader.RESUME_ACCEPT) file.resumeAt(header.received());
        file.begin();
        out.body(file.sender, Math.max(0, file.due()));
    }

    /// Bytes of the file before anybody was seen to ask for them.
    private void unasked(Direction from, Cursor in) {
        file.begin();
        file.write(in);
        out.body(from, file.due());
    }

    private void done(Direction from, OftHeader header) {
        if (file == null || file.sender == from) return;
        file.answered(header);
        // An empty file has no bytes to end with; one that is there already is not sent.
        if (!file.begun() && file.prompt.size() == 0) file.begin();
        if (file.due() == 0 || !file.begun()) leave();
    }

    private void leave() {
        if (file == null) return;
        file.finish(parties);
        file.unsent(parties);
        file = null;
    }

    private void direct(Direction from, Cursor in) {
        if (directIm == null) directIm = new DirectIm(out);
        parties = directIm.header(from, in, parties);
    }

    @Override
    public void body(Direction from, Cursor piece) {
        if (file != null && file.sender == from) file.write(piece);
        else if (directIm != null) directIm.body(from, piece);
    }

    @Override
    public void bodyGap(Direction from, long bytes) {
        if (file != null && file.sender == from) file.skip(bytes);
        else if (directIm != null) directIm.bodyGap(from, bytes);
    }

    /// Where the sender left out the cookie, the receiver's last word may still bring it.
    @Override
    public void bodyEnd(Direction from) {
        if (file != null && file.sender == from) {
            if (file.hasCookie() || agreement != null) file.finish(parties);
        } else if (directIm != null) directIm.bodyEnd(from, parties);
    }

    /// What was lost may have been a prompt: the bytes that follow may be another file's.
    @Override
    public void gap(Direction from, long bytes) {
        if (file != null && file.sender == from) leave();
    }

    @Override
    public void end() {
        leave();
        if (directIm != null) directIm.end(parties);
    }
}
