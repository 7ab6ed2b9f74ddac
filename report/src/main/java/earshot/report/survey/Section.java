package earshot.report.survey;

import java.util.List;

/// A table of the survey, and how it is drawn.
///
/// @param id for files and links: `clients`
/// @param note what the figures are taken from, and what they are not
/// @param rows cells are strings, numbers or null
/// @param chart how it is drawn
public record Section(
        String id, String title, String note, List<String> columns, List<List<Object>> rows, Chart chart) {
    /// How a table is drawn.
    public enum Chart {
        /// Not at all.
        NONE,
        /// A bar for each row: its first cell names it, its first number says how long.
        BARS,
        /// Hours by days of the week: rows are days, columns hours.
        WEEK,
        /// Shares of a whole.
        SHARES
    }
}
