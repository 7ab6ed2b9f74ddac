package earshot.dissect.talk;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// A talk conversation of which the negotiation was not captured: both sides begin with nothing but editing
/// characters.
public final class TalkStream implements Dissector {
    private static final int ERASE = 0, KILL = 1, WORD = 2;

    @Override
    public String name() {
        return "ntalk";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == 0x08 || firstByte == 0x7f;
    }

    @Override
    public Verdict recognise(Opening opening) {
        if (!opening.fromStart()) return Verdict.NO;
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        if (!editing(client) || !editing(server)) return Verdict.NO;
        return client.remaining() >= 3 && server.remaining() >= 3 ? Verdict.YES : Verdict.MORE;
    }

    /// Whether the first three bytes, as far as they are there, are erase, kill and word-erase.
    private static boolean editing(Cursor in) {
        int erase = in.peek(ERASE), kill = in.peek(KILL), word = in.peek(WORD);
        return (erase < 0 || erase == 0x08 || erase == 0x7f)
                && (kill < 0 || kill == 0x15 || kill == 0x18 || kill == '@')
                && (word < 0 || word == 0x17 || word == 0xff);
    }

    @Override
    public Dissection begin(Out out) {
        return new Typing(out, out.unnamed(Direction.CLIENT), out.unnamed(Direction.SERVER), false);
    }
}
