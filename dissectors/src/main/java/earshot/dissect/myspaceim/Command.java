package earshot.dissect.myspaceim;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One message: its command and its fields.
///
/// @param name the first key
/// @param fields by key, the first key too
record Command(String name, Map<String, String> fields) {
    static final int LONGEST = 256 * 1024;
    private static final String END = "\\final\\";
    private static final int MOST_FIELDS = 64, MOST_RECORDS = 2048;

    /// As [Dissection#frame] says it.
    static int length(Cursor in) {
        if (in.peek(0) != '\\') return in.remaining() == 0 ? Dissection.MORE : Dissection.LOST;
        for (int at = in.indexOf('\\', 1); at >= 0; at = in.indexOf('\\', at + 1)) {
            if (in.startsWith(at, END)) return at + END.length();
        }
        return Dissection.MORE;
    }

    static Command read(Cursor in) {
        String text = in.text(in.remaining() - END.length(), StandardCharsets.UTF_8);
        String[] parts = text.split("\\\\", 2 * MOST_FIELDS + 1);
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i += 2) {
            fields.putIfAbsent(
                    parts[i],
                    i + 1 < parts.length ? parts[i + 1].replace("/2", "\\").replace("/1", "/") : "");
        }
        return new Command(parts.length > 1 ? parts[1] : "", fields);
    }

    /// "" where it is absent.
    String field(String key) {
        return fields.getOrDefault(key, "");
    }

    boolean has(String key) {
        return fields.containsKey(key);
    }

    /// The records of a body, each beginning with this key.
    List<Map<String, String>> records(String first) {
        List<Map<String, String>> records = new ArrayList<>();
        Map<String, String> record = new LinkedHashMap<>();
        for (String one : field("body").split("\u001c", -1)) {
            int equals = one.indexOf('=');
            if (equals <= 0) continue;
            String key = one.substring(0, equals);
            if (key.equals(first) && !record.isEmpty()) {
                if (records.size() == MOST_RECORDS) return records;
                records.add(record);
                record = new LinkedHashMap<>();
            }
            record.put(key, one.substring(equals + 1));
        }
        if (record.containsKey(first)) records.add(record);
        return records;
    }
}
