package earshot.dissect.signature;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.flow.Direction;
import earshot.flow.Flow;
import java.util.Arrays;

/// The beginning of a TCP connection that a signature has recognised: put together once more, until the same signature
/// says whose it is. Nothing more is read then.
final class Beginning implements Dissection, Opening {
    /// As much as recognition looks at.
    private static final int MOST = 4096;

    private final Out out;
    private final Signatures.Stream signatures = new Signatures.Stream();
    private final byte[][] seen = {new byte[128], new byte[128]};
    private final int[] count = new int[2];

    Beginning(Out out) {
        this.out = out;
    }

    @Override
    public Flow flow() {
        return out.flow();
    }

    @Override
    public Cursor bytes(Direction side) {
        return new Cursor(seen[side.ordinal()], 0, count[side.ordinal()]);
    }

    @Override
    public int frame(Direction from, Cursor in) {
        return in.remaining();
    }

    @Override
    public void message(Direction from, Cursor in) {
        int s = from.ordinal(), n = Math.min(in.remaining(), MOST - count[s]);
        if (count[s] + n > seen[s].length) seen[s] = Arrays.copyOf(seen[s], Math.max(2 * seen[s].length, count[s] + n));
        System.arraycopy(in.array(), in.position(), seen[s], count[s], n);
        count[s] += n;
        Sign sign = signatures.ask(this);
        if (sign.found()) {
            out.protocol(sign.protocol());
            out.service(sign.service());
            out.confirm("signature:" + sign.protocol(), sign.confidence(), true);
            out.enough();
        } else if (sign.no() || count[s] == MOST) {
            out.reject("no signature fits any more");
        }
    }

    @Override
    public void gap(Direction from, long bytes) {
        out.reject("the signature's bytes were not captured");
    }

    @Override
    public int resync(Direction from, Cursor in) {
        return 0;
    }

    @Override
    public int longestMessage() {
        return 1 << 20;
    }

    @Override
    public int heldBytes() {
        return seen[0].length + seen[1].length;
    }
}
