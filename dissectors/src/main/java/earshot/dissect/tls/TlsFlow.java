package earshot.dissect.tls;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.flow.Direction;
import earshot.tls.CertificateNames;
import earshot.tls.ClientHello;
import earshot.tls.Decryption;
import earshot.tls.Handshakes;
import earshot.tls.Keys;
import earshot.tls.Opened;
import earshot.tls.Records;
import earshot.tls.ServerHello;
import java.util.ArrayList;
import java.util.List;

/// One TLS connection: its handshake, and where there are keys what follows it.
final class TlsFlow implements Dissection {
    /// Records of the client that were captured before the answer they follow: held until that comes.
    private static final int MOST_EARLY = 64 * 1024;

    private final Out out;
    private final Naming naming;
    private final Handshakes client = new Handshakes(), server = new Handshakes();
    /// null without keys
    private Decryption decryption;
    private ClientHello hello;
    private ServerHello answer;
    private final List<byte[]> early = new ArrayList<>(0);
    private int earlyBytes;
    private Out.Inner inside;
    /// Keys for the connection are at hand.
    private boolean opens;

    private boolean over;

    TlsFlow(Out out, Keys keys) {
        this.out = out;
        this.naming = new Naming(out);
        this.decryption = keys.isEmpty() ? null : new Decryption(keys);
    }

    @Override
    public int longestMessage() {
        return Records.LONGEST;
    }

    @Override
    public int heldBytes() {
        return client.heldBytes() + server.heldBytes() + earlyBytes;
    }

    @Override
    public int frame(Direction from, Cursor in) {
        int length = isOld(from, in) ? ClientHello.oldLength(in) : Records.length(in);
        return length == 0 ? MORE : length < 0 ? LOST : length;
    }

    /// A hello in the form of SSL 2.0.
    private boolean isOld(Direction from, Cursor in) {
        return from == Direction.CLIENT && hello == null && in.peek(0) >= 0x80;
    }

    @Override
    public void message(Direction from, Cursor in) {
        if (over) return;
        if (isOld(from, in)) {
            clientHello(ClientHello.readOld(in));
        } else if (tooEarly(from, in)) {
            early.add(in.copy().rest());
            earlyBytes += in.remaining();
        } else {
            record(from, in);
        }
    }

    /// Whether the record can only be understood when the server's answer has been seen. It has been said already,
    /// but the capture may have it later.
    private boolean tooEarly(Direction from, Cursor in) {
        return from == Direction.CLIENT
                && decryption != null
                && hello != null
                && answer == null
                && !hello.earlyData()
                && earlyBytes + in.remaining() <= MOST_EARLY;
    }

    private void record(Direction from, Cursor in) {
        int type = in.u8(), version = in.u16();
        in.skip(2);
        if (decryption == null || !decryption.isProtected(from, type)) {
            content(from, type, in);
            return;
        }
        boolean possible = decryption.possible();
        if (possible && !opens) {
            opens = true;
            naming.opens();
        }
        Opened opened = possible ? decryption.open(from, type, version, in) : null;
        if (opened != null) content(from, opened.type(), new Cursor(opened.bytes()));
        else notOpened(from);
    }

    private void content(Direction from, int type, Cursor content) {
        switch (type) {
            case Records.HANDSHAKE -> handshake(from, content);
            case Records.CHANGE_CIPHER -> {
                if (decryption == null) over();
                else decryption.changeCipher(from);
            }
            case Records.APPLICATION -> application(from, content);
            default -> {}
        }
    }

    private void application(Direction from, Cursor content) {
        if (decryption == null) {
            over();
            return;
        }
        if (inside == null) inside = out.inner("tls", "", null);
        inside.data(from, content.array(), content.position(), content.remaining());
        if (!inside.wanted()) over();
    }

    /// A record stays closed: what is said of it depends on whether it should have opened.
    private void notOpened(Direction from) {
        switch (decryption.trouble()) {
            case NONE, NO_KEYS -> {
                // Of TLS 1.3 the keys of early data or of the handshake alone may be missing.
                boolean later = answer != null ? answer.is13() : hello != null && hello.earlyData();
                if (!later || !decryption.possible()) over();
                else if (answer == null) out.anomaly("tls-not-decrypted", "early data whose secret is not at hand");
            }
            case UNSUPPORTED -> {
                String suite = Integer.toHexString(0x10000 | answer.cipher()).substring(1);
                out.anomaly("tls-not-decrypted", "there are keys, but no cipher for the suite 0x" + suite);
                over();
            }
            case UNVERIFIED -> {
                out.anomaly(
                        "tls-not-verified",
                        "a record of the " + side(from)
                                + " does not verify: it was changed, or the keys are not this connection's");
                lost(from);
            }
            case LOST -> {
                if (!decryption.dead(from)) return;
                out.anomaly(
                        "tls-not-decrypted", "behind lost bytes no record of the " + side(from) + " verifies any more");
                lost(from);
            }
        }
    }

    private void lost(Direction from) {
        if (inside != null) inside.gap(from, 0);
        if (decryption.dead(Direction.CLIENT) && decryption.dead(Direction.SERVER)) over();
    }

    private static String side(Direction from) {
        return from == Direction.CLIENT ? "client" : "server";
    }

    private void handshake(Direction from, Cursor fragment) {
        Handshakes messages = from == Direction.CLIENT ? client : server;
        messages.add(fragment);
        for (Cursor body; !over && (body = messages.next()) != null; ) {
            byte[] whole = decryption == null ? null : messages.whole(body);
            message(from, messages.type(), body);
            if (decryption != null) decryption.transcript(from, messages.type(), whole);
        }
        if (messages.broken()) out.reject("a handshake message longer than any");
    }

    private void message(Direction from, int type, Cursor body) {
        switch (type) {
            case Handshakes.CLIENT_HELLO -> {
                if (from == Direction.CLIENT) clientHello(ClientHello.read(body));
            }
            case Handshakes.SERVER_HELLO -> {
                if (from == Direction.SERVER) serverHello(body);
            }
            case Handshakes.CERTIFICATE -> {
                if (from == Direction.SERVER && (answer == null || !answer.is13())) certificate(body);
            }
            case Handshakes.CLIENT_KEY_EXCHANGE -> {
                if (decryption != null) decryption.keyExchange(body);
            }
            case Handshakes.FINISHED, Handshakes.KEY_UPDATE, Handshakes.END_OF_EARLY_DATA -> {
                if (decryption != null && answer != null && answer.is13()) decryption.nextKeys(from);
            }
            default -> {}
        }
    }

    private void clientHello(ClientHello said) {
        if (said == null) {
            if (hello == null) out.reject("a ClientHello that does not hold together");
            return;
        }
        boolean first = hello == null;
        hello = said;
        if (decryption != null) {
            decryption.clientHello(said);
            if (!decryption.possible()) decryption = null;
        }
        if (first && naming.hello(said) && decryption == null) over();
    }

    private void serverHello(Cursor body) {
        ServerHello said = ServerHello.read(body);
        if (said == null) {
            if (hello == null) out.reject("a ServerHello that does not hold together");
            else over();
            return;
        }
        if (decryption != null) {
            decryption.serverHello(said);
            if (!decryption.possible()) decryption = null;
        }
        if (decryption == null) {
            if (said.is13() || hello != null && naming.host(hello)) over();
            return;
        }
        answer = said;
        List<byte[]> held = List.copyOf(early);
        early.clear();
        earlyBytes = 0;
        for (byte[] record : held) if (!over) record(Direction.CLIENT, new Cursor(record));
    }

    private void certificate(Cursor body) {
        CertificateNames names = CertificateNames.first(body);
        if (names != null) {
            if (hello == null || !naming.host(hello)) naming.certificate(names);
            if (decryption != null) decryption.certificate(names);
        }
        if (decryption == null) over();
    }

    /// There is nothing more to learn.
    private void over() {
        if (over) return;
        over = true;
        if (inside != null) inside.end();
        if (!opens) naming.confirm();
        out.enough();
    }

    @Override
    public void gap(Direction from, long bytes) {
        if (over) return;
        if (decryption == null || hello == null || answer == null && from == Direction.SERVER) {
            over();
            return;
        }
        (from == Direction.CLIENT ? client : server).clear();
        decryption.gap(from, bytes);
        if (inside != null) inside.gap(from, 0);
    }

    @Override
    public void end() {
        if (inside != null) inside.end();
    }
}
