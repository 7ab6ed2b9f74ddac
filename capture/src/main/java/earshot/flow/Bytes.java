package earshot.flow;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Big-endian values out of packet bytes that the decoder has checked to be there.
final class Bytes {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Bytes() {}

    static int i32(byte[] data, int at) {
        return (int) INT.get(data, at);
    }

    static long i64(byte[] data, int at) {
        return (long) LONG.get(data, at);
    }
}
