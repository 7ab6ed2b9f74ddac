package earshot.dissect.dtls;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// DTLS, recognised by an unencrypted handshake record.
public final class Dtls implements Dissector {
    static final int HANDSHAKE = 22;
    /// Type, version, epoch, number, length.
    static final int HEADER = 13;

    @Override
    public String name() {
        return "dtls";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.UDP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == HANDSHAKE;
    }

    @Override
    public Verdict recognise(Opening opening) {
        for (Direction side : Direction.values()) {
            Cursor in = opening.bytes(side);
            boolean record = length(in) > 0 && in.peek(0) == HANDSHAKE && in.peek16(3) == 0;
            if (record && Messages.plausible(in, HEADER, in.peek16(11))) return Verdict.YES;
        }
        return Verdict.NO;
    }

    /// How long the record is that begins here, with its header.
    ///
    /// @return -1 where none begins, or it is cut
    static int length(Cursor in) {
        int type = in.peek(0), version = in.peek16(1), length = in.peek16(11);
        boolean header = type >= 20 && type <= 26 && (version == 0xfeff || version == 0xfefd || version == 0xfefc);
        return header && length > 0 && in.remaining() >= HEADER + length ? HEADER + length : -1;
    }

    @Override
    public Dissection begin(Out out) {
        return new DtlsFlow(out);
    }
}
