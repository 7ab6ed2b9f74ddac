package earshot.dissect.webchat;

import earshot.web.WebRequest;

/// Where requests carry who asks.
final class Tokens {
    private Tokens() {}

    /// The value behind `Bearer` (or the like) in the field Authorization; "" where it is something else.
    static String bearer(WebRequest request) {
        String field = request.field("authorization").strip();
        int space = field.indexOf(' ');
        return space > 0 && field.regionMatches(true, 0, "Bearer", 0, space)
                ? field.substring(space + 1).strip()
                : "";
    }

    /// A cookie's value, "" where it is absent.
    static String cookie(WebRequest request, String name) {
        for (String one : request.field("cookie").split("[;,]", 128)) {
            String cookie = one.strip();
            if (cookie.startsWith(name + "=")) return cookie.substring(name.length() + 1);
        }
        return "";
    }
}
