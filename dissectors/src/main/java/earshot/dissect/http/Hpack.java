package earshot.dissect.http;

import earshot.bytes.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The header compression of HTTP/2 (RFC 7541): one decoder a direction. What it has seen decides what the next block
/// means, so after lost or damaged bytes nothing can be decoded any more.
final class Hpack {
    /// A table that the other side may ask for; nobody is known to ask for more.
    private static final int MOST_TABLE = 1 << 20;
    /// Fields of a block that are kept.
    private static final int MOST_FIELDS = 256;
    /// What an entry costs besides its letters (RFC 7541 section 4.1).
    private static final int OVERHEAD = 32;

    record Field(String name, String value) {
        int size() {
            return name.length() + value.length() + OVERHEAD;
        }
    }

    private static final List<Field> STATIC = List.of(
            of(":authority", ""),
            of(":method", "GET"),
            of(":method", "POST"),
            of(":path", "/"),
            of(":path", "/index.html"),
            of(":scheme", "http"),
            of(":scheme", "https"),
            of(":status", "200"),
            of(":status", "204"),
            of(":status", "206"),
            of(":status", "304"),
            of(":status", "400"),
            of(":status", "404"),
            of(":status", "500"),
            of("accept-charset", ""),
            of("accept-encoding", "gzip, deflate"),
            of("accept-language", ""),
            of("accept-ranges", ""),
            of("accept", ""),
            of("access-control-allow-origin", ""),
            of("age", ""),
            of("allow", ""),
            of("authorization", ""),
            of("cache-control", ""),
            of("content-disposition", ""),
            of("content-encoding", ""),
            of("content-language", ""),
            of("content-length", ""),
            of("content-location", ""),
            of("content-range", ""),
            of("content-type", ""),
            of("cookie", ""),
            of("date", ""),
            of("etag", ""),
            of("expect", ""),
            of("expires", ""),
            of("from", ""),
            of("host", ""),
            of("if-match", ""),
            of("if-modified-since", ""),
            of("if-none-match", ""),
            of("if-range", ""),
            of("if-unmodified-since", ""),
            of("last-modified", ""),
            of("link", ""),
            of("location", ""),
            of("max-forwards", ""),
            of("proxy-authenticate", ""),
            of("proxy-authorization", ""),
            of("range", ""),
            of("referer", ""),
            of("refresh", ""),
            of("retry-after", ""),
            of("server", ""),
            of("set-cookie", ""),
            of("strict-transport-security", ""),
            of("transfer-encoding", ""),
            of("user-agent", ""),
            of("vary", ""),
            of("via", ""),
            of("www-authenticate", ""));

    private static Field of(String name, String value) {
        return new Field(name, value);
    }

    /// The newest first.
    private final Deque<Field> table = new ArrayDeque<>();

    private int size, most = 4096;
    private boolean lost;

    boolean lost() {
        return lost;
    }

    /// Bytes of this direction are missing.
    void lose() {
        lost = true;
        table.clear();
    }

    /// @return the fields of the block in their order; null where it cannot be decoded
    List<Field> read(Cursor in) {
        if (lost) return null;
        List<Field> fields = new ArrayList<>();
        while (in.remaining() > 0 && !lost) {
            int first = in.peek(0);
            if ((first & 0x80) != 0) {
                keep(fields, at(number(in, 7)));
            } else if ((first & 0xe0) == 0x20) {
                most = Math.min(number(in, 5), MOST_TABLE);
                evict(0);
            } else {
                boolean indexed = (first & 0x40) != 0;
                Field field = literal(in, indexed ? 6 : 4);
                keep(fields, field);
                if (indexed && field != null) add(field);
            }
            if (in.truncated()) lose();
        }
        return lost ? null : fields;
    }

    private void keep(List<Field> fields, Field field) {
        if (field == null) lose();
        else if (fields.size() < MOST_FIELDS) fields.add(field);
    }

    private Field literal(Cursor in, int bits) {
        int index = number(in, bits);
        String name = index == 0 ? string(in) : at(index) == null ? null : at(index).name;
        String value = name == null ? null : string(in);
        return value == null ? null : new Field(name, value);
    }

    /// An integer with a prefix of so many bits (section 5.1).
    private int number(Cursor in, int bits) {
        int mask = (1 << bits) - 1, value = in.u8() & mask;
        if (value < mask) return value;
        for (int shift = 0; shift <= 21; shift += 7) {
            int next = in.u8();
            value += (next & 0x7f) << shift;
            if ((next & 0x80) == 0) return value;
        }
        lose();
        return 0;
    }

    private String string(Cursor in) {
        boolean huffman = in.peek(0) >= 0x80;
        int length = number(in, 7);
        byte[] bytes = in.take(length);
        if (in.truncated()) return null;
        byte[] text = huffman ? Huffman.decoded(bytes, 0, bytes.length) : bytes;
        return text == null ? null : new String(text, StandardCharsets.UTF_8);
    }

    /// The field of this number in both tables; null where there is none.
    private Field at(int index) {
        if (index <= 0) return null;
        if (index <= STATIC.size()) return STATIC.get(index - 1);
        int left = index - STATIC.size() - 1;
        if (left >= table.size()) return null;
        for (Field field : table) if (left-- == 0) return field;
        return null;
    }

    private void add(Field field) {
        evict(field.size());
        if (field.size() > most) return;
        table.addFirst(field);
        size += field.size();
    }

    private void evict(int room) {
        while (!table.isEmpty() && size + room > most)
            size -= table.removeLast().size();
    }

    int heldBytes() {
        return size;
    }
}
