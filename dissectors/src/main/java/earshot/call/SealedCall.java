package earshot.call;

import earshot.dissect.Opener;
import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Call;
import earshot.flow.Direction;
import earshot.flow.Endpoint;
import earshot.flow.Flow.Transport;

/// One UDP flow of a service's call: says that the call took place once media has run in both directions, and lets
/// the endpoint's other flows be known as the same call's.
///
/// Who called whom is not on the wire: the party of the side that sent first stands in `from`, nobody in `to`.
public final class SealedCall {
    /// Packets of media in each direction that make a call: about a second of sound.
    private static final int PACKETS = 50;
    /// Datagrams after which nothing new is expected of a flow that did not become a call.
    private static final int MOST = 2_000;
    /// How long an endpoint is remembered, in seconds of packet time.
    private static final long REMEMBERED = 120;

    private final Out out;
    private final int[] packets = new int[2];
    private int datagrams;

    public SealedCall(Out out) {
        this.out = out;
    }

    /// Flows that are born later with the client's endpoint are read by this opener: one program, one call.
    public void expectMore(String protocol, Opener companion) {
        Endpoint endpoint = out.flow().client();
        out.expect(Transport.UDP, endpoint.address(), endpoint.port(), REMEMBERED, protocol, companion);
    }

    /// A datagram has gone by. When enough is known, the flow is only counted from then on.
    ///
    /// @param media whether it is sound or picture and not the talk about where to send them
    public void datagram(Direction from, boolean media) {
        if (media
                && ++packets[from.ordinal()] >= PACKETS
                && packets[from.other().ordinal()] >= PACKETS) {
            out.emit(new Call(out.seen(), out.unnamed(Direction.CLIENT), Account.NONE, null, "established"));
            out.enough();
        } else if (++datagrams == MOST) {
            out.enough();
        }
    }
}
