package earshot.engine;

import earshot.capture.Block;
import earshot.capture.CaptureInfo;
import earshot.capture.CaptureSource;
import earshot.capture.FrameRef;
import earshot.dissect.Dissector;
import earshot.event.ImEvent;
import earshot.flow.Counters;
import earshot.flow.Limits;
import earshot.flow.OpenFlow;
import earshot.flow.Round;
import earshot.flow.Shard;
import earshot.flow.Traffic;
import earshot.net.Decoder;
import earshot.net.IpReassembly;
import earshot.net.UnreadCounts;
import earshot.services.Services;
import earshot.tls.Keys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// Reads a source from its first record to its last and hands on what was said in it, in the run's order. One
/// run each.
///
/// The same source gives the same events for every number of workers: rounds and shards do not depend on it.
public final class Engine implements AutoCloseable {
    /// Blocks of a round: about 4 MiB.
    private static final int BLOCKS = 8;

    private final Workers workers;
    private final Decoder[] decoders;
    private final IpReassembly reassembly = new IpReassembly();
    private final Shard[] shards = new Shard[Shard.COUNT];
    private final ShardReaders[] readers = new ShardReaders[Shard.COUNT];
    private final Expectations earlier, late;
    private final Attribution attribution;
    private final List<UnreadCounts> unread = new ArrayList<>();
    private final Naming naming;
    private final Hosts hosts = new Hosts(Hosts.MOST);
    private long index;

    /// Names services by what is known of them without a user's own file.
    public Engine(List<Dissector> dissectors, Limits limits, int workers, FileSpool spool) {
        this(dissectors, limits, workers, spool, Services.standard(), new Keys());
    }

    /// @param workers how many threads read, the calling one among them
    /// @param keys those that the dissectors decrypt with: what the source itself holds is added between rounds
    public Engine(
            List<Dissector> dissectors, Limits limits, int workers, FileSpool spool, Services services, Keys keys) {
        this.keys = keys;
        this.workers = new Workers(workers);
        this.decoders = new Decoder[workers];
        for (int w = 0; w < workers; w++) decoders[w] = new Decoder();
        this.earlier = Expectations.ofEarlierRounds(limits.expectations());
        this.late = Expectations.ofOneRound(limits.expectations());
        this.attribution = new Attribution(limits.bindings());
        this.naming = new Naming(services, limits.bindings());
        Recognisers recognisers = new Recognisers(dissectors);
        for (int s = 0; s < Shard.COUNT; s++) {
            readers[s] = new ShardReaders(recognisers, earlier, late, spool, services);
            shards[s] = new Shard(s, limits, readers[s]);
        }
    }

    /// Reads everything. Events are handed on by the calling thread; `afterRound` is called when a round's
    /// events have been.
    public void run(CaptureSource source, Consumer<ImEvent> events, Runnable afterRound) {
        Round[] rounds = {new Round(BLOCKS), new Round(BLOCKS)};
        fill(source, rounds[0]);
        for (int r = 0; rounds[r].count() > 0; r = 1 - r) {
            Round round = rounds[r], next = rounds[1 - r];
            addKeys(source);
            // The next round is read from the disk while this one is worked on.
            Runnable reading = workers.beside(() -> fill(source, next));
            if (round.records() > 0) {
                work(round);
                merge(events);
            }
            afterRound.run();
            reading.run();
        }
        end(events);
        afterRound.run();
    }

    private long filled;
    private final Keys keys;
    /// How many key logs of each capture have been added.
    private final List<Integer> keyLogs = new ArrayList<>();

    private void fill(CaptureSource source, Round round) {
        int blocks = 0;
        while (blocks < BLOCKS && (blocks == 0 || source.ready()) && source.fill(round.block(blocks))) blocks++;
        filled = round.filled(blocks, filled);
    }

    /// Keys inside captures stand before what they open; those of this round are there for all of it, whichever thread
    /// comes first.
    private void addKeys(CaptureSource source) {
        List<CaptureInfo> captures = source.captures();
        for (int c = 0; c < captures.size(); c++) {
            if (c == keyLogs.size()) keyLogs.add(0);
            List<byte[]> logs = captures.get(c).keyLogs;
            for (int k = keyLogs.get(c); k < logs.size(); k++) keys.addLog(logs.get(k));
            keyLogs.set(c, logs.size());
        }
    }

    private void work(Round round) {
        workers.each(round.count(), (b, worker) -> decoders[worker].decode(round.block(b)));
        for (int b = 0; b < round.count(); b++) join(round.block(b));
        workers.each(round.count(), (b, _) -> round.scatter(b));
        workers.each(Shard.COUNT, (s, _) -> shards[s].process(round));
        reread(round);
        index = round.firstIndex(round.count() - 1) + round.block(round.count() - 1).count;
    }

    /// Puts the block's fragments together, in frame order, with those of blocks before, and counts what is
    /// not understood.
    private void join(Block block) {
        for (int i = 0; i < block.count; i++) {
            if (block.kind[i] == Block.FRAGMENT) reassembly.accept(block, i);
            if (block.kind[i] == Block.OTHER)
                unread(FrameRef.capture(block.ref[i])).add(block, i);
        }
    }

    private UnreadCounts unread(int capture) {
        while (unread.size() <= capture) unread.add(new UnreadCounts());
        return unread.get(capture);
    }

    private record Born(int shard, OpenFlow flow) {}

    /// Reads those flows again that an expectation of this very round was for, in order of birth: what such a
    /// flow expects itself can only be for flows born after it.
    private void reread(Round round) {
        raised().forEach(late::add);
        if (late.isEmpty()) return;
        List<Born> born = new ArrayList<>();
        for (int s = 0; s < Shard.COUNT; s++) {
            for (OpenFlow flow : shards[s].opened()) {
                if (flow.flow().firstIndex >= round.firstIndex(0)) born.add(new Born(s, flow));
            }
        }
        born.sort(Comparator.comparingLong(one -> one.flow.flow().firstIndex));
        for (Born one : born) {
            if (late.match(one.flow.flow().again()) == null) continue;
            readers[one.shard].takeBack(one.flow.flow());
            shards[one.shard].reread(one.flow, round);
            late.clear();
            raised().forEach(late::add);
        }
        late.clear();
    }

    /// What was expected in this round, in the run's order.
    private List<Expectations.Expectation> raised() {
        List<Expectations.Expectation> all = new ArrayList<>();
        for (ShardReaders one : readers) all.addAll(one.raised());
        all.sort(Comparator.comparingLong(Expectations.Expectation::index));
        return all;
    }

    private void merge(Consumer<ImEvent> events) {
        List<ShardReaders.Said> all = new ArrayList<>();
        for (ShardReaders one : readers) all.addAll(one.said());
        all.sort(Comparator.comparingLong(ShardReaders.Said::index));
        all.forEach(said -> tell(said.what(), events));
        raised().forEach(earlier::add);
        for (ShardReaders one : readers) one.nextRound();
    }

    private void tell(Object what, Consumer<ImEvent> events) {
        switch (what) {
            case Binding binding -> attribution.bind(binding, events);
            case ImEvent.Service service -> naming.said(service, events);
            case Naming.Nameless flow -> naming.nameless(flow, events);
            case Answers.Told answer -> naming.answer(answer);
            case Traffic traffic -> naming.over(traffic, events);
            case Hosts.Claim claim -> tell(claim, events);
            case ImEvent.Host host -> tell(new Hosts.Claim(host.seen().flow().source, host), events);
            case ImEvent event -> tell(attribution.resolve(event), events);
            default -> throw new IllegalStateException("neither event nor binding: " + what);
        }
    }

    /// That a party is itself, as it turns out where a claim was answered meanwhile, is no news.
    private static void tell(ImEvent event, Consumer<ImEvent> events) {
        if (event instanceof ImEvent.Identity same && same.was().equals(same.is())) return;
        events.accept(event);
    }

    private void tell(Hosts.Claim claim, Consumer<ImEvent> events) {
        if (hosts.isNews(claim)) events.accept(claim.host());
    }

    private void end(Consumer<ImEvent> events) {
        reassembly.end();
        List<ShardReaders.Said> all = new ArrayList<>();
        for (int s = 0; s < Shard.COUNT; s++) {
            shards[s].end(index);
            all.addAll(readers[s].said());
        }
        all.sort(Comparator.comparingLong(said -> said.flow() == null ? 0 : said.flow().firstIndex));
        all.forEach(said -> tell(said.what(), events));
        for (ShardReaders one : readers) one.nextRound();
        List<Traffic> traffic = new ArrayList<>();
        for (Shard shard : shards) shard.traffic(naming::counts, traffic::add);
        traffic.sort(Comparator.comparingLong(Traffic::firstIndex));
        for (Traffic one : traffic) naming.over(one, events);
    }

    /// Flows that are known of at the moment. Between rounds.
    public long flows() {
        long flows = 0;
        for (Shard shard : shards) flows += shard.flows();
        return flows;
    }

    /// What the engine did and could not do, in all.
    public Summary summary() {
        Counters counters = new Counters();
        long read = 0, skipped = 0, failures = 0;
        for (int s = 0; s < Shard.COUNT; s++) {
            counters.add(shards[s].counters());
            read += readers[s].readBytes();
            skipped += readers[s].skippedBytes();
            failures += readers[s].failures();
        }
        counters.readBytes = read;
        return new Summary(
                counters,
                skipped,
                failures,
                earlier.evicted(),
                attribution.evicted(),
                hosts.evicted(),
                naming.evicted(),
                decoders,
                reassembly,
                List.copyOf(unread));
    }

    /// @param skippedBytes bytes of flows that were read which no message covers
    /// @param failures readings ended by a defect of this program
    /// @param expectationsEvicted, bindingsEvicted, hostsEvicted, namesEvicted: dropped because the table was full
    /// @param unread what was not understood, for each capture by its number; those at the end may have none
    public record Summary(
            Counters counters,
            long skippedBytes,
            long failures,
            long expectationsEvicted,
            long bindingsEvicted,
            long hostsEvicted,
            long namesEvicted,
            Decoder[] decoders,
            IpReassembly reassembly,
            List<UnreadCounts> unread) {
        /// IPv4 headers with a wrong checksum in the capture of this number.
        public long badIpChecksums(int capture) {
            long bad = reassembly.badIpChecksums(capture);
            for (Decoder decoder : decoders) bad += decoder.badIpChecksums(capture);
            return bad;
        }
    }

    @Override
    public void close() {
        workers.close();
    }
}
