package earshot.dissect.sip.msrp;

import earshot.dissect.sip.media.Sdp;
import java.util.Locale;

/// A file as SDP offers it (RFC 5547): `a=file-selector:name:"x.jpg" type:image/jpeg size:4092 hash:sha-1:72:24:…`.
///
/// @param path the session's path at the offerer, as a key
/// @param size -1 where it is not said
/// @param wanted whether the offerer asks for the file instead of sending it
public record Offered(String path, String name, long size, boolean wanted) {
    /// @return null where the medium is no file's
    public static Offered of(Sdp.Media media) {
        String selector = media.attribute("file-selector");
        if (selector == null || !media.isMsrp()) return null;
        String name = value(selector, "name:"), size = value(selector, "size:");
        boolean number = !size.isEmpty() && size.length() < 18 && size.chars().allMatch(c -> c >= '0' && c <= '9');
        return new Offered(
                Msrp.last(media.attribute("path")),
                name,
                number ? Long.parseLong(size) : -1,
                media.attribute("recvonly") != null);
    }

    /// The value behind `key`, which stands at the beginning or behind a blank; with or without quotes.
    private static String value(String selector, String key) {
        String low = selector.toLowerCase(Locale.ROOT);
        boolean quoted = false;
        for (int i = 0; i < selector.length(); i++) {
            if (selector.charAt(i) == '"') quoted = !quoted;
            boolean begins = !quoted && (i == 0 || selector.charAt(i - 1) == ' ') && low.startsWith(key, i);
            if (!begins) continue;
            int from = i + key.length();
            if (from < selector.length() && selector.charAt(from) == '"') {
                int end = selector.indexOf('"', from + 1);
                return end < 0 ? "" : percentDecoded(selector.substring(from + 1, end));
            }
            int end = selector.indexOf(' ', from);
            return end < 0 ? selector.substring(from) : selector.substring(from, end);
        }
        return "";
    }

    /// Only quotes, line ends and the percent sign itself are encoded (RFC 5547 section 6).
    private static String percentDecoded(String name) {
        return name.replace("%22", "\"")
                .replace("%0D", "\r")
                .replace("%0A", "\n")
                .replace("%25", "%");
    }
}
