package earshot.report.table;

import java.util.List;

/// A table.
///
/// @param columns their names, as in JSON
/// @param rows each as long as the columns; cells are strings, longs, booleans, lists of strings, or null for
///     no value
public record Table(List<String> columns, List<List<Object>> rows) {}
