package earshot.dissect.irc.dcc;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Direction;

/// The connection of an SSEND or SCHAT: TLS, of which only the agreement on IRC says what it is.
public final class DccSecure implements Dissection {
    private final Out out;
    private final String evidence;
    private boolean confirmed;

    /// @param evidence what was offered: `offer:dcc-schat`
    public DccSecure(Out out, String evidence, String network) {
        this.out = out;
        this.evidence = evidence;
        out.service("irc");
        out.network(network);
    }

    @Override
    public int frame(Direction from, Cursor in) {
        return Math.min(in.remaining(), 32 * 1024);
    }

    @Override
    public void message(Direction from, Cursor in) {
        if (confirmed) return;
        confirmed = true;
        out.confirm(evidence, Confidence.CERTAIN, true);
    }
}
