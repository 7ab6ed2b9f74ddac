package earshot.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The clients, against small servers that speak the other side of each protocol.
@Timeout(30)
class EngineTest {
    private static final String CONTENT = "x".repeat(100_000);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("file"), CONTENT);
    }

    /// Reads `zINSTREAM`, then pieces up to the one of no length; answers.
    private static CompletableFuture<String> clamd(ServerSocket server, String answer) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket one = server.accept()) {
                DataInputStream in = new DataInputStream(one.getInputStream());
                StringBuilder read = new StringBuilder(new String(in.readNBytes(10), StandardCharsets.US_ASCII));
                for (int n; (n = in.readInt()) > 0; )
                    read.append(new String(in.readNBytes(n), StandardCharsets.US_ASCII));
                one.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                return read.toString();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "stream: OK, CLEAN, ''",
        "stream: Eicar-Signature FOUND, BAD, Eicar-Signature",
        "INSTREAM size limit exceeded. ERROR, NONE, INSTREAM size limit exceeded. ERROR",
        "'', NONE, it closed without an answer"
    })
    void clamd(String answer, Engine.Verdict.Kind kind, String name) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> read = clamd(server, answer.isEmpty() ? "" : answer + "\0");
            assertEquals(new Engine.Verdict(kind, name), new Clamd("127.0.0.1:" + server.getLocalPort()).scan(file));
            assertEquals("zINSTREAM\0" + CONTENT, read.get(5, TimeUnit.SECONDS));
        }
    }

    /// Reads up to the chunk of no length; answers.
    private static CompletableFuture<String> icap(ServerSocket server, String answer) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket one = server.accept()) {
                StringBuilder read = new StringBuilder();
                byte[] buffer = new byte[1 << 16];
                while (read.indexOf("\r\n0\r\n\r\n", Math.max(0, read.length() - 9)) < 0) {
                    int n = one.getInputStream().read(buffer);
                    if (n < 0) break;
                    read.append(new String(buffer, 0, n, StandardCharsets.US_ASCII));
                }
                one.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                return read.toString();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "ICAP/1.0 204 No Content|, CLEAN, ''",
        "ICAP/1.0 200 OK|X-Infection-Found: Type=0; Resolution=2; Threat=Eicar;|, BAD, Eicar",
        "ICAP/1.0 200 OK|X-Virus-ID: W32/Choke|, BAD, W32/Choke",
        "ICAP/1.0 200 OK|Encapsulated: res-hdr=0|HTTP/1.1 403 Forbidden|, BAD, refused by the server",
        "ICAP/1.0 200 OK|HTTP/1.1 200 OK|, NONE, it answers with other content and does not say why",
        "ICAP/1.0 404 No such service|, NONE, it answers 404",
        "HTTP/1.1 400 Bad Request|, NONE, it does not speak ICAP"
    })
    void icap(String answer, Engine.Verdict.Kind kind, String name) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> read =
                    icap(server, answer.replace("|H", "\r\n\r\nH").replace("|", "\r\n") + "\r\n");
            URI uri = URI.create("icap://127.0.0.1:" + server.getLocalPort() + "/avscan");
            assertEquals(new Engine.Verdict(kind, name), new Icap(uri).scan(file));
            String asked = read.get(5, TimeUnit.SECONDS);
            assertTrue(asked.startsWith("RESPMOD " + uri + " ICAP/1.0\r\n"));
            // Section 4.4.1: offsets into what follows the ICAP header.
            int body = Integer.parseInt(asked.replaceAll("(?s).*res-body=([0-9]+)\r\n.*", "$1"));
            int head = asked.indexOf("\r\n\r\n") + 4;
            assertTrue(asked.startsWith("10000\r\nx", head + body));
            assertEquals(
                    CONTENT.length(),
                    asked.substring(head + body).chars().filter(c -> c == 'x').count());
        }
    }

    @Test
    void anEngineThatIsDownGivesNoVerdict() throws Exception {
        assertEquals(
                Engine.Verdict.Kind.NONE,
                new Clamd(folder.resolve("no.ctl").toString()).scan(file).kind());
        assertEquals(
                Engine.Verdict.Kind.NONE, new Clamd("127.0.0.1:1").scan(file).kind());
        assertEquals(
                Engine.Verdict.Kind.NONE,
                new Icap(URI.create("icap://127.0.0.1:1/x")).scan(file).kind());
    }
}
