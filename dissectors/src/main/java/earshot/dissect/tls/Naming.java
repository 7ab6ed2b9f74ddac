package earshot.dissect.tls;

import earshot.dissect.Out;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Address;
import earshot.services.Match;
import earshot.tls.CertificateNames;
import earshot.tls.CertificateOwner;
import earshot.tls.ClientHello;
import earshot.tls.Ja4;
import earshot.tls.PublicNames;
import java.util.List;

/// Which service a connection belongs to, by what its handshake shows.
final class Naming {
    /// The one port that is registered for messaging inside TLS and used for nothing else.
    private static final int IRC = 6697;

    private final Out out;

    Naming(Out out) {
        this.out = out;
    }

    /// The client has said whom it wants.
    ///
    /// @return [#host]
    boolean hello(ClientHello hello) {
        String name = hello.serverName();
        boolean cover = PublicNames.cover(hello);
        boolean host = host(hello);
        Match match = host && !cover ? out.services().host(name) : null;
        String protocol = protocol(hello.alpn());
        boolean port = match == null && out.flow().server().port() == IRC;
        if (match != null || !protocol.isEmpty() || port) out.evidence("ja4:" + Ja4.of(hello, Ja4.Over.TCP));
        if (host && !cover) out.name("sni", name, true);
        boolean named = match != null && match.names();
        if (!named && !protocol.isEmpty())
            say(protocol, Confidence.PROBABLE, "alpn:" + hello.alpn().getFirst());
        else if (port) say("irc", Confidence.GUESS, "port:" + IRC);
        else confirm();
        return host;
    }

    /// Whether the client named a host. Then the server's certificate can add nothing: it may name all that its owner
    /// does.
    boolean host(ClientHello hello) {
        return !hello.serverName().isEmpty() && Address.parse(hello.serverName()) == null;
    }

    /// The server has shown whose it is.
    void certificate(CertificateNames certificate) {
        String by = CertificateOwner.name(certificate, out.services());
        if (!by.isEmpty()) out.name("cert", by, true);
    }

    private void say(String service, Confidence confidence, String evidence) {
        out.service(service);
        out.confirm(evidence, confidence, true);
    }

    /// There are keys: what is inside is no longer hidden.
    void opens() {
        out.confirm("signature:tls", Confidence.GUESS, false);
    }

    /// The service whose protocol is offered, "" for none: XEP-0368; IRC's is registered with IANA.
    private static String protocol(List<String> alpn) {
        for (String one : alpn) {
            if (one.equals("xmpp-client") || one.equals("xmpp-server")) return "xmpp";
            if (one.equals("irc")) return "irc";
        }
        return "";
    }

    /// It is TLS. Where nothing names it, other flows may still tell whose it is.
    void confirm() {
        out.confirm("signature:tls", Confidence.GUESS, true);
    }
}
