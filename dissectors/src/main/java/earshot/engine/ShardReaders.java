package earshot.engine;

import earshot.dissect.Opener;
import earshot.dissect.Recovery;
import earshot.event.ImEvent;
import earshot.event.Seen;
import earshot.flow.Flow;
import earshot.flow.FlowReader;
import earshot.flow.FlowReaders;
import earshot.flow.Traffic;
import earshot.services.Services;
import java.util.ArrayList;
import java.util.List;

/// The readings of one shard, and what they said in the current round. One thread at a time.
final class ShardReaders implements FlowReaders {
    /// What was said: an [ImEvent], a [Binding] or a [Hosts.Claim], and where in the run's order it became known.
    record Said(long index, Flow flow, Object what) {}

    private final Recognisers recognisers;
    private final Expectations earlier, late;
    private final FileSpool spool;
    private final Services services;
    private final List<Said> said = new ArrayList<>();
    private final List<Expectations.Expectation> raised = new ArrayList<>();
    private final List<Flow> raisers = new ArrayList<>();
    /// Made when the first ARP packet comes: all of them come to one shard.
    private ArpHosts arp;
    private long index;
    private long readBytes, skippedBytes, failures;

    /// @param earlier what was expected in earlier rounds
    /// @param late what is expected in the current one; empty until flows are read again
    ShardReaders(Recognisers recognisers, Expectations earlier, Expectations late, FileSpool spool, Services services) {
        this.recognisers = recognisers;
        this.earlier = earlier;
        this.late = late;
        this.spool = spool;
        this.services = services;
    }

    Services services() {
        return services;
    }

    Recognisers recognisers() {
        return recognisers;
    }

    @Override
    public void at(long index) {
        this.index = index;
    }

    @Override
    public FlowReader open(Flow flow) {
        var expected = late.match(flow);
        if (expected == null) expected = earlier.match(flow);
        if (expected != null) return Reading.expected(this, flow, expected.protocol(), expected.opener());
        return Reading.byContent(this, flow);
    }

    @Override
    public void arp(byte[] bytes, int offset, int length, int source, long ref, long time) {
        if (arp == null) arp = new ArpHosts();
        ImEvent.Host host = arp.read(bytes, offset, source, ref, time);
        if (host != null) say(null, new Hosts.Claim(source, host));
    }

    @Override
    public void gone(Traffic traffic) {
        said.add(new Said(index, null, traffic));
    }

    void say(Flow flow, Object what) {
        said.add(new Said(index, flow, what));
    }

    void expect(Flow by, Expectations.Key key, long until, String protocol, Opener opener) {
        raised.add(new Expectations.Expectation(key, index, until, protocol, opener));
        raisers.add(by);
    }

    void read(int bytes) {
        readBytes += bytes;
    }

    void skipped(long bytes) {
        skippedBytes += bytes;
    }

    Recovery recover() {
        return spool.recover();
    }

    void failed(Flow flow, Throwable bug) {
        failures++;
        System.getLogger("earshot.engine").log(System.Logger.Level.WARNING, "reading of " + flow + " failed", bug);
        Seen seen = new Seen(
                flow.firstTime, Provenance.of(flow.firstRef, flow.firstTime).frames(), flow, "", "", "", "");
        say(
                flow,
                new ImEvent.Anomaly(
                        seen,
                        "dissector-failed",
                        "a defect of this program: " + bug.getClass().getName()));
    }

    /// What was said in this round.
    List<Said> said() {
        return said;
    }

    /// What was expected in this round.
    List<Expectations.Expectation> raised() {
        return raised;
    }

    /// Takes back all that was said on the flow in this round.
    void takeBack(Flow flow) {
        said.removeIf(one -> same(one.flow(), flow));
        for (int i = raisers.size() - 1; i >= 0; i--) {
            if (!same(raisers.get(i), flow)) continue;
            raisers.remove(i);
            raised.remove(i);
        }
    }

    @SuppressWarnings("ReferenceEquality") // two flows with equal endpoints are two flows
    private static boolean same(Flow a, Flow b) {
        return a == b;
    }

    void nextRound() {
        said.clear();
        raised.clear();
        raisers.clear();
    }

    long readBytes() {
        return readBytes;
    }

    long skippedBytes() {
        return skippedBytes;
    }

    long failures() {
        return failures;
    }
}
