package earshot.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;

/// A bounded reader over bytes. Reads past the end give zero or nothing, and [#truncated] then says so, once
/// and for
/// all: read
/// a whole structure in straight lines, then ask.
///
/// A cursor is lent for one call; what must stay is copied. Big-endian unless the name says `le`.
public final class Cursor {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int at, limit;
    private boolean truncated;

    public Cursor(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    public Cursor(byte[] bytes, int offset, int length) {
        set(bytes, offset, length);
    }

    /// Points this cursor at other bytes.
    public Cursor set(byte[] bytes, int offset, int length) {
        java.util.Objects.checkFromIndexSize(offset, length, bytes.length);
        this.bytes = bytes;
        this.at = offset;
        this.limit = offset + length;
        this.truncated = false;
        return this;
    }

    public int remaining() {
        return limit - at;
    }

    /// Whether a read went past the end since this cursor was set.
    public boolean truncated() {
        return truncated;
    }

    /// The byte `i` places ahead, unsigned, without moving; -1 past the end.
    public int peek(int i) {
        return i >= 0 && i < limit - at ? bytes[at + i] & 0xff : -1;
    }

    /// The big-endian 16-bit value `i` places ahead, without moving; -1 where it does not fit.
    public int peek16(int i) {
        return i >= 0 && i + 2 <= limit - at ? (short) SHORT.get(bytes, at + i) & 0xffff : -1;
    }

    /// The big-endian 32-bit value `i` places ahead, without moving; -1 where it does not fit.
    public long peek32(int i) {
        return i >= 0 && i + 4 <= limit - at ? (int) INT.get(bytes, at + i) & 0xffff_ffffL : -1;
    }

    /// Whether the next bytes are these, ASCII.
    public boolean startsWith(String ascii) {
        return startsWith(0, ascii);
    }

    /// Whether the bytes `i` places ahead are these, ASCII.
    public boolean startsWith(int i, String ascii) {
        if (i < 0 || i + ascii.length() > limit - at) return false;
        for (int k = 0; k < ascii.length(); k++) if ((bytes[at + i + k] & 0xff) != ascii.charAt(k)) return false;
        return true;
    }

    /// How far ahead the next such byte stands, starting `from` places ahead; -1 where there is none.
    public int indexOf(int value, int from) {
        for (int i = at + Math.max(0, from); i < limit; i++) if ((bytes[i] & 0xff) == value) return i - at;
        return -1;
    }

    public int u8() {
        return need(1) ? bytes[at++] & 0xff : 0;
    }

    public int u16() {
        if (!need(2)) return 0;
        at += 2;
        return (short) SHORT.get(bytes, at - 2) & 0xffff;
    }

    public int u16le() {
        return Short.reverseBytes((short) u16()) & 0xffff;
    }

    public long u32() {
        if (!need(4)) return 0;
        at += 4;
        return (int) INT.get(bytes, at - 4) & 0xffff_ffffL;
    }

    public long u32le() {
        return Integer.reverseBytes((int) u32()) & 0xffff_ffffL;
    }

    public long i64() {
        if (!need(8)) return 0;
        at += 8;
        return (long) LONG.get(bytes, at - 8);
    }

    public long i64le() {
        return Long.reverseBytes(i64());
    }

    /// The next `n` bytes as text; empty where they are not all there.
    public String text(int n, Charset charset) {
        if (!need(n)) return "";
        at += n;
        return new String(bytes, at - n, n, charset);
    }

    /// A copy of the next `n` bytes; empty where they are not all there.
    public byte[] take(int n) {
        if (!need(n)) return new byte[0];
        at += n;
        return java.util.Arrays.copyOfRange(bytes, at - n, at);
    }

    /// A copy of all that remains.
    public byte[] rest() {
        return take(remaining());
    }

    /// A cursor of its own over the next `n` bytes, which this one passes; empty, and this one truncated, where
    /// they
    /// are not all there.
    public Cursor slice(int n) {
        if (!need(n)) return new Cursor(bytes, limit, 0);
        at += n;
        return new Cursor(bytes, at - n, n);
    }

    /// A second cursor at the same place over the same bytes.
    public Cursor copy() {
        return new Cursor(bytes, at, limit - at);
    }

    public void skip(int n) {
        if (need(n)) at += n;
    }

    /// The array that this cursor reads; with [#position], for handing bytes on without a copy.
    public byte[] array() {
        return bytes;
    }

    /// Where in [#array] the next byte stands.
    public int position() {
        return at;
    }

    private boolean need(int n) {
        if (n >= 0 && n <= limit - at) return true;
        at = limit;
        truncated = true;
        return false;
    }
}
