package earshot.dissect.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import earshot.tls.Keys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Security;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Two of the JDK's engines talk to each other with the old suites that OpenSSL has given up; the server's RSA key
/// opens what they said.
class JdkTest {
    private static final String DISABLED = "jdk.tls.disabledAlgorithms",
            CONSTRAINED = "jdk.certpath.disabledAlgorithms";
    private static String disabled, constrained;

    /// A self-signed certificate for the key below.
    private static final String CERTIFICATE =
            "MIIB9jCCAV+gAwIBAgIUWkRNgNHdlhWwwSGpvs2tWUxHcHcwDQYJKoZIhvcNAQELBQAwDDEKMAgGA1UEAwwBdDAgFw"
                    + "0yNjExMjAxNjI0MjVaGA8yMTI2MTAyNzE2MjQyNVowDDEKMAgGA1UEAwwBdDCBnzANBgkqhkiG9w0BAQEFAAOBjQAw"
                    + "gYkCgYEAtAjOp+jXyp10DCFQgJJF/AtCPhcJtMqvAa2V7eaqNcfb86jAWBY3AhfHYp2k1/XWBVwy7DEY9OmsWW8VLm"
                    + "sKAFLoR1/D7kgKvuNMQfJmT0oMCA0zfwoAecwL+mNkrmsyBU+CsYtNOia7BIir1BWL8q1RHnzJIkYy2IjW2/TY4cUC"
                    + "AwEAAaNTMFEwHQYDVR0OBBYEFNKHU7zkuciyEkiXx2qcHVECd79LMB8GA1UdIwQYMBaAFNKHU7zkuciyEkiXx2qcHV"
                    + "ECd79LMA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADgYEAkDnpr416pkRWv8Gfrp8Y3WwlhMREUZKuax+2"
                    + "e1k7qn7YYnsSfwFIREK78HokSAHo1B1YwUsDbYpa0ZBNmpYsZS0N4laFdIVwboxIFfuJ5gBX+R1lNxXqCn0sQGEBOx"
                    + "4PTV8b+i/lOj+v98qyjLl4ch+OfymTIOJSCJcYO/7eFLc=";
    private static final String KEY =
            "MIICdgIBADANBgkqhkiG9w0BAQEFAASCAmAwggJcAgEAAoGBALQIzqfo18qddAwhUICSRfwLQj4XCbTKrwGtle3mqj"
                    + "XH2/OowFgWNwIXx2KdpNf11gVcMuwxGPTprFlvFS5rCgBS6Edfw+5ICr7jTEHyZk9KDAgNM38KAHnMC/pjZK5rMgVP"
                    + "grGLTTomuwSIq9QVi/KtUR58ySJGMtiI1tv02OHFAgMBAAECgYBKopARmfzDuYyfbrwx4PH0cDJxDRnwAkqU9oJ+Uq"
                    + "7jhsxPcfjzS5pYWsVEw7fP89Fa/YL62cvP1IOnu95bFPLaxpScadsAWpipCButF1caqgM3MKpuJ6YUiF13PkOsf/t9"
                    + "HfzYlhH1GYBIXD8vZQjBd/Wb+GAY5rEL9CIoaS0U4QJBAO3Xmlo1lxIwAZk1M2aw6Okh2mAkTOyG7yqM5+okJ/JqKa"
                    + "Gaj47uNNFfYRtnAJpVRi5+WISPUOFvaQMysOVnKokCQQDBx2gSpj5bi1lRnxQFInJObc8TP/8hFNUEbsP3xzjhdv5G"
                    + "NmQClbxXp0iWwqrBUzNOS/Tw4pTw2ShooNsUN35dAkEAgVAn68QXTxwqwlHakIq/F4IAaSVTbYYvosLZlMPztClkWS"
                    + "jfxKZesTdaZLur6D1U2xJ2rhv9rZQVVFfLNe7RgQJAIri3Rjgxjjeu3ngxnyXn83Ormhhqf6P681thk+FHqOaocy5F"
                    + "x0zLPa2EzTa+X/ungs0La6o949YVboH8H2g+JQJAL8Qv1mxMF0XE0Dy8jlhTAmGpvb5va+z1Sz5Sjw6bqx2G/P/S/E"
                    + "MshGAcwzhEuf2ReP/7ZDaF6MCnZ99eHO0k7Q==";

    @BeforeAll
    static void allowWhatIsForbiddenToday() {
        disabled = Security.getProperty(DISABLED);
        constrained = Security.getProperty(CONSTRAINED);
        Security.setProperty(DISABLED, "");
        Security.setProperty(CONSTRAINED, "");
    }

    @AfterAll
    static void forbidItAgain() {
        Security.setProperty(DISABLED, disabled);
        Security.setProperty(CONSTRAINED, constrained);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "SSLv3,   SSL_RSA_WITH_RC4_128_MD5",
        "SSLv3,   SSL_RSA_WITH_RC4_128_SHA",
        "SSLv3,   SSL_RSA_WITH_3DES_EDE_CBC_SHA",
        "SSLv3,   SSL_RSA_WITH_DES_CBC_SHA",
        "SSLv3,   SSL_RSA_WITH_NULL_MD5",
        "SSLv3,   TLS_RSA_WITH_AES_128_CBC_SHA",
        "TLSv1,   SSL_RSA_WITH_RC4_128_MD5",
        "TLSv1,   SSL_RSA_WITH_3DES_EDE_CBC_SHA",
        "TLSv1,   SSL_RSA_WITH_DES_CBC_SHA",
        "TLSv1,   TLS_RSA_WITH_AES_256_CBC_SHA",
        "TLSv1.1, SSL_RSA_WITH_RC4_128_SHA",
        "TLSv1.1, SSL_RSA_WITH_3DES_EDE_CBC_SHA",
        "TLSv1.1, TLS_RSA_WITH_AES_128_CBC_SHA",
        "TLSv1.2, SSL_RSA_WITH_3DES_EDE_CBC_SHA",
        "TLSv1.2, SSL_RSA_WITH_RC4_128_SHA",
        "TLSv1.2, TLS_RSA_WITH_AES_128_CBC_SHA256",
        "TLSv1.2, TLS_RSA_WITH_AES_256_GCM_SHA384",
        "TLSv1.2, TLS_RSA_WITH_NULL_SHA256",
    })
    void whatTheySay(String version, String suite) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(serverKey().getKeyManagers(), new TrustManager[] {new Everybody()}, null);
        SSLEngine client = engine(context, true, version, suite), server = engine(context, false, version, suite);
        client.beginHandshake();
        Keys keys = new Keys();
        keys.addPrivateKey("-----BEGIN PRIVATE KEY-----\n" + KEY + "\n-----END PRIVATE KEY-----\n");
        Plain plain = new Plain();
        Dialogue dialogue = Dialogue.tcp(443).with(new Tls(keys), plain);
        String hello = "hello from " + suite, welcome = "welcome " + version;
        for (int round = 0; round < 12; round++) {
            boolean ready = round >= 8;
            dialogue.client(step(client, server, ready && round % 2 == 0 ? hello : ""));
            dialogue.server(step(server, client, ready && round % 2 == 1 ? welcome : ""));
        }
        assertEquals(List.of(), dialogue.lines());
        assertEquals(hello.repeat(2), plain.all.getFirst().client());
        assertEquals(welcome.repeat(2), plain.all.getFirst().server());
    }

    private static SSLEngine engine(SSLContext context, boolean client, String version, String suite) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(client);
        engine.setEnabledProtocols(new String[] {version});
        engine.setEnabledCipherSuites(new String[] {suite});
        return engine;
    }

    /// Lets one side say what it has to, and the other hear it.
    private static byte[] step(SSLEngine from, SSLEngine to, String text) throws SSLException {
        ByteBuffer source = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        ByteBuffer wire = ByteBuffer.allocate(1 << 17);
        while (true) {
            for (Runnable task; (task = from.getDelegatedTask()) != null; ) task.run();
            var status = from.getHandshakeStatus();
            boolean wraps = status == SSLEngineResult.HandshakeStatus.NEED_WRAP
                    || source.hasRemaining() && status == SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING;
            if (!wraps) break;
            from.wrap(source, wire);
        }
        wire.flip();
        byte[] said = new byte[wire.remaining()];
        wire.get(said);
        // Engines decrypt in place.
        ByteBuffer heard = ByteBuffer.wrap(said.clone()), plain = ByteBuffer.allocate(1 << 17);
        while (heard.hasRemaining()) {
            to.unwrap(heard, plain);
            for (Runnable task; (task = to.getDelegatedTask()) != null; ) task.run();
        }
        return said;
    }

    private static KeyManagerFactory serverKey() throws Exception {
        PrivateKey key = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(KEY)));
        var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new java.io.ByteArrayInputStream(Base64.getMimeDecoder().decode(CERTIFICATE)));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", key, new char[0], new X509Certificate[] {certificate});
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, new char[0]);
        return factory;
    }

    /// Trusts anybody.
    private static final class Everybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
