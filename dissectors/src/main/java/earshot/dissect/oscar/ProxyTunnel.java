package earshot.dissect.oscar;

import earshot.bytes.Cursor;
import earshot.dissect.Out;
import earshot.flow.Direction;
import earshot.web.WebAnswer;
import earshot.web.WebBody;
import earshot.web.WebReader;
import earshot.web.WebReading;
import earshot.web.WebRequest;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/// OSCAR through AOL's HTTP proxy (`http.proxy.icq.com`): `/data` carries what the client says, answers to `/monitor`
/// what the server says, both in packets of 14 bytes and a piece of some connection's stream.
///
/// Packet: length of what follows (16 bits), 0x0443, type, four zero bytes, number of the connection; big-endian.
public final class ProxyTunnel implements WebReader {
    @Override
    public String name() {
        return "oscar";
    }

    @Override
    public boolean wants(WebRequest request) {
        boolean path = request.pathStarts("/data") || request.pathStarts("/monitor");
        return path && request.query().startsWith("sid=");
    }

    @Override
    public WebReading begin(Out out) {
        return new Tunnel(out);
    }

    /// The connections of all sessions on one HTTP connection; at most [#MOST], of more the oldest ends.
    private static final class Tunnel implements WebReading {
        private static final int MOST = 16;
        private static final int HEADER = 14, VERSION = 0x0443, LONGEST = 64 * 1024;
        private static final int FLAPS = 5, CLOSE = 6;

        private final Out out;
        private final Map<String, Out.Inner> connections = new LinkedHashMap<>();

        Tunnel(Out out) {
            this.out = out;
        }

        @Override
        public WebBody request(WebRequest request) {
            return new Packets(request.parameter("sid"), Direction.CLIENT);
        }

        @Override
        public WebBody answer(WebRequest request, WebAnswer answer) {
            return new Packets(request.parameter("sid"), Direction.SERVER);
        }

        private Out.Inner connection(String session, long number) {
            String key = session + " " + number;
            Out.Inner known = connections.get(key);
            if (known != null) return known;
            if (connections.size() == MOST) {
                String oldest = connections.keySet().iterator().next();
                connections.remove(oldest).end();
            }
            Out.Inner inner = out.inner("icq-http-proxy", "", null);
            connections.put(key, inner);
            return inner;
        }

        private void packet(String session, Direction from, Cursor in) {
            in.skip(4);
            int type = in.u16();
            in.skip(4);
            long number = in.u32();
            if (type == FLAPS && in.remaining() > 0) {
                connection(session, number).data(from, in.array(), in.position(), in.remaining());
            } else if (type == CLOSE) {
                Out.Inner closed = connections.remove(session + " " + number);
                if (closed != null) closed.end();
            }
        }

        @Override
        public void gap(Direction from) {
            for (Out.Inner connection : connections.values()) connection.gap(from, 0);
        }

        @Override
        public void end() {
            for (Out.Inner connection : connections.values()) connection.end();
        }

        /// A body as packets, read as they become whole. What has another version is no such packet, and nothing
        /// after it is read.
        private final class Packets implements WebBody {
            private final String session;
            private final Direction from;
            private final ByteArrayOutputStream held = new ByteArrayOutputStream();
            private boolean lost;

            Packets(String session, Direction from) {
                this.session = session.length() > 64 ? session.substring(0, 64) : session;
                this.from = from;
            }

            @Override
            public void data(byte[] bytes, int offset, int length) {
                if (lost) return;
                held.write(bytes, offset, length);
                byte[] all = held.toByteArray();
                held.reset();
                Cursor in = new Cursor(all);
                while (!lost && in.remaining() >= HEADER) {
                    int packet = 2 + in.peek16(0);
                    lost = in.peek16(2) != VERSION || packet < HEADER || packet > LONGEST;
                    if (lost || in.remaining() < packet) break;
                    packet(session, from, in.slice(packet));
                }
                if (!lost) held.write(all, in.position(), in.remaining());
            }

            @Override
            public void gap(long bytes) {
                lost = true;
                for (Out.Inner connection : connections.values()) connection.gap(from, 0);
            }

            @Override
            public void end(boolean whole) {
                held.reset();
            }

            @Override
            public int heldBytes() {
                return held.size();
            }
        }
    }
}
