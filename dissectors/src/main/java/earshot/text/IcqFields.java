package earshot.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The texts of ICQ's typed messages: several fields with the byte FE between them.
///
/// FE is also a letter of Cyrillic charsets, so that the last field, which is what somebody typed, keeps its own.
public final class IcqFields {
    private static final byte END = (byte) 0xfe;

    private IcqFields() {}

    /// Splits at the first `most - 1` marks.
    public static List<byte[]> split(byte[] text, int most) {
        List<byte[]> fields = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.length && fields.size() < most - 1; i++) {
            if (text[i] != END) continue;
            fields.add(Arrays.copyOfRange(text, from, i));
            from = i + 1;
        }
        fields.add(Arrays.copyOfRange(text, from, text.length));
        return fields;
    }

    /// The last of six fields (nick, names, address, a flag, the text); a text without marks is that field alone.
    public static byte[] sixth(byte[] text) {
        List<byte[]> fields = split(text, 6);
        return fields.size() == 1 ? text : fields.size() < 6 ? new byte[0] : fields.get(5);
    }

    /// What somebody wrote into a request for consent: behind nick, names and address, and in most versions a flag.
    public static byte[] reason(byte[] text) {
        List<byte[]> fields = split(text, 6);
        return fields.size() == 5 ? fields.get(4) : sixth(text);
    }

    /// Description FE address, on two lines.
    public static byte[] link(byte[] text) {
        int mark = text.length - 1;
        while (mark >= 0 && text[mark] != END) mark--;
        if (mark < 0) return text;
        if (mark == 0) return Arrays.copyOfRange(text, 1, text.length);
        byte[] lines = text.clone();
        lines[mark] = '\n';
        return lines;
    }
}
