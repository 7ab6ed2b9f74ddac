package earshot.dissect.http;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The Huffman code of HPACK (RFC 7541 appendix B). Codes of one length are given out in the order of their symbols,
/// and after those of shorter ones, so the lengths say everything.
final class Huffman {
    private static final int LONGEST = 30;
    /// The end of the string: never sent but for the bits of it that fill the last byte.
    private static final int EOS = 256;

    private static final int[] LENGTHS = lengths();
    /// Symbols in the order of their codes, and for each length the first code and where its symbol stands.
    private static final int[] SYMBOLS = new int[EOS + 1];

    private static final int[] FIRST = new int[LONGEST + 2], AT = new int[LONGEST + 2];

    static {
        List<Integer> order = new ArrayList<>();
        for (int s = 0; s <= EOS; s++) order.add(s);
        order.sort(Comparator.comparingInt((Integer s) -> LENGTHS[s]).thenComparing(s -> s));
        int code = 0, i = 0;
        for (int length = 1; length <= LONGEST; length++, code <<= 1) {
            FIRST[length] = code;
            AT[length] = i;
            for (; i < order.size() && LENGTHS[order.get(i)] == length; i++, code++) SYMBOLS[i] = order.get(i);
        }
        AT[LONGEST + 1] = i;
    }

    private Huffman() {}

    private static int[] lengths() {
        int[] lengths = new int[EOS + 1];
        set(lengths, 5, "012aceiost");
        set(lengths, 6, " %-./3456789=A_bdfghlmnpru");
        set(lengths, 7, ":BCDEFGHIJKLMNOPQRSTUVWYjkqvwxyz");
        set(lengths, 8, "&*,;XZ");
        set(lengths, 10, "!\"()?");
        set(lengths, 11, "'+|");
        set(lengths, 12, "#>");
        set(lengths, 13, "\0$@[]~");
        set(lengths, 14, "^}");
        set(lengths, 15, "<`{");
        set(lengths, 19, 92, 195, 208);
        set(lengths, 20, 128, 130, 131, 162, 184, 194, 224, 226);
        set(lengths, 21, 153, 161, 167, 172, 176, 177, 179, 209, 216, 217, 227, 229, 230);
        set(lengths, 22, 129, 132, 133, 134, 136, 146, 154, 156, 160, 163, 164, 169, 170, 173, 178, 181, 185, 186, 187);
        set(lengths, 22, 189, 190, 196, 198, 228, 232, 233);
        set(lengths, 23, 1, 135, 137, 138, 139, 140, 141, 143, 147, 149, 150, 151, 152, 155, 157, 158, 165, 166, 168);
        set(lengths, 23, 174, 175, 180, 182, 183, 188, 191, 197, 231, 239);
        set(lengths, 24, 9, 142, 144, 145, 148, 159, 171, 206, 215, 225, 236, 237);
        set(lengths, 25, 199, 207, 234, 235);
        set(lengths, 26, 192, 193, 200, 201, 202, 205, 210, 213, 218, 219, 238, 240, 242, 243, 255);
        set(lengths, 27, 203, 204, 211, 212, 214, 221, 222, 223, 241, 244, 245, 246, 247, 248, 250, 251, 252, 253, 254);
        set(lengths, 28, 2, 3, 4, 5, 6, 7, 8, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 23, 24, 25, 26, 27, 28, 29, 30);
        set(lengths, 28, 31, 127, 220, 249);
        set(lengths, 30, 10, 13, 22, EOS);
        return lengths;
    }

    private static void set(int[] lengths, int length, String symbols) {
        for (int i = 0; i < symbols.length(); i++) lengths[symbols.charAt(i)] = length;
    }

    private static void set(int[] lengths, int length, int... symbols) {
        for (int symbol : symbols) lengths[symbol] = length;
    }

    /// @return null where the bits are no string
    static byte[] decoded(byte[] bytes, int offset, int length) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(length * 8 / 5);
        int code = 0, bits = 0;
        for (int i = 0; i < length * 8; i++) {
            code = code << 1 | bytes[offset + (i >> 3)] >> (7 - (i & 7)) & 1;
            bits++;
            int there = AT[bits + 1] - AT[bits];
            if (code - FIRST[bits] >= there) {
                if (bits == LONGEST) return null;
                continue;
            }
            int symbol = SYMBOLS[AT[bits] + code - FIRST[bits]];
            if (symbol == EOS) return null;
            text.write(symbol);
            code = bits = 0;
        }
        // The rest of the last byte is the beginning of EOS: ones.
        return bits < 8 && code == (1 << bits) - 1 ? text.toByteArray() : null;
    }
}
