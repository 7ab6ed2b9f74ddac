package earshot.dissect.http;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Credential;
import earshot.flow.Direction;
import earshot.web.WebAnswer;
import earshot.web.WebBody;
import earshot.web.WebReader;
import earshot.web.WebReading;
import earshot.web.WebRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// Who reads the exchanges of one connection: what HTTP/1 and HTTP/2 have in common.
final class Exchanges {
    private final Out out;
    private final List<WebReader> readers;
    /// In the readers' order; made with the first exchange that is wanted.
    private final WebReading[] readings;

    private final Bosh bosh;
    private String proxyLogin = "";
    /// The authority asked for last.
    private String named = "";

    Exchanges(Out out, List<WebReader> readers) {
        this.out = out;
        this.readers = readers;
        this.readings = new WebReading[readers.size()];
        this.bosh = new Bosh(out);
    }

    /// A request, who reads it, and which reader that one comes from (null for what is only recognised by content).
    record Exchange(WebRequest request, WebReading reading, WebReader reader) {}

    /// An exchange whose request was not seen.
    Exchange unknown() {
        return new Exchange(null, bosh, null);
    }

    Exchange begin(WebRequest request) {
        if (request.forProxy()) proxy(request);
        for (int i = 0; i < readings.length; i++) {
            WebReader reader = readers.get(i);
            if (!reader.wants(request)) continue;
            if (readings[i] == null) readings[i] = reader.begin(out.part(via(request), reader.name()));
            return new Exchange(request, readings[i], reader);
        }
        name(request);
        return new Exchange(request, bosh, null);
    }

    /// What nobody reads is still somebody's. A tunnel hides what goes through it as often as not.
    private void name(WebRequest request) {
        boolean tunnel = request.method().equals("CONNECT");
        String authority = tunnel ? request.target() : request.authority();
        if (authority.equals(named)) return;
        named = authority;
        int port = authority.lastIndexOf(':');
        String host = port > authority.lastIndexOf(']') ? authority.substring(0, port) : authority;
        out.name(tunnel ? "connect" : "host", host.toLowerCase(Locale.ROOT), tunnel);
    }

    private String via(WebRequest request) {
        return request.forProxy() ? ("http-proxy " + request.authority() + " " + user(proxyLogin)).strip() : "";
    }

    /// A proxy is told who asks, for the first request of the connection or for all of them.
    private void proxy(WebRequest request) {
        String login = basic(request.field("proxy-authorization"));
        if (login.equals(proxyLogin) || user(login).isEmpty()) return;
        proxyLogin = login;
        credential(login);
    }

    /// Says what a proxy was told.
    ///
    /// @return the user, "" where there is none
    String credential(String login) {
        String user = user(login);
        if (user.isEmpty()) return "";
        String password = login.substring(user.length() + 1);
        Credential.Form form = Credential.Form.REVERSIBLE;
        out.emit(new Credential(out.seen(), Account.of(user), form, password, "HTTP Basic (proxy)", 0));
        return user;
    }

    private static String user(String login) {
        int colon = login.indexOf(':');
        return colon < 0 ? "" : login.substring(0, colon);
    }

    /// `user:password` of a Basic login (RFC 7617), "" where the field is something else.
    static String basic(String field) {
        if (!field.regionMatches(true, 0, "Basic ", 0, 6)) return "";
        try {
            return new String(Base64.getDecoder().decode(field.substring(6).strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /// The body of the exchange's request, null where nobody wants it.
    ///
    /// @param coding the field Content-Encoding
    Incoming requestBody(Exchange exchange, String coding) {
        return incoming(exchange.reading.request(exchange.request), coding);
    }

    /// The body of the exchange's answer, null where nobody wants it.
    Incoming answerBody(Exchange exchange, WebAnswer answer) {
        return incoming(exchange.reading.answer(exchange.request, answer), answer.field("content-encoding"));
    }

    private Incoming incoming(WebBody body, String coding) {
        WebBody decoded = body == null ? null : Coding.undo(coding, body, out);
        return decoded == null ? null : new Incoming(out, decoded);
    }

    /// Bytes of this side are missing.
    void gap(Direction from) {
        bosh.gap(from);
        for (WebReading reading : readings) if (reading != null) reading.gap(from);
    }

    int heldBytes() {
        int held = 0;
        for (WebReading reading : readings) if (reading != null) held += reading.heldBytes();
        return held;
    }

    void end() {
        bosh.end();
        for (WebReading reading : readings) if (reading != null) reading.end();
    }
}
