package earshot.dissect.irc;

import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// Internet Relay Chat over TCP.
public final class Irc implements Dissector {
    @Override
    public String name() {
        return "irc";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    /// A command, a source, tags; empty lines before them. In the middle of a connection it may be anything that
    /// a line may hold.
    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte >= 'A' && firstByte <= 'Z'
                || firstByte >= 'a' && firstByte <= 'z'
                || firstByte == ':'
                || firstByte == '@'
                || firstByte == '\r'
                || firstByte == '\n';
    }

    @Override
    public Verdict recognise(Opening opening) {
        return Signs.verdict(opening);
    }

    @Override
    public Dissection begin(Out out) {
        return new IrcFlow(out);
    }
}
