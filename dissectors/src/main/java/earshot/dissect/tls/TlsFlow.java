package earshot.dissect.tls;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.flow.Direction;
import earshot.tls.CertificateNames;
import earshot.tls.ClientHello;
import earshot.tls.Handshakes;
import earshot.tls.Keys;
import earshot.tls.Records;
import earshot.tls.ServerHello;

/// One TLS connection.
final class TlsFlow implements Dissection {
    private final Out out;
    private final Keys keys;
    private final Naming naming;
    private final Handshakes client = new Handshakes(), server = new Handshakes();
    private ClientHello hello;
    private boolean over;

    TlsFlow(Out out, Keys keys) {
        this.out = out;
        this.keys = keys;
        this.naming = new Naming(out);
    }

    @Override
    public int longestMessage() {
        return Records.LONGEST;
    }

    @Override
    public int heldBytes() {
        return client.heldBytes() + server.heldBytes();
    }

    @Override
    public int frame(Direction from, Cursor in) {
        int length = Records.length(in);
        return length == 0 ? MORE : length < 0 ? LOST : length;
    }

    @Override
    public void message(Direction from, Cursor in) {
        int type = in.u8();
        in.skip(4);
        if (type == Records.HANDSHAKE) handshake(from, in);
        else if (type != Records.ALERT) over(); // the handshake is over
    }

    private void handshake(Direction from, Cursor fragment) {
        Handshakes messages = from == Direction.CLIENT ? client : server;
        messages.add(fragment);
        for (Cursor body; !over && (body = messages.next()) != null; ) {
            switch (messages.type()) {
                case Handshakes.CLIENT_HELLO -> {
                    if (from == Direction.CLIENT && hello == null) clientHello(body);
                }
                case Handshakes.SERVER_HELLO -> serverHello(body);
                case Handshakes.CERTIFICATE -> {
                    if (from == Direction.SERVER) certificate(body);
                }
                default -> {}
            }
        }
        if (messages.broken()) out.reject("a handshake message longer than any");
    }

    private void clientHello(Cursor body) {
        hello = ClientHello.read(body);
        if (hello == null) {
            out.reject("a ClientHello that does not hold together");
            return;
        }
        if (naming.hello(hello) && keys.isEmpty()) over();
    }

    private void serverHello(Cursor body) {
        ServerHello answer = ServerHello.read(body);
        if (answer == null) out.reject("a ServerHello that does not hold together");
        else if (answer.is13()) over();
    }

    private void certificate(Cursor body) {
        CertificateNames names = CertificateNames.first(body);
        if (names != null) naming.certificate(names);
        over();
    }

    /// There is nothing more to learn.
    private void over() {
        over = true;
        naming.confirm();
        out.enough();
    }

    @Override
    public void gap(Direction from, long bytes) {
        over();
    }
}
