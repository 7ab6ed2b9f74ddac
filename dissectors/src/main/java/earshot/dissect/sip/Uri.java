package earshot.dissect.sip;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A SIP URI (RFC 3261 section 19.1), or a `tel`, `im` or `pres` one: `sip:user:password@host:port;name=value`.
///
/// @param user percent-encoding undone; "" where there is none
/// @param password "" where there is none; it should never be there
/// @param host in lower case
/// @param port 0 where none is stated
/// @param parameters by name in lower case
record Uri(String scheme, String user, String password, String host, int port, Map<String, String> parameters) {
    static final Uri NONE = new Uri("", "", "", "", 0, Map.of());

    static Uri read(String text) {
        String uri = text.strip();
        int colon = uri.indexOf(':');
        if (colon <= 0 || colon > 6) return NONE;
        String scheme = uri.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = uri.substring(colon + 1);
        int question = rest.indexOf('?');
        if (question >= 0 && rest.indexOf('@') < question) rest = rest.substring(0, question);
        int at = rest.indexOf('@');
        if (scheme.equals("tel")) return telephone(rest);
        String userInfo = at < 0 ? "" : rest.substring(0, at);
        String where = rest.substring(at + 1);
        int semicolon = where.indexOf(';');
        Map<String, String> parameters = semicolon < 0 ? Map.of() : parameters(where.substring(semicolon + 1));
        String hostPort = semicolon < 0 ? where : where.substring(0, semicolon);
        int end = hostPort.startsWith("[") ? hostPort.indexOf(']') + 1 : hostPort.indexOf(':');
        if (end < 0) end = hostPort.length();
        String host = hostPort.substring(0, end).toLowerCase(Locale.ROOT);
        if (host.endsWith(".")) host = host.substring(0, host.length() - 1);
        int port = end < hostPort.length() ? number(hostPort.substring(end + 1)) : 0;
        int secret = userInfo.indexOf(':');
        String user = decoded(secret < 0 ? userInfo : userInfo.substring(0, secret));
        String password = secret < 0 ? "" : decoded(userInfo.substring(secret + 1));
        // A telephone number's context is no part of the name.
        int context = user.indexOf(';');
        if (context > 0) user = user.substring(0, context);
        return new Uri(scheme, user, password, host, port, parameters);
    }

    private static Uri telephone(String rest) {
        int semicolon = rest.indexOf(';');
        String number = (semicolon < 0 ? rest : rest.substring(0, semicolon)).replaceAll("[-.() ]", "");
        return new Uri("tel", number, "", "", 0, Map.of());
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String one : text.split(";", 32)) {
            int equals = one.indexOf('=');
            String name = (equals < 0 ? one : one.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
            if (!name.isEmpty())
                parameters.putIfAbsent(
                        name, equals < 0 ? "" : one.substring(equals + 1).strip());
        }
        return parameters;
    }

    private static int number(String digits) {
        if (digits.isEmpty() || digits.length() > 5) return 0;
        for (int i = 0; i < digits.length(); i++) if (digits.charAt(i) < '0' || digits.charAt(i) > '9') return 0;
        int port = Integer.parseInt(digits);
        return port < 65_536 ? port : 0;
    }

    /// Percent-encoding undone, as UTF-8.
    static String decoded(String text) {
        if (text.indexOf('%') < 0) return text;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = i + 2 < bytes.length && bytes[i] == '%' ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low >= 0) i += 2;
            bytes[length++] = low >= 0 ? (byte) (high << 4 | low) : bytes[i];
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /// Whether it names somebody at all.
    boolean isSomebody() {
        boolean nobody = user.equalsIgnoreCase("anonymous") && (host.equals("anonymous.invalid") || host.isEmpty());
        return !nobody && !(user.isEmpty() && host.isEmpty());
    }

    /// The address of record: `user@host`, a telephone number, or the host alone.
    String address() {
        if (host.isEmpty()) return user;
        return user.isEmpty() ? host : user + "@" + host;
    }

    /// The conference that this is the focus or a part of (MS-CONFBAS), as one address for all its parts; "" where
    /// it is none. An MCU's address differs from its focus's in one word.
    String conference() {
        String opaque = parameters.getOrDefault("opaque", "");
        if (!opaque.startsWith("app:conf:")) return "";
        int part = opaque.indexOf(':', 9);
        return part < 0 ? "" : address() + ";gruu;opaque=app:conf:focus" + opaque.substring(part);
    }
}
