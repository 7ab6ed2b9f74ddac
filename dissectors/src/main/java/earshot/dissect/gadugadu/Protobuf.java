package earshot.dissect.gadugadu;

import earshot.bytes.Cursor;
import java.util.HashMap;
import java.util.Map;

/// The fields of a protocol buffer, as far as Gadu-Gadu uses them: the last value of each number counts.
///
/// @param numbers varints and fixed ones
/// @param bytes strings and messages inside
record Protobuf(Map<Integer, Long> numbers, Map<Integer, byte[]> bytes) {
    private static final byte[] NOTHING = {};
    private static final int MOST = 256;

    /// @return null where the bytes are none
    static Protobuf read(Cursor in) {
        Protobuf read = new Protobuf(new HashMap<>(), new HashMap<>());
        for (int fields = 0; in.remaining() > 0; fields++) {
            long key = varint(in);
            int field = (int) (key >> 3);
            if (in.truncated() || field <= 0 || field > 1000 || fields > MOST) return null;
            switch ((int) key & 7) {
                case 0 -> read.numbers.put(field, varint(in));
                case 1 -> read.numbers.put(field, in.i64le());
                case 2 -> {
                    long length = varint(in);
                    if (length < 0 || length > in.remaining()) return null;
                    read.bytes.put(field, in.take((int) length));
                }
                case 5 -> read.numbers.put(field, in.u32le());
                default -> {
                    return null;
                }
            }
            if (in.truncated()) return null;
        }
        return read;
    }

    private static long varint(Cursor in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = in.u8();
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) return value;
        }
        return -1;
    }

    byte[] bytes(int field) {
        return bytes.getOrDefault(field, NOTHING);
    }

    String text(int field) {
        return Packet.utf8(bytes(field));
    }

    long number(int field) {
        return numbers.getOrDefault(field, 0L);
    }

    /// An account's number: a zero, a length and digits. "" where it is none.
    String account(int field) {
        return account(new Cursor(bytes(field)));
    }

    static String account(Cursor in) {
        if (in.u8() != 0) return "";
        int length = in.u8();
        String digits = in.text(length, java.nio.charset.StandardCharsets.US_ASCII);
        if (digits.isEmpty() || digits.length() > 12) return "";
        for (int i = 0; i < digits.length(); i++) if (digits.charAt(i) < '0' || digits.charAt(i) > '9') return "";
        return digits;
    }
}
