package earshot.dissect.oscar.oft;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// OFT file transfer and direct IM between two AIM or ICQ clients. Whichever side speaks first does so with a
/// header; which side is the client is not in the bytes, and does not matter.
public final class Oft implements Dissector {
    @Override
    public String name() {
        return "oft";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == 'O';
    }

    @Override
    public Verdict recognise(Opening opening) {
        Verdict client = begins(opening, Direction.CLIENT), server = begins(opening, Direction.SERVER);
        if (client == Verdict.YES || server == Verdict.YES) return Verdict.YES;
        return client == Verdict.NO || server == Verdict.NO ? Verdict.NO : Verdict.MORE;
    }

    /// In mid-stream nothing but a header can be recognised, and one stands where a packet begins.
    private static Verdict begins(Opening opening, Direction side) {
        Cursor in = opening.bytes(side);
        if (in.remaining() == 0) return Verdict.MORE;
        int length = PeerDissection.header(in);
        if (length == Dissection.MORE) return Verdict.MORE;
        return length == Dissection.LOST ? Verdict.NO : Verdict.YES;
    }

    @Override
    public Dissection begin(Out out) {
        return new PeerDissection(out, Parties.UNKNOWN, null);
    }
}
