package earshot.scan;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// An ICAP server (RFC 3507): the file as the body of an HTTP answer that it may modify (RESPMOD, section 4.9). 204
/// leaves it as it is; what was found stands in the header `X-Infection-Found` (`…; Threat=NAME;`), `X-Virus-ID` or
/// `X-Violations-Found`, or shows by an HTTP error in the file's place.
public record Icap(URI uri) implements Engine {
    private static final int PORT = 1344, LONGEST_HEADER = 16_384, PIECE = 1 << 16;

    @Override
    public String name() {
        return uri.toString();
    }

    @Override
    public SocketAddress address() throws IOException {
        return Engine.resolved(uri.getHost(), uri.getPort() < 0 ? PORT : uri.getPort());
    }

    @Override
    public Verdict ask(InputStream file, long size, InputStream in, OutputStream out) throws IOException {
        String request = "GET http://earshot.invalid/file HTTP/1.1\r\nHost: earshot.invalid\r\n\r\n";
        String answer =
                "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: " + size + "\r\n\r\n";
        String head = "RESPMOD " + uri + " ICAP/1.0\r\nHost: " + uri.getHost()
                + "\r\nUser-Agent: Earshot\r\nAllow: 204\r\nConnection: close\r\nEncapsulated: req-hdr=0, res-hdr="
                + request.length() + ", res-body=" + (request.length() + answer.length()) + "\r\n\r\n";
        try {
            write(out, head + request + answer);
            byte[] piece = new byte[PIECE];
            for (int n; (n = file.read(piece)) > 0; ) {
                write(out, Integer.toHexString(n) + "\r\n");
                out.write(piece, 0, n);
                write(out, "\r\n");
            }
            write(out, "0\r\n\r\n");
        } catch (IOException e) {
            // It may have answered before it read everything.
        }
        return verdict(new BufferedInputStream(in));
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Verdict verdict(InputStream in) throws IOException {
        String head = head(in);
        String[] words = head.split("\r?\n", 2)[0].split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("ICAP/")) return Verdict.none("it does not speak ICAP");
        String found = found(head);
        if (!found.isEmpty()) return Verdict.bad(found);
        if (words[1].equals("204")) return Verdict.CLEAN;
        if (!words[1].equals("200") && !words[1].equals("201")) return Verdict.none("it answers " + words[1]);
        String[] inner = head(in).split(" ", 3);
        if (inner.length < 2 || !inner[0].startsWith("HTTP/")) return Verdict.none("its answer holds no HTTP");
        if (inner[1].startsWith("4") || inner[1].startsWith("5")) return Verdict.bad("refused by the server");
        return Verdict.none("it answers with other content and does not say why");
    }

    /// Up to the empty line.
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int c; head.length() < LONGEST_HEADER && (c = in.read()) >= 0; ) {
            head.append((char) c);
            if (c == '\n'
                    && (head.toString().endsWith("\r\n\r\n") || head.toString().endsWith("\n\n"))) break;
        }
        return head.toString();
    }

    private static String found(String head) {
        for (String line : head.split("\r?\n")) {
            int colon = line.indexOf(':');
            if (colon < 0) continue;
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "x-infection-found" -> {
                    int threat = value.indexOf("Threat=");
                    return threat < 0
                            ? value
                            : value.substring(threat + 7).split(";", 2)[0].strip();
                }
                case "x-virus-id", "x-violations-found" -> {
                    if (!value.isEmpty() && !value.equals("no threats")) return value;
                }
                default -> {}
            }
        }
        return "";
    }
}
