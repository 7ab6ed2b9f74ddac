package earshot.capture.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes packets as pcapng: one section, an interface for each link type, times in nanoseconds.
///
/// The same packets give the same bytes: nothing of the machine, the hour or the version is written. One
/// thread.
public final class PcapngWriter implements Closeable {
    private static final int END_OF_OPTIONS = 0, COMMENT = 1, APPLICATION = 4, RESOLUTION = 9;
    private static final int TLS_KEY_LOG = 0x544c534b;
    private static final int LONGEST_OPTION = 65_535;
    private static final int PADDING = 3;

    private final OutputStream out;
    private final List<Integer> links = new ArrayList<>();
    private ByteBuffer block = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);

    /// Begins the capture.
    ///
    /// @param out is closed with the writer; should be buffered
    /// @param comment about the whole, or ""
    public PcapngWriter(OutputStream out, String comment) throws IOException {
        this.out = out;
        begin(PcapngWalk.SECTION, 128);
        block.putInt(PcapngWalk.ORDER).putShort((short) 1).putShort((short) 0).putLong(-1);
        option(COMMENT, comment);
        option(APPLICATION, "Earshot");
        endOptions();
        end();
    }

    /// Writes one packet.
    ///
    /// @param link its LINKTYPE_ number
    /// @param time nanoseconds since 1970-01-01 UTC, not negative
    /// @param length its bytes on the wire
    /// @param offset where its captured bytes stand in `bytes`
    /// @param comment about the packet, or ""; shortened to what an option holds, 65,535 bytes
    public void packet(int link, long time, int length, byte[] bytes, int offset, int captured, String comment)
            throws IOException {
        int number = links.indexOf(link);
        if (number < 0) {
            number = links.size();
            links.add(link);
            describe(link);
        }
        begin(PcapngWalk.PACKET, captured);
        block.putInt(number)
                .putInt((int) (time >>> 32))
                .putInt((int) time)
                .putInt(captured)
                .putInt(length);
        block.put(bytes, offset, captured);
        pad();
        if (!comment.isEmpty()) {
            option(COMMENT, comment);
            endOptions();
        }
        end();
    }

    /// Writes TLS keys that apply to the packets that follow.
    ///
    /// @param keyLog lines as in a file named by SSLKEYLOGFILE
    public void secrets(byte[] keyLog) throws IOException {
        begin(PcapngWalk.SECRETS, keyLog.length);
        block.putInt(TLS_KEY_LOG).putInt(keyLog.length).put(keyLog);
        pad();
        end();
    }

    private void describe(int link) throws IOException {
        begin(PcapngWalk.INTERFACE, 0);
        block.putShort((short) link).putShort((short) 0).putInt(0);
        block.putShort((short) RESOLUTION).putShort((short) 1).put((byte) 9);
        pad();
        endOptions();
        end();
    }

    /// Begins a block that will hold so many bytes and a few fields more.
    private void begin(int type, int bytes) {
        block.clear();
        room(bytes + 64);
        block.putInt(type).putInt(0);
    }

    private void room(int bytes) {
        if (block.remaining() >= bytes) return;
        ByteBuffer larger = ByteBuffer.allocate(Math.max(block.position() + bytes, 2 * block.capacity()))
                .order(ByteOrder.LITTLE_ENDIAN);
        block = larger.put(block.flip());
    }

    private void option(int code, String text) {
        if (text.isEmpty()) return;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, LONGEST_OPTION);
        // no character is cut in two
        while (length < bytes.length && (bytes[length] & 0xc0) == 0x80) length--;
        room(length + 16);
        block.putShort((short) code).putShort((short) length).put(bytes, 0, length);
        pad();
    }

    private void endOptions() {
        room(16);
        block.putShort((short) END_OF_OPTIONS).putShort((short) 0);
    }

    private void pad() {
        while ((block.position() & PADDING) != 0) block.put((byte) 0);
    }

    private void end() throws IOException {
        int total = block.position() + 4;
        block.putInt(total).putInt(4, total);
        out.write(block.array(), 0, total);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
