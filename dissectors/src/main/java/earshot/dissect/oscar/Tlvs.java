package earshot.dissect.oscar;

import earshot.bytes.Cursor;
import earshot.text.TextDecoding;

/// A block of TLVs (u16 type, u16 length, value), found once and read by type. Types may repeat; [#get] gives
/// the first. OSCAR has three kinds of block: the rest of the body ([#rest]), one that begins with how many
/// there are ([#counted]), and one that begins with its length in bytes ([#sized]).
///
/// Lives as long as the bytes it points into: one message.
final class Tlvs {
    /// More in one block are not looked at. The widest real one, a user info, has about 20.
    private static final int MOST = 512;

    private final Cursor base;
    private int[] places = new int[3 * 16];
    private int count;
    private String overrun = "";

    private Tlvs(Cursor in, int most) {
        base = in.copy();
        int start = in.remaining();
        while (count < most && in.remaining() >= 4) {
            int type = in.u16(), length = in.u16();
            if (length > in.remaining()) {
                overrun = "TLV 0x%04x says %d bytes, %d remain".formatted(type, length, in.remaining());
                in.skip(in.remaining());
                return;
            }
            if (count == MOST) {
                overrun = "more than " + MOST + " TLVs";
                in.skip(in.remaining());
                return;
            }
            if (3 * count == places.length) places = java.util.Arrays.copyOf(places, 2 * places.length);
            places[3 * count] = type;
            places[3 * count + 1] = start - in.remaining();
            places[3 * count++ + 2] = length;
            in.skip(length);
        }
        if (most != Integer.MAX_VALUE && count < most) overrun = most + " TLVs said, " + count + " there";
    }

    /// All that remains.
    static Tlvs rest(Cursor in) {
        return new Tlvs(in, Integer.MAX_VALUE);
    }

    /// As many as the u16 before them says.
    static Tlvs counted(Cursor in) {
        return new Tlvs(in, in.u16());
    }

    /// The bytes that the u16 before them says.
    static Tlvs sized(Cursor in) {
        return new Tlvs(in.slice(in.u16()), Integer.MAX_VALUE);
    }

    /// Which length lied, "" where none did. What stands before it is whole.
    String overrun() {
        return overrun;
    }

    boolean has(int type) {
        return find(type) >= 0;
    }

    /// The value of the first TLV of this type; null where there is none.
    Cursor get(int type) {
        int i = find(type);
        return i < 0 ? null : value(i);
    }

    byte[] bytes(int type) {
        Cursor value = get(type);
        return value == null ? new byte[0] : value.rest();
    }

    String text(int type) {
        return TextDecoding.of(bytes(type)).text();
    }

    /// The big-endian number of one to four bytes in the first TLV of this type; `otherwise` where there is
    /// none.
    long number(int type, long otherwise) {
        Cursor value = get(type);
        if (value == null || value.remaining() == 0 || value.remaining() > 4) return otherwise;
        long number = 0;
        while (value.remaining() > 0) number = number << 8 | value.u8();
        return number;
    }

    int count() {
        return count;
    }

    int type(int i) {
        return places[3 * i];
    }

    Cursor value(int i) {
        Cursor value = base.copy();
        value.skip(places[3 * i + 1]);
        return value.slice(places[3 * i + 2]);
    }

    private int find(int type) {
        for (int i = 0; i < count; i++) if (places[3 * i] == type) return i;
        return -1;
    }
}
