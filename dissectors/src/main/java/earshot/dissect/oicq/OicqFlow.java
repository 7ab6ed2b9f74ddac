package earshot.dissect.oicq;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Presence;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.ImEvent.Session;
import earshot.flow.Direction;
import java.util.Arrays;
import java.util.HexFormat;

/// The packets between one client and its server.
final class OicqFlow implements Dissection {
    private static final int LENGTH = 2, KEY = 16, PORT = 8000;
    private static final int LONGEST = 8 * 1024;
    /// First byte of the login's answer, where the login's own key opens it.
    private static final int REDIRECTED = 1;

    private final Out out;
    private final boolean stream;
    private long seen = -1;
    private Account own;
    private boolean named, told, ended, started;
    private byte[] loginKey;
    private int lastSent = -1, loginSeen = -1;
    private Client client = Client.UNKNOWN;

    OicqFlow(Out out, boolean stream) {
        this.out = out;
        this.stream = stream;
        this.own = out.unnamed(Direction.CLIENT);
        out.service("qq");
    }

    @Override
    public int longestMessage() {
        return LONGEST;
    }

    @Override
    public int frame(Direction from, Cursor in) {
        if (!stream) return in.remaining();
        if (in.remaining() < LENGTH + 1) return MORE;
        int length = in.peek16(0);
        return length < LENGTH + Packet.SERVER_HEADER + 1 || length > LONGEST || in.peek(LENGTH) != 2 ? LOST : length;
    }

    @Override
    public void message(Direction from, Cursor in) {
        if (stream) in.skip(LENGTH);
        if (!Packet.is(in)) return;
        if (from == Direction.CLIENT) sent(in);
        else answered(in);
    }

    private void sent(Cursor in) {
        if (!Packet.mayBeClients(in)) return;
        out.confirm("signature:oicq", Confidence.CERTAIN, true);
        Packet packet = Packet.read(in);
        if (packet.account() == seen || out.flow().server().port() == PORT) name(packet);
        seen = packet.account();
        if (packet.isLater()) return;
        switch (packet.command()) {
            case Packet.LOGIN -> login(packet);
            case Packet.SEND -> said(packet);
            case Packet.LOGOUT -> ended();
            default -> {}
        }
    }

    private void name(Packet packet) {
        if (named) return;
        Account account = Account.of(Long.toString(packet.account()));
        if (told) out.emit(new Identity(out.seen(), own, account, Identity.Kind.NAMED));
        named = true;
        own = account;
        client = new Client("QQ", Packet.product(packet.version()), "");
        out.emit(new Presence(out.seen(), own, Presence.State.ONLINE, "", client));
    }

    private Account speaking() {
        told = true;
        return own;
    }

    /// QQ 2005: a random key, and under it first of all nothing at all, under the password's key.
    private void login(Packet packet) {
        if (packet.number() == loginSeen || packet.payload().length < KEY) return;
        loginSeen = packet.number();
        byte[] key = Arrays.copyOf(packet.payload(), KEY);
        byte[] plain = Tea.open(Arrays.copyOfRange(packet.payload(), KEY, packet.payload().length), key);
        if (plain == null || plain.length < KEY) return;
        name(packet);
        loginKey = key;
        String block = HexFormat.of().formatHex(plain, 0, KEY);
        String secret = "$qq$tea$" + own.id() + "$" + block;
        out.emit(new Credential(out.seen(), own, Credential.Form.DIGEST, secret, "QQ TEA", 0));
    }

    /// Sent again and again until it is acknowledged, under the same number.
    private void said(Packet packet) {
        if (packet.number() == lastSent) return;
        lastSent = packet.number();
        out.emit(Message.from(out.seen(), speaking())
                .leg(Message.Leg.SENT)
                .encrypted("qq-tea", packet.payload().length)
                .build());
    }

    private void ended() {
        if (ended || !named) return;
        ended = true;
        out.emit(new Session(out.seen(), Session.State.ENDED, own, client, "", ""));
    }

    /// A refusal is under the login's own key, what a client hopes for under the password's.
    private void answered(Cursor in) {
        int command = in.peek16(3);
        if (command != Packet.LOGIN || loginKey == null || started) return;
        in.skip(Packet.SERVER_HEADER);
        byte[] cipher = in.take(in.remaining() - 1);
        byte[] plain = Tea.open(cipher, loginKey);
        String how = "QQ TEA";
        if (plain == null) {
            if (cipher.length < 2 * KEY || cipher.length % 8 != 0) return;
            started = true;
            out.emit(new Session(out.seen(), Session.State.STARTED, own, client, how, ""));
        } else if (plain.length > 0 && plain[0] != REDIRECTED) {
            String reason = plain[0] == 5 ? "wrong password" : "error " + (plain[0] & 255);
            out.emit(new Session(out.seen(), Session.State.FAILED, own, client, how, reason));
        }
        loginKey = null;
    }

    @Override
    public void gap(Direction from, long bytes) {
        loginKey = null;
        if (from == Direction.CLIENT && !named) seen = -1;
    }
}
