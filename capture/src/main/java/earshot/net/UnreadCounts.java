package earshot.net;

import earshot.capture.Block;
import java.util.Arrays;

/// How many frames and bytes were not understood, by [Unread] code.
///
/// Bounded: after [#KINDS] different codes further ones are counted together, so the records must be counted in
/// frame order by one thread for the answer to be the same in every run. One for each capture, or one for all.
public final class UnreadCounts {
    /// Kinds told apart.
    public static final int KINDS = 256;

    private int[] codes = new int[16];
    private long[] frames = new long[16], bytes = new long[16];
    private int count;
    private long furtherFrames, furtherBytes;

    /// Counts record `i` where it is [Block#OTHER].
    public void add(Block block, int i) {
        if (block.kind[i] == Block.OTHER) add(block.network[i], 1, block.length[i]);
    }

    /// Adds what another has counted, its kinds in the order in which it met them.
    public void add(UnreadCounts other) {
        for (int i = 0; i < other.count; i++) add(other.codes[i], other.frames[i], other.bytes[i]);
        furtherFrames += other.furtherFrames;
        furtherBytes += other.furtherBytes;
    }

    private void add(int code, long moreFrames, long moreBytes) {
        int i = 0;
        while (i < count && codes[i] != code) i++;
        if (i == KINDS) {
            furtherFrames += moreFrames;
            furtherBytes += moreBytes;
            return;
        }
        if (i == count) grow(code);
        frames[i] += moreFrames;
        bytes[i] += moreBytes;
    }

    private void grow(int code) {
        if (count == codes.length) {
            codes = Arrays.copyOf(codes, count * 2);
            frames = Arrays.copyOf(frames, count * 2);
            bytes = Arrays.copyOf(bytes, count * 2);
        }
        codes[count++] = code;
    }

    /// How many kinds were told apart.
    public int kinds() {
        return count;
    }

    /// The kind's name: `ethertype 0x88cc`.
    public String kind(int i) {
        return Unread.text(codes[i]);
    }

    public long frames(int i) {
        return frames[i];
    }

    /// Bytes on the wire.
    public long bytes(int i) {
        return bytes[i];
    }

    /// Frames of kinds beyond [#KINDS].
    public long furtherFrames() {
        return furtherFrames;
    }

    /// Bytes of kinds beyond [#KINDS].
    public long furtherBytes() {
        return furtherBytes;
    }
}
