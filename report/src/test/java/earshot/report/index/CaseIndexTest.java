package earshot.report.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent.Message;
import earshot.report.Recording;
import earshot.report.casefile.CaseFolder;
import earshot.report.search.Search;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The index is a convenience: whatever happens to it, the answers are those of the log.
class CaseIndexTest {
    @TempDir
    Path temp;

    private Path place;

    @BeforeEach
    void aCase() throws IOException {
        place = temp.resolve("case");
        new Recording("a.pcap", "aaaaaaaaaaaa")
                .said("ann", "bob", "the first recipe")
                .into(place);
    }

    @Test
    void aMissingIndexIsBuilt() throws Exception {
        assertEquals(1, lines("recipe"));
        assertTrue(Files.isDirectory(place.resolve("index")));
    }

    @Test
    void aFurtherRunIsAddedAndNotEverythingAnew() throws Exception {
        assertEquals(1, lines("recipe"));
        new Recording("b.pcap", "bbbbbbbbbbbb")
                .said("carl", "bob", "the second recipe")
                .into(place);
        List<Long> indexed = new ArrayList<>();
        try (CaseFolder folder = CaseFolder.open(place)) {
            CaseIndex.update(folder, indexed::add);
        }
        assertEquals(3, indexed.getLast(), "capture, message and completeness of the second run");
        assertEquals(2, lines("recipe"));
    }

    @Test
    void anUnchangedCaseIsNotIndexedAgain() throws Exception {
        assertEquals(1, lines("recipe"));
        List<Long> indexed = new ArrayList<>();
        try (CaseFolder folder = CaseFolder.open(place)) {
            CaseIndex.update(folder, indexed::add);
            CaseIndex.open(folder, indexed::add).close();
        }
        assertEquals(List.of(), indexed);
    }

    @Test
    void anIndexOfAnotherCaseIsBuiltAnew() throws Exception {
        Path other = temp.resolve("other");
        new Recording("c.pcap", "cccccccccccc")
                .said("dora", "emil", "no recipe")
                .said("dora", "emil", "lunch")
                .into(other);
        assertEquals(1, linesIn(other, "lunch"));
        copy(other.resolve("index"), place.resolve("index"));
        assertEquals(0, lines("lunch"));
        assertEquals(1, lines("\"first recipe\""));
    }

    @Test
    void aRunThatNoLongerCountsLeavesTheIndex() throws Exception {
        Path killed = temp.resolve("killed");
        Recording first = new Recording("a.pcap", "aaaaaaaaaaaa").said("ann", "bob", "recipe, half");
        first.into(killed);
        // As if it had been killed: the run is open, and its segment has no seal.
        Files.delete(killed.resolve("log/00000001.seal"));
        Path record = killed.resolve("case.json");
        Files.writeString(record, Files.readString(record).replace("\"finished\"", "\"open\""));
        assertEquals(1, linesIn(killed, "recipe"));
        new Recording("a.pcap", "aaaaaaaaaaaa")
                .said("ann", "bob", "recipe, half")
                .said("ann", "bob", "recipe, rest")
                .into(killed);
        assertEquals(2, linesIn(killed, "recipe"));
    }

    @Test
    void aDamagedIndexIsBuiltAnew() throws Exception {
        assertEquals(1, lines("recipe"));
        List<Path> files;
        try (var list = Files.list(place.resolve("index"))) {
            files = list.filter(file -> !file.endsWith("write.lock")).sorted().toList();
        }
        for (Path file : files) {
            byte[] good = Files.readAllBytes(file);
            for (int at : new int[] {0, good.length / 3, good.length / 2, good.length - 20, good.length - 1}) {
                byte[] bad = good.clone();
                bad[at] ^= 0x55;
                Files.write(file, bad);
                assertEquals(1, lines("recipe"), file.getFileName() + " at " + at);
            }
            Files.deleteIfExists(file);
            assertEquals(1, lines("recipe"), file.getFileName() + " missing");
            if (!Files.exists(file)) return; // built anew under other names: the rest of the list is gone
        }
    }

    @Test
    void aCaseOnReadOnlyMediaIsIndexedElsewhere() throws Exception {
        Assumptions.assumeTrue(
                temp.getFileSystem().supportedFileAttributeViews().contains("posix"), "needs POSIX permissions");
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            Assumptions.assumeFalse(Files.isWritable(place), "this user may write anywhere");
            assertEquals(1, lines("recipe"));
            assertTrue(Files.notExists(place.resolve("index")));
        } finally {
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void hopsOfOneMessageAreOneHit() throws Exception {
        Path hops = temp.resolve("hops");
        new Recording()
                .said("ann", "bob", "ok")
                .said("ann", "bob", "ok", m -> m.leg(Message.Leg.DELIVERED))
                .said("ann", "bob", "ok")
                .said("ann", "bob", "ok", m -> m.leg(Message.Leg.DELIVERED))
                .into(hops);
        try (CaseFolder folder = CaseFolder.open(hops);
                Search search = Search.open(folder, _ -> {})) {
            Search.Found found = search.find("ok", Search.Options.PLAIN);
            assertEquals(4, found.lines());
            assertEquals(2, found.hits().size());
        }
    }

    private long lines(String query) throws Exception {
        return linesIn(place, query);
    }

    private static long linesIn(Path place, String query) throws Exception {
        try (CaseFolder folder = CaseFolder.open(place);
                Search search = Search.open(folder, _ -> {})) {
            return search.find(query, Search.Options.PLAIN).lines();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
