package earshot.app.alert;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Locale;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A receiver as the user names it.
public final class Target {
    /// What may be written.
    public static final String FORMS = "syslog://HOST[:PORT], syslog+tcp://HOST[:PORT], syslog+tls://HOST[:PORT],"
            + " file:PATH, http://..., https://..., exec:COMMAND";

    private final Supplier<Receiver> maker;

    private Target(Supplier<Receiver> maker) {
        this.maker = maker;
    }

    /// A receiver that has opened nothing yet.
    Receiver receiver() {
        return maker.get();
    }

    /// Reads one.
    ///
    /// @param form how alerts are written, which a webhook states
    /// @param trust what TLS connections are checked against
    /// @throws IllegalArgumentException with a sentence for the user
    public static Target of(String text, Form form, SSLContext trust) {
        int colon = text.indexOf(':');
        String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = text.substring(colon + 1);
        return switch (scheme) {
            case "file" -> {
                if (rest.isEmpty()) throw new IllegalArgumentException("file: needs the name of a file");
                yield new Target(() -> new LineFile(Path.of(rest)));
            }
            case "exec" -> {
                if (rest.isBlank()) throw new IllegalArgumentException("exec: needs a command");
                yield new Target(() -> new CommandRun(rest));
            }
            case "syslog" -> {
                InetSocketAddress to = address(text, 514);
                yield new Target(() -> new SyslogDatagrams(to));
            }
            case "syslog+tcp" -> {
                InetSocketAddress to = address(text, 601);
                yield new Target(() -> new SyslogStream(to, null));
            }
            case "syslog+tls" -> {
                InetSocketAddress to = address(text, 6514);
                yield new Target(() -> new SyslogStream(to, trust));
            }
            case "http", "https" -> {
                URI uri = uri(text);
                yield new Target(() -> new Webhook(uri, form, trust));
            }
            default -> throw new IllegalArgumentException("'" + text + "' is none of " + FORMS);
        };
    }

    private static URI uri(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() == null) throw new IllegalArgumentException("'" + text + "' names no host");
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + text + "' is no address: " + e.getReason(), e);
        }
    }

    private static InetSocketAddress address(String text, int port) {
        URI uri = uri(text);
        String host = uri.getHost().replace("[", "").replace("]", "");
        boolean more = uri.getRawPath() != null
                && !uri.getRawPath().isEmpty()
                && !uri.getRawPath().equals("/");
        if (more || uri.getRawUserInfo() != null || uri.getRawQuery() != null)
            throw new IllegalArgumentException("'" + text + "' has more than a host and a port");
        // A name is looked up when it is needed, and again after a failure.
        return InetSocketAddress.createUnresolved(host, uri.getPort() < 0 ? port : uri.getPort());
    }

    /// The authorities that TLS receivers must be certified by.
    ///
    /// @param file certificates (PEM), null for those of this Java
    public static SSLContext trust(Path file) throws IOException {
        try {
            if (file == null) return SSLContext.getDefault();
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int n = 0;
            for (Certificate one : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file))))
                store.setCertificateEntry("authority " + n++, one);
            if (n == 0) throw new IOException("it holds no certificate");
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
