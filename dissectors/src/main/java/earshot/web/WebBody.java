package earshot.web;

import earshot.dissect.Out;
import earshot.flow.Direction;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/// Takes the body of one request or answer: without chunks and content codings.
public interface WebBody {
    /// The longest body that is put together, after decoding.
    int MOST = 16 << 20;

    /// The next bytes.
    void data(byte[] bytes, int offset, int length);

    /// Bytes are missing here; of an encoded body it is not known how many, and nothing readable follows.
    ///
    /// @param bytes how many, 0 where that is not known
    default void gap(long bytes) {}

    /// Nothing more will come.
    ///
    /// @param whole whether the body is over; if not, the capture or the connection has ended before it
    void end(boolean whole);

    /// Bytes kept between calls, about.
    default int heldBytes() {
        return 0;
    }

    /// The body is a piece of a connection inside: the client's or the server's side of it.
    static WebBody into(Out.Inner inner, Direction from) {
        return new WebBody() {
            @Override
            public void data(byte[] bytes, int offset, int length) {
                inner.data(from, bytes, offset, length);
            }

            @Override
            public void gap(long bytes) {
                inner.gap(from, bytes);
            }

            // The session goes on in the next body.
            @Override
            public void end(boolean whole) {
                if (!whole) inner.gap(from, 0);
            }
        };
    }

    /// Puts the body together and gives it to `reader`, unless it is empty, too long, has a hole or was cut off.
    static WebBody whole(Consumer<byte[]> reader) {
        return new WebBody() {
            private final ByteArrayOutputStream held = new ByteArrayOutputStream();
            private boolean lost;

            @Override
            public void data(byte[] bytes, int offset, int length) {
                if (lost || held.size() + length > MOST) lose();
                else held.write(bytes, offset, length);
            }

            @Override
            public void gap(long bytes) {
                lose();
            }

            private void lose() {
                lost = true;
                held.reset();
            }

            @Override
            public void end(boolean whole) {
                if (whole && !lost && held.size() > 0) reader.accept(held.toByteArray());
                held.reset();
            }

            @Override
            public int heldBytes() {
                return held.size();
            }
        };
    }
}
