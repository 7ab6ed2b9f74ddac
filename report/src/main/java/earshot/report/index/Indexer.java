package earshot.report.index;

import earshot.report.casefile.CaseFolder;
import earshot.report.casefile.Run;
import earshot.report.line.EventLine;
import earshot.report.talk.Hop;
import earshot.report.talk.Names;
import earshot.report.talk.Sayings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.apache.lucene.index.IndexWriter;

/// Puts lines of a case's log into its index.
final class Indexer {
    private static final byte[] IDENTITY = "{\"type\":\"identity\"".getBytes(StandardCharsets.US_ASCII);
    private static final int PROGRESS = 1 << 14;

    private final IndexWriter writer;
    private final CaseFolder folder;
    private final LongConsumer progress;
    private long lines;

    Indexer(IndexWriter writer, CaseFolder folder, LongConsumer progress) {
        this.writer = writer;
        this.folder = folder;
        this.progress = progress;
    }

    /// Indexes the lines of the visible runs from that number on.
    void index(long from) throws IOException {
        for (Run run : folder.visibleRuns()) {
            long until = run.first() + run.lines();
            if (until <= from) continue;
            // Names first: they may become known after what they name.
            Names names = new Names();
            folder.log().each(run.first(), until, (_, bytes, offset, length) -> {
                if (begins(bytes, offset, length, IDENTITY)) {
                    EventLine line = EventLine.read(bytes, offset, length);
                    if (line != null) names.learn(line);
                }
                return true;
            });
            Sayings sayings = new Sayings(names);
            folder.log().each(Math.max(from, run.first()), until, (number, bytes, offset, length) -> {
                EventLine line = EventLine.read(bytes, offset, length);
                if (line != null) add(line.masked(), number, sayings);
                if (++lines % PROGRESS == 0) progress.accept(lines);
                return true;
            });
        }
        progress.accept(lines);
    }

    private void add(EventLine line, long number, Sayings sayings) throws IOException {
        switch (line.type()) {
            case "capture", "completeness", "" -> {}
            case "message" -> {
                Hop hop = Hop.of(line);
                Sayings.Place place = sayings.place(hop, number);
                writer.addDocument(Schema.document(line, number, place.talk(), place.first()));
            }
            default -> writer.addDocument(Schema.document(line, number, "", number));
        }
    }

    private static boolean begins(byte[] bytes, int offset, int length, byte[] start) {
        return length >= start.length && Arrays.equals(bytes, offset, offset + start.length, start, 0, start.length);
    }
}
