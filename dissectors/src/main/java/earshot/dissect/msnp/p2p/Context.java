package earshot.dissect.msnp.p2p;

import earshot.bytes.Cursor;
import earshot.xml.Xml;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// What a session is for: the Context of an invitation, base64.
///
/// @param creator of an object: the account whose it is; "" of a file
record Context(String name, long size, String creator) {
    private static final int NAME = 520, LONGEST = 128 * 1024;

    /// A file: little-endian, length of all this, version, size of the file, type, name in UTF-16, and perhaps a
    /// preview.
    ///
    /// @return null where it is none
    static Context file(String base64) {
        byte[] bytes = decoded(base64);
        Cursor in = new Cursor(bytes);
        in.skip(8);
        long size = in.i64le();
        in.skip(4);
        if (in.remaining() < 4 || size < 0) return null;
        byte[] name = in.take(Math.min(NAME, in.remaining() & ~1));
        String text = new String(name, StandardCharsets.UTF_16LE);
        int end = text.indexOf('\0');
        return new Context(end < 0 ? text : text.substring(0, end), size, "");
    }

    /// A display picture, emoticon or wink: `<msnobj Creator="…" Size="…" Location="…" Friendly="…" …/>`.
    ///
    /// @return null where it is none
    static Context object(String base64) {
        byte[] bytes = decoded(base64);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) end--;
        Map<String, String> found = new HashMap<>();
        Xml.read(java.util.Arrays.copyOf(bytes, end), new Xml.Listener() {
            @Override
            public void start(String name, Map<String, String> attributes) {
                if (name.equals("msnobj")) found.putAll(attributes);
            }
        });
        String stated = found.getOrDefault("Size", "");
        if (stated.isEmpty() || stated.length() > 9 || !stated.chars().allMatch(c -> c >= '0' && c <= '9')) return null;
        String friendly =
                new String(decoded(found.getOrDefault("Friendly", "")), StandardCharsets.UTF_16LE).replace("\0", "");
        String name = friendly.isBlank() ? found.getOrDefault("Location", "") : friendly;
        return new Context(name, Long.parseLong(stated), found.getOrDefault("Creator", ""));
    }

    private static byte[] decoded(String base64) {
        if (base64.length() > LONGEST) return new byte[0];
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
