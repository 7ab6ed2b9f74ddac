package earshot.engine;

import earshot.dissect.Dissector;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;
import java.util.List;

/// The dissectors to be tried, and for each first byte which of them it may be: the prefilter that settles most
/// flows at once.
final class Recognisers {
    /// One bit a dissector.
    private static final int MOST = 64;

    private final List<Dissector> all;
    private final long[][] tcp = new long[2][256];
    private final long[][] udp = new long[2][256];
    private final long allTcp, allUdp;

    Recognisers(List<Dissector> all) {
        if (all.size() > MOST) throw new IllegalArgumentException("more than " + MOST + " dissectors: widen the mask");
        this.all = all;
        for (int d = 0; d < all.size(); d++) {
            for (Direction side : Direction.values()) {
                for (int b = 0; b < 256; b++) {
                    if (!all.get(d).mayBegin(side, b)) continue;
                    if (all.get(d).over(Transport.TCP)) tcp[side.ordinal()][b] |= 1L << d;
                    if (all.get(d).over(Transport.UDP)) udp[side.ordinal()][b] |= 1L << d;
                }
            }
        }
        allTcp = over(Transport.TCP);
        allUdp = over(Transport.UDP);
    }

    private long over(Transport transport) {
        long mask = 0;
        for (int d = 0; d < all.size(); d++) if (all.get(d).over(transport)) mask |= 1L << d;
        return mask;
    }

    Dissector dissector(int number) {
        return all.get(number);
    }

    /// All that are spoken over the transport.
    long candidates(boolean stream) {
        return stream ? allTcp : allUdp;
    }

    /// Those that this side may begin with this byte.
    long candidates(boolean stream, Direction side, int firstByte) {
        return (stream ? tcp : udp)[side.ordinal()][firstByte];
    }
}
