package earshot.report.casefile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What was expired, as `expired.log` has it: written before anything is taken out, chained line by line.
///
/// @param lines their numbers in the log
/// @param files digests of recovered files
/// @param acts one sentence for each time
record Expired(BitSet lines, Set<String> files, List<String> acts) {
    /// Lines that one entry may be of: no case has more.
    private static final int MOST = Integer.MAX_VALUE;

    /// Entries that do not hold are left out.
    static Expired in(Layout layout) throws IOException {
        Expired expired = new Expired(new BitSet(), new HashSet<>(), new ArrayList<>());
        for (ChainedLog.Read read : new ChainedLog(layout.expired()).read()) {
            if (read instanceof ChainedLog.Read.Entry(Map<String, Object> fields)) expired.take(fields);
        }
        return expired;
    }

    private void take(Map<String, Object> fields) {
        for (String range : CaseRecord.text(fields, "lines").split(",")) {
            String[] ends = range.split("-", 2);
            long from = number(ends[0]), until = number(ends[ends.length - 1]);
            if (from >= 0 && until >= from && until < MOST) lines.set((int) from, (int) until + 1);
        }
        if (fields.get("files") instanceof List<?> list) list.forEach(digest -> files.add(digest.toString()));
        acts.add(CaseRecord.text(fields, "who") + " expired " + CaseRecord.number(fields, "count") + " lines on "
                + CaseRecord.text(fields, "time") + ": " + CaseRecord.text(fields, "why"));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /// Writes down what is about to be taken out.
    static void record(Layout layout, BitSet lines, Set<String> files, String why) throws IOException {
        StringBuilder ranges = new StringBuilder();
        for (int from = lines.nextSetBit(0); from >= 0; ) {
            int until = lines.nextClearBit(from);
            ranges.append(ranges.isEmpty() ? "" : ",").append(from);
            if (until - 1 > from) ranges.append('-').append(until - 1);
            from = lines.nextSetBit(until);
        }
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("time", ChainedLog.now());
        entry.put("who", System.getProperty("user.name", "?"));
        entry.put("why", why);
        entry.put("count", (long) lines.cardinality());
        entry.put("lines", ranges.toString());
        entry.put("files", List.copyOf(files));
        new ChainedLog(layout.expired()).add(entry);
    }
}
