package earshot.report.search;

import earshot.report.line.EventLine;
import java.util.List;

/// A line that was found; of a message that was seen on several hops, the first that fits.
///
/// @param number of the line in the log
/// @param line its secrets masked
/// @param talk the id of the talk it belongs to, "" for what is no message
/// @param text the words that were searched, see `earshot.report.index.Schema#searchable`
/// @param marks where in that text the words that were looked for stand
/// @param before what was said before it in the same talk, each thing once, the eldest first
/// @param after what was said after it
public record Hit(
        long number,
        EventLine line,
        String talk,
        String text,
        List<Mark> marks,
        List<EventLine> before,
        List<EventLine> after) {
    /// Characters from, up to and without; ascending, not overlapping.
    public record Mark(int from, int until) {}
}
