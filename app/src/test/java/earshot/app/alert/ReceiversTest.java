package earshot.app.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Each kind of receiver, told by way of a real one on this machine.
@Timeout(60)
class ReceiversTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    /// 2026-10-01T12:00:00.000001Z
    private static final long TIME = 1_790_856_000_000_001_000L;

    private static final Pace BRISK =
            new Pace(1000, 10_000, 5, Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofSeconds(5));

    @TempDir
    Path folder;

    private static Notice notice(String id) {
        return new Notice(id, "worm", TIME, 3, "{\"id\":\"" + id + "\"}", "{\"brief\":true}");
    }

    private static String tell(String target, String... ids) throws Exception {
        return tell(target, SSLContext.getDefault(), ids);
    }

    /// Tells the target of alerts with these ids; the sentence of what could not be told.
    private static String tell(String target, SSLContext trust, String... ids) throws Exception {
        Post post = new Post(Target.of(target, Form.JSON, trust).receiver(), BRISK);
        for (String id : ids) post.put(notice(id));
        return end(post);
    }

    private static String end(Post post) throws InterruptedException {
        post.end();
        return post.settle(System.nanoTime() + BRISK.patience().toNanos());
    }

    /// `<131>`: local0 (16) times 8, error (3). The rest is RFC 5424's header.
    private static void assertSyslog(String message, String id) {
        assertTrue(
                message.matches("<131>1 2026-10-01T12:00:00\\.000001Z [!-~]+ earshot [0-9]+ worm - \\{\"id\":\"" + id
                        + "\"\\}"),
                message);
    }

    @Test
    void aDatagramHoldsOneMessage() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, HERE)) {
            server.setSoTimeout(5000);
            assertEquals("", tell("syslog://127.0.0.1:" + server.getLocalPort(), "a", "b"));
            for (String id : List.of("a", "b")) {
                DatagramPacket packet = new DatagramPacket(new byte[9000], 9000);
                server.receive(packet);
                assertSyslog(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8), id);
            }
        }
    }

    @Test
    void whatIsTooLongForADatagramIsToldBriefly() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, HERE)) {
            server.setSoTimeout(5000);
            SyslogDatagrams receiver =
                    new SyslogDatagrams(InetSocketAddress.createUnresolved("127.0.0.1", server.getLocalPort()));
            receiver.tell(new Notice("a", "worm", TIME, 3, "x".repeat(8000), "brief"));
            DatagramPacket packet = new DatagramPacket(new byte[9000], 9000);
            server.receive(packet);
            assertTrue(
                    new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8).endsWith(" - brief"));
            Notice longer = new Notice("a", "worm", TIME, 3, "x".repeat(8000), "y".repeat(8000));
            assertThrows(Receiver.Refused.class, () -> receiver.tell(longer));
            receiver.close();
        }
    }

    /// The messages of a stream with octet counts: digits, a blank, so many bytes.
    private static List<String> frames(byte[] stream) {
        List<String> frames = new ArrayList<>();
        for (int at = 0; at < stream.length; ) {
            int blank = at;
            while (stream[blank] != ' ') blank++;
            int length = Integer.parseInt(new String(stream, at, blank - at, StandardCharsets.US_ASCII));
            frames.add(new String(stream, blank + 1, length, StandardCharsets.UTF_8));
            at = blank + 1 + length;
        }
        return frames;
    }

    private static CompletableFuture<byte[]> all(ServerSocket server) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket one = server.accept()) {
                return one.getInputStream().readAllBytes();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void aStreamCountsItsOctets() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, HERE)) {
            CompletableFuture<byte[]> read = all(server);
            assertEquals("", tell("syslog+tcp://127.0.0.1:" + server.getLocalPort(), "é", "b"));
            List<String> frames = frames(read.get(5, TimeUnit.SECONDS));
            assertEquals(2, frames.size());
            assertSyslog(frames.get(0), "é");
            assertSyslog(frames.get(1), "b");
        }
    }

    @Test
    void aReceiverThatClosedIsCalledAgain() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, HERE)) {
            SyslogStream receiver =
                    new SyslogStream(InetSocketAddress.createUnresolved("127.0.0.1", server.getLocalPort()), null);
            receiver.tell(notice("a"));
            server.accept().close();
            Thread.sleep(50);
            CompletableFuture<byte[]> read = all(server);
            receiver.tell(notice("b"));
            receiver.close();
            assertSyslog(frames(read.get(5, TimeUnit.SECONDS)).getFirst(), "b");
        }
    }

    /// A key and a certificate for 127.0.0.1, as the JDK's own tool makes them.
    private KeyStore keys() throws Exception {
        Path store = folder.resolve("keys.p12");
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "log",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=log",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "secret")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, made.waitFor());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "secret".toCharArray());
        }
        return keys;
    }

    @Test
    void tlsIsSpokenToThoseWhoAreCertified() throws Exception {
        KeyStore keys = keys();
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "secret".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        Path pem = folder.resolve("ca.pem");
        byte[] certificate = keys.getCertificate("log").getEncoded();
        Files.writeString(
                pem,
                "-----BEGIN CERTIFICATE-----\n"
                        + java.util.Base64.getMimeEncoder().encodeToString(certificate)
                        + "\n-----END CERTIFICATE-----\n");
        try (ServerSocket server = context.getServerSocketFactory().createServerSocket(0, 50, HERE)) {
            CompletableFuture<byte[]> read = all(server);
            String target = "syslog+tls://127.0.0.1:" + server.getLocalPort();
            assertEquals("", tell(target, Target.trust(pem), "a"));
            assertSyslog(frames(read.get(5, TimeUnit.SECONDS)).getFirst(), "a");
        }
        try (ServerSocket server = context.getServerSocketFactory().createServerSocket(0, 50, HERE)) {
            Thread.ofVirtual().start(() -> {
                while (!server.isClosed()) {
                    try (Socket one = server.accept()) {
                        assertTrue(one.getInputStream().read() < 0);
                    } catch (IOException e) {
                        // The client hangs up, as it should.
                    }
                }
            });
            String said = tell("syslog+tls://127.0.0.1:" + server.getLocalPort(), "a");
            assertTrue(said.startsWith("1 of 1 alerts could not be told to syslog+tls://127.0.0.1:"), said);
        }
    }

    @Test
    void aFileGrowsByALineAnAlert() throws Exception {
        Path file = folder.resolve("alerts.jsonl");
        Files.writeString(file, "before\n");
        assertEquals("", tell("file:" + file, "a", "b"));
        assertEquals(List.of("before", "{\"id\":\"a\"}", "{\"id\":\"b\"}"), Files.readAllLines(file));
    }

    /// A webhook that gives these answers in turn, the last for ever, and keeps what it was posted.
    private static final class Hook implements AutoCloseable {
        final HttpServer server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
        final List<String> posted = new CopyOnWriteArrayList<>();
        final AtomicInteger calls = new AtomicInteger();

        Hook(int... answers) throws IOException {
            server.createContext("/hook", exchange -> {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                posted.add(exchange.getRequestMethod() + " "
                        + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                        + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
                exchange.sendResponseHeaders(answers[Math.min(calls.getAndIncrement(), answers.length - 1)], -1);
                exchange.close();
            });
            server.start();
        }

        String address(String user) {
            return "http://" + user + "127.0.0.1:" + server.getAddress().getPort() + "/hook?key=very-secret";
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @Test
    void aWebhookIsPostedJson() throws Exception {
        try (Hook hook = new Hook(204)) {
            assertEquals("", tell(hook.address("ann:pw@"), "a"));
            assertEquals(List.of("POST application/json Basic YW5uOnB3 {\"id\":\"a\"}"), hook.posted);
        }
    }

    @Test
    void aWebhookThatIsBusyIsTriedAgainAndOneThatRefusesIsNot() throws Exception {
        try (Hook busy = new Hook(503, 429, 200)) {
            assertEquals("", tell(busy.address(""), "a"));
            assertEquals(3, busy.posted.size());
        }
        try (Hook broken = new Hook(500)) {
            String said = tell(broken.address(""), "a");
            assertEquals(5, broken.posted.size(), "tries have a bound");
            assertTrue(said.endsWith(": it answers 500"), said);
            assertFalse(said.contains("very-secret"), said);
        }
        try (Hook refusing = new Hook(403)) {
            String said = tell(refusing.address(""), "a", "b");
            assertEquals(2, refusing.posted.size());
            assertTrue(said.startsWith("2 of 2 alerts could not be told to http://127.0.0.1:"), said);
        }
    }

    @Test
    void aCommandReadsTheAlertFromItsInput() throws Exception {
        Path file = folder.resolve("out");
        assertEquals("", tell("exec:cat >> '" + file + "'", "a", "b; rm -rf $HOME"));
        assertEquals(List.of("{\"id\":\"a\"}", "{\"id\":\"b; rm -rf $HOME\"}"), Files.readAllLines(file));
        assertEquals("", tell("exec:true", "does not read"));
        String said = tell("exec:exit 3", "a");
        assertEquals("1 of 1 alerts could not be told to exec:exit 3: it ended with status 3", said);
    }

    @Test
    void whatIsNoTargetIsSaid() {
        for (String wrong : List.of(
                "", "nonsense", "gopher://x", "syslog://", "syslog://h/path", "file:", "exec: ", "http://", "https:x"))
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Target.of(wrong, Form.JSON, SSLContext.getDefault()),
                    () -> "'" + wrong + "'");
    }

    /// Debian's syslog daemon, started with a configuration of its own: what it understood of each message.
    @Test
    void rsyslogUnderstandsIt() throws Exception {
        Path daemon = Path.of("/usr/sbin/rsyslogd");
        Assumptions.assumeTrue(Files.isExecutable(daemon), "rsyslog is not installed");
        int udp, tcp;
        try (DatagramSocket free = new DatagramSocket(0, HERE);
                ServerSocket freeToo = new ServerSocket(0, 1, HERE)) {
            udp = free.getLocalPort();
            tcp = freeToo.getLocalPort();
        }
        Path log = folder.resolve("log"), configuration = folder.resolve("rsyslog.conf");
        Files.writeString(configuration, """
                global(workDirectory="%s")
                module(load="imudp")
                module(load="imtcp")
                input(type="imudp" address="127.0.0.1" port="%d")
                input(type="imtcp" address="127.0.0.1" port="%d")
                template(name="seen" type="string"
                    string="%%syslogfacility-text%%.%%syslogseverity-text%% %%app-name%% %%msgid%% %%timereported:::date-rfc3339%%%%msg:::sp-if-no-1st-sp%%%%msg%%\\n")
                action(type="omfile" file="%s" template="seen")
                """.formatted(folder, udp, tcp, log));
        Process running = new ProcessBuilder(
                        daemon.toString(),
                        "-n",
                        "-f",
                        configuration.toString(),
                        "-i",
                        folder.resolve("pid").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        try {
            awaitPort(tcp);
            assertEquals("", tell("syslog+tcp://127.0.0.1:" + tcp, "by-tcp"));
            assertEquals("", tell("syslog://127.0.0.1:" + udp, "by-udp"));
            List<String> lines = List.of();
            for (int i = 0; i < 200 && lines.size() < 2; i++, Thread.sleep(25))
                if (Files.exists(log)) lines = Files.readAllLines(log);
            assertEquals(
                    List.of(
                            "local0.err earshot worm 2026-10-01T12:00:00.000001Z {\"id\":\"by-tcp\"}",
                            "local0.err earshot worm 2026-10-01T12:00:00.000001Z {\"id\":\"by-udp\"}"),
                    lines.stream()
                            .map(line -> line.replace("+00:00", "Z"))
                            .sorted()
                            .toList(),
                    Files.readString(folder.resolve("said")));
        } finally {
            running.destroy();
            running.waitFor(5, TimeUnit.SECONDS);
        }
    }

    private static void awaitPort(int port) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            try (Socket one = new Socket(HERE, port)) {
                if (one.isConnected()) return;
            } catch (IOException e) {
                Thread.sleep(25);
            }
        }
    }
}
