package earshot.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A ClamAV daemon, as clamd(8) describes its INSTREAM command: `zINSTREAM` and a zero byte, pieces each after its
/// length in four bytes, a piece of no length; the answer is `stream: OK`, `stream: NAME FOUND` or `… ERROR`.
///
/// @param where the path of its socket, or HOST:PORT
public record Clamd(String where) implements Engine {
    private static final int LONGEST_ANSWER = 4096, PIECE = 1 << 16;

    @Override
    public String name() {
        return "clamd " + where;
    }

    @Override
    public SocketAddress address() throws IOException {
        if (where.startsWith("/")) return UnixDomainSocketAddress.of(where);
        int colon = where.lastIndexOf(':');
        return Engine.resolved(where.substring(0, colon), Integer.parseInt(where.substring(colon + 1)));
    }

    @Override
    public Verdict ask(InputStream file, long size, InputStream in, OutputStream out) throws IOException {
        try {
            out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
            byte[] piece = new byte[PIECE];
            for (int n; (n = file.read(piece)) > 0; ) {
                out.write(ByteBuffer.allocate(4).putInt(n).array());
                out.write(piece, 0, n);
            }
            out.write(new byte[4]);
        } catch (IOException e) {
            // It says why it reads no further: its own limit of a stream's length.
        }
        String answer = new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8)
                .replace("\0", "")
                .strip();
        String said = answer.startsWith("stream: ") ? answer.substring("stream: ".length()) : answer;
        if (said.equals("OK")) return Verdict.CLEAN;
        if (said.endsWith(" FOUND")) return Verdict.bad(said.substring(0, said.length() - " FOUND".length()));
        return Verdict.none(said.isEmpty() ? "it closed without an answer" : said);
    }
}
