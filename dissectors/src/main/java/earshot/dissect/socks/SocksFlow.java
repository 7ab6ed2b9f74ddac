package earshot.dissect.socks;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Credential;
import earshot.flow.Address;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;
import java.nio.charset.StandardCharsets;

/// One connection through a SOCKS proxy, up to where the connection inside begins.
final class SocksFlow implements Dissection {
    /// What a side says next.
    private enum Next {
        GREETING,
        LOGIN,
        REQUEST,
        /// Nothing of its own any more: bytes that wait for the proxy's answer.
        INSIDE
    }

    /// How long datagrams are waited for: programs send them at once.
    private static final long PATIENCE = 600;

    private final Out out;
    private Next client = Next.GREETING, server = Next.GREETING;
    private boolean four;
    private Request request;
    private String user = "";
    /// BIND: the first reply only says where the proxy listens.
    private boolean bound;
    /// Where everything goes once bytes of the handshake are lost; null before.
    private Out.Inner inside;

    SocksFlow(Out out) {
        this.out = out;
    }

    @Override
    public int frame(Direction from, Cursor in) {
        if (inside != null) return Math.min(in.remaining(), longestMessage());
        if (from == Direction.CLIENT) {
            return switch (client) {
                case GREETING -> in.peek(0) == 4 ? Request.four(in) : Request.greeting(in);
                case LOGIN -> login(in);
                case REQUEST -> Request.five(in);
                case INSIDE -> MORE;
            };
        }
        if (four || in.peek(0) == 0) return request == null ? MORE : Request.fourReply(in);
        return switch (server) {
            case GREETING, LOGIN -> in.remaining() < 2 ? MORE : 2;
            case REQUEST -> request == null ? MORE : Request.fiveReply(in);
            case INSIDE -> MORE;
        };
    }

    /// Which method the proxy chose may come after what the client sends by it; the first byte tells: a login
    /// begins with 01, a request with 05.
    private static int login(Cursor in) {
        return in.peek(0) == 5 ? Request.five(in) : Request.login(in);
    }

    @Override
    public void message(Direction from, Cursor in) {
        if (inside != null) inside.data(from, in.array(), in.position(), in.remaining());
        else if (from == Direction.CLIENT) client(in);
        else server(in);
    }

    private void client(Cursor in) {
        switch (client) {
            case GREETING -> {
                four = in.peek(0) == 4;
                if (four) four(in);
                client = four ? Next.INSIDE : Next.LOGIN;
            }
            case LOGIN, REQUEST -> {
                boolean login = in.peek(0) == 1;
                if (login) password(in);
                else request = Request.readFive(in);
                client = login ? Next.REQUEST : Next.INSIDE;
            }
            case INSIDE -> {}
        }
    }

    private void four(Cursor in) {
        request = Request.readFour(in);
        user = request.user();
        if (!user.isEmpty()) credential(user, "", "SOCKS4 user id");
    }

    private void password(Cursor in) {
        in.skip(1);
        user = in.text(in.u8(), StandardCharsets.UTF_8);
        String password = in.text(in.u8(), StandardCharsets.UTF_8);
        if (!in.truncated()) credential(user, password, "SOCKS5 password");
    }

    private void credential(String user, String secret, String mechanism) {
        out.emit(new Credential(out.seen(), Account.of(user), Credential.Form.CLEARTEXT, secret, mechanism, 0));
    }

    private void server(Cursor in) {
        if (four) {
            if (in.peek(1) == 0x5a) granted(in);
            return;
        }
        switch (server) {
            case GREETING -> server = in.peek(1) == Request.PASSWORD ? Next.LOGIN : Next.REQUEST;
            case LOGIN -> server = Next.REQUEST;
            case REQUEST -> {
                if (in.peek(1) == 0) granted(in);
                else server = Next.INSIDE;
            }
            case INSIDE -> {}
        }
    }

    /// What follows is the connection inside; of BIND only after a second reply; of UDP ASSOCIATE nothing does, but
    /// datagrams at the place that the reply names.
    private void granted(Cursor reply) {
        boolean waits = request.command() == Request.BIND && !bound;
        bound = true;
        if (request.command() == Request.ASSOCIATE) associated(Request.readFive(reply));
        if (waits || request.command() == Request.ASSOCIATE) return;
        out.name("socks", request.host(), true);
        out.peel(via());
    }

    /// A proxy that names no address of its own means the one it was reached at.
    private void associated(Request place) {
        Address named = Address.parse(place.host());
        boolean itself = named == null || named.high() == 0 && named.low() == 0;
        Address address = itself ? out.flow().server().address() : named;
        String by = user;
        out.expect(Transport.UDP, address, place.port(), PATIENCE, "socks5", next -> new Datagrams(next, by));
    }

    private String via() {
        return (four ? "socks4 " : "socks5 ") + request.target() + (user.isEmpty() ? "" : " " + user);
    }

    /// Bytes of the handshake are lost: where the connection inside begins is not known any more, but its reader
    /// can find a place by itself.
    @Override
    public void gap(Direction from, long bytes) {
        if (inside == null) inside = out.inner(request == null ? "socks" : via(), "", null);
        inside.gap(from, bytes);
    }

    @Override
    public void end() {
        if (inside != null) inside.end();
    }

    @Override
    public int longestMessage() {
        return 16 * 1024;
    }
}
