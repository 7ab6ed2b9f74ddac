package earshot.dissect.sip;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Messages as they stand on the wire.
final class Wire {
    private Wire() {}

    /// The head's lines end in CRLF on the wire; Content-Length is added.
    static String sip(String head, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return head.strip().replace("\n", "\r\n") + "\r\nContent-Length: " + length + "\r\n\r\n" + body;
    }

    static String sip(String head) {
        return sip(head, "");
    }

    /// A request of Ann to Ben, the first on its way.
    static String toBen(String method, int sequence, String more, String body) {
        return sip(method + """
                 sip:ben@ex.org SIP/2.0
                Via: SIP/2.0/TCP 192.0.2.1;branch=z9hG4bK%d
                From: "Ann" <sip:ann@ex.org>;tag=1
                To: <sip:ben@ex.org>
                Call-ID: c1
                CSeq: %d %s
                """.formatted(sequence, sequence, method) + more, body);
    }

    /// The answer to [#toBen].
    static String answer(int status, String method, int sequence, String more, String body) {
        return sip("""
                SIP/2.0 %d Because
                Via: SIP/2.0/TCP 192.0.2.1;branch=z9hG4bK%d
                From: "Ann" <sip:ann@ex.org>;tag=1
                To: <sip:ben@ex.org>;tag=2
                Call-ID: c1
                CSeq: %d %s
                """.formatted(status, sequence, sequence, method) + more, body);
    }

    /// Lines of these types only.
    static List<String> only(List<String> lines, String... types) {
        List<String> wanted = List.of(types);
        return lines.stream()
                .filter(line -> wanted.contains(line.substring(0, line.indexOf(' '))))
                .toList();
    }
}
