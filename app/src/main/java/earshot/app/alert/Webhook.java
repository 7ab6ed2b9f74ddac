package earshot.app.alert;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;

/// An HTTP address to which each alert is posted. Answers of 2xx take it; 408, 429 and 5xx may later; all others never
/// will. Redirections are not followed: an alert goes where the user said.
final class Webhook implements Receiver {
    private static final Duration CONNECT = Duration.ofSeconds(5), ANSWER = Duration.ofSeconds(10);

    private final URI uri;
    private final Form form;
    private final SSLContext trust;
    private HttpClient client;

    Webhook(URI uri, Form form, SSLContext trust) {
        this.uri = uri;
        this.form = form;
        this.trust = trust;
    }

    /// The address without what may be secret in it: a user, and what follows the host.
    static String name(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + "/…";
    }

    @Override
    public String name() {
        return name(uri);
    }

    @Override
    public void tell(Notice notice) throws IOException, InterruptedException {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .sslContext(trust)
                    .build();
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(plain(uri))
                .timeout(ANSWER)
                .header("Content-Type", form == Form.JSON ? "application/json" : "text/plain; charset=utf-8")
                .header("User-Agent", "Earshot")
                .POST(HttpRequest.BodyPublishers.ofByteArray(notice.bytes()));
        if (uri.getUserInfo() != null) {
            String user = Base64.getEncoder().encodeToString(uri.getUserInfo().getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + user);
        }
        int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (status / 100 == 2) return;
        String answer = "it answers " + status;
        if (status == 408 || status == 429 || status >= 500) throw new IOException(answer);
        throw new Refused(answer);
    }

    private static URI plain(URI uri) {
        if (uri.getRawUserInfo() == null) return uri;
        return URI.create(uri.toString().replaceFirst("//[^/@]*@", "//"));
    }

    @Override
    public void close() {
        if (client != null) client.shutdownNow();
        client = null;
    }
}
