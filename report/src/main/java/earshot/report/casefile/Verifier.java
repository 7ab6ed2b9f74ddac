package earshot.report.casefile;

import earshot.report.casefile.Verification.Finding;
import earshot.report.casefile.Verification.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Recomputes the seals of a case and says what does not hold, and where.
final class Verifier {
    private final Layout layout;
    private final Findings findings;
    /// Of the segments so far: how many, their lines, the last seal's digest.
    private int segments;

    private long lines;
    private String previous = "";
    /// How many lines the next segment's seal must say stand before it; -1 where the seal before is not
    /// known.
    private long first;
    /// Digests of the recovered files that the log speaks of.
    private final Set<String> spoken = new TreeSet<>();

    private final Expired expired;
    private long expiredLines;

    private Verifier(Layout layout) throws IOException {
        this.expired = Expired.in(layout);
        this.layout = layout;
        this.findings = new Findings(layout.root());
    }

    static Verification verify(Layout layout, String expected) throws IOException {
        return new Verifier(layout).verify(expected);
    }

    private Verification verify(String expected) throws IOException {
        CaseRecord record = record();
        log();
        StoredFiles stored = files();
        if (record != null) compare(record, stored);
        chain(layout.custody());
        chain(layout.notes());
        chain(layout.holds());
        chain(layout.expired());
        expired();
        String seal = record == null ? "" : record.seal();
        if (!expected.isEmpty() && !expected.equalsIgnoreCase(seal)) {
            findings.change(layout.record(), "the case seal is " + seal + " and not " + expected + " as expected");
        }
        List<Finding> all = findings.all();
        Verdict verdict = all.stream().anyMatch(Finding::change)
                ? Verdict.CHANGED
                : expected.isEmpty() ? Verdict.CONSISTENT : Verdict.UNCHANGED;
        return new Verification(verdict, seal, lines, stored.digests().size(), all);
    }

    /// What was taken out by `expire`, and what was to be and is still there.
    private void expired() {
        for (String act : expired.acts()) findings.remark(layout.expired(), act);
        long still = expired.lines().cardinality() - expiredLines;
        if (still > 0) findings.remark(layout.expired(), still + " lines of these are still there: run expire again");
        for (String digest : expired.files()) {
            if (Files.exists(layout.file(digest)))
                findings.remark(layout.file(digest), "was to be expired, or came again");
        }
    }

    private CaseRecord record() throws IOException {
        byte[] bytes = Files.readAllBytes(layout.record());
        if (!CaseRecord.holds(bytes)) findings.change(layout.record(), "its own seal does not hold: it was changed");
        try {
            return CaseRecord.parse(bytes);
        } catch (CaseException e) {
            findings.change(layout.record(), e.getMessage());
            return null;
        }
    }

    private void log() throws IOException {
        Set<Path> ours = new TreeSet<>();
        try (LogBlocks blocks = new LogBlocks()) {
            for (int n = 1; Files.exists(layout.lines(n)) || Files.exists(layout.seal(n)); n++) {
                segments = n;
                ours.addAll(List.of(layout.lines(n), layout.seal(n), layout.marks(n)));
                segment(n, blocks);
            }
        }
        if (!Files.isDirectory(layout.log())) return;
        try (var there = Files.newDirectoryStream(layout.log())) {
            for (Path file : there) {
                if (!ours.contains(file))
                    findings.change(file, "is no part of the log, or what comes before it is missing");
            }
        }
    }

    private void segment(int number, LogBlocks blocks) throws IOException {
        Path file = layout.lines(number), sealFile = layout.seal(number);
        if (!Files.exists(file)) {
            findings.change(file, "is missing");
            first = -1;
            return;
        }
        SegmentCheck check = new SegmentCheck(layout, number, Math.max(first, 0), expired, blocks, findings, spoken);
        Seal seal = Files.exists(sealFile) ? Seal.parse(Files.readAllBytes(sealFile)) : null;
        if (seal == null) {
            if (Files.exists(sealFile)) findings.change(sealFile, "is not as it was written");
            else findings.remark(file, "is not sealed: its run never finished, and nothing vouches for its lines");
            check.unsealed();
            first = Files.exists(sealFile) ? -1 : first;
        } else {
            if (seal.number() != number) findings.change(sealFile, "belongs to segment " + seal.number());
            if (first >= 0 && !(seal.previous().equals(previous) && seal.first() == first)) {
                findings.change(sealFile, "does not follow the segment before it: one of the two was sealed anew");
            }
            if (seal.recovered()) findings.remark(file, "was sealed after its run had been killed");
            check.against(seal);
            previous = seal.digest();
            first = seal.first() + seal.lines();
        }
        lines += check.lines();
        expiredLines += check.expired();
    }

    private StoredFiles files() throws IOException {
        StoredFiles stored = StoredFiles.in(layout);
        for (Path stranger : stored.strangers()) findings.change(stranger, "is no recovered file of this case");
        for (String digest : stored.digests()) {
            String actual = Digests.of(layout.file(digest));
            if (!actual.equals(digest))
                findings.change(layout.file(digest), "was changed: its SHA-256 is now " + actual);
        }
        return stored;
    }

    /// What `case.json` says of the rest. While a run is open, the log and the files are ahead of it.
    private void compare(CaseRecord record, StoredFiles stored) {
        boolean open = record.runs().stream().anyMatch(run -> run.state() == Run.State.OPEN);
        if (record.segments() > segments || !open && record.segments() < segments) {
            findings.change("log", "has " + segments + " segments where case.json knows " + record.segments());
        } else if (!open && first >= 0 && !record.log().equals(previous)) {
            findings.change("log", "its last seal is not the one that case.json knows");
        }
        if (!open
                && !(record.files() == stored.all().size() && record.filesRoot().equals(stored.root()))) {
            findings.change(
                    "files",
                    "there are " + stored.digests().size() + " and they are not the " + record.files()
                            + " that case.json knows");
            for (String digest : spoken) {
                if (!stored.digests().contains(digest) && Digests.isSha256(digest)) {
                    findings.remark(layout.file(digest), "is not there, and the log speaks of it");
                }
            }
            for (String digest : stored.digests()) {
                if (!spoken.contains(digest))
                    findings.remark(layout.file(digest), "is there, and no line speaks of it");
            }
        }
        for (Run run : record.runs()) {
            String ended = switch (run.state()) {
                case FINISHED -> "";
                case OPEN -> "has not finished: it is being written, or was killed";
                case INTERRUPTED -> "was interrupted before its inputs ended";
                case KILLED -> "was killed: what it had not written is not in the case";
            };
            if (!ended.isEmpty()) findings.remark(layout.record(), "run " + run.number() + " " + ended);
            for (Input input : run.inputs()) {
                if (input.asExpected()) continue;
                findings.remark(
                        layout.record(),
                        "the input " + input.name() + " had the SHA-256 " + input.sha256() + " and not "
                                + input.expected() + " as expected");
            }
        }
    }

    private void chain(Path file) throws IOException {
        for (ChainedLog.Read read : new ChainedLog(file).read()) {
            if (read instanceof ChainedLog.Read.Broken(int line)) {
                findings.change(
                        findings.name(file) + " line " + line,
                        "does not hold: it was changed, added, or its process was killed");
            }
        }
    }
}
