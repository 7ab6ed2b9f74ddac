package earshot.engine;

import earshot.dissect.Opener;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// A two-way connection being read, the flow itself or one inside it: holds the layer that reads it now, which
/// may give way
/// to another.
final class Connection {
    /// How deep connections may be nested: proxies in proxies, with TLS or compression between.
    static final int DEEPEST = 8;

    final Reading reading;
    final String via;
    final int depth;
    private Layer layer;

    Connection(Reading reading, String via, int depth) {
        this.reading = reading;
        this.via = via;
        this.depth = depth;
    }

    boolean stream() {
        return reading.flow().transport == Transport.TCP;
    }

    /// Reads what comes by content.
    ///
    /// @param fromStart whether the next bytes are the connection's first
    /// @param excluded dissectors that have already said no, one bit each
    void recognise(boolean fromStart, long excluded) {
        layer = stream() ? new Recognition(this, fromStart, excluded) : new DatagramRecognition(this, excluded);
    }

    /// Reads what comes as was agreed elsewhere.
    void read(String protocol, Opener opener, boolean fromStart) {
        layer = stream()
                ? new StreamLayer(this, protocol, opener, fromStart)
                : new DatagramLayer(this, protocol, opener, 0);
    }

    void read(Layer chosen) {
        layer = chosen;
    }

    /// Whether nobody reads it (yet), or nobody who is sure of it.
    boolean unrecognised() {
        return layer instanceof Recognition
                || layer instanceof DatagramRecognition
                || layer instanceof DatagramLayer undecided && !undecided.confirmed();
    }

    Layer layer() {
        return layer;
    }

    boolean data(Direction from, byte[] bytes, int offset, int length, Provenance provenance) {
        boolean wanted = layer.data(from, bytes, offset, length, provenance);
        if (layer instanceof StreamLayer provisional && provisional.rejected() && !provisional.replaying()) {
            return again(provisional);
        }
        if (layer instanceof DatagramLayer chosen && chosen.rejected()) {
            recognise(true, chosen.excluded());
            return layer.data(from, bytes, offset, length, provenance);
        }
        return wanted;
    }

    /// The dissector that was chosen says no: recognition begins once more without it, with everything seen so far.
    private boolean again(StreamLayer rejected) {
        Log log = rejected.log();
        if (log == null) return false;
        recognise(rejected.fromStart(), rejected.excluded());
        return log.replay(this, false);
    }

    boolean gap(Direction from, long bytes) {
        return layer.gap(from, bytes);
    }

    int heldBytes() {
        return layer.heldBytes();
    }

    void end() {
        layer.end();
    }
}
