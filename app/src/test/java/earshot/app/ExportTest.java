package earshot.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.report.export.Format;
import earshot.report.line.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What goes out of a case of the IRC sample, and whether those it is for can read it.
class ExportTest {
    private static final String OPS = "chat-q6bdbc7n05";

    @TempDir
    static Path folder;

    private static String path;

    @BeforeAll
    static void replay() {
        path = folder.resolve("case").toString();
        assertEquals(
                Exit.DONE,
                Cli.run("replay", Cli.sample("irc.pcap"), "--case", path, "--case-number", "17/26")
                        .status());
    }

    private static String export(String format, String... more) {
        List<String> arguments = new ArrayList<>(List.of("export", "--format", format, "--case", path));
        arguments.addAll(List.of(more));
        Cli.Result result = Cli.run(arguments.toArray(String[]::new));
        assertEquals(Exit.DONE, result.status(), result.err());
        return result.out();
    }

    static List<String> formats() {
        return Format.ALL.stream().map(Format::name).toList();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void theSameChoiceGivesTheSameBytesAndNoSecret(String format) throws IOException {
        Path one = folder.resolve(format + ".1"), two = folder.resolve(format + ".2");
        export(format, "-w", one.toString());
        export(format, "-w", two.toString());
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
        assertTrue(Files.size(one) > 500);
        for (String secret : List.of("serverpa55", "rh0ndaNickPass")) {
            assertFalse(Files.readString(one, StandardCharsets.ISO_8859_1).contains(secret), secret);
        }
    }

    @Test
    void transcriptsHaveEachMessageOnceWithItsFrames() {
        for (String format : List.of("html", "text", "csv")) {
            String text = export(format, OPS);
            String said = "Evening all, is core-rtr-2 drained?";
            assertEquals(text.indexOf(said), text.lastIndexOf(said), format);
            assertTrue(text.contains("irc.pcap: "), format);
            assertTrue(text.contains("\u65e5\u672c"), format);
        }
    }

    @Test
    void whatIsRedactedIsNowhereAndThatIsSaid() {
        for (String format : formats()) {
            String text = export(format, "--redact-account", "TrudyX", "--redact", "drained");
            assertFalse(text.toLowerCase(java.util.Locale.ROOT).contains("trudyx"), format);
            assertFalse(text.contains("drained"), format);
        }
        assertTrue(export("text", "--redact", "drained").contains("Redacted: 0 accounts and 1 words"));
    }

    /// The headers and the manifest that readers of RSMF ask for.
    @Test
    void rsmfIsAMessageWithAManifestInAZip() throws IOException {
        String text = export("rsmf", OPS);
        assertTrue(text.startsWith("X-RSMF-Version: 2.0.0\r\n"));
        String attached = text.substring(text.indexOf("filename=\"rsmf.zip\""));
        String base64 = attached.substring(attached.indexOf("\r\n\r\n") + 4, attached.lastIndexOf("\r\n--"));
        byte[] zipped = Base64.getMimeDecoder().decode(base64);
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
            assertEquals("rsmf_manifest.json", zip.getNextEntry().getName());
            Map<String, Object> manifest = Json.object(zip.readAllBytes());
            Set<Object> people = ids(manifest.get("participants")), talks = ids(manifest.get("conversations"));
            List<?> events = (List<?>) manifest.get("events");
            assertTrue(text.contains("X-RSMF-EventCount: " + events.size() + "\r\n"));
            for (Object event : events) {
                Map<?, ?> fields = (Map<?, ?>) event;
                assertTrue(people.contains(fields.get("participant")));
                assertTrue(talks.contains(fields.get("conversation")));
                assertTrue(fields.get("timestamp").toString().matches("[0-9-]{10}T[0-9:.]{12}Z"));
            }
        }
    }

    private static Set<Object> ids(Object list) {
        Set<Object> ids = new HashSet<>();
        for (Object one : (List<?>) list) ids.add(((Map<?, ?>) one).get("id"));
        return ids;
    }

    /// Every reference of a bundle is to something in it, and ids are those of their types (STIX 2.1 sections 2.9 and
    /// 3.2).
    @Test
    void stixReferencesHold() {
        Map<String, Object> bundle = Json.object(export("stix").getBytes(StandardCharsets.UTF_8));
        assertEquals("bundle", bundle.get("type"));
        Set<Object> ids = ids(bundle.get("objects"));
        for (Object one : (List<?>) bundle.get("objects")) {
            Map<?, ?> object = (Map<?, ?>) one;
            assertTrue(object.get("id")
                    .toString()
                    .matches(object.get("type")
                            + "--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
            if (object.get("object_refs") instanceof List<?> references) assertTrue(ids.containsAll(references));
            if (object.get("created_by_ref") != null) assertTrue(ids.contains(object.get("created_by_ref")));
        }
    }

    @Test
    void everyLineForASiemIsAnObjectWithItsFields() {
        for (String line : export("ecs").lines().toList()) {
            Map<String, Object> document = Json.object(line.getBytes(StandardCharsets.UTF_8));
            for (String field : List.of("@timestamp", "ecs", "event", "rule", "source", "destination"))
                assertNotNull(document.get(field));
        }
        for (String line : export("eve").lines().toList()) {
            Map<String, Object> event = Json.object(line.getBytes(StandardCharsets.UTF_8));
            assertEquals("alert", event.get("event_type"));
            assertTrue(event.get("timestamp").toString().matches(".*\\.[0-9]{6}\\+0000"));
        }
    }

    @Test
    void whatIsNotThereIsSaid() {
        Cli.Result result = Cli.run("export", "--format", "text", "chat-0000000000", "--case", path);
        assertEquals(Exit.FAILED, result.status());
        assertTrue(result.err().contains("there is nothing with the id chat-0000000000"));
    }
}
