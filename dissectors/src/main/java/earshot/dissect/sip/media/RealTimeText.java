package earshot.dissect.sip.media;

import earshot.bytes.Cursor;
import java.nio.charset.StandardCharsets;

/// Text as it is typed (T.140 over RTP, RFC 4103): characters, new lines and corrections, put together to lines.
///
/// Each packet may repeat what the last ones said (RFC 2198), so single losses do no harm. What comes late is not put
/// back: where more is lost than was repeated, the line says so.
final class RealTimeText {
    private static final char BACKSPACE = '\b', BELL = 7, LINE = '\u2028', MARK = '\ufeff';
    private static final int LONGEST = 16 * 1024;
    private static final int MOST_BLOCKS = 8;

    /// @param gaps packets whose text is missing
    record Said(String text, int gaps) {}

    private final StringBuilder text = new StringBuilder();
    private int next = -1, gaps;
    private boolean line;

    /// @return whether it said anything new
    boolean primary(int sequence, Cursor payload) {
        int lost = lost(sequence);
        if (lost < 0) return false;
        gaps += lost;
        return type(payload);
    }

    /// The blocks' headers stand first: repeated ones with their lengths, then the new one's without.
    ///
    /// @return whether it said anything new
    boolean redundant(int sequence, Cursor payload) {
        int lost = lost(sequence);
        if (lost < 0) return false;
        int[] lengths = new int[MOST_BLOCKS];
        int blocks = 0;
        while ((payload.peek(0) & 0x80) != 0 && payload.remaining() >= 4) {
            if (blocks == MOST_BLOCKS) return false;
            lengths[blocks++] = (int) payload.u32() & 0x3ff;
        }
        payload.skip(1);
        boolean more = false;
        for (int i = 0; i < blocks; i++) {
            Cursor block = payload.slice(lengths[i]);
            // The oldest block comes first; only those that repeat lost packets are wanted.
            if (blocks - i <= lost) more |= type(block);
        }
        gaps += Math.max(0, lost - blocks);
        return type(payload) || more;
    }

    /// How many packets are missing before this one; -1 where it was seen or comes too late.
    private int lost(int sequence) {
        int ahead = next < 0 ? 0 : (short) (sequence - next);
        if (ahead < 0) return -1;
        next = sequence + 1 & 0xffff;
        return ahead;
    }

    private boolean type(Cursor block) {
        String typed = block.text(block.remaining(), StandardCharsets.UTF_8);
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            switch (c) {
                case BACKSPACE -> {
                    if (!text.isEmpty()) text.setLength(text.offsetByCodePoints(text.length(), -1));
                }
                case LINE, '\n', '\r' -> line = true;
                case BELL, MARK -> {}
                default -> text.append(c);
            }
        }
        if (text.length() > LONGEST) line = true;
        return !typed.isEmpty();
    }

    boolean hasLine() {
        return line;
    }

    Said take() {
        Said said = new Said(text.toString().strip(), gaps);
        text.setLength(0);
        gaps = 0;
        line = false;
        return said;
    }
}
