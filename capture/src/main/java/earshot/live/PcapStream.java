package earshot.live;

import earshot.capture.Block;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;

/// Packets that another program captures and sends as they come, in the format of pcap files (draft-ietf-opsawg-pcap):
/// on standard input (`-`), or over TCP (`tcp://HOST:PORT`, "PCAP over IP").
///
/// A thread of its own reads. Where Earshot falls behind, the sender waits: nothing is lost here, and what the sender
/// loses it does not say.
final class PcapStream implements Device {
    private static final int CONNECT_MILLIS = 10_000, BUFFER = 1 << 18;
    private static final int MICROSECONDS = 0xA1B2C3D4, NANOSECONDS = 0xA1B23C4D, PCAPNG = 0x0A0D0D0A;
    /// No packet is longer, by the format's own limit for all link types that are read.
    private static final int LONGEST = 262_144;

    private final String name;
    private final InputStream in;
    private final Handover packets = new Handover();
    private volatile String trouble;
    private volatile boolean closed;

    /// Whether a source of that name is a stream.
    static boolean is(String name) {
        return name.equals("-") || name.startsWith("tcp://");
    }

    PcapStream(String name) throws LiveException {
        this.name = name;
        in = new BufferedInputStream(
                name.equals("-") ? new FileInputStream(FileDescriptor.in) : connected(name), BUFFER);
        Thread.ofPlatform().daemon().name("stream").start(this::follow);
    }

    @SuppressWarnings("AddressSelection") // The first that the resolver gives, as everybody does.
    private static InputStream connected(String name) throws LiveException {
        try {
            URI uri = new URI(name);
            if (uri.getHost() == null || uri.getPort() < 0)
                throw new LiveException(name + " is no source: tcp://HOST:PORT is one");
            Socket socket = new Socket();
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), CONNECT_MILLIS);
            return socket.getInputStream();
        } catch (URISyntaxException e) {
            throw new LiveException(name + " is no source: tcp://HOST:PORT is one", e);
        } catch (IOException e) {
            if (e instanceof LiveException said) throw said;
            throw new LiveException("no connection to " + name + ": " + e.getMessage(), e);
        }
    }

    private void follow() {
        try (DataInputStream data = new DataInputStream(in)) {
            follow(data);
        } catch (EOFException e) {
            trouble = "the stream ends within a packet";
        } catch (IOException e) {
            if (!closed) trouble = "the stream broke off: " + e.getMessage();
        } finally {
            packets.end();
        }
    }

    private void follow(DataInputStream data) throws IOException {
        int magic = data.readInt();
        boolean little = magic == Integer.reverseBytes(MICROSECONDS) || magic == Integer.reverseBytes(NANOSECONDS);
        int plain = little ? Integer.reverseBytes(magic) : magic;
        if (plain != MICROSECONDS && plain != NANOSECONDS) {
            trouble = magic == PCAPNG
                    ? "pcapng is not read from streams: have the sender write pcap (dumpcap -P, tcpdump -w -)"
                    : "what comes is no pcap";
            return;
        }
        long unit = plain == NANOSECONDS ? 1 : 1000;
        // Version, time zone, accuracy and snap length say nothing that is needed.
        data.skipNBytes(16);
        int link = word(data, little) & 0xFFFF;
        byte[] bytes = new byte[LONGEST];
        for (int first; (first = data.read()) >= 0; ) {
            int seconds = first << 24 | data.readUnsignedByte() << 16 | data.readUnsignedShort();
            if (little) seconds = Integer.reverseBytes(seconds);
            long time = Integer.toUnsignedLong(seconds) * 1_000_000_000L
                    + Integer.toUnsignedLong(word(data, little)) * unit;
            int captured = word(data, little), length = word(data, little);
            if (captured < 0 || captured > LONGEST) {
                trouble = "the stream is damaged: a packet of " + Integer.toUnsignedString(captured) + " bytes";
                return;
            }
            data.readFully(bytes, 0, captured);
            packets.add(bytes, captured, Math.max(captured, length), time, link);
        }
    }

    private static int word(DataInputStream data, boolean little) throws IOException {
        int word = data.readInt();
        return little ? Integer.reverseBytes(word) : word;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean ready() {
        return packets.ready();
    }

    @Override
    public void await(int millis) {
        packets.await(millis);
    }

    @Override
    public int read(Block block) {
        return packets.read(block);
    }

    @Override
    public boolean ended() {
        return packets.ended();
    }

    @Override
    public String trouble() {
        return trouble;
    }

    @Override
    public Counts counts() {
        return new Counts(name, packets.packets(), 0, -1, 0);
    }

    /// A thread that waits on standard input stays until the process ends.
    @Override
    public void close() {
        closed = true;
        packets.close();
        try {
            if (!name.equals("-")) in.close();
        } catch (IOException e) {
            // It is not needed any more.
        }
    }
}
