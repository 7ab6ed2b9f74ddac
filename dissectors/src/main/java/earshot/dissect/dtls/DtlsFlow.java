package earshot.dissect.dtls;

import earshot.bytes.Cursor;
import earshot.call.SealedCall;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Address;
import earshot.flow.Direction;
import earshot.services.Role;
import earshot.tls.CertificateNames;
import earshot.tls.CertificateOwner;
import earshot.tls.ClientHello;
import earshot.tls.Handshakes;
import earshot.tls.Ja4;
import earshot.tls.PublicNames;

/// The handshake of one connection, and the media after it where it was for a call.
final class DtlsFlow implements Dissection {
    /// RFC 5764.
    private static final int USE_SRTP = 14;
    /// Datagrams after which a handshake that named nobody is given up.
    private static final int MOST = 64;
    /// Whoever signs calls with this name has not put a host into its certificate.
    private static final String SNAPCHAT = "Snapchat Inc.";

    private final Out out;
    private final Messages client = new Messages(), server = new Messages();
    private final SealedCall call;
    private ClientHello hello;
    private boolean media, named, host;
    private int datagrams;

    DtlsFlow(Out out) {
        this.out = out;
        this.call = new SealedCall(out);
    }

    @Override
    public int frame(Direction from, Cursor in) {
        return in.remaining();
    }

    @Override
    public int heldBytes() {
        return client.heldBytes() + server.heldBytes();
    }

    @Override
    public void message(Direction from, Cursor in) {
        int first = in.peek(0);
        if (named && media) {
            call.datagram(from, first >= 0x80 && first < 0xc0);
            return;
        }
        while (in.remaining() > 0 && !named) {
            int length = Dtls.length(in);
            if (length < 0) break;
            Cursor record = in.slice(length);
            if (record.peek(0) == Dtls.HANDSHAKE && record.peek16(3) == 0) handshake(from, record);
        }
        if (named ? !media : ++datagrams == MOST) out.enough();
    }

    private void handshake(Direction from, Cursor record) {
        record.skip(Dtls.HEADER);
        Messages messages = from == Direction.CLIENT ? client : server;
        while (record.remaining() > 0 && !named) {
            Cursor body = messages.add(record);
            if (body == null) continue;
            if (messages.type() == Handshakes.CLIENT_HELLO) hello(body);
            else if (messages.type() == Handshakes.CERTIFICATE) certificate(CertificateNames.first(body));
        }
    }

    private void hello(Cursor body) {
        boolean again = hello != null;
        hello = ClientHello.readDatagram(body);
        if (hello == null || again) return;
        media = hello.has(USE_SRTP);
        String name = hello.serverName();
        out.evidence("ja4:" + Ja4.of(hello, Ja4.Over.DTLS));
        if (media) out.role(Role.CALL);
        out.confirm("signature:dtls", Confidence.GUESS, true);
        host = !name.isEmpty() && Address.parse(name) == null && !PublicNames.cover(hello);
        if (!host) return;
        out.name("sni", name, true);
        named = true;
    }

    private void certificate(CertificateNames certificate) {
        if (certificate == null || host) return;
        if (certificate.names().contains(SNAPCHAT) || certificate.organization().equals(SNAPCHAT)) {
            out.service("snapchat");
            out.confirm("cert:" + SNAPCHAT, Confidence.CERTAIN, true);
            named = true;
            return;
        }
        String owner = CertificateOwner.name(certificate, out.services());
        if (owner.isEmpty()) return;
        out.name("cert", owner, true);
        named = true;
    }
}
