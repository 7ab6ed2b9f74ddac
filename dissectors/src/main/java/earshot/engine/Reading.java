package earshot.engine;

import earshot.dissect.Opener;
import earshot.dissect.Recovery;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Direction;
import earshot.flow.Flow;
import earshot.flow.FlowReader;
import earshot.services.Services;
import java.util.HashMap;
import java.util.Map;

/// The reading of one flow, from its first payload on: the outermost connection, and the way of what is said
/// to the shard.
final class Reading implements FlowReader {
    /// Services that are said of one flow: a proxy's connection may be used for many.
    private static final int MOST_SERVICES = 64;

    private final ShardReaders shard;
    private final Flow flow;
    private final Connection outermost;
    private boolean known;
    /// A name of the other end was said in clear.
    private boolean named;
    /// It is known what it is, and that its content is hidden.
    private boolean hidden;
    private String protocol = "";
    private boolean failed;
    private Map<String, Confidence> said;

    private Reading(ShardReaders shard, Flow flow) {
        this.shard = shard;
        this.flow = flow;
        this.outermost = new Connection(this, "", 0);
    }

    /// Reads a flow by its content.
    static Reading byContent(ShardReaders shard, Flow flow) {
        Reading reading = new Reading(shard, flow);
        reading.outermost.recognise(!flow.midStream, 0);
        return reading;
    }

    /// Reads a flow as was agreed on another one. Where its reader says no (somebody else came to that port),
    /// it is read by its content.
    static Reading expected(ShardReaders shard, Flow flow, String protocol, Opener opener) {
        Reading reading = new Reading(shard, flow);
        reading.outermost.read(protocol, opener, !flow.midStream);
        if (reading.outermost.layer() instanceof StreamLayer layer) {
            layer.provisional(new Log(), 0);
            layer.replayed();
        }
        return reading;
    }

    Flow flow() {
        return flow;
    }

    Recognisers recognisers() {
        return shard.recognisers();
    }

    Services services() {
        return shard.services();
    }

    void named() {
        named = true;
    }

    /// What it is, is known, but not what it says: `protocol` hides it, or else nothing does.
    void hidden(boolean hidden, String protocol) {
        this.hidden = hidden;
        this.protocol = hidden ? protocol : "";
    }

    /// Whether nothing readable tells whose the flow is, so that other flows may.
    private boolean nameable() {
        return !named && (hidden || outermost.unrecognised());
    }

    /// The content shows that the sides were guessed wrongly.
    void reverse() {
        flow.reverse();
    }

    private Direction side(Direction guessed) {
        return flow.reversed() ? guessed.other() : guessed;
    }

    @Override
    public boolean data(Direction from, byte[] bytes, int offset, int length, long ref, long time) {
        if (failed) return false;
        try {
            return outermost.data(side(from), bytes, offset, length, Provenance.of(ref, time));
        } catch (RuntimeException | StackOverflowError e) {
            return failed(e);
        }
    }

    @Override
    public boolean gap(Direction from, long bytes) {
        if (failed) return false;
        try {
            return outermost.gap(side(from), bytes);
        } catch (RuntimeException | StackOverflowError e) {
            return failed(e);
        }
    }

    @Override
    public int heldBytes() {
        return outermost.heldBytes();
    }

    @Override
    public void conflict(Direction from, long ref) {
        if (known && outermost.layer() instanceof StreamLayer layer) {
            layer.out()
                    .anomaly(
                            "conflicting-retransmission",
                            "bytes sent again differ from the first ones, which are kept");
        }
    }

    @Override
    public void end() {
        if (failed) return;
        try {
            outermost.end();
            if (nameable()) shard.say(flow, new Naming.Nameless(flow, protocol));
        } catch (RuntimeException | StackOverflowError e) {
            failed(e);
        }
    }

    /// A dissector has a bug: this flow's reading ends, all others go on, and the bug is told.
    private boolean failed(Throwable bug) {
        failed = true;
        shard.failed(flow, bug);
        return false;
    }

    /// A dissection is sure of its protocol.
    void confirmed() {
        known = true;
    }

    /// Whether it is news that the flow belongs to this service, with this confidence.
    boolean news(String service, Confidence confidence) {
        if (said == null) said = new HashMap<>(2);
        Confidence before = said.get(service);
        if (before != null && before.compareTo(confidence) >= 0 || said.size() == MOST_SERVICES) return false;
        said.put(service, confidence);
        return true;
    }

    @Override
    public boolean known() {
        return known;
    }

    void say(Object what) {
        shard.say(flow, what);
    }

    void read(int bytes) {
        shard.read(bytes);
    }

    void skipped(long bytes) {
        shard.skipped(bytes);
    }

    void expect(Expectations.Key key, long until, String protocol, Opener opener) {
        shard.expect(flow, key, until, protocol, opener);
    }

    Recovery recover() {
        return shard.recover();
    }

    /// What follows on the connection is a connection of its own inside it.
    void peel(Connection outer, String via) {
        outer.read(new Inside(new Connection(this, LayerOut.join(outer.via, via), outer.depth + 1)));
    }

    /// Passes everything on to an inner connection, which is recognised from its first byte.
    private static final class Inside implements Layer {
        private final Connection inner;

        Inside(Connection inner) {
            this.inner = inner;
            inner.recognise(true, 0);
        }

        @Override
        public boolean data(Direction from, byte[] bytes, int offset, int length, Provenance provenance) {
            return inner.data(from, bytes, offset, length, provenance);
        }

        @Override
        public boolean gap(Direction from, long bytes) {
            return inner.gap(from, bytes);
        }

        @Override
        public int heldBytes() {
            return inner.heldBytes();
        }

        @Override
        public void end() {
            inner.end();
        }
    }
}
