package earshot.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The file of the IRC sample, shown to scanners of which one is down.
@Timeout(60)
class ScanTest {
    @TempDir
    Path folder;

    /// A ClamAV daemon that says the same of every file.
    private static ServerSocket clamd(String answer) throws IOException {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (Socket one = server.accept()) {
                    DataInputStream in = new DataInputStream(one.getInputStream());
                    in.skipNBytes("zINSTREAM?".length());
                    for (int n; (n = in.readInt()) > 0; ) in.skipNBytes(n);
                    one.getOutputStream().write((answer + "\0").getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    // The test is over.
                }
            }
        });
        return server;
    }

    private Cli.Result replay(String scan) throws IOException {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), "scan: [" + scan + "]\n");
        return Cli.run(
                "replay",
                "--json",
                Cli.sample("irc.pcap"),
                "--policy",
                policy.toString(),
                "--case",
                folder.resolve("case").toString());
    }

    @Test
    void eachEngineHasItsVerdict() throws IOException {
        try (ServerSocket bad = clamd("stream: Eicar-Signature FOUND");
                ServerSocket good = clamd("stream: OK")) {
            Cli.Result result = replay("{clamd: 127.0.0.1:" + bad.getLocalPort() + "}, {clamd: 127.0.0.1:"
                    + good.getLocalPort() + "}, {icap: 'icap://127.0.0.1:1/av'}");
            String alert = result.lines().stream()
                    .filter(line -> line.contains("\"rule\":\"malware-found\""))
                    .findFirst()
                    .orElse(result.err());
            assertTrue(alert.contains(" finds Eicar-Signature; clamd 127.0.0.1:"), alert);
            assertTrue(alert.contains(" finds nothing; icap://127.0.0.1:1/av gives no verdict ("), alert);
            assertTrue(alert.contains("-file-"), "the file's event proves it");
            assertTrue(result.err().contains("icap://127.0.0.1:1/av: no verdict on "), result.err());
            Cli.Result shown = Cli.run(
                    "alerts",
                    "--rule",
                    "malware-found",
                    "--case",
                    folder.resolve("case").toString());
            assertTrue(shown.out().contains("Eicar-Signature"), "it is in the case");
        }
    }

    @Test
    void cleanFilesAreNoAlert() throws IOException {
        try (ServerSocket good = clamd("stream: OK")) {
            Cli.Result result = replay("{clamd: 127.0.0.1:" + good.getLocalPort() + "}");
            assertEquals(Exit.DONE, result.status(), result.err());
            assertFalse(result.out().contains("malware-found"));
            assertFalse(result.err().contains("no verdict"), result.err());
        }
    }

    @Test
    void slipsInThePolicyAreErrors() throws IOException {
        for (String wrong :
                new String[] {"{clamav: x}", "{clamd: nowhere}", "{icap: 'http://x/'}", "{clamd: 'h:99999'}"})
            assertEquals(Exit.FAILED, replay(wrong).status(), wrong);
    }
}
