package earshot.dissect.ymsg;

import earshot.dissect.Out;
import earshot.flow.Direction;
import earshot.web.WebAnswer;
import earshot.web.WebBody;
import earshot.web.WebReader;
import earshot.web.WebReading;
import earshot.web.WebRequest;

/// YMSG in the bodies of HTTP: packets pushed to `/notify` and brought back by its answers, and files put on the server
/// behind a packet at `/notifyft`. What is inside is recognised by content, wherever it goes.
public final class HttpTunnel implements WebReader {
    @Override
    public String name() {
        return "ymsg";
    }

    @Override
    public boolean wants(WebRequest request) {
        return request.method().equals("POST") && request.pathStarts("/notify") && isTunnel(request.path());
    }

    private static boolean isTunnel(String path) {
        return path.equals("/notify") || path.equals("/notify/") || path.equals("/notifyft");
    }

    @Override
    public WebReading begin(Out out) {
        return new Bodies(out);
    }

    private static final class Bodies implements WebReading {
        private final Out out;
        private Out.Inner session;

        Bodies(Out out) {
            this.out = out;
        }

        @Override
        public WebBody request(WebRequest request) {
            if (request.pathStarts("/notifyft")) return new OneUpload(out.inner("", "", null));
            if (session == null) session = out.inner("ymsg-http " + request.host(), "", null);
            return WebBody.into(session, Direction.CLIENT);
        }

        @Override
        public WebBody answer(WebRequest request, WebAnswer answer) {
            boolean pushed = session != null && answer.ok() && !request.pathStarts("/notifyft");
            return pushed ? new Pushed(WebBody.into(session, Direction.SERVER)) : null;
        }

        @Override
        public void gap(Direction from) {
            if (session != null) session.gap(from, 0);
        }

        @Override
        public void end() {
            if (session != null) session.end();
        }
    }

    /// One request is one file: it ends with its body.
    private record OneUpload(Out.Inner inner) implements WebBody {
        @Override
        public void data(byte[] bytes, int offset, int length) {
            inner.data(Direction.CLIENT, bytes, offset, length);
        }

        @Override
        public void gap(long bytes) {
            inner.gap(Direction.CLIENT, bytes);
        }

        @Override
        public void end(boolean whole) {
            inner.end();
        }
    }

    /// Some servers put the number of packets in front of them.
    private static final class Pushed implements WebBody {
        private static final int COUNT = 4;

        private final WebBody packets;
        private final byte[] first = new byte[COUNT];
        private int have;

        Pushed(WebBody packets) {
            this.packets = packets;
        }

        @Override
        public void data(byte[] bytes, int offset, int length) {
            int n = Math.min(COUNT - have, length);
            if (n > 0) {
                System.arraycopy(bytes, offset, first, have, n);
                have += n;
                if (have == COUNT && first[0] == 'Y') packets.data(first, 0, COUNT);
            }
            if (length > n) packets.data(bytes, offset + n, length - n);
        }

        @Override
        public void gap(long bytes) {
            have = COUNT;
            packets.gap(bytes);
        }

        @Override
        public void end(boolean whole) {
            packets.end(whole);
        }
    }
}
