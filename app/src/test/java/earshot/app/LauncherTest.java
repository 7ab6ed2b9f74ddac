package earshot.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `bin/earshot` itself, in an installation of its own whose path has spaces: the real launcher and the real program,
/// but
/// for the build, which only writes down that it was called.
@Timeout(120)
class LauncherTest {
    private static final String BUILT = "built by the test";

    @TempDir
    Path folder;

    private Path root, lib, launcher;

    @BeforeEach
    void install() throws IOException {
        root = folder.resolve("a place with  spaces & more");
        lib = Files.createDirectories(root.resolve("app/target/lib"));
        Files.createDirectories(root.resolve("app/src/main"));
        Path bin = Files.createDirectories(root.resolve("bin"));
        for (String program : List.of("earshot", "jdk")) {
            Files.copy(
                    Cli.ROOT.resolve("bin").resolve(program), bin.resolve(program), StandardCopyOption.COPY_ATTRIBUTES);
        }
        launcher = bin.resolve("earshot");
        Path build = Files.writeString(bin.resolve("build"), "#!/bin/sh\necho " + BUILT + " >&2\n");
        assertTrue(build.toFile().setExecutable(true));
        Files.writeString(root.resolve("pom.xml"), "");
        Files.writeString(root.resolve("app/pom.xml"), "");
        Files.writeString(root.resolve("app/src/main/Main.java"), "");
        Files.writeString(lib.resolve("jdk"), System.getProperty("java.home") + "\n");
        jar();
        Files.writeString(lib.resolve("built"), "");
        Files.setLastModifiedTime(
                lib.resolve("built"), FileTime.from(Instant.now().plusSeconds(60)));
    }

    /// The program that is being tested, as a jar that only names it.
    private void jar() throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, "earshot.app.Main");
        main.put(Attributes.Name.CLASS_PATH, classPath().collect(Collectors.joining(" ")));
        new JarOutputStream(Files.newOutputStream(lib.resolve("earshot.jar")), manifest).close();
    }

    /// What this test itself is run with, however it was started.
    private static Stream<String> classPath() {
        Stream<String> known = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(place -> Path.of(place).toUri().toString());
        return Thread.currentThread().getContextClassLoader() instanceof URLClassLoader more
                ? Stream.concat(Arrays.stream(more.getURLs()).map(URL::toString), known)
                : known;
    }

    /// A launched process.
    private final class Launched {
        final Path out = folder.resolve("out"), err = folder.resolve("err");
        final ProcessBuilder builder = new ProcessBuilder().directory(folder.toFile());
        Process process;

        Launched(Object... command) {
            List<String> words = new ArrayList<>();
            for (Object word : command) words.add(word.toString());
            builder.command(words).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().remove("EARSHOT_KEEP");
        }

        Launched start() throws IOException {
            process = builder.start();
            return this;
        }

        int status() throws InterruptedException {
            assertTrue(process.waitFor(120, TimeUnit.SECONDS), "it came to an end");
            return process.exitValue();
        }

        String out() throws IOException {
            return Files.readString(out, StandardCharsets.UTF_8);
        }

        String err() throws IOException {
            return Files.readString(err, StandardCharsets.UTF_8);
        }
    }

    @Test
    void anywhereAndThroughLinks() throws Exception {
        Path sample = Path.of(Cli.sample("irc.pcap")).toAbsolutePath();
        Path near = Files.createSymbolicLink(root.resolve("near"), Path.of("bin/earshot"));
        Path far = Files.createSymbolicLink(
                Files.createDirectories(folder.resolve("my bin")).resolve("earshot"), near);
        String expected = Cli.run("replay", "--json", sample.toString()).out();
        for (Path called : List.of(launcher, near, far)) {
            Launched launched = new Launched(called, "replay", "--json", sample).start();
            assertEquals(Exit.DONE, launched.status(), launched.err());
            assertEquals("", launched.err());
            assertEquals(expected, launched.out());
        }
    }

    @Test
    void aWrongLineGivesItsStatus() throws Exception {
        Launched launched = new Launched(launcher, "replay").start();
        assertEquals(Exit.USAGE, launched.status());
        assertTrue(launched.err().contains("replay needs a capture to read"), launched.err());
    }

    @Test
    void newerSourcesAreBuiltFirstUnlessTheOlderBuildIsToBeKept() throws Exception {
        Files.setLastModifiedTime(
                root.resolve("app/src/main/Main.java"),
                FileTime.from(Instant.now().plusSeconds(120)));
        Launched newer = new Launched(launcher, "--version").start();
        assertEquals(Exit.DONE, newer.status(), newer.err());
        assertTrue(newer.err().contains(BUILT), newer.err());
        assertTrue(newer.out().startsWith("earshot "), newer.out());

        Launched kept = new Launched(launcher, "--version");
        kept.builder.environment().put("EARSHOT_KEEP", "1");
        assertEquals(Exit.DONE, kept.start().status(), kept.err());
        assertEquals("", kept.err());
    }

    /// The JDK that built it has gone, and there is no other.
    @Test
    void whereThereIsNoJdkItSaysWhatToInstall() throws Exception {
        Files.writeString(lib.resolve("jdk"), folder.resolve("gone") + "\n");
        Path jdk = root.resolve("bin/jdk");
        // The usual places are those of this machine, where there is one.
        Files.writeString(jdk, Files.readString(jdk).replaceAll(" /(usr|opt|Library)/[^ ;]+", ""));
        Launched launched = new Launched(launcher, "--version");
        launched.builder.environment().remove("JAVA_HOME");
        launched.builder.environment().put("HOME", folder.toString());
        launched.builder.environment().put("PATH", programsWithoutJava());
        assertEquals(1, launched.start().status());
        assertTrue(launched.err().contains("no JDK 25 found"), launched.err());
        assertTrue(launched.err().contains("apt install openjdk-25-jdk"), launched.err());
        assertFalse(launched.err().contains("not found"), launched.err());
    }

    /// What the launcher calls, and nothing else.
    private String programsWithoutJava() throws IOException {
        Path programs = Files.createDirectories(folder.resolve("programs"));
        for (String name : List.of("find", "sed", "readlink", "du", "stty", "id"))
            for (String place : System.getenv("PATH").split(":")) {
                Path program = Path.of(place, name);
                if (!Files.isExecutable(program) || Files.exists(programs.resolve(name))) continue;
                Path proxy = Files.writeString(programs.resolve(name), "#!/bin/sh\nexec " + program + " \"$@\"\n");
                assertTrue(proxy.toFile().setExecutable(true));
            }
        return programs.toString();
    }

    /// Somebody listens elsewhere and pipes it here; then nothing comes for a long time, and Ctrl-C is pressed.
    @ParameterizedTest(name = "{0} bytes have come")
    @ValueSource(ints = {100, 40_000, 70_000, 90_000})
    void interruptedWhileAPipeIsSilent(int bytes) throws Exception {
        // A shell without job control has what it starts in the background ignore SIGINT, and so all below it.
        Path self = Path.of("/proc/self/status");
        boolean deaf = Files.exists(self)
                && Files.readAllLines(self).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) >> 1 & 1) == 1);
        Assumptions.assumeFalse(deaf, "this process ignores SIGINT, and with it every program it starts");
        byte[] capture = Files.readAllBytes(Path.of(Cli.sample("irc.pcap")));
        assertTrue(bytes < capture.length, "only a part: " + capture.length);
        Path part = Files.write(folder.resolve("part.pcap"), Arrays.copyOf(capture, bytes));
        List<String> expected =
                messages(Cli.run("replay", "--json", part.toString()).out());

        Launched launched = new Launched(launcher, "replay", "--json", "--case", folder.resolve("case"), "-").start();
        OutputStream pipe = launched.process.getOutputStream();
        pipe.write(capture, 0, bytes);
        pipe.flush();
        waitUntilRead(launched.process);
        new ProcessBuilder("kill", "-INT", Long.toString(launched.process.pid()))
                .start()
                .waitFor();
        assertEquals(Exit.INTERRUPTED, launched.status(), launched.err());
        assertEquals(expected, messages(launched.out()));
        assertFalse(launched.err().contains("ends at"), "the capture is not damaged: " + launched.err());
        Launched verify = new Launched(launcher, "verify", "--case", folder.resolve("case")).start();
        assertEquals(Exit.DONE, verify.status(), verify.out() + verify.err());
    }

    /// Until the process has all its classes and waits for more of the pipe: it uses no more processor time.
    private static void waitUntilRead(Process process) throws InterruptedException {
        long used = -1;
        for (int quiet = 0, tries = 0; quiet < 10 && tries < 300; tries++) {
            TimeUnit.MILLISECONDS.sleep(100);
            long now = process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
            quiet = now >= 60 && now - used <= 10 ? quiet + 1 : 0;
            used = now;
        }
    }

    /// The ids of the messages: they depend on what the capture begins with, not on what it is called.
    private static List<String> messages(String lines) {
        return lines.lines()
                .filter(line -> line.startsWith("{\"type\":\"message\""))
                .map(line -> line.split("\"", 9)[7])
                .toList();
    }
}
