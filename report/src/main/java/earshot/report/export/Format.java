package earshot.report.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// A form that an exhibit can be written in.
public interface Format {
    /// In the order in which they are listed.
    List<Format> ALL = List.of(
            new Transcript(),
            new PlainText(),
            new CsvTable(),
            new JsonLines(),
            new Rsmf(),
            new CaseUco(),
            new Stix(),
            new Misp(),
            new Ecs(),
            new Eve());

    /// As `--format` takes it.
    String name();

    /// What it is, for whom.
    String what();

    /// The ending of a file's name.
    String ending();

    /// Writes the exhibit.
    ///
    /// @param out not closed
    void write(Exhibit exhibit, OutputStream out) throws IOException;

    /// The format of that name, null where there is none.
    static Format of(String name) {
        for (Format format : ALL) if (format.name().equals(name)) return format;
        return null;
    }
}
