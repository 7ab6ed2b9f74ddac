package earshot.dissect.signature;

import earshot.bytes.Cursor;
import earshot.call.SealedCall;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.dissect.signature.DatagramSignature.Datagram;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Direction;
import earshot.services.Role;

/// Datagrams that one or more signatures may fit, until one of them is sure; then the call, if the service's flows
/// carry one.
final class Exchange implements Dissection {
    /// Datagrams after which an undecided signature is given up.
    private static final int MOST = 16;
    /// Shorter ones keep an address translator's door open: they are no sound.
    private static final int SHORTEST_MEDIA = 24;

    private final Out out;
    private final SealedCall call;
    /// What made a signature wait; null where it did not.
    private final Datagram[] before = new Datagram[Signatures.DATAGRAMS.size()];
    /// The signatures that have said no, one bit each.
    private int dropped;
    private boolean tally;
    private Sign sign;
    private int datagrams;

    Exchange(Out out) {
        this(out, true);
    }

    /// @param first whether the flow's port may begin a tally of Skype's probes
    Exchange(Out out, boolean first) {
        this.out = out;
        this.call = new SealedCall(out);
        this.tally = first;
    }

    @Override
    public int frame(Direction from, Cursor in) {
        return in.remaining();
    }

    @Override
    public void message(Direction from, Cursor in) {
        if (tally && from == Direction.CLIENT && SkypeProbe.probe(in, in.remaining())) {
            SkypePeers.begin(out, in.peek16(0));
        }
        tally = false;
        if (sign == null) look(from, in);
        if (sign == null) return;
        if (sign.call()) call.datagram(from, in.remaining() >= SHORTEST_MEDIA);
        else out.enough();
    }

    private void look(Direction from, Cursor in) {
        Datagram now = new Datagram(out.flow(), from, in, in.remaining());
        boolean waits = false;
        for (int s = 0; s < before.length; s++) {
            DatagramSignature signature = Signatures.DATAGRAMS.get(s);
            if ((dropped & 1 << s) != 0 || before[s] == null && !signature.mayBegin(in.peek(0))) continue;
            Sign found = signature.of(now, before[s]);
            if (found.found()) {
                found(found);
                return;
            }
            if (found.no() && before[s] != null) dropped |= 1 << s;
            if (found.no()) continue;
            waits = true;
            if (before[s] == null) before[s] = now.kept();
        }
        if (!waits || ++datagrams == MOST) out.reject("no signature fits");
    }

    private void found(Sign found) {
        sign = found;
        out.protocol(found.protocol());
        out.service(found.service());
        if (found.call()) out.role(Role.CALL);
        String evidence = "signature:" + found.protocol();
        out.confirm(evidence, found.confidence(), true);
        if (!found.call()) return;
        String companion = "companion:" + out.flow().server() + " " + evidence;
        call.expectMore(found.protocol(), other -> new Companion(other, found.service(), companion));
    }

    /// Another flow of the same endpoint.
    private static final class Companion implements Dissection {
        private final Out out;
        private final SealedCall call;
        private final String service, evidence;

        Companion(Out out, String service, String evidence) {
            this.out = out;
            this.call = new SealedCall(out);
            this.service = service;
            this.evidence = evidence;
        }

        @Override
        public int frame(Direction from, Cursor in) {
            return in.remaining();
        }

        @Override
        public void message(Direction from, Cursor in) {
            out.service(service);
            out.role(Role.CALL);
            out.confirm(evidence, Confidence.PROBABLE, true);
            call.datagram(from, in.remaining() >= SHORTEST_MEDIA);
        }
    }
}
