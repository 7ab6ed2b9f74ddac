package earshot.report.casefile;

import earshot.report.line.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What `case.json` says.
///
/// @param format of the folder; this version reads and writes [#FORMAT]
/// @param number the case number, "" where the user gave none
/// @param examiner who opened the case, "" where not stated
/// @param segments how many there are, and the digest of the last seal
/// @param files how many recovered files there are, and the Merkle root over their digests in ascending order
/// @param seal the case seal: SHA-256 of the file up to this member
public record CaseRecord(
        int format,
        String number,
        String examiner,
        List<Run> runs,
        int segments,
        String log,
        long files,
        String filesRoot,
        String seal) {
    public static final int FORMAT = 1;

    private static final String SEAL = ",\n  \"seal\": \"";

    public CaseRecord {
        runs = List.copyOf(runs);
    }

    /// The file's content; the seal is made anew.
    byte[] bytes() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", format);
        if (!number.isEmpty()) json.put("case", number);
        if (!examiner.isEmpty()) json.put("examiner", examiner);
        json.put("runs", runs.stream().map(Run::json).toList());
        json.put("segments", segments);
        if (!log.isEmpty()) json.put("log", log);
        json.put("files", files);
        if (!filesRoot.isEmpty()) json.put("filesRoot", filesRoot);
        byte[] open = Json.pretty(json);
        // Without the closing brace and the line feeds around it.
        byte[] sealed = Arrays.copyOf(open, open.length - 3);
        String end = SEAL + Digests.of(sealed) + "\"\n}\n";
        byte[] all = Arrays.copyOf(sealed, sealed.length + end.length());
        System.arraycopy(end.getBytes(StandardCharsets.US_ASCII), 0, all, sealed.length, end.length());
        return all;
    }

    /// The record with its seal.
    CaseRecord sealed() {
        byte[] bytes = bytes();
        String seal = new String(bytes, bytes.length - 68, 64, StandardCharsets.US_ASCII);
        return new CaseRecord(format, number, examiner, runs, segments, log, files, filesRoot, seal);
    }

    /// Whether the bytes are exactly what they were sealed as.
    static boolean holds(byte[] bytes) {
        int end = bytes.length - SEAL.length() - 68;
        if (end < 0) return false;
        String rest = new String(bytes, end, bytes.length - end, StandardCharsets.ISO_8859_1);
        return rest.equals(SEAL + Digests.of(Arrays.copyOf(bytes, end)) + "\"\n}\n");
    }

    /// @throws CaseException where it is not a case, or one of a later format
    static CaseRecord parse(byte[] bytes) throws CaseException {
        Map<String, Object> json = Json.object(bytes);
        if (json == null || !(json.get("format") instanceof Long format)) {
            throw new CaseException("case.json is damaged: it cannot be read as the record of a case");
        }
        if (format > FORMAT) {
            throw new CaseException(
                    "this case has format " + format + ", and this version of Earshot knows formats up to " + FORMAT
                            + ": open it with the version that wrote it, or a later one");
        }
        List<Run> runs = new ArrayList<>();
        if (json.get("runs") instanceof List<?> list) {
            for (Object run : list) if (run instanceof Map<?, ?> object) runs.add(Run.of(object));
        }
        return new CaseRecord(
                (int) (long) format,
                text(json, "case"),
                text(json, "examiner"),
                runs,
                (int) number(json, "segments"),
                text(json, "log"),
                number(json, "files"),
                text(json, "filesRoot"),
                text(json, "seal"));
    }

    static String text(Map<?, ?> json, String name) {
        return json.get(name) instanceof String text ? text : "";
    }

    static long number(Map<?, ?> json, String name) {
        return json.get(name) instanceof Long number ? number : 0;
    }
}
