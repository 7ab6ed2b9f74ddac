package earshot.dissect.sip.msrp;

import earshot.bytes.Cursor;
import earshot.mime.Mime;
import java.nio.charset.StandardCharsets;

/// The head of a request or an answer (RFC 4975 section 9).
///
/// @param id the transaction's, which ends the chunk
/// @param method or the status of an answer
/// @param start where its bytes belong in the message, from 0
/// @param end where they end, -1 where it is not stated
/// @param total the message's size, -1 where it is not stated
record Chunk(String id, String method, Mime fields, long start, long end, long total) {
    /// @return null where the first line is none
    static Chunk read(Cursor in) {
        byte[] bytes = in.rest();
        int eol = 0;
        while (eol < bytes.length && bytes[eol] != '\n') eol++;
        String[] words =
                new String(bytes, 0, eol, StandardCharsets.UTF_8).strip().split(" ", 4);
        if (words.length < 3 || !words[0].equals("MSRP") || words[1].isEmpty() || words[1].length() > Msrp.LONGEST_ID)
            return null;
        Mime fields = Mime.read(bytes, Math.min(bytes.length, eol + 1));
        String range = fields.field("byte-range");
        int dash = range.indexOf('-'), slash = range.indexOf('/');
        long start = dash > 0 ? number(range.substring(0, dash)) : 1;
        long end = dash > 0 && slash > dash ? number(range.substring(dash + 1, slash)) : -1;
        long total = slash > 0 ? number(range.substring(slash + 1)) : -1;
        return new Chunk(words[1], words[2], fields, Math.max(0, start - 1), end, total);
    }

    /// -1 for `*` and whatever is no number.
    private static long number(String digits) {
        String text = digits.strip();
        boolean number = !text.isEmpty() && text.length() < 16 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(text) : -1;
    }
}
