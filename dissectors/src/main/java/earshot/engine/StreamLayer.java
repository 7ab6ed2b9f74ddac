package earshot.engine;

import earshot.dissect.Dissection;
import earshot.dissect.Opener;
import earshot.flow.Direction;

/// A dissection of a byte stream behind its two feeders.
final class StreamLayer implements Layer, LayerOut.Course {
    private final Connection connection;
    private final boolean fromStart;
    private final LayerOut out;
    private final Dissection dissection;
    private final Feeder client, server;
    private Runnable successor;
    private boolean replaced, rejected, enough, replaying;
    /// The successor still wants bytes.
    private boolean wanted = true;
    /// A body was announced of which bytes are held already.
    private boolean awaited;
    /// While the dissection is not sure yet: what it has been given, and who need not be asked again.
    private Log log;
    private long excluded;

    StreamLayer(Connection connection, String protocol, Opener opener, boolean fromStart) {
        this.connection = connection;
        this.fromStart = fromStart;
        this.client = new Feeder(Direction.CLIENT, this, !fromStart);
        this.server = new Feeder(Direction.SERVER, this, !fromStart);
        this.out = new LayerOut(connection, protocol, this);
        this.dissection = opener.open(out);
    }

    /// The dissection was chosen by its content and may still say no.
    void provisional(Log log, long excluded) {
        this.log = log;
        this.excluded = excluded;
        this.replaying = true;
    }

    void replayed() {
        replaying = false;
    }

    boolean replaying() {
        return replaying;
    }

    Log log() {
        return log;
    }

    long excluded() {
        return excluded;
    }

    boolean fromStart() {
        return fromStart;
    }

    LayerOut out() {
        return out;
    }

    Dissection dissection() {
        return dissection;
    }

    /// Whether what comes is still this dissection's.
    boolean current() {
        return !replaced && !rejected && !enough;
    }

    @Override
    public boolean rejected() {
        return rejected;
    }

    private Feeder feeder(Direction from) {
        return from == Direction.CLIENT ? client : server;
    }

    @Override
    public boolean data(Direction from, byte[] bytes, int offset, int length, Provenance provenance) {
        if (log != null && !replaying && (out.confirmed() || !log.data(from, bytes, offset, length, provenance))) {
            log = null;
        }
        feeder(from).data(bytes, offset, length, provenance);
        if (awaited) {
            awaited = false;
            feeder(from.other()).drain();
        }
        return wanted && !rejected && !enough;
    }

    @Override
    public boolean gap(Direction from, long bytes) {
        if (log != null && !replaying && !log.gap(from, bytes)) log = null;
        feeder(from).gap(bytes);
        if (out.confirmed()) out.anomaly("stream-gap", bytes + " bytes of the " + side(from) + " are missing");
        return wanted && !rejected && !enough;
    }

    private static String side(Direction from) {
        return from == Direction.CLIENT ? "client" : "server";
    }

    @Override
    public int heldBytes() {
        int first = log == null ? 0 : log.heldBytes();
        return first + client.capacity() + server.capacity() + dissection.heldBytes();
    }

    @Override
    public void end() {
        client.end();
        server.end();
        dissection.end();
        out.end();
    }

    /// Where the bytes come from that the dissection is about to read.
    void reading(Provenance provenance) {
        out.reading(provenance);
    }

    /// A message of this direction has been read.
    void read(Direction from, int length) {
        connection.reading.read(length);
        if (successor == null || rejected || enough) return;
        replaced = true;
        successor.run();
        feeder(from.other()).passOnHeld();
    }

    /// Bytes that belong to whoever reads the connection now.
    void passOn(Direction from, byte[] bytes, int offset, int length, Provenance provenance) {
        if (wanted && !rejected && !enough) wanted = connection.data(from, bytes, offset, length, provenance);
    }

    /// Bytes that were not understood.
    void skipped(long bytes) {
        connection.reading.skipped(bytes);
    }

    @Override
    public void body(Direction from, long length) {
        Feeder feeder = feeder(from);
        feeder.body(length);
        if (length == 0) feeder.bodyOver();
        else awaited |= feeder.holding() > 0;
    }

    @Override
    public void reject() {
        rejected = true;
    }

    @Override
    public void enough() {
        enough = true;
        log = null;
    }

    @Override
    public void replace(Runnable successor) {
        this.successor = successor;
    }
}
