package earshot.flow;

import earshot.capture.Block;
import earshot.net.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/// The flows whose hash falls into one of [#COUNT] parts: table, streams, ceilings and evictions, on a clock of
/// packet time.
///
/// A shard is worked on by one thread at a time and looks at nothing outside, so its results do not depend on
/// how many
/// threads there are. Everything it does, it does at a record's place in the run's order.
public final class Shard {
    /// Fixed, so that ceilings mean the same on every machine.
    public static final int COUNT = 64;

    static final int SHIFT = 32 - Integer.numberOfTrailingZeros(COUNT);

    private final int number;
    private final Limits limits;
    private final FlowReaders readers;
    private final FlowTable table;
    private final Counters counters = new Counters();
    private final List<OpenFlow> open = new ArrayList<>();
    private final List<Integer> freeNumbers = new ArrayList<>();
    private int openFlows;
    private long held;
    private long clock;
    /// Flows opened in the current round, in order: what [#reread] may have to read again.
    private final List<OpenFlow> opened = new ArrayList<>();
    /// Where flows born in the current round were dropped from the table, by their first index.
    private final Map<Long, Long> droppedAt = new HashMap<>();

    private long roundBegan;

    public Shard(int number, Limits limits, FlowReaders readers) {
        this.number = number;
        this.limits = limits;
        this.readers = readers;
        this.table = new FlowTable(Limits.share(limits.flows()));
    }

    public Counters counters() {
        return counters;
    }

    /// Rows in the table and flows open.
    public int flows() {
        return table.live();
    }

    /// Works through the shard's records of the round.
    public void process(Round round) {
        opened.clear();
        droppedAt.clear();
        roundBegan = round.firstIndex(0);
        for (int b = 0; b < round.count(); b++) {
            Block block = round.block(b);
            long first = round.firstIndex(b);
            for (int k = 0, n = round.size(b, number); k < n; k++) {
                int i = round.record(b, number, k);
                if (block.kind[i] == Block.ARP) arp(block, i, first + i);
                else packet(block, i, first + i);
            }
        }
    }

    /// The flows opened in the round just processed, in order of opening.
    public List<OpenFlow> opened() {
        return opened;
    }

    private void arp(Block block, int i, long index) {
        readers.at(index);
        int at = block.network[i], length = block.payloadCaptured[i];
        readers.arp(block.data(i), at, length, block.source[i], block.ref[i], block.time[i]);
    }

    private void packet(Block block, int i, long index) {
        boolean tcp = block.kind[i] == Block.TCP;
        byte[] data = block.data(i);
        int transport = block.transport[i];
        long time = block.time[i];
        if (time > clock) {
            clock = time;
            expire(index);
        }
        table.key(data, block.network[i], transport, tcp ? 6 : 17, block.path[i], block.source[i]);
        int flags = tcp ? data[transport + 13] : 0;
        int row = table.find();
        if (row != FlowTable.NONE && tcp && reborn(row, data, transport, flags, block.payloadLength[i], time)) {
            drop(row, index);
            row = FlowTable.NONE;
        }
        if (row == FlowTable.NONE) row = born(tcp, flags, data, transport, time, block.ref[i], index);
        table.touch(row, time, block.payloadLength[i]);
        counters.payloadBytes += block.payloadLength[i];
        if (tcp && (flags & (TcpConnection.SYN | TcpConnection.FIN | TcpConnection.RST)) != 0) {
            handshake(row, flags, data, transport);
        }
        if (table.isOpen(row)) {
            read(row, block, i, index);
        } else if (block.payloadLength[i] > 0 && (table.state(row) & (FlowTable.SETTLED | FlowTable.CLOSED)) == 0) {
            open(row, block, i, index);
            if (table.isOpen(row)) read(row, block, i, index);
        }
    }

    /// Whether the packet begins a new connection on the ports of an old one.
    private boolean reborn(int row, byte[] data, int transport, int flags, int length, long time) {
        int state = table.state(row);
        int both = TcpConnection.SYN | TcpConnection.ACK;
        if ((flags & both) == TcpConnection.SYN) {
            boolean a = table.senderIsA();
            boolean seen = (state & (a ? FlowTable.SYN_A : FlowTable.SYN_B)) != 0;
            if (seen && table.sequence(row, a) == Bytes.i32(data, transport + 4)) return false;
            // The SYN of a connection of which the SYN-ACK was captured first.
            boolean young = !seen && (state & (FlowTable.SETTLED | FlowTable.CLOSED)) == 0 && !table.isOpen(row);
            return !young || (state & FlowTable.MID_STREAM) != 0;
        }
        // After a reset that the peers did not believe, the connection goes on.
        return (state & FlowTable.RESET) != 0
                && length > 0
                && (flags & TcpConnection.RST) == 0
                && time - table.last(row) > limits.holePatienceNanos();
    }

    private int born(boolean tcp, int flags, byte[] data, int transport, long time, long ref, long index) {
        if (table.full()) evict(index);
        int row = table.add(tcp, time, ref, index);
        boolean a = table.senderIsA();
        int source = Bytes.i32(data, transport) >>> 16, target = Bytes.i32(data, transport) & 0xffff;
        boolean senderIsClient;
        if (tcp) {
            counters.tcpFlows++;
            boolean syn = (flags & TcpConnection.SYN) != 0;
            senderIsClient = syn ? (flags & TcpConnection.ACK) == 0 : likelyClient(source, target);
            if (!syn) {
                table.setState(row, FlowTable.MID_STREAM);
                counters.midStream++;
            }
        } else {
            counters.udpFlows++;
            senderIsClient = source >= 1024 || source >= target;
            if (!senderIsClient) table.setState(row, FlowTable.MID_STREAM);
        }
        if (senderIsClient != a) table.setState(row, FlowTable.CLIENT_IS_B);
        return row;
    }

    /// A guess: servers listen on lower ports.
    private static boolean likelyClient(int source, int target) {
        return source >= target;
    }

    private void handshake(int row, int flags, byte[] data, int transport) {
        boolean a = table.senderIsA();
        if ((flags & TcpConnection.SYN) != 0) {
            table.setSequence(row, a, Bytes.i32(data, transport + 4));
            table.setState(row, a ? FlowTable.SYN_A : FlowTable.SYN_B);
        }
        if ((flags & TcpConnection.FIN) != 0) table.setState(row, a ? FlowTable.FIN_A : FlowTable.FIN_B);
        if ((flags & TcpConnection.RST) != 0) table.setState(row, FlowTable.RESET);
    }

    private void open(int row, Block block, int i, long index) {
        if (openFlows >= Limits.share(limits.openFlows())) {
            settle(oldestOpen(), index);
            counters.openFlowsEvicted++;
        }
        int state = table.state(row);
        boolean clientIsB = (state & FlowTable.CLIENT_IS_B) != 0;
        Flow flow = new Flow(
                block.kind[i] == Block.TCP ? Flow.Transport.TCP : Flow.Transport.UDP,
                table.endpoint(row, !clientIsB),
                table.endpoint(row, clientIsB),
                block.path[i],
                block.source[i],
                table.firstRef(row),
                table.firstTime(row),
                table.firstIndex(row),
                (state & FlowTable.MID_STREAM) != 0);
        boolean clientSyn = (state & (clientIsB ? FlowTable.SYN_B : FlowTable.SYN_A)) != 0;
        boolean serverSyn = (state & (clientIsB ? FlowTable.SYN_A : FlowTable.SYN_B)) != 0;
        OpenFlow opening = new OpenFlow(
                flow,
                clientIsB,
                row,
                index,
                clientSyn ? (Integer) table.sequence(row, !clientIsB) : null,
                serverSyn ? (Integer) table.sequence(row, clientIsB) : null);
        opened.add(opening);
        readers.at(index);
        opening.begin(readers, limits, counters);
        if (opening.reader() == null) table.setState(row, FlowTable.SETTLED);
        else keep(row, opening);
    }

    private void keep(int row, OpenFlow flow) {
        int at;
        if (freeNumbers.isEmpty()) {
            at = open.size();
            open.add(flow);
        } else {
            at = freeNumbers.removeLast();
            open.set(at, flow);
        }
        openFlows++;
        table.open(row, true, at);
    }

    private void read(int row, Block block, int i, long index) {
        OpenFlow flow = open.get(table.object(row));
        readers.at(index);
        boolean goesOn = flow.packet(block, i, table.senderIsA(), counters);
        held += flow.heldMore();
        if (!goesOn) settle(row, index);
        // Who was silent longest gives way, not who happens to be heard now.
        while (held > Limits.share(limits.heldInAll()) && openFlows > 0) {
            settle(oldestOpen(), index);
            counters.openFlowsEvicted++;
        }
    }

    private int oldestOpen() {
        int tcp = table.oldest(FlowTable.OPEN_TCP), udp = table.oldest(FlowTable.OPEN_UDP);
        boolean isUdp = udp != FlowTable.NONE && (tcp == FlowTable.NONE || table.last(udp) <= table.last(tcp));
        return isUdp ? udp : tcp;
    }

    /// The flow is only counted from now on.
    private void settle(int row, long index) {
        int at = table.object(row);
        OpenFlow flow = open.get(at);
        held -= flow.heldTold();
        readers.at(index);
        flow.end(index);
        open.set(at, null);
        freeNumbers.add(at);
        openFlows--;
        table.open(row, false, 0);
        table.setState(row, FlowTable.SETTLED);
    }

    private void drop(int row, long index) {
        if (table.firstIndex(row) >= roundBegan) droppedAt.put(table.firstIndex(row), index);
        if (table.isOpen(row)) settle(row, index);
        if ((table.state(row) & FlowTable.SETTLED) != 0) {
            readers.at(index);
            readers.gone(table.traffic(row));
        }
        table.remove(row);
    }

    private void evict(long index) {
        for (int list = FlowTable.COUNTED_UDP; list <= FlowTable.OPEN_TCP; list++) {
            int row = table.oldest(list);
            if (row == FlowTable.NONE) continue;
            drop(row, index);
            counters.flowsEvicted++;
            return;
        }
    }

    private void expire(long index) {
        for (int list = FlowTable.COUNTED_UDP; list <= FlowTable.OPEN_TCP; list++) {
            boolean tcp = list == FlowTable.COUNTED_TCP || list == FlowTable.OPEN_TCP;
            long idle = tcp ? limits.tcpIdleNanos() : limits.udpIdleNanos();
            for (int row; (row = table.oldest(list)) != FlowTable.NONE && clock - table.last(row) > idle; ) {
                drop(row, index);
            }
        }
    }

    /// Reads a flow opened in this round once more: an expectation raised meanwhile changes who reads it. The
    /// caller has taken back
    /// all that the first reading said.
    public void reread(OpenFlow flow, Round round) {
        Long dropped = droppedAt.get(flow.flow().firstIndex);
        boolean alive = dropped == null;
        boolean wasOpen = alive && table.isOpen(flow.row);
        readers.at(flow.openedIndex);
        flow.begin(readers, limits, counters);
        boolean goesOn = flow.reader() != null;
        long last = flow.openedIndex;
        for (int b = 0; b < round.count() && goesOn; b++) {
            Block block = round.block(b);
            for (int k = 0, n = round.size(b, number); k < n && goesOn; k++) {
                int i = round.record(b, number, k);
                long index = round.firstIndex(b) + i;
                if (index < flow.openedIndex || block.kind[i] == Block.ARP) continue;
                if (!alive && index >= dropped) break;
                boolean tcp = block.kind[i] == Block.TCP;
                table.key(
                        block.data(i),
                        block.network[i],
                        block.transport[i],
                        tcp ? 6 : 17,
                        block.path[i],
                        block.source[i]);
                if (!flow.is(table, tcp, block.path[i])) continue;
                readers.at(last = index);
                goesOn = flow.packet(block, i, table.senderIsA(), counters);
            }
        }
        if (wasOpen) held += flow.heldMore();
        if (wasOpen && !goesOn) settle(flow.row, last);
        else if (alive && !wasOpen && goesOn) {
            keep(flow.row, flow);
            held += flow.heldTold() + flow.heldMore();
        } else if (!goesOn || !alive) {
            readers.at(alive ? last : dropped);
            flow.end(last);
        }
    }

    /// The input is over: ends all flows, those seen first first.
    public void end(long index) {
        readers.at(index);
        open.stream()
                .filter(java.util.Objects::nonNull)
                .sorted(java.util.Comparator.comparingLong(f -> f.flow().firstIndex))
                .forEach(f -> f.end(index));
        open.clear();
    }

    /// What went over those of the flows in the table that are wanted, by their first index, in no order.
    public void traffic(LongPredicate wanted, Consumer<Traffic> out) {
        table.each(row -> {
            if (wanted.test(table.firstIndex(row))) out.accept(table.traffic(row));
        });
    }

    @Override
    public String toString() {
        return "shard " + number;
    }
}
