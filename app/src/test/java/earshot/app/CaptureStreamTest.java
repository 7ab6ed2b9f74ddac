package earshot.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Packets that another program sends as pcap while it captures (PCAP over IP).
@Timeout(60)
class CaptureStreamTest {
    /// Where a pcap file's first record begins, and what stands before a record's bytes.
    private static final int HEAD = 24, RECORD = 16;

    @TempDir
    Path folder;

    private String[] arguments(ServerSocket sender) {
        return new String[] {
            "capture",
            "--from=tcp://127.0.0.1:" + sender.getLocalPort(),
            "--case=" + folder.resolve("case"),
            // As root the process would become another user for good; the name of the one it is keeps it that.
            "--user=" + System.getProperty("user.name"),
            "--messages"
        };
    }

    private static byte[] sample() throws IOException {
        return Files.readAllBytes(Path.of(Cli.sample("irc.pcap")));
    }

    /// How many bytes of the capture the first packets take, up to and with the first that holds the text.
    private static int upTo(byte[] capture, String text) {
        for (int at = HEAD; at < capture.length; ) {
            int length = ByteBuffer.wrap(capture).order(ByteOrder.LITTLE_ENDIAN).getInt(at + 8);
            String packet = new String(capture, at + RECORD, length, StandardCharsets.ISO_8859_1);
            at += RECORD + length;
            if (packet.contains(text)) return at;
        }
        throw new AssertionError("no packet holds " + text);
    }

    @Test
    void messagesAreSaidBeforeTheStreamEnds() throws Exception {
        byte[] capture = sample();
        int first = upTo(capture, "PRIVMSG");
        ByteArrayOutputStream out = new ByteArrayOutputStream(), err = new ByteArrayOutputStream();
        try (ServerSocket sender = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var thread = Executors.newSingleThreadExecutor()) {
            Future<Integer> status =
                    thread.submit(() -> Main.run(Terminal.of(out, err, new Interruption()), arguments(sender)));
            try (Socket socket = sender.accept()) {
                OutputStream to = socket.getOutputStream();
                to.write(capture, 0, first);
                to.flush();
                String said = "";
                for (int i = 0; i < 100 && !said.contains(" to "); i++, Thread.sleep(20))
                    said = out.toString(StandardCharsets.UTF_8);
                assertTrue(said.contains(" to "), "nothing said after two seconds: " + said + err);
                to.write(capture, first, capture.length - first);
            }
            assertEquals(Exit.DONE, status.get(30, TimeUnit.SECONDS), err::toString);
        }
        Cli.run("replay", Cli.sample("irc.pcap"), "--case=" + folder.resolve("replayed"));
        String live = transcript("case");
        assertTrue(live.lines().count() > 5, live);
        assertEquals(transcript("replayed"), live);
        assertTrue(Cli.run("verify", "--case", folder.resolve("case").toString())
                .out()
                .contains("consistent"));
    }

    /// What was said, when and in which frames, in a case of this name.
    private String transcript(String name) {
        Cli.Result result = Cli.run("export", "--format=text", "--case=" + folder.resolve(name));
        assertEquals(Exit.DONE, result.status(), result.err());
        // Files and the ids that come from them differ; frames do not.
        return result.out()
                .lines()
                .filter(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT.*"))
                .map(line -> line.replaceAll("\\{.*: ", "{").replaceAll("\\([0-9a-f]{12}-", "("))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void aStreamThatBreaksOffIsSaid() throws Exception {
        assertTrue(heard(Arrays.copyOf(sample(), HEAD + RECORD + 10)).contains("ends within a packet"));
    }

    @Test
    void aLengthThatCannotBeIsDamage() throws Exception {
        byte[] capture = Arrays.copyOf(sample(), HEAD + RECORD);
        Arrays.fill(capture, HEAD + 8, HEAD + 12, (byte) 0xFF);
        assertTrue(heard(capture).contains("a packet of 4294967295 bytes"));
    }

    @Test
    void pcapngIsNamedWithTheRemedy() throws Exception {
        byte[] section = {0x0A, 0x0D, 0x0D, 0x0A, 28, 0, 0, 0, 0x4D, 0x3C, 0x2B, 0x1A};
        assertTrue(heard(section).contains("dumpcap -P"));
    }

    /// What is said about a stream of these bytes, which is damaged.
    private String heard(byte[] stream) throws Exception {
        AtomicReference<Cli.Result> result = new AtomicReference<>();
        try (ServerSocket sender = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread earshot = Thread.ofPlatform().start(() -> result.set(Cli.run(arguments(sender))));
            try (Socket socket = sender.accept()) {
                socket.getOutputStream().write(stream);
            }
            earshot.join();
        }
        assertEquals(Exit.DAMAGED, result.get().status(), result.get()::err);
        return result.get().err();
    }
}
