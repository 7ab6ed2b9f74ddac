package earshot.report.casefile;

import java.util.List;

/// What the seals of a case say.
///
/// @param seal the case seal as it is now
/// @param lines how many lines were held against their seals
/// @param files how many recovered files were held against their digests
/// @param findings what does not hold, in the order of the folder; not all of them need be anybody's doing
public record Verification(Verdict verdict, String seal, long lines, long files, List<Finding> findings) {
    public enum Verdict {
        /// Everything holds, and the case seal is the expected one.
        UNCHANGED,
        /// Everything holds together. Whoever sealed it last may still have changed it before.
        CONSISTENT,
        /// Something is not what it was sealed as.
        CHANGED
    }

    /// @param change it shows a change; otherwise it is only to be known, and the seals hold
    /// @param where the file, with the segment and line where that can be told: `log/00000002.jsonl.gz line
    ///     7`
    /// @param what a sentence
    public record Finding(boolean change, String where, String what) {}
}
