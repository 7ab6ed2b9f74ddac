package earshot.dissect.irc;

import earshot.bytes.Cursor;
import java.util.Arrays;
import java.util.Set;

/// A set of words that bytes are looked up in without making a string: the first eight letters and the length
/// tell the commands of IRC apart.
final class Words {
    private final long[] packed;

    Words(Set<String> words) {
        packed = words.stream().mapToLong(Words::pack).distinct().sorted().toArray();
    }

    private static long pack(String word) {
        long value = 0;
        for (int i = 0; i < Math.min(8, word.length()); i++) value = value << 7 | (word.charAt(i) & 0x5f);
        return value << 5 | Math.min(word.length(), 31);
    }

    /// Whether the bytes [from, to) ahead are one of the words, in either case.
    boolean contains(Cursor in, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            int c = in.peek(i) & 0x5f;
            if (c < 'A' || c > 'Z' || in.peek(i) < 'A') return false;
            if (i - from < 8) value = value << 7 | c;
        }
        return Arrays.binarySearch(packed, value << 5 | Math.min(to - from, 31)) >= 0;
    }
}
