package earshot.report.casefile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.report.Recording;
import earshot.report.casefile.Verification.Finding;
import earshot.report.casefile.Verification.Verdict;
import earshot.report.line.EventLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A case is read whatever became of its bytes: what cannot be read is said, and there is no exception but the sentence
/// that a [CaseException] is.
class FlippedBitTest {
    @TempDir
    Path temp;

    private Path folder;

    @BeforeEach
    void aCase() throws IOException {
        folder = temp.resolve("case");
        Recording recording = new Recording();
        for (int i = 0; i < 40; i++) recording.said("anna", "bert", "line " + i);
        recording.into(folder);
    }

    @Test
    void aFlippedBitAnywhereIsReadAndSaid() throws IOException {
        List<Path> all;
        try (var files = Files.walk(folder)) {
            all = files.filter(Files::isRegularFile)
                    .filter(path -> Files.exists(path) && path.toFile().length() > 0)
                    .sorted()
                    .toList();
        }
        assertFalse(all.isEmpty());
        Random random = new Random(6);
        for (Path path : all) {
            byte[] good = Files.readAllBytes(path);
            for (int i = 0; i < 120; i++) {
                byte[] bad = good.clone();
                int at = random.nextInt(bad.length), bit = random.nextInt(8);
                bad[at] ^= (byte) (1 << bit);
                Files.write(path, bad);
                String where = path.getFileName() + " byte " + at + " bit " + bit;
                assertTrue(said(), where);
            }
            Files.write(path, good);
        }
    }

    /// Reads everything there is, and asks what it is worth.
    private boolean said() throws IOException {
        try (CaseFolder opened = CaseFolder.open(folder)) {
            opened.each((_, bytes, offset, length) -> {
                EventLine.read(bytes, offset, length);
                return true;
            });
            opened.line(7);
            opened.notes().all();
            opened.custody().acts();
            return opened.verify("").verdict() == Verdict.CHANGED;
        } catch (CaseException e) {
            return !e.getMessage().isEmpty();
        }
    }

    @Test
    void aRunThatHasNotFinishedIsRemarkedOn() throws IOException {
        try (CaseWriter _ = CaseWriter.open(folder, new CaseWriter.Opening("", "", "test", List.of()))) {
            // Closed without finishing, as a killed run.
        }
        try (CaseFolder opened = CaseFolder.open(folder)) {
            List<Finding> findings = opened.verify("").findings();
            assertEquals(1, findings.size(), findings.toString());
            assertEquals(
                    "run 2 has not finished: it is being written, or was killed",
                    findings.getFirst().what());
        }
    }
}
