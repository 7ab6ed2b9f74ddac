package earshot.report.index;

import earshot.report.casefile.CaseFolder;
import earshot.report.casefile.Run;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.NIOFSDirectory;

/// The index of a case, brought up to date when it is opened. One thread; close it.
public final class CaseIndex implements AutoCloseable {
    /// A larger index is not read through to see whether it is damaged.
    private static final long CHECKED = 256L << 20;
    private static final double RAM_MEGABYTES = 48;

    /// Lucene recommends an incubating module on standard error; text search has no use for it. Held, as
    /// loggers are only weakly referenced.
    private static final Logger VECTORS = Logger.getLogger("org.apache.lucene.internal.vectorization");

    static {
        VECTORS.setLevel(Level.SEVERE);
    }

    private final Directory directory;
    private final DirectoryReader reader;
    /// Where the index stands that was made for this reading only; null for the case's own.
    private final Path temporary;

    private CaseIndex(Directory directory, DirectoryReader reader, Path temporary) {
        this.directory = directory;
        this.reader = reader;
        this.temporary = temporary;
    }

    /// Opens the index, building what is missing of it. A case that cannot be written to is indexed into a
    /// temporary directory.
    ///
    /// @param progress told now and then how many lines have been indexed
    public static CaseIndex open(CaseFolder folder, LongConsumer progress) throws IOException {
        Path place = folder.index();
        if (isFresh(place, folder)) return read(place, null);
        boolean writable = Files.isWritable(Files.isDirectory(place) ? place : folder.folder());
        if (writable) {
            update(folder, progress);
            return read(place, null);
        }
        Path temporary = Files.createTempDirectory("earshot-index");
        build(new NIOFSDirectory(temporary), folder, 0, progress);
        return read(temporary, temporary);
    }

    /// Brings the index up to date, for a run that has just finished.
    public static void update(CaseFolder folder, LongConsumer progress) throws IOException {
        Path place = folder.index();
        long indexed = indexed(place, folder);
        if (indexed == folder.log().lines() && isFresh(place, folder)) return;
        if (indexed == 0) delete(place);
        try {
            build(new NIOFSDirectory(place), folder, indexed, progress);
        } catch (LockObtainFailedException e) {
            throw new IOException("another Earshot is indexing this case; try again when it has finished", e);
        }
    }

    /// For searching.
    public DirectoryReader reader() {
        return reader;
    }

    /// The numbers of the lines that have exactly this value in an exact field, ascending.
    public long[] lines(String field, String value) throws IOException {
        LongStream.Builder numbers = LongStream.builder();
        Term term = new Term(field, Schema.exact(field, value));
        for (LeafReaderContext leaf : reader.leaves()) {
            PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.NONE);
            NumericDocValues lines = leaf.reader().getNumericDocValues(Schema.LINE);
            if (postings == null || lines == null) continue;
            while (postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                if (lines.advanceExact(postings.docID())) numbers.add(lines.longValue());
            }
        }
        return numbers.build().sorted().toArray();
    }

    @Override
    public void close() throws IOException {
        reader.close();
        directory.close();
        if (temporary != null) delete(temporary);
    }

    private static CaseIndex read(Path place, Path temporary) throws IOException {
        Directory directory = new NIOFSDirectory(place);
        return new CaseIndex(directory, DirectoryReader.open(directory), temporary);
    }

    // What an index is of.

    /// What the index must say of itself: its schema, the lines it has, the last seal, the runs that count.
    private static Map<String, String> state(CaseFolder folder) {
        Map<String, String> state = new HashMap<>();
        state.put("schema", Schema.VERSION);
        state.put("lines", Long.toString(folder.log().lines()));
        state.put("seals", Integer.toString(folder.log().sealed()));
        state.put("seal", folder.log().seal(folder.log().sealed()));
        state.put("sealedLines", Long.toString(folder.log().sealedLines()));
        state.put("runs", runs(folder.visibleRuns()));
        return state;
    }

    private static String runs(List<Run> runs) {
        return runs.stream().map(run -> run.number() + ":" + run.first()).collect(Collectors.joining(","));
    }

    private static boolean isFresh(Path place, CaseFolder folder) {
        return state(folder).equals(stated(place));
    }

    /// How many lines an index has that can be added to; 0 where it must be built anew.
    private static long indexed(Path place, CaseFolder folder) throws IOException {
        Map<String, String> stated = stated(place);
        if (!Schema.VERSION.equals(stated.get("schema"))) return 0;
        // Only what was sealed when it was indexed is sure to be there still.
        if (!stated.get("lines").equals(stated.get("sealedLines"))) return 0;
        int seals = Integer.parseInt(stated.get("seals"));
        if (seals > folder.log().sealed() || !folder.log().seal(seals).equals(stated.get("seal"))) return 0;
        String before = stated.get("runs"), now = runs(folder.visibleRuns());
        return now.equals(before) || now.startsWith(before + ",") || before.isEmpty()
                ? Long.parseLong(stated.get("lines"))
                : 0;
    }

    /// What the index says of itself; nothing where there is none that can be read.
    private static Map<String, String> stated(Path place) {
        if (!Files.isDirectory(place)) return Map.of();
        try (Directory directory = new NIOFSDirectory(place);
                DirectoryReader reader = DirectoryReader.open(directory)) {
            if (size(place) <= CHECKED) {
                for (LeafReaderContext leaf : reader.leaves()) ((CodecReader) leaf.reader()).checkIntegrity();
            }
            return reader.getIndexCommit().getUserData();
        } catch (IndexNotFoundException e) {
            return Map.of();
        } catch (IOException | RuntimeException e) {
            // A damaged index may fail in any way; it is built anew.
            return Map.of();
        }
    }

    private static long size(Path place) throws IOException {
        try (var files = Files.list(place)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void build(Directory directory, CaseFolder folder, long from, LongConsumer progress)
            throws IOException {
        IndexWriterConfig config = new IndexWriterConfig(new ChatAnalyzer());
        config.setRAMBufferSizeMB(RAM_MEGABYTES);
        config.setMergeScheduler(new SerialMergeScheduler());
        config.setUseCompoundFile(true);
        config.setCommitOnClose(false);
        try (directory;
                IndexWriter writer = new IndexWriter(directory, config)) {
            new Indexer(writer, folder, progress).index(from);
            writer.setLiveCommitData(state(folder).entrySet());
            writer.commit();
        }
    }

    private static void delete(Path place) throws IOException {
        if (!Files.exists(place)) return;
        Files.walkFileTree(place, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failed) throws IOException {
                if (failed != null) throw failed;
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
