package earshot.event.json;

import earshot.event.Account;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The fields of a line: each writes its key and value, or nothing where there is no value.
final class Fields {
    final JsonBuffer out = new JsonBuffer(1 << 16);
    private final Times times = new Times();

    void field(byte[] key, String value) {
        if (!value.isEmpty()) out.put(key).string(value);
    }

    void account(byte[] key, byte[] resourceKey, Account account) {
        field(key, account.id());
        field(resourceKey, account.resource());
    }

    void word(byte[] key, Enum<?> value) {
        byte[] word = Words.of(value);
        out.put(key).put(word, word.length);
    }

    void time(byte[] key, long nanos) {
        out.put(key);
        times.write(out, nanos);
    }

    void count(byte[] key, long value) {
        if (value >= 0) out.put(key).number(value);
    }

    void strings(byte[] key, List<String> values) {
        if (values.isEmpty()) return;
        out.put(key).put('[');
        for (int i = 0; i < values.size(); i++) out.comma().string(values.get(i));
        out.put(']');
    }

    void counts(byte[] key, Map<String, Long> values) {
        if (values.isEmpty()) return;
        out.put(key).put('{');
        for (Map.Entry<String, Long> entry : values.entrySet()) {
            if (out.last() != '{') out.put(',');
            out.string(entry.getKey()).put(':').number(entry.getValue());
        }
        out.put('}');
    }

    /// A signed number of seconds, exact to the nanosecond.
    static byte[] seconds(long nanos) {
        return java.math.BigDecimal.valueOf(nanos, 9)
                .stripTrailingZeros()
                .toPlainString()
                .getBytes(StandardCharsets.US_ASCII);
    }
}
