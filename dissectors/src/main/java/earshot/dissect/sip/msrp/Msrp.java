package earshot.dissect.sip.msrp;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;
import java.util.Locale;

/// MSRP on any port: one request or answer with its To-Path is enough to know it.
public final class Msrp implements Dissector {
    /// Under this and a path: the account whose path it is.
    public static final String KEY = "msrp ";
    /// Under this and a path: the file that is sent or received there.
    public static final String FILE_KEY = "msrp-file ";

    /// Under this and a path: the name of the conference that is at one end of it.
    public static final String ROOM_KEY = "msrp-room ";

    private static final String BEGIN = "MSRP ";
    static final int LONGEST_ID = 64;

    @Override
    public String name() {
        return "msrp";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == 'M';
    }

    @Override
    public Verdict recognise(Opening opening) {
        Verdict client = side(opening, Direction.CLIENT), server = side(opening, Direction.SERVER);
        if (client == Verdict.YES || server == Verdict.YES) return Verdict.YES;
        return client == Verdict.NO || server == Verdict.NO ? Verdict.NO : Verdict.MORE;
    }

    private static Verdict side(Opening opening, Direction side) {
        Cursor in = opening.bytes(side);
        Verdict here = begins(in, 0);
        if (here != Verdict.NO || opening.fromStart()) return here;
        for (int line = in.indexOf('\n', 0); line >= 0; line = in.indexOf('\n', line + 1)) {
            Verdict later = begins(in, line + 1);
            if (later != Verdict.NO) return later;
        }
        return Verdict.MORE;
    }

    /// `MSRP tid METHOD-or-status CRLF To-Path: msrp`.
    static Verdict begins(Cursor in, int at) {
        for (int i = 0; i < BEGIN.length(); i++) {
            if (in.peek(at + i) < 0) return Verdict.MORE;
            if (in.peek(at + i) != BEGIN.charAt(i)) return Verdict.NO;
        }
        int id = at + BEGIN.length(), blank = in.indexOf(' ', id);
        if (blank < 0) return in.remaining() - id > LONGEST_ID ? Verdict.NO : Verdict.MORE;
        if (blank - id > LONGEST_ID || blank - id < 1) return Verdict.NO;
        int end = in.indexOf('\n', blank);
        if (end < 0) return in.remaining() - blank > 512 ? Verdict.NO : Verdict.MORE;
        String field = "to-path:";
        for (int i = 0; i < field.length(); i++) {
            int c = in.peek(end + 1 + i);
            if (c < 0) return Verdict.MORE;
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != field.charAt(i)) return Verdict.NO;
        }
        return Verdict.YES;
    }

    @Override
    public Dissection begin(Out out) {
        return new MsrpFlow(out, null);
    }

    /// Reads a session that was agreed on.
    ///
    /// @param file what is sent in it; null for a conversation
    public static Dissection reading(Out out, Offered file) {
        return new MsrpFlow(out, file);
    }

    /// The last URI of a path, without its scheme and transport: `host:port/session`. Both ends write it the same way.
    ///
    /// @param path null or "" where there is none
    public static String last(String path) {
        if (path == null) return "";
        String uri = path.strip();
        uri = uri.substring(uri.lastIndexOf(' ') + 1);
        int scheme = uri.indexOf("://");
        if (scheme < 0) return "";
        uri = uri.substring(scheme + 3);
        int slash = uri.indexOf('/');
        int semicolon = uri.indexOf(';', Math.max(0, slash));
        if (semicolon >= 0) uri = uri.substring(0, semicolon);
        return slash < 0
                ? uri.toLowerCase(Locale.ROOT)
                : uri.substring(0, slash).toLowerCase(Locale.ROOT) + uri.substring(slash);
    }

    /// The port in what [#last] gives.
    public static int port(String last, int otherwise) {
        int slash = last.indexOf('/');
        String where = slash < 0 ? last : last.substring(0, slash);
        String port = where.substring(where.lastIndexOf(':') + 1);
        boolean digits = !port.isEmpty() && port.length() < 6 && port.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && where.indexOf(':') >= 0 ? Integer.parseInt(port) : otherwise;
    }
}
