package earshot.detect.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.detect.Detector;
import earshot.detect.Scene;
import earshot.event.Account;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.Recovered;
import earshot.policy.Policy;
import earshot.policy.PolicyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The alerts about what is said and sent, each with its innocent twin.
class ContentTest {
    @TempDir
    Path folder;

    private Policy policy(String text) throws IOException {
        Path file = folder.resolve("policy.yaml");
        Files.writeString(file, text);
        return PolicyFile.read(file);
    }

    @Test
    void aCardIsOneAlertThatGrowsAndNeverShowsIt() {
        Scene scene = new Scene(new Disclosure(Policy.NONE));
        scene.says(1, "ann", "bob", "my card is 4532 0151 1283 0366")
                .says(90, "ann", "carl", "visa 4532015112830366 again");
        List<Alert> alerts = scene.end();
        assertEquals(1, alerts.size());
        assertEquals(
                "ann sent 2 times payment card (Visa) in 2 messages, the last …0366.",
                alerts.getFirst().explanation());
        assertFalse(alerts.getFirst().toString().contains("45320151"));
        assertEquals(
                List.of(),
                new Scene(new Disclosure(Policy.NONE))
                        .says(1, "ann", "bob", "order 4532015112830366")
                        .end());
    }

    @Test
    void aMessageOnTwoHopsIsOneMessage() {
        Scene scene = new Scene(new Disclosure(Policy.NONE));
        scene.says(1, "ann", "bob", "ssn 123-45-6789").says(1.1, "ann", "bob", "ssn 123-45-6789");
        assertTrue(scene.end().getFirst().explanation().contains("in one message"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            have you seen project Bluebird yet             | disclosure
            have you seen PR0JECT  bluébird yet            | disclosure
            the bluebirds sing                             | -
            see CASE-004711 for it                         | disclosure
            this is STRICTLY  CONFIDENTIAL                 | disclosure
            nobody said anything                           | -
            """)
    void whatThePolicyWatchesFor(String text, String rule) throws IOException {
        Policy policy = policy("""
                watch:
                  keywords: [project bluebird]
                  patterns: {case numbers: 'CASE-[0-9]{6}'}
                """);
        List<Alert> alerts =
                new Scene(new Disclosure(policy)).says(1, "ann", "bob", text).end();
        assertEquals(
                rule.equals("-") ? List.of() : List.of(rule),
                alerts.stream().map(Alert::rule).toList());
    }

    /// One word is nobody's business; a habit of it may be.
    @Test
    void offensiveWordsCountInNumbersAndWhole() throws IOException {
        Policy policy = policy("watch: {offensive: [dolt]}");
        Scene few = new Scene(new Disclosure(policy))
                .says(1, "ann", "bob", "you dolt")
                .says(200, "ann", "bob", "what a d0lt");
        assertEquals(List.of(), few.end());
        assertEquals(
                List.of("offensive-language"),
                few.says(400, "ann", "bob", "DOLT!").rules());
        Scene whole = new Scene(new Disclosure(policy));
        for (int i = 0; i < 5; i++) whole.says(i * 100, "ann", "bob", "doltish, adolt " + i);
        assertEquals(List.of(), whole.end());
    }

    private static Scene recovered(Detector detector, String name, String mime, String sha256) {
        Scene scene = new Scene(detector);
        Recovered bytes = new Recovered(100, sha256, "", mime, "", null);
        return scene.happens(new FileTransfer(
                scene.seen(1),
                Account.of("ann"),
                Account.of("bob"),
                name,
                100,
                FileTransfer.State.COMPLETE,
                bytes,
                ""));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(nullValues = "-", textBlock = """
            setup.exe,      application/vnd.microsoft.portable-executable, HIGH
            photo.jpg,      application/vnd.microsoft.portable-executable, CRITICAL
            photo.jpg.scr,  application/vnd.microsoft.portable-executable, HIGH
            photo.jpg,      image/jpeg, -
            report.pdf,     application/zip, MEDIUM
            notes.txt,      text/plain, -
            budget.xls,     application/x-ole-storage, -
            gone.scr,       '', MEDIUM
            song.mp3,       audio/mpeg, MEDIUM
            """)
    void filesByNameAndByContent(String name, String mime, String severity) throws IOException {
        Detector detector = new DangerousFiles(policy("watch: {files: [.mp3]}"));
        List<Alert> alerts = recovered(detector, name, mime, "00").end();
        assertEquals(
                severity, alerts.isEmpty() ? null : alerts.getLast().severity().name());
    }

    @Test
    void knownBadFilesAreNamedByTheirDigests() throws IOException {
        String bad = "ab".repeat(32);
        Files.writeString(folder.resolve("bad.txt"), bad + "  gone.scr\n");
        Detector detector = new DangerousFiles(policy("watch: {bad-files: bad.txt}"));
        List<Alert> alerts = recovered(detector, "holiday.doc", "application/x-ole-storage", bad)
                .end();
        assertEquals(Severity.CRITICAL, alerts.getFirst().severity());
    }

    @Test
    void anArchiveWhosePasswordIsTold() {
        Scene scene = new Scene(new DangerousFiles(Policy.NONE)).offers(1, "ann", "bob", "docs.zip", 1000);
        assertEquals(List.of(), scene.end());
        scene.says(30, "ann", "bob", "the password is tulip");
        assertEquals(List.of("dangerous-file"), scene.rules());
        Scene other = new Scene(new DangerousFiles(Policy.NONE)).offers(1, "ann", "bob", "docs.zip", 1000);
        assertEquals(
                List.of(),
                other.says(30, "ann", "carl", "the password is tulip").end());
    }

    @Test
    void aDeceptiveLinkIsOneAlertForAllWhoSendIt() {
        Scene scene = new Scene(new Phishing(Policy.NONE));
        scene.says(1, "ann", "bob", "is this you? http://www.paypa1.com/login")
                .says(9, "bob", "carl", "http://www.paypa1.com/login?x=2");
        List<Alert> alerts = scene.end();
        assertEquals(1, alerts.size());
        assertEquals(List.of("ann", "bob"), alerts.getFirst().subjects());
        assertTrue(alerts.getFirst().explanation().contains("it is nearly paypal.com"));
    }
}
