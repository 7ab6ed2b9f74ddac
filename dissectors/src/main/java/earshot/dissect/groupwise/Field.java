package earshot.dissect.groupwise;

import earshot.bytes.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A field of a request or an answer: a value, or fields of its own.
record Field(String tag, String value, List<Field> inner) {
    private static final int ARRAY = 9, UTF8 = 10, MULTIPLE = 12, NAME = 13;
    private static final int DEEPEST = 16, MOST = 20_000, LONGEST_TAG = 256;

    /// Fields as a client writes them: `&tag=NAME&cmd=0&val=VALUE&type=10`; the value of an array is how many of the
    /// next ones are inside it.
    static List<Field> ofForm(String form) {
        List<String[]> flat = new ArrayList<>();
        for (String part : form.split("&tag=", MOST)) {
            String[] pieces = part.strip().split("&", 8);
            if (pieces[0].isEmpty()) continue;
            String value = "", type = "";
            for (String piece : pieces) {
                if (piece.startsWith("val=")) value = piece.substring(4);
                if (piece.startsWith("type=")) type = piece.substring(5);
            }
            flat.add(new String[] {pieces[0], decoded(value), type});
        }
        int[] at = {0};
        List<Field> all = new ArrayList<>();
        while (at[0] < flat.size()) all.add(next(flat, at, 0));
        return all;
    }

    private static Field next(List<String[]> flat, int[] at, int depth) {
        String[] one = flat.get(at[0]++);
        boolean array = one[2].equals("9") || one[2].equals("12");
        List<Field> inner = new ArrayList<>();
        boolean counted = array
                && !one[1].isEmpty()
                && one[1].length() < 6
                && one[1].chars().allMatch(Character::isDigit);
        int count = counted && depth < DEEPEST ? Integer.parseInt(one[1]) : 0;
        for (int i = 0; i < count && at[0] < flat.size(); i++) inner.add(next(flat, at, depth + 1));
        return new Field(one[0], array ? "" : one[1], inner);
    }

    private static String decoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low >= 0) i += 2;
            bytes[length++] = low >= 0 ? (byte) (high << 4 | low) : bytes[i] == '+' ? (byte) ' ' : bytes[i];
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /// Fields as the server writes them, to the zero that ends them.
    ///
    /// @return null where they are damaged or not all there: then the cursor is truncated where more bytes may help
    static List<Field> ofBinary(Cursor in) {
        List<Field> all = new ArrayList<>();
        int[] left = {MOST};
        while (true) {
            int type = in.u8();
            if (in.truncated()) return null;
            if (type == 0) return all;
            Field field = binary(in, type, 0, left);
            if (field == null) return null;
            all.add(field);
        }
    }

    private static Field binary(Cursor in, int type, int depth, int[] left) {
        in.skip(1);
        long length = in.u32le();
        if (type > NAME || length > LONGEST_TAG || depth == DEEPEST || --left[0] < 0) return null;
        String tag = string(in, length);
        long value = in.u32le();
        if (in.truncated()) return null;
        String text = "";
        List<Field> inner = new ArrayList<>();
        if (type == UTF8 || type == NAME) {
            text = string(in, value);
        } else if (type == ARRAY || type == MULTIPLE) {
            for (long i = 0; i < value; i++) {
                int next = in.u8();
                // An array may end before it has what it says.
                if (next == 0) break;
                Field field = binary(in, next, depth + 1, left);
                if (field == null) return null;
                inner.add(field);
            }
        } else {
            text = Long.toString(value);
        }
        return in.truncated() ? null : new Field(tag, text, inner);
    }

    /// Ends with a NUL that is counted.
    static String string(Cursor in, long length) {
        String text = in.text(length > Integer.MAX_VALUE ? -1 : (int) length, StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    /// The first value under a tag, at any depth; "" where there is none.
    static String value(List<Field> fields, String tag) {
        for (Field field : fields) {
            if (field.tag.equals(tag) && field.inner.isEmpty()) return field.value;
            String inside = value(field.inner, tag);
            if (!inside.isEmpty()) return inside;
        }
        return "";
    }

    /// All values under a tag that stand at this level.
    static List<String> values(List<Field> fields, String tag) {
        return fields.stream()
                .filter(field -> field.tag.equals(tag))
                .map(Field::value)
                .toList();
    }

    /// All fields under a tag, at any depth.
    static List<Field> all(List<Field> fields, String tag) {
        List<Field> found = new ArrayList<>();
        for (Field field : fields) {
            if (field.tag.equals(tag)) found.add(field);
            found.addAll(all(field.inner, tag));
        }
        return found;
    }
}
