package earshot.dissect.quic;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Address;
import earshot.flow.Direction;
import earshot.tls.ClientHello;
import earshot.tls.Fragments;
import earshot.tls.Handshakes;
import earshot.tls.Ja4;
import earshot.tls.PublicNames;
import java.util.Arrays;

/// The beginning of a connection, until the client has said whom it wants.
final class QuicFlow implements Dissection {
    /// Datagrams that are looked at: a client sends its hello again a few times, and so does its server.
    private static final int MOST = 32;
    /// Packets whose keys are tried; each costs some microseconds.
    private static final int MOST_TRIES = 24;

    private final Out out;
    private Version version;
    private byte[] connection;
    private InitialKeys keys;
    private Fragments crypto;
    private int datagrams, tries;
    private boolean confirmed;

    QuicFlow(Out out) {
        this.out = out;
    }

    @Override
    public int frame(Direction from, Cursor in) {
        return in.remaining();
    }

    @Override
    public int heldBytes() {
        return crypto == null ? 0 : crypto.heldBytes();
    }

    @Override
    public void message(Direction from, Cursor in) {
        boolean named = Quic.google(in) || in.peek(0) >= 0xc0 && Version.of(in.peek32(1)) == Version.CLEAR
                ? named(GoogleHello.find(in))
                : packets(in);
        if (named || ++datagrams == MOST || tries >= MOST_TRIES) out.enough();
    }

    /// @return whether the client has said whom it wants
    private boolean packets(Cursor in) {
        while (in.peek(0) >= 0x80) {
            LongHeader header = LongHeader.read(in);
            if (header == null || header.end() > in.remaining()) return false;
            if (header.type() == LongHeader.INITIAL && initial(header, in)) return true;
            in.skip(header.end());
        }
        return false;
    }

    private boolean initial(LongHeader header, Cursor in) {
        InitialKeys.Opened opened = open(header, in);
        if (opened == null) return false;
        boolean google = header.version() == Version.Q050
                || header.version() == Version.T050
                || header.version() == Version.T051;
        Frames.read(new Cursor(opened.bytes(), 0, opened.length()), google, crypto);
        if (!confirmed) {
            confirmed = true;
            out.confirm("signature:quic", Confidence.GUESS, true);
        }
        Cursor hello = crypto.beginning();
        return header.version() == Version.Q050 ? named(GoogleHello.serverName(hello)) : hello(hello);
    }

    /// With the keys that are known; else with those of the packet's own id: of a new connection, or after a Retry.
    private InitialKeys.Opened open(LongHeader header, Cursor in) {
        if (keys != null && version == header.version()) {
            tries++;
            int start = in.position();
            InitialKeys.Opened opened = keys.open(in.array(), start, start + header.number(), start + header.end());
            if (opened != null || Arrays.equals(connection, header.connection())) return opened;
        }
        if (header.version() != Version.FORCED) return own(header.version(), header, in);
        InitialKeys.Opened opened = own(Version.V1, header, in);
        return opened != null ? opened : own(Version.DRAFT_29, header, in);
    }

    private InitialKeys.Opened own(Version keysOf, LongHeader header, Cursor in) {
        tries++;
        int start = in.position();
        InitialKeys own = InitialKeys.client(keysOf, header.connection());
        InitialKeys.Opened opened = own.open(in.array(), start, start + header.number(), start + header.end());
        if (opened == null) return null;
        keys = own;
        version = header.version();
        connection = header.connection();
        crypto = new Fragments();
        return opened;
    }

    private boolean hello(Cursor in) {
        if (in.peek(0) != Handshakes.CLIENT_HELLO || in.remaining() < 4) return false;
        int length = in.peek(1) << 16 | in.peek16(2);
        if (in.remaining() < 4 + length) return false;
        in.skip(4);
        ClientHello hello = ClientHello.read(in.slice(length));
        if (hello == null) return true;
        out.evidence("ja4:" + Ja4.of(hello, Ja4.Over.QUIC));
        if (!PublicNames.cover(hello)) named(hello.serverName());
        return true;
    }

    private boolean named(String name) {
        if (name == null) return false;
        if (!confirmed) out.confirm("signature:quic", Confidence.GUESS, true);
        confirmed = true;
        if (!name.isEmpty() && Address.parse(name) == null) out.name("sni", name, true);
        return true;
    }
}
