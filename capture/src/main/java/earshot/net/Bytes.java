package earshot.net;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads numbers at an index of an array; big-endian unless the name says `le`. The caller has checked the bounds.
///
/// The handles have the machine's usual order: turning the bytes round here is a single instruction, and compiled
/// without a call by the first compiler as well, in which most of a short run is spent.
public final class Bytes {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Bytes() {}

    static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    static int u16le(byte[] bytes, int at) {
        return (short) SHORT.get(bytes, at) & 0xffff;
    }

    public static int i32(byte[] bytes, int at) {
        return Integer.reverseBytes((int) INT.get(bytes, at));
    }

    static int i32le(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static long u32(byte[] bytes, int at) {
        return i32(bytes, at) & 0xffff_ffffL;
    }

    public static long i64(byte[] bytes, int at) {
        return Long.reverseBytes((long) LONG.get(bytes, at));
    }

    static long i64le(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }
}
