package earshot.flow;

import earshot.capture.Block;
import earshot.net.Bytes;
import earshot.net.Checksums;
import earshot.net.Path;

/// A flow that is being looked at or read.
public final class OpenFlow {
    private Flow flow;
    private final boolean clientIsB;
    final int row;
    private final Integer clientSequence, serverSequence;
    private FlowReader reader;
    private TcpConnection connection;
    /// Where in the run's order the flow was opened, and where it ended; `Long.MAX_VALUE` while it goes on.
    final long openedIndex;
    long endedIndex = Long.MAX_VALUE;
    private boolean wanted = true;
    private boolean ended;
    private int held;

    /// @param clientSequence and serverSequence: initial sequence numbers; null where the SYN was not seen
    OpenFlow(Flow flow, boolean clientIsB, int row, long openedIndex, Integer clientSequence, Integer serverSequence) {
        this.flow = flow;
        this.clientIsB = clientIsB;
        this.row = row;
        this.openedIndex = openedIndex;
        this.clientSequence = clientSequence;
        this.serverSequence = serverSequence;
    }

    public Flow flow() {
        return flow;
    }

    /// The flow's reader, null where it is only counted.
    public FlowReader reader() {
        return reader;
    }

    /// Begins the reading, or begins it anew.
    void begin(FlowReaders readers, Limits limits, Counters counters) {
        if (connection != null || reader != null) flow = flow.again();
        reader = readers.open(flow);
        connection = null;
        wanted = reader != null;
        ended = false;
        endedIndex = Long.MAX_VALUE;
        if (flow.transport != Flow.Transport.TCP || reader == null) return;
        connection = new TcpConnection(reader, limits, counters);
        if (clientSequence != null) connection.synchronize(Direction.CLIENT, clientSequence);
        if (serverSequence != null) connection.synchronize(Direction.SERVER, serverSequence);
    }

    /// Whether the table's current key, of a packet on this path, is this flow's.
    boolean is(FlowTable table, boolean tcp, long path) {
        boolean same = tcp == (flow.transport == Flow.Transport.TCP) && Path.overlay(path) == Path.overlay(flow.path);
        Endpoint first = guessedClient(), second = guessedServer();
        return same && table.keyIs(clientIsB ? second : first, clientIsB ? first : second, flow.source);
    }

    private Endpoint guessedClient() {
        return flow.endpoint(flow.reversed() ? Direction.SERVER : Direction.CLIENT);
    }

    private Endpoint guessedServer() {
        return flow.endpoint(flow.reversed() ? Direction.CLIENT : Direction.SERVER);
    }

    /// Takes the record's payload.
    ///
    /// @return false when the flow need not be kept open
    boolean packet(Block block, int i, boolean senderIsA, Counters counters) {
        if (!wanted) return false;
        Direction from = senderIsA != clientIsB ? Direction.CLIENT : Direction.SERVER;
        byte[] data = block.data(i);
        int transport = block.transport[i];
        int length = block.payloadLength[i];
        long ref = block.ref[i], time = block.time[i];
        if (connection != null) {
            if (length > 0 && !Checksums.transportOk(block, i)) counters.badChecksums++;
            connection.packet(
                    from,
                    Bytes.i32(data, transport + 4),
                    Bytes.i32(data, transport + 8),
                    data[transport + 13],
                    data,
                    block.payload[i],
                    block.payloadCaptured[i],
                    length,
                    ref,
                    time);
            wanted = connection.wanted();
            if (wanted && reader.known()) connection.watch();
            return wanted;
        }
        if (length > 0) {
            if (!Checksums.transportOk(block, i)) counters.badChecksums++;
            wanted = reader.data(from, data, block.payload[i], block.payloadCaptured[i], ref, time);
            if (wanted && block.payloadCaptured[i] < length) {
                wanted = reader.gap(from, length - block.payloadCaptured[i]);
            }
        }
        return wanted;
    }

    /// Bytes held by now more than when this was asked last.
    int heldMore() {
        int was = held;
        held = heldBytes();
        return held - was;
    }

    /// What [#heldMore] has told in all.
    int heldTold() {
        return held;
    }

    private int heldBytes() {
        return reader == null ? 0 : reader.heldBytes() + (connection == null ? 0 : connection.heldBytes());
    }

    void end(long index) {
        if (ended) return;
        ended = true;
        endedIndex = Math.min(endedIndex, index);
        wanted = false;
        if (connection != null) connection.end();
        else if (reader != null) reader.end();
    }
}
