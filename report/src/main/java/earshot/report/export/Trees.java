package earshot.report.export;

import earshot.report.line.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// JSON documents put together as maps and lists, and the identifiers in them.
final class Trees {
    /// This project's own name space for UUIDs.
    private static final UUID SPACE = UUID.fromString("6b3d2f4e-0c55-5b1a-9f0e-5d3c1a7e4b21");

    private Trees() {}

    /// An object; keys and values in turn, those without a value left out.
    static Map<String, Object> object(Object... fields) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            Object value = fields[i + 1];
            boolean empty = value == null
                    || value.equals("")
                    || value instanceof java.util.Collection<?> list && list.isEmpty();
            if (!empty) object.put((String) fields[i], value);
        }
        return object;
    }

    static String json(Object tree) {
        return new String(Json.bytes(tree), StandardCharsets.UTF_8);
    }

    /// The UUID that this name always has (RFC 9562 section 5.5).
    static String uuid(String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(SPACE.getMostSignificantBits())
                    .putLong(SPACE.getLeastSignificantBits())
                    .array());
            ByteBuffer digest = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            long high = digest.getLong() & ~0xf000L | 0x5000L;
            long low = digest.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
            return new UUID(high, low).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
