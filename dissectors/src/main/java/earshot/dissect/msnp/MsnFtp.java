package earshot.dissect.msnp;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// MSNFTP: files of Messenger 1 to 5, from client to client. Either may have opened the connection.
public final class MsnFtp implements Dissector {
    /// Where the offer is found that a transfer carries out: by the cookie that the receiver shows.
    static final String KEY = "msnftp ";

    private static final String HELLO = "VER MSNFTP\r\n", HELLO_AND_MORE = "VER MSNFTP ";

    static Dissection reading(Out out) {
        return new MsnFtpFlow(out);
    }

    @Override
    public String name() {
        return "msnftp";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == 'V';
    }

    @Override
    public Verdict recognise(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        if (greets(client) || greets(server)) return Verdict.YES;
        return mayGreet(client) && mayGreet(server) ? Verdict.MORE : Verdict.NO;
    }

    private static boolean greets(Cursor in) {
        return in.startsWith(HELLO) || in.startsWith(HELLO_AND_MORE);
    }

    private static boolean mayGreet(Cursor in) {
        for (int i = 0; i < Math.min(in.remaining(), HELLO.length()); i++)
            if (in.peek(i) != HELLO.charAt(i)) return false;
        return in.remaining() < HELLO.length();
    }

    @Override
    public Dissection begin(Out out) {
        return new MsnFtpFlow(out);
    }
}
