package earshot.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Real servers and clients (Debian: ngircd, prosody, netcat-openbsd) talk from one network namespace to another, over
/// a pair of virtual cables, while a process of Earshot's own listens at the clients' end. Root's affair: skipped,
/// with the reason, where namespaces cannot be made or a program is missing.
@Timeout(90)
class NetworkNamespaceTest {
    private static final String HERE = "es%dc".formatted(ProcessHandle.current().pid() % 100_000);
    private static final String THERE =
            "es%ds".formatted(ProcessHandle.current().pid() % 100_000);
    private static final String SERVER = "10.77.0.2";
    private static final long PROMPT = 2_000, PATIENCE = 20_000;

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void network() throws Exception {
        for (String program : List.of("ip", "setpriv", "nc")) has(program);
        Assumptions.assumeTrue(
                call("ip", "netns", "add", HERE) == 0, "network namespaces cannot be made here (that needs root)");
        assertEquals(0, call("ip", "netns", "add", THERE));
        Assumptions.assumeTrue(
                call(
                                "ip", "link", "add", "wire0", "netns", HERE, "type", "veth", "peer", "name", "wire1",
                                "netns", THERE)
                        == 0,
                "virtual cables cannot be made here");
        for (String namespace : List.of(HERE, THERE))
            call("ip", "netns", "exec", namespace, "sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1");
        end(HERE, "wire0", "10.77.0.1/24");
        end(THERE, "wire1", SERVER + "/24");
        // Whoever Earshot becomes must reach its case.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void end(String namespace, String device, String address) throws Exception {
        assertEquals(0, call("ip", "-n", namespace, "address", "add", address, "dev", device));
        assertEquals(0, call("ip", "-n", namespace, "link", "set", device, "up"));
    }

    @AfterEach
    void away() throws Exception {
        for (Process one : started) {
            one.destroy();
            one.waitFor();
        }
        call("ip", "netns", "delete", HERE);
        call("ip", "netns", "delete", THERE);
    }

    private static void has(String program) {
        boolean there = Stream.of("/bin", "/sbin", "/usr/bin", "/usr/sbin")
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
        Assumptions.assumeTrue(there, program + " is not installed");
    }

    private static int call(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /// A program in a namespace; what it prints goes to a file.
    private final class Program {
        final Process process;
        final Path out;

        Program(String name, String namespace, String... command) throws IOException {
            out = folder.resolve(name + ".out");
            List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
            all.addAll(List.of(command));
            process = new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            started.add(process);
        }

        String said() throws IOException {
            return Files.readString(out);
        }

        boolean says(String text, long millis) throws Exception {
            for (long end = System.currentTimeMillis() + millis; System.currentTimeMillis() < end; Thread.sleep(20)) {
                if (said().contains(text)) return true;
            }
            return false;
        }

        void hears(String text) throws IOException {
            process.outputWriter().write(text);
            process.outputWriter().flush();
        }
    }

    private Program client(String name, int port) throws IOException {
        return new Program(name, HERE, "nc", SERVER, Integer.toString(port));
    }

    /// Waits until the server's port answers.
    private static void awaitPort(int port) throws Exception {
        for (long end = System.currentTimeMillis() + PATIENCE; System.currentTimeMillis() < end; Thread.sleep(50)) {
            if (call("ip", "netns", "exec", HERE, "nc", "-z", SERVER, Integer.toString(port)) == 0) return;
        }
        Assumptions.abort("the server on port " + port + " does not start here");
    }

    /// Earshot as its launcher starts it: no_new_privs first, then the Java machine as root.
    private String[] command() throws Exception {
        Path classes = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return new String[] {
            "setpriv",
            "--no-new-privs",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path") + File.pathSeparator + classes,
            "earshot.app.Main",
            "capture",
            "--interface=wire0",
            "--case=" + folder.resolve("case"),
            "--user=nobody",
            "--messages"
        };
    }

    /// Starts Earshot and waits until its ring is open.
    private Program listen() throws Exception {
        Program earshot = new Program("earshot", HERE, command());
        Path status = folder.resolve("case/status.json");
        for (int i = 0; i < 1000 && !Files.exists(status) && earshot.process.isAlive(); i++) Thread.sleep(20);
        assertTrue(Files.exists(status), earshot.said());
        return earshot;
    }

    /// Ends listening as systemd would, and gives the last status.
    private String end(Program earshot) throws Exception {
        earshot.process.destroy();
        earshot.process.waitFor();
        return Files.readString(folder.resolve("case/status.json"));
    }

    private static long number(String status, String field) {
        Matcher found = Pattern.compile("\"" + field + "\":(\\d+)").matcher(status);
        assertTrue(found.find(), status);
        return Long.parseLong(found.group(1));
    }

    /// Packets that went through the cable in either direction, by the kernel's own count.
    private static long onTheWire() throws Exception {
        long packets = 0;
        for (String counter : List.of("rx_packets", "tx_packets")) {
            Process cat = new ProcessBuilder(
                            "ip", "netns", "exec", HERE, "cat", "/sys/class/net/wire0/statistics/" + counter)
                    .start();
            packets += Long.parseLong(cat.inputReader().readLine().strip());
        }
        return packets;
    }

    @Test
    void ircMessagesAreSaidWithinTwoSecondsAndNoneIsLost() throws Exception {
        has("ngircd");
        Path configuration = folder.resolve("ngircd.conf");
        Files.writeString(configuration, """
                [Global]
                Name = irc.lab
                Info = a lab
                Listen = 10.77.0.2
                Ports = 6667
                [Limits]
                MaxPenaltyTime = 0
                [Options]
                DNS = no
                Ident = no
                PAM = no
                """);
        new Program("ngircd", THERE, "ngircd", "--nodaemon", "--config", configuration.toString());
        awaitPort(6667);
        long before = onTheWire();
        Program earshot = listen();

        Program ann = client("ann", 6667), bob = client("bob", 6667);
        ann.hears("NICK ann\r\nUSER ann 0 * :Ann\r\nJOIN #tea\r\n");
        assertTrue(ann.says("End of NAMES", PATIENCE), ann.said());
        bob.hears("NICK bob\r\nUSER bob 0 * :Bob\r\nJOIN #tea\r\n");
        assertTrue(bob.says("End of NAMES", PATIENCE), bob.said());
        ann.hears("PRIVMSG bob :the ferry leaves at nine\r\n");
        assertTrue(earshot.says("ann to bob: the ferry leaves at nine", PROMPT), earshot.said());
        for (int i = 0; i < 100; i++) bob.hears("PRIVMSG #tea :sugar lump %d.\r\n".formatted(i));
        assertTrue(earshot.says("bob to #tea: sugar lump 99.", PROMPT), earshot.said());
        String said = earshot.said();
        for (int i = 0; i < 100; i++) assertTrue(said.contains("sugar lump %d.".formatted(i)), "not said: " + i);
        assertTrue(ann.says("sugar lump 99.", PATIENCE), "the server does not deliver");

        long sent = onTheWire() - before;
        String status = end(earshot);
        assertEquals(0, number(status, "ringDrops"), status);
        assertTrue(number(status, "read") >= sent, () -> sent + " packets were sent: " + status);
    }

    @Test
    void xmppMessagesAreSaidWithinTwoSeconds() throws Exception {
        has("prosody");
        has("prosodyctl");
        Path configuration = folder.resolve("prosody.cfg.lua");
        Files.writeString(configuration, """
                run_as_root = true
                data_path = "%s"
                pidfile = "%s/prosody.pid"
                interfaces = { "10.77.0.2" }
                modules_enabled = { "roster", "saslauth" }
                modules_disabled = { "s2s" }
                c2s_require_encryption = false
                allow_unencrypted_plain_auth = true
                authentication = "internal_plain"
                log = { { levels = { min = "info" }, to = "console" } }
                VirtualHost "lab.example"
                """.formatted(folder, folder));
        for (String name : List.of("ann", "bob"))
            call("prosodyctl", "--config", configuration.toString(), "register", name, "lab.example", "secret-" + name);
        new Program("prosody", THERE, "prosody", "-F", "--config", configuration.toString());
        awaitPort(5222);
        Program earshot = listen();
        Program ann = loggedIn("ann"), bob = loggedIn("bob");
        ann.hears("<message to='bob@lab.example' type='chat'><body>the tide is in</body></message>");
        assertTrue(earshot.says("ann@lab.example to bob@lab.example: the tide is in", PROMPT), earshot.said());
        assertTrue(bob.says("the tide is in", PATIENCE), "the server does not deliver");
        assertEquals(0, number(end(earshot), "ringDrops"));
    }

    /// RFC 6120: stream, SASL PLAIN, stream, resource; RFC 6121: presence.
    private Program loggedIn(String name) throws Exception {
        String stream = "<?xml version='1.0'?><stream:stream to='lab.example' version='1.0' xmlns='jabber:client'"
                + " xmlns:stream='http://etherx.jabber.org/streams'>";
        Program client = client(name, 5222);
        client.hears(stream);
        assertTrue(client.says("PLAIN", PATIENCE), client.said());
        String plain = Base64.getEncoder()
                .encodeToString(
                        ("\0" + name + "\0secret-" + name).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        client.hears("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>" + plain + "</auth>");
        assertTrue(client.says("<success", PATIENCE), client.said());
        client.hears(stream);
        assertTrue(client.says("xmpp-bind", PATIENCE), client.said());
        client.hears(
                "<iq type='set' id='1'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>desk</resource></bind></iq>");
        assertTrue(client.says(name + "@lab.example/desk", PATIENCE), client.said());
        client.hears("<presence/>");
        return client;
    }

    @Test
    void noThreadKeepsAnyRight() throws Exception {
        Program earshot = listen();
        Path tasks = Path.of("/proc/%d/task".formatted(earshot.process.pid()));
        int looked = 0;
        try (Stream<Path> all = Files.list(tasks)) {
            for (Path task : all.toList()) {
                List<String> status = Files.readAllLines(task.resolve("status"));
                for (String set : List.of("CapInh", "CapPrm", "CapEff", "CapAmb"))
                    assertTrue(status.contains(set + ":\t0000000000000000"), task + " " + status);
                assertTrue(status.contains("NoNewPrivs:\t1"), task + " " + status);
                assertFalse(status.stream().anyMatch(line -> line.matches("[UG]id:.*\\b0\\b.*")), status::toString);
                assertTrue(status.stream().anyMatch(line -> line.matches("Groups:\\s*")), status::toString);
                looked++;
            }
        }
        assertTrue(looked > 5, "a Java machine has more threads than " + looked);
        end(earshot);
    }

    @Test
    void aCaseThatCannotBeWrittenAfterwardsIsSaidAtOnce() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Program earshot = new Program("earshot", HERE, command());
        assertEquals(Exit.FAILED, earshot.process.waitFor());
        assertTrue(earshot.said().contains("nobody cannot write to " + folder.resolve("case")), earshot.said());
    }
}
