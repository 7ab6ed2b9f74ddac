package earshot.dissect.http;

import earshot.dissect.Out;
import earshot.flow.Direction;
import earshot.web.WebAnswer;
import earshot.web.WebBody;
import earshot.web.WebReader;
import earshot.web.WebReading;
import earshot.web.WebRequest;
import java.util.List;
import java.util.Locale;

/// Who reads the exchanges of one connection: what HTTP/1 and HTTP/2 have in common.
final class Exchanges {
    private final Out out;
    private final List<WebReader> readers;
    /// In the readers' order; made with the first exchange that is wanted.
    private final WebReading[] readings;

    private final Bosh bosh;
    private final ProxyLogin proxyLogin;
    /// The authority asked for last.
    private String named = "";

    Exchanges(Out out, List<WebReader> readers) {
        this.out = out;
        this.readers = readers;
        this.readings = new WebReading[readers.size()];
        this.bosh = new Bosh(out);
        this.proxyLogin = new ProxyLogin(out);
    }

    /// A request, who reads it, and which reader that one comes from (null for what is only recognised by content).
    record Exchange(WebRequest request, WebReading reading, WebReader reader) {}

    /// An exchange whose request was not seen.
    Exchange unknown() {
        return new Exchange(null, bosh, null);
    }

    Exchange begin(WebRequest request) {
        // A tunnel that is refused has exposed its login too.
        if (request.forProxy() || request.method().equals("CONNECT")) proxyLogin.request(request);
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
        return request.forProxy() ? ("http-proxy " + request.authority() + " " + proxyLogin.user()).strip() : "";
    }

    /// The user as whom the client goes through a proxy, "" where it has not said.
    String proxyUser() {
        return proxyLogin.user();
    }

    /// The body of the exchange's request, null where nobody wants it.
    ///
    /// @param coding the field Content-Encoding
    Incoming requestBody(Exchange exchange, String coding) {
        return incoming(exchange.reading.request(exchange.request), coding);
    }

    /// The body of the exchange's answer, null where nobody wants it.
    Incoming answerBody(Exchange exchange, WebAnswer answer) {
        proxyLogin.answer(answer);
        return incoming(exchange.reading.answer(exchange.request, answer), answer.field("content-encoding"));
    }

    private Incoming incoming(WebBody body, String coding) {
        WebBody decoded = body == null ? null : Coding.undo(coding, body, out);
        return decoded == null ? null : new Incoming(out, decoded);
    }

    /// Bytes of this side are missing.
    void gap(Direction from) {
        bosh.gap(from);
        proxyLogin.forget();
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
