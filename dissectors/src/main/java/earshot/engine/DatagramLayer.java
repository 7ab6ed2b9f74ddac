package earshot.engine;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Opener;
import earshot.flow.Direction;

/// A dissection of datagrams: each is one message.
final class DatagramLayer implements Layer, LayerOut.Course {
    private static final byte[] NOTHING = {};

    private final Connection connection;
    private final LayerOut out;
    private final Dissection dissection;
    private final long excluded;
    private final Cursor cursor = new Cursor(NOTHING);
    private boolean rejected, enough;

    /// @param excluded dissectors that need not be asked again should this one say no
    DatagramLayer(Connection connection, String protocol, Opener opener, long excluded) {
        this.connection = connection;
        this.excluded = excluded;
        this.out = new LayerOut(connection, protocol, this);
        this.dissection = opener.open(out);
    }

    long excluded() {
        return excluded;
    }

    boolean confirmed() {
        return out.confirmed();
    }

    @Override
    public boolean rejected() {
        return rejected;
    }

    @Override
    public boolean data(Direction from, byte[] bytes, int offset, int length, Provenance provenance) {
        out.reading(provenance);
        dissection.message(from, cursor.set(bytes, offset, length));
        if (!rejected) connection.reading.read(length);
        return !rejected && !enough;
    }

    @Override
    public boolean gap(Direction from, long bytes) {
        out.anomaly("truncated-datagram", bytes + " bytes at its end were not captured");
        return true;
    }

    @Override
    public void end() {
        dissection.end();
        out.end();
    }

    @Override
    public void body(Direction from, long length) {
        throw new IllegalStateException("datagrams have no bodies");
    }

    @Override
    public void reject() {
        rejected = true;
    }

    @Override
    public void enough() {
        enough = true;
    }

    @Override
    public void replace(Runnable successor) {
        successor.run();
    }
}
