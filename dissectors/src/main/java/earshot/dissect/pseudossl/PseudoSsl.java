package earshot.dissect.pseudossl;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;
import java.util.HexFormat;

/// libjingle's pretended TLS; to be asked before TLS, which would believe it.
public final class PseudoSsl implements Dissector {
    private static final byte[] CLIENT = HexFormat.of()
            .parseHex("80460103 01002d00 00001001 00800300 800700c0 06004002 00800400 80000004 00feff00"
                    .concat(" 000a00fe fe000009 00006400 00620000 03000006 1f170ca6 2f0078fc 46552eb1 8339f1ea")
                    .replace(" ", ""));
    /// How the server's 79 bytes begin: the header, and the first bytes of its constant random.
    private static final byte[] SERVER = HexFormat.of().parseHex("160301004a020000460301428545a727a95da0");
    private static final int SERVER_LENGTH = 79;

    @Override
    public String name() {
        return "pseudo-ssl";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return side == Direction.CLIENT ? firstByte == 0x80 : firstByte == 0x16;
    }

    @Override
    public Verdict recognise(Opening opening) {
        if (!opening.fromStart()) return Verdict.NO;
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        if (!begins(client, CLIENT) || !begins(server, SERVER)) return Verdict.NO;
        return client.remaining() < CLIENT.length ? Verdict.MORE : Verdict.YES;
    }

    /// Whether what is there are the first of these bytes.
    private static boolean begins(Cursor in, byte[] bytes) {
        for (int i = 0; i < bytes.length && i < in.remaining(); i++) if (in.peek(i) != (bytes[i] & 255)) return false;
        return true;
    }

    @Override
    public Dissection begin(Out out) {
        return new Dissection() {
            private boolean asked, answered;

            @Override
            public int frame(Direction from, Cursor in) {
                if (from == Direction.CLIENT) return asked ? MORE : CLIENT.length;
                return answered ? MORE : begins(in, SERVER) ? SERVER_LENGTH : LOST;
            }

            @Override
            public void message(Direction from, Cursor in) {
                if (from == Direction.CLIENT) asked = true;
                else answered = true;
                if (asked && answered) out.peel("pseudo-ssl");
            }
        };
    }
}
