package earshot.dissect.http;

import earshot.dissect.Out;
import earshot.flow.Direction;
import earshot.web.WebAnswer;
import earshot.web.WebBody;
import earshot.web.WebReading;
import earshot.web.WebRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Bodies that nobody wanted by their head but that are parts of an XMPP stream by their first tag (BOSH, XEP-0124):
/// those of all exchanges together are one inner connection.
final class Bosh implements WebReading {
    private static final String HTTP_BIND = "http://jabber.org/protocol/httpbind";
    /// First bytes of a body that decide.
    private static final int BEGINNING = 1024;

    private final Out out;
    private Out.Inner tunnel;

    Bosh(Out out) {
        this.out = out;
    }

    @Override
    public WebBody request(WebRequest request) {
        return new Part(Direction.CLIENT);
    }

    /// An encoded answer is only worth decoding where the tunnel is there.
    @Override
    public WebBody answer(WebRequest request, WebAnswer answer) {
        return tunnel != null || answer.field("content-encoding").isEmpty() ? new Part(Direction.SERVER) : null;
    }

    /// One body: part of the tunnel, passed by, or not known yet.
    private final class Part implements WebBody {
        private final Direction from;
        private ByteArrayOutputStream beginning = new ByteArrayOutputStream(0);
        private boolean tunnelled;

        Part(Direction from) {
            this.from = from;
        }

        @Override
        public void data(byte[] bytes, int offset, int length) {
            if (tunnelled) tunnel.data(from, bytes, offset, length);
            else if (beginning != null) decide(bytes, offset, length);
        }

        /// By the first tag, however small the pieces are in which it comes.
        private void decide(byte[] bytes, int offset, int length) {
            beginning.write(bytes, offset, length);
            String begin = beginning.toString(StandardCharsets.ISO_8859_1).stripLeading();
            if (begin.length() > BEGINNING) begin = begin.substring(0, BEGINNING);
            boolean body = begin.startsWith("<body");
            if (body && (tunnel != null || begin.contains(HTTP_BIND))) {
                tunnelled = true;
                if (tunnel == null) tunnel = out.inner("http", "", null);
                byte[] held = beginning.toByteArray();
                beginning = null;
                tunnel.data(from, held, 0, held.length);
            } else if (begin.length() == BEGINNING || !body && !"<body".startsWith(begin)) {
                beginning = null;
            }
        }

        @Override
        public void gap(long bytes) {
            if (tunnelled) tunnel.gap(from, bytes);
        }

        @Override
        public void end(boolean whole) {}
    }

    @Override
    public void gap(Direction from) {
        if (tunnel != null) tunnel.gap(from, 0);
    }

    @Override
    public void end() {
        if (tunnel != null) tunnel.end();
    }
}
