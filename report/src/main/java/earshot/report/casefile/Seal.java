package earshot.report.casefile;

import earshot.report.line.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a `.seal` file says. Its first line is sealed in turn by the next segment; the second describes the
/// compressed file, which another version of zlib may make differently of the same lines.
///
/// @param number of the segment, from 1
/// @param first how many lines all earlier segments have
/// @param recovered the segment's run was killed: this is what could still be read
/// @param root of the lines, hexadecimal
/// @param previous the [#digest] of the seal before it, "" for the first
/// @param stored SHA-256 of the compressed file, hexadecimal
/// @param blocks of the compressed file, in order
record Seal(
        int number,
        long first,
        long lines,
        boolean recovered,
        String root,
        String previous,
        String stored,
        List<Block> blocks) {

    /// @param length bytes in the compressed file
    /// @param lines how many lines it holds
    record Block(int length, int lines) {}

    /// What the next segment and `case.json` know this one by.
    String digest() {
        return Digests.of(sealed());
    }

    /// The file's content.
    byte[] bytes() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("stored", stored);
        List<List<Integer>> pairs = new ArrayList<>(blocks.size());
        for (Block block : blocks) pairs.add(List.of(block.length, block.lines));
        described.put("blocks", pairs);
        byte[] sealed = sealed(), rest = Json.bytes(described);
        byte[] all = Arrays.copyOf(sealed, sealed.length + rest.length + 2);
        all[sealed.length] = '\n';
        System.arraycopy(rest, 0, all, sealed.length + 1, rest.length);
        all[all.length - 1] = '\n';
        return all;
    }

    private byte[] sealed() {
        Map<String, Object> sealed = new LinkedHashMap<>();
        sealed.put("segment", number);
        sealed.put("first", first);
        sealed.put("lines", lines);
        if (recovered) sealed.put("recovered", true);
        sealed.put("root", root);
        if (!previous.isEmpty()) sealed.put("previous", previous);
        return Json.bytes(sealed);
    }

    /// @return null where the bytes are not exactly what [#bytes] writes
    static Seal parse(byte[] bytes) {
        int end = new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\n');
        if (end < 0) return null;
        Map<String, Object> sealed = Json.object(bytes, 0, end);
        Map<String, Object> described = Json.object(bytes, end + 1, bytes.length - end - 1);
        if (sealed == null || described == null || !(described.get("blocks") instanceof List<?> pairs)) return null;
        List<Block> blocks = new ArrayList<>(pairs.size());
        for (Object pair : pairs) {
            if (!(pair instanceof List<?> two) || two.size() != 2) return null;
            if (!(two.get(0) instanceof Long length) || !(two.get(1) instanceof Long lines)) return null;
            if (length != length.intValue() || lines != lines.intValue() || length < 0 || lines < 0) return null;
            blocks.add(new Block(length.intValue(), lines.intValue()));
        }
        if (!(sealed.get("segment") instanceof Long number) || !(sealed.get("first") instanceof Long first))
            return null;
        if (!(sealed.get("lines") instanceof Long lines) || !(sealed.get("root") instanceof String root)) return null;
        Seal seal = new Seal(
                (int) (long) number,
                first,
                lines,
                sealed.get("recovered") instanceof Boolean recovered && recovered,
                root,
                sealed.get("previous") instanceof String previous ? previous : "",
                described.get("stored") instanceof String stored ? stored : "",
                blocks);
        return Arrays.equals(seal.bytes(), bytes) ? seal : null;
    }
}
