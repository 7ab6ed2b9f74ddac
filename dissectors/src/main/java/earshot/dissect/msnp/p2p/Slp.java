package earshot.dissect.msnp.p2p;

import earshot.mime.Mime;
import java.nio.charset.StandardCharsets;

/// A request or an answer of MSNSLP: a start line like SIP's, fields, and a body of fields.
///
/// @param method of a request, "" for an answer
/// @param status of an answer, 0 for a request
record Slp(String method, int status, Mime head, Mime content) {
    /// @return null where this is none
    static Slp read(byte[] message) {
        int end = 0;
        while (end < message.length && message[end] != '\n') end++;
        String start = new String(message, 0, end, StandardCharsets.UTF_8).strip();
        if (end == message.length) return null;
        byte[] rest = java.util.Arrays.copyOfRange(message, end + 1, message.length);
        Mime head = Mime.read(rest);
        if (start.startsWith("MSNSLP/1.0 ")) {
            String code = start.substring(11);
            if (code.length() < 3 || !code.chars().limit(3).allMatch(c -> c >= '0' && c <= '9')) return null;
            return new Slp("", Integer.parseInt(code.substring(0, 3)), head, head.inner());
        }
        int blank = start.indexOf(' ');
        if (blank <= 0 || !start.endsWith(" MSNSLP/1.0")) return null;
        return new Slp(start.substring(0, blank), 0, head, head.inner());
    }

    String call() {
        return head.field("call-id");
    }

    /// The account in `<msnmsgr:bob@example.com>`, "" where there is none.
    String party(String field) {
        String value = head.field(field);
        int colon = value.indexOf(':'), close = value.lastIndexOf('>');
        return colon < 0 ? "" : value.substring(colon + 1, close > colon ? close : value.length());
    }
}
