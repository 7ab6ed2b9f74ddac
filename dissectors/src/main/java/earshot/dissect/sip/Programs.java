package earshot.dissect.sip;

import earshot.event.ImEvent.Client;
import java.util.List;
import java.util.Locale;

/// Programs as User-Agent names them. There is no form that all keep to: `Purple/2.10.9`, `baresip v1.0.0
/// (x86_64/linux)`, `X-Lite release 1011s stamp 41150`, `Jitsi2.10.5550Linux`, `UCCAPI/3.5.6907.0 OC/3.5.6907.0
/// (Microsoft Office Communicator 2007 R2)`.
final class Programs {
    /// What proxies and exchanges put into requests that they make in somebody's name: no client of that person.
    private static final List<String> SERVERS = List.of(
            "asterisk",
            "freeswitch",
            "kamailio",
            "opensips",
            "openser",
            "sip express",
            "fpbx",
            "ser (",
            "ser/",
            "oracle",
            "acme packet",
            "mediant",
            "sonus",
            "cisco-sipgateway",
            "rtc/",
            "rtcc/",
            "mitel",
            "3cxphonesystem",
            "yate",
            "repro",
            "sippy",
            "elastix",
            "ims-core",
            "openims");

    private static final List<String> SYSTEMS = List.of("Linux", "Windows", "Mac OS X", "Android");

    private Programs() {}

    /// @return [Client#UNKNOWN] for a server
    static Client of(String userAgent) {
        String text = userAgent.strip();
        String low = text.toLowerCase(Locale.ROOT);
        if (text.isEmpty() || text.length() > 256) return Client.UNKNOWN;
        Client microsoft = microsoft(text);
        if (microsoft != null) return microsoft;
        for (String server : SERVERS) if (low.startsWith(server)) return Client.UNKNOWN;
        return stated(text);
    }

    private static Client microsoft(String text) {
        String comment = comment(text);
        if (text.startsWith("RTC/")) {
            // The library of Windows XP, in Windows Messenger; servers use the same name without a version below 3.
            String version = version(text, "RTC/");
            if (comment.startsWith("Messenger ")) return new Client("Windows Messenger", comment.substring(10), "");
            if (version.startsWith("1.")) return new Client("Windows Messenger (RTC)", version, "");
            return null;
        }
        if (text.startsWith("LCC/")) return new Client("Microsoft Office Communicator 2005", version(text, "LCC/"), "");
        boolean communicator = text.contains("UCCAPI/") || text.contains("UCCP/") || text.startsWith("CWA/");
        if (!communicator || text.contains("Sipe/")) return null;
        String version = version(text, "OC/");
        if (version.isEmpty()) version = version(text, "UCCAPI/");
        return new Client(comment.isEmpty() ? "Microsoft Office Communicator" : comment, version, "");
    }

    private static String comment(String text) {
        int open = text.indexOf('('), close = text.lastIndexOf(')');
        return open >= 0 && close > open ? text.substring(open + 1, close).strip() : "";
    }

    private static String version(String text, String product) {
        int at = text.indexOf(product);
        if (at < 0) return "";
        int end = at + product.length();
        int from = end;
        while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '(') end++;
        return text.substring(from, end);
    }

    /// A name up to the last `/` before a number, up to a word that is a version, or up to the first digit.
    private static Client stated(String text) {
        String comment = comment(text);
        int open = text.indexOf('(');
        String head = (open > 0 ? text.substring(0, open) : text).strip();
        int slash = head.lastIndexOf('/');
        if (slash > 0 && isDigit(head, slash + 1))
            return new Client(head.substring(0, slash), word(head, slash + 1), comment);
        for (int blank = head.indexOf(' '); blank > 0; blank = head.indexOf(' ', blank + 1)) {
            String word = word(head, blank + 1);
            if (word.equals("release")) continue;
            boolean marked = word.length() > 1 && (word.charAt(0) == 'v' || word.charAt(0) == 'V') && isDigit(word, 1);
            if (!marked && !isDigit(word, 0)) continue;
            String name = head.substring(0, blank);
            for (String filler : List.of(" release", " Version", " version"))
                if (name.endsWith(filler)) name = name.substring(0, name.length() - filler.length());
            return new Client(name, marked ? word.substring(1) : word, comment);
        }
        int digit = 0;
        while (digit < head.length() && !isDigit(head, digit)) digit++;
        if (digit > 1 && digit < head.length() && head.indexOf('.', digit) > 0 && head.indexOf(' ') < 0)
            return glued(head, digit);
        if (digit > 1 && systemIn(head) > digit) return glued(head, digit);
        return new Client(head, "", comment);
    }

    /// `Jitsi2.10.5550Linux`.
    private static Client glued(String head, int digit) {
        int system = systemIn(head);
        if (system < digit) system = head.length();
        return new Client(head.substring(0, digit), head.substring(digit, system), head.substring(system));
    }

    private static int systemIn(String head) {
        for (String system : SYSTEMS) if (head.endsWith(system)) return head.length() - system.length();
        int windows = head.indexOf("Windows");
        return windows;
    }

    private static String word(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != ' ') end++;
        return text.substring(from, end);
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
