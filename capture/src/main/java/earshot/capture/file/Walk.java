package earshot.capture.file;

import earshot.capture.CaptureInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Finds the records in a capture's bytes, one after the other, through a window that its [Lane] moves on.
///
/// What is read depends on the bytes alone, never on where a window ended: where a decision needs bytes
/// that are not there yet, the walk asks for them.
abstract sealed class Walk permits PcapWalk, PcapngWalk {
    /// What [#next] found: a record; that [#need] bytes of the window are wanted; that there are no more
    /// records.
    static final int RECORD = 0, MORE = 1, END = 2;

    /// Records and blocks longer than this are damage.
    static final int LONGEST = 256 * 1024 * 1024;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /// The window: bytes `at` to `end` of `data` are still to be walked.
    byte[] data;
    int at, end;
    /// Nothing follows the window.
    boolean last;
    /// Which byte of the (unpacked) capture stands at index 0 of the window.
    long base;
    /// After [#MORE]: how many bytes from [#at] on the window must hold for the walk to go on.
    int need;

    /// The record found: where its frame stands in [#data], and its facts as in [earshot.capture.Block].
    int offset, captured, length, link;
    long time;
    /// The number of the record found, from 1.
    long frame;

    /// Numbers are stored with the highest byte first.
    boolean big;

    /// The capture is stored compressed: its bytes are not the file's.
    boolean packed;

    final CaptureInfo info;
    final Damage damage;

    Walk(CaptureInfo info) {
        this.info = info;
        damage = new Damage(info);
    }

    /// Goes on to the next record.
    abstract int next();

    final int i32(int at) {
        return big ? (int) BIG.get(data, at) : (int) INT.get(data, at);
    }

    final int u16(int at) {
        int a = data[at] & 0xff, b = data[at + 1] & 0xff;
        return big ? a << 8 | b : b << 8 | a;
    }

    /// Names a byte of the capture in a sentence.
    final String place(long at) {
        return (packed ? "unpacked byte " : "byte ") + at;
    }

    final int more(int need) {
        this.need = need;
        return MORE;
    }

    /// The window's bytes have moved down by `by`.
    final void moved(int by) {
        at -= by;
        end -= by;
        offset -= by;
        base += by;
    }
}
