package earshot.dissect.socks;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.flow.Direction;
import java.util.LinkedHashMap;
import java.util.Map;

/// The datagrams of UDP ASSOCIATE (RFC 1928 section 7), between the client and the place that the proxy named: 00 00,
/// fragment, kind of address, address, port, then what is passed on. Each target is a connection of its own inside.
final class Datagrams implements Dissection {
    private static final int MOST_TARGETS = 256;

    private final Out out;
    private final String user;
    private final Map<String, Out.Inner> inside = new LinkedHashMap<>();

    /// @param user the proxy's, "" for none
    Datagrams(Out out, String user) {
        this.out = out;
        this.user = user;
    }

    @Override
    public int frame(Direction from, Cursor in) {
        return in.remaining();
    }

    @Override
    public void message(Direction from, Cursor in) {
        int length = Request.datagram(in);
        if (length <= 0) {
            out.anomaly("malformed-datagram", in.remaining() + " bytes that name no target");
            return;
        }
        if (in.peek(2) != 0) {
            out.anomaly("fragmented-datagram", "fragments of SOCKS datagrams are not put together");
            return;
        }
        String target = Request.readFive(in).target();
        in.skip(length);
        if (in.remaining() == 0) return;
        Out.Inner one = inside.get(target);
        if (one == null) {
            if (inside.size() >= MOST_TARGETS) return;
            one = out.inner(("socks5 " + target + " " + user).strip(), "", null);
            inside.put(target, one);
        }
        one.data(from, in.array(), in.position(), in.remaining());
    }

    @Override
    public void end() {
        inside.values().forEach(Out.Inner::end);
    }
}
