package earshot.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.report.casefile.CaseFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Listening to the loopback interface while two programs talk over it.
@Timeout(60)
class CaptureTest {
    @TempDir
    Path folder;

    /// Whoever may not open raw sockets cannot test that; the kernel says so in CapEff, bit 13 (CAP_NET_RAW).
    @BeforeAll
    static void mayListen() throws IOException {
        Path status = Path.of("/proc/self/status");
        Assumptions.assumeTrue(Files.exists(status), "only Linux has packet rings");
        long capabilities = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("CapEff:"))
                .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                .findFirst()
                .orElse(0);
        Assumptions.assumeTrue((capabilities >> 13 & 1) == 1, "listening needs CAP_NET_RAW, which this process lacks");
        Assumptions.assumeTrue(Files.exists(Path.of("/sys/class/net/lo")), "there is no loopback interface");
    }

    /// What a command prints, while it runs.
    private static final class Listening implements AutoCloseable {
        final ByteArrayOutputStream out = new ByteArrayOutputStream(), err = new ByteArrayOutputStream();
        final Interruption interruption = new Interruption();
        final java.util.concurrent.ExecutorService thread = Executors.newSingleThreadExecutor();
        final java.util.concurrent.Future<Integer> status;

        Listening(String... arguments) {
            status = thread.submit(() -> Main.run(Terminal.of(out, err, interruption), arguments));
        }

        boolean says(String text, long millis) throws InterruptedException {
            for (long end = System.currentTimeMillis() + millis; System.currentTimeMillis() < end; Thread.sleep(20)) {
                if (out.toString(StandardCharsets.UTF_8).contains(text)) return true;
            }
            return false;
        }

        String said() {
            return err.toString(StandardCharsets.UTF_8);
        }

        int end() throws Exception {
            interruption.interrupt();
            return status.get(30, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            thread.shutdownNow();
        }
    }

    /// A client and a server of IRC, as far as it takes to be one, on any port.
    private static void talk(String text) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket served = server.accept()) {
            say(client, "NICK ann\r\nUSER ann 0 * :Ann\r\n");
            say(served, ":irc.lab 001 ann :Welcome to the lab ann\r\n:irc.lab 002 ann :Your host is irc.lab\r\n");
            say(client, "JOIN #tea\r\nPRIVMSG #tea :" + text + "\r\n");
            say(served, ":ann!ann@host JOIN :#tea\r\n");
            say(client, "QUIT :bye\r\n");
            client.shutdownOutput();
            served.getInputStream().readAllBytes();
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /// As root the process would become another user for good; the name of the one it is keeps it that.
    private static String[] arguments(Path path, String... more) {
        List<String> all = new java.util.ArrayList<>(List.of("capture", "-i", "lo", "--case", path.toString()));
        all.addAll(List.of("--user", System.getProperty("user.name"), "--quiet"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void aMessageIsSaidWithinTwoSecondsAndNothingIsLost() throws Exception {
        Path path = folder.resolve("case");
        try (Listening listening = new Listening(arguments(path, "--messages"))) {
            awaitRing(path);
            talk("the kettle is on");
            assertTrue(listening.says("ann to #tea: the kettle is on", 2_000), listening.said());
            assertEquals(Exit.DONE, listening.end(), listening.said());
        }
        assertTrue(Files.readString(path.resolve("status.json")).contains("\"ringDrops\":0,"));
        try (CaseFolder opened = CaseFolder.open(path)) {
            assertEquals(1, opened.runs().size());
        }
        assertTrue(Cli.run("search", "kettle", "--case", path.toString()).out().contains("kettle"));
        assertTrue(Cli.run("verify", "--case", path.toString()).out().contains("consistent"));
    }

    @Test
    void whatProvesSomethingOutlivesTheRing() throws Exception {
        Path path = folder.resolve("case");
        String id;
        try (Listening listening = new Listening(arguments(path, "--json"))) {
            awaitRing(path);
            talk("proof");
            assertTrue(listening.says("\"text\":\"proof\"", 5_000), listening.said());
            listening.end();
            id = listening
                    .out
                    .toString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("\"text\":\"proof\""))
                    .findFirst()
                    .orElseThrow()
                    .replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
        }
        try (Stream<Path> raw = Files.list(path.resolve("raw"))) {
            for (Path file : raw.toList()) Files.delete(file);
        }
        Path cut = folder.resolve("cut.pcapng");
        Cli.Result carved = Cli.run("carve", id, "-w", cut.toString(), "--case", path.toString());
        assertEquals(Exit.DONE, carved.status(), carved.err());
        assertTrue(new String(Files.readAllBytes(cut), StandardCharsets.ISO_8859_1).contains("PRIVMSG #tea :proof"));
    }

    @Test
    void theFilterKeepsTheRestOut() throws Exception {
        Path path = folder.resolve("case");
        try (Listening listening = new Listening(arguments(path, "--messages", "udp port 9"))) {
            awaitRing(path);
            talk("unheard");
            assertTrue(!listening.says("unheard", 700), "the filter lets it through");
            listening.end();
            Assumptions.assumeTrue(!listening.said().contains("libpcap"), "filters need libpcap");
        }
    }

    private static void awaitRing(Path path) throws InterruptedException {
        for (int i = 0; i < 500 && !Files.exists(path.resolve("status.json")); i++) Thread.sleep(20);
    }

    @Test
    void anInterfaceThatIsNotThereIsSaid() {
        Cli.Result result = Cli.run(
                "capture", "-i", "nothere0", "--case", folder.resolve("case").toString());
        assertEquals(Exit.FAILED, result.status());
        assertTrue(result.err().contains("there is no interface nothere0"), result.err());
    }
}
