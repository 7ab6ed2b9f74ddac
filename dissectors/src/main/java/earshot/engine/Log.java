package earshot.engine;

import earshot.flow.Direction;
import java.util.ArrayList;
import java.util.List;

/// The first pieces of a connection, kept until it is sure how they are to be read. Bounded.
final class Log {
    private static final int MOST_BYTES = 12 * 1024;
    private static final int MOST_PIECES = 2048;

    /// @param bytes null for a gap
    private record Piece(Direction from, byte[] bytes, long gap, Provenance provenance) {}

    private final List<Piece> pieces = new ArrayList<>();
    private int bytes;

    /// @return false when the log cannot take it; it is useless then
    boolean data(Direction from, byte[] data, int offset, int length, Provenance provenance) {
        if (bytes + length > MOST_BYTES || pieces.size() >= MOST_PIECES) return false;
        bytes += length;
        pieces.add(new Piece(from, java.util.Arrays.copyOfRange(data, offset, offset + length), 0, provenance));
        return true;
    }

    boolean gap(Direction from, long gap) {
        if (pieces.size() >= MOST_PIECES) return false;
        pieces.add(new Piece(from, null, gap, Provenance.NONE));
        return true;
    }

    int heldBytes() {
        return bytes;
    }

    /// Says everything again, to whatever layer the connection has by then.
    ///
    /// @param swapped whether the sides were guessed wrongly when the log was written
    boolean replay(Connection to, boolean swapped) {
        for (Piece piece : pieces) {
            Direction from = swapped ? piece.from.other() : piece.from;
            boolean wanted = piece.bytes == null
                    ? to.gap(from, piece.gap)
                    : to.data(from, piece.bytes, 0, piece.bytes.length, piece.provenance);
            if (!wanted || to.layer().rejected()) return wanted;
        }
        return true;
    }
}
