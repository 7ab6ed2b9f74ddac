package earshot.engine;

import earshot.bytes.Cursor;
import earshot.dissect.Opening;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow;

/// Finds out what an exchange of datagrams is: each of the first few is shown to the candidates by itself.
final class DatagramRecognition implements Layer, Opening {
    /// Datagrams that are looked at before a flow is only counted: calls try many ways with STUN before they say more.
    private static final int MOST = 24;

    private static final byte[] NOTHING = {};

    private final Connection connection;
    private final Recognisers recognisers;
    private final long excluded;
    private int looked;
    private Direction sender = Direction.CLIENT;
    private byte[] datagram = NOTHING;
    private int offset, length;

    DatagramRecognition(Connection connection, long excluded) {
        this.connection = connection;
        this.recognisers = connection.reading.recognisers();
        this.excluded = excluded;
    }

    @Override
    public Flow flow() {
        return connection.reading.flow();
    }

    @Override
    public Cursor bytes(Direction side) {
        return side == sender ? new Cursor(datagram, offset, length) : new Cursor(NOTHING);
    }

    @Override
    public boolean data(Direction from, byte[] bytes, int offset, int length, Provenance provenance) {
        sender = from;
        datagram = bytes;
        this.offset = offset;
        this.length = length;
        long candidates = recognisers.candidates(false, from, bytes[offset] & 0xff) & ~excluded;
        for (long left = candidates; left != 0; left &= left - 1) {
            int d = Long.numberOfTrailingZeros(left);
            Verdict verdict = recognisers.dissector(d).recognise(this);
            if (verdict != Verdict.YES) continue;
            var dissector = recognisers.dissector(d);
            connection.read(new DatagramLayer(connection, dissector.name(), dissector::begin, excluded | 1L << d));
            return connection.data(from, bytes, offset, length, provenance);
        }
        return ++looked < MOST;
    }

    @Override
    public boolean gap(Direction from, long bytes) {
        return true;
    }

    @Override
    public void end() {}
}
