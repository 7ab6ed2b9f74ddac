package earshot.dissect.skype;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// Skype that looks like TLS; to be asked before TLS, which would believe it.
public final class SkypeDisguise implements Dissector {
    /// A hello in SSL 2's form whose first cipher is 000005, and the answer with its constant random.
    private static final String HELLO = "\u0080F\1\3\1\0-\0\0\0\20\0\0\5",
            ANSWER = "\26\3\1\0J\2\0\0F\3\1@\33\u00e4\u0086\2\u00ad\u00e0)";
    /// Records of no length: a handshake from the client, data from the login server.
    private static final String EMPTY_HANDSHAKE = "\26\3\1\0\0", EMPTY_DATA = "\27\3\1\0\0";

    @Override
    public String name() {
        return "skype";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return side == Direction.CLIENT
                ? firstByte == 0x80 || firstByte == 0x16
                : firstByte == 0x16 || firstByte == 0x17;
    }

    @Override
    public Verdict recognise(Opening opening) {
        if (!opening.fromStart()) return Verdict.NO;
        Verdict peer = both(opening, HELLO, ANSWER), login = both(opening, EMPTY_HANDSHAKE, EMPTY_DATA);
        return peer == Verdict.NO ? login : peer;
    }

    private static Verdict both(Opening opening, String client, String server) {
        Verdict one = begins(opening.bytes(Direction.CLIENT), client);
        Verdict other = begins(opening.bytes(Direction.SERVER), server);
        if (one == Verdict.NO || other == Verdict.NO) return Verdict.NO;
        return one == Verdict.YES && other == Verdict.YES ? Verdict.YES : Verdict.MORE;
    }

    private static Verdict begins(Cursor in, String bytes) {
        int there = Math.min(in.remaining(), bytes.length());
        if (!in.startsWith(bytes.substring(0, there))) return Verdict.NO;
        return there == bytes.length() ? Verdict.YES : Verdict.MORE;
    }

    @Override
    public Dissection begin(Out out) {
        return new Dissection() {
            @Override
            public int frame(Direction from, Cursor in) {
                return Math.min(in.remaining(), longestMessage());
            }

            @Override
            public void message(Direction from, Cursor in) {
                out.service("skype");
                out.confirm("signature:skype-disguise", Confidence.PROBABLE, true);
                out.enough();
            }
        };
    }
}
