package earshot.dissect.tls;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Takes whatever is inside a connection, as it is: what decryption gave. One entry a connection.
final class Plain implements Dissector {
    /// What both sides of a connection said; `<gap>` where something is missing.
    static final class Said {
        final ByteArrayOutputStream client = new ByteArrayOutputStream(), server = new ByteArrayOutputStream();

        String client() {
            return client.toString(StandardCharsets.ISO_8859_1);
        }

        String server() {
            return server.toString(StandardCharsets.ISO_8859_1);
        }

        private ByteArrayOutputStream side(Direction from) {
            return from == Direction.CLIENT ? client : server;
        }
    }

    final List<Said> all = new ArrayList<>();
    private final String begin;

    Plain() {
        this("");
    }

    /// Takes only what the client begins with this.
    Plain(String begin) {
        this.begin = begin;
    }

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return true;
    }

    /// Everything but TLS itself, also in the form of SSL 2.
    @Override
    public Verdict recognise(Opening opening) {
        for (Direction side : Direction.values()) {
            int first = opening.bytes(side).peek(0);
            if (first >= 20 && first <= 23 || first == 0x80) return Verdict.NO;
        }
        int length = Math.min(begin.length(), opening.bytes(Direction.CLIENT).remaining());
        if (!opening.bytes(Direction.CLIENT).startsWith(begin.substring(0, length))) return Verdict.NO;
        return length < begin.length() ? Verdict.MORE : Verdict.YES;
    }

    @Override
    public Dissection begin(Out out) {
        Said said = new Said();
        all.add(said);
        return new Dissection() {
            @Override
            public int frame(Direction from, Cursor in) {
                return in.remaining();
            }

            @Override
            public void message(Direction from, Cursor in) {
                said.side(from).writeBytes(in.rest());
            }

            @Override
            public void gap(Direction from, long bytes) {
                said.side(from).writeBytes("<gap>".getBytes(StandardCharsets.ISO_8859_1));
            }
        };
    }
}
