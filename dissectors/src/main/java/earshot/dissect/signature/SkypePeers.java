package earshot.dissect.signature;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Direction;
import earshot.flow.Endpoint;
import earshot.flow.Flow.Transport;

/// Skype before 2014 looking for its peers: from its one UDP port it asks dozens of them within seconds, and most never
/// answer. One such datagram says nothing; many from one port do, nearly all of them of the same form and each with a
/// number of its own.
///
/// The tally goes from flow to flow, in the order in which they are born.
final class SkypePeers implements Dissection {
    /// How many peers make it probable, and how many certain.
    private static final int PROBABLE = 8, CERTAIN = 20;
    /// How long the next peer is waited for, in seconds.
    private static final long REMEMBERED = 60;

    /// What the port's flows showed so far.
    ///
    /// @param probes flows that began with a probe; `others`: that did not
    /// @param last the number of the last probe
    private record Tally(int probes, int others, int last) {
        Tally probe(int number) {
            return new Tally(Math.min(probes + 1, CERTAIN), others, number);
        }

        Tally other() {
            return new Tally(probes, others + 1, last);
        }

        /// Whether the port may still be Skype's: others than probes are few.
        boolean hopeful() {
            return 4 * others <= probes + 4;
        }

        /// Whether enough is known to say no for as long as it is remembered.
        boolean settled() {
            return others > 2 * CERTAIN;
        }
    }

    private final Out out;
    private final Tally before;
    private final Dissection otherwise;
    private boolean counted;

    private SkypePeers(Out out, Tally before) {
        this.out = out;
        this.before = before;
        this.otherwise = new Exchange(out, false);
    }

    /// A flow began with a probe: its port's next flow is looked at.
    static void begin(Out out, int number) {
        expect(out, new Tally(1, 0, number));
    }

    private static void expect(Out out, Tally tally) {
        Endpoint port = out.flow().client();
        out.expect(
                Transport.UDP, port.address(), port.port(), REMEMBERED, "skype", next -> new SkypePeers(next, tally));
    }

    @Override
    public int frame(Direction from, Cursor in) {
        return in.remaining();
    }

    @Override
    public void message(Direction from, Cursor in) {
        if (counted) {
            otherwise.message(from, in);
            return;
        }
        counted = true;
        boolean probe = from == Direction.CLIENT && SkypeProbe.probe(in, in.remaining());
        // A number that is always the same is the beginning of some other protocol.
        probe &= in.peek16(0) != before.last;
        Tally now = probe ? before.probe(in.peek16(0)) : before.other();
        if (!before.settled()) expect(out, now);
        if (!probe) {
            out.reject("no probe");
        } else if (now.probes >= PROBABLE && now.hopeful()) {
            out.service("skype");
            Confidence confidence = now.probes >= CERTAIN ? Confidence.CERTAIN : Confidence.PROBABLE;
            out.confirm("signature:skype-peers", confidence, true);
            out.enough();
        } else {
            otherwise.message(from, in);
        }
    }
}
