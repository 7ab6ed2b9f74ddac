package earshot.live;

import com.sun.jna.LastErrorException;
import com.sun.jna.Pointer;
import earshot.capture.Block;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;

/// A ring of blocks that the kernel fills with an interface's packets: AF_PACKET with TPACKET_V3 (packet(7)).
///
/// The kernel hands a block over when it is full or [#RETIRE_MILLIS] old; it is given back when the last of its packets
/// has been copied. Bound as the last step, so that no packet slips in before the filter.
final class PacketRing implements Device {
    private static final int BLOCK = 1 << 20, FRAME = 2048, RETIRE_MILLIS = 60;
    private static final int AF_PACKET = 17, SOCK_RAW = 3, SOL_PACKET = 263, SOL_SOCKET = 1;
    private static final int ADD_MEMBERSHIP = 1, RX_RING = 5, STATISTICS = 6, VERSION = 10, IGNORE_OUTGOING = 23;
    private static final int ATTACH_FILTER = 26, PROMISCUOUS = 1, TPACKET_V3 = 2;
    private static final int READ_WRITE = 3, SHARED = 1, POLLIN = 1, EPERM = 1, EACCES = 13;
    /// Where the fields of a block's and a packet's header stand.
    private static final int STATUS = 8, PACKETS = 12, FIRST = 16;
    private static final int SECONDS = 4, NANOS = 8, CAPTURED = 12, LENGTH = 16, FLAGS = 20, MAC = 24;
    private static final int VLAN_TAG = 32, VLAN_TYPE = 36, HARDWARE = 56;
    private static final int VLAN_VALID = 0x10, VLAN_TYPE_VALID = 0x40;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT;
    private static final VarHandle WORD = INT.varHandle();

    private final String name;
    private final int fd;
    private final Pointer address;
    private final MemorySegment ring;
    private final int blocks;
    private final InterfaceDrops before;
    private final byte[] statistics = new byte[12];
    private final byte[] descriptor = new byte[8];

    /// The block being read, where its next packet stands and how many it still has; 0 where it is the kernel's.
    private int current, left;
    private long next;
    private final AtomicLong read = new AtomicLong();
    private long dropped, freezes;
    private boolean closed;

    /// Opens the ring and begins to collect packets.
    ///
    /// @param megabytes the ring's size
    /// @param filter compiled, null for none
    PacketRing(String name, int megabytes, boolean promiscuous, Filter filter) throws LiveException {
        this.name = name;
        this.blocks = Math.max(2, megabytes);
        this.before = new InterfaceDrops(name);
        int index = index(name);
        fd = socket();
        try {
            set(SOL_PACKET, VERSION, ints(TPACKET_V3));
            set(SOL_PACKET, RX_RING, ints(BLOCK, blocks, FRAME, BLOCK / FRAME * blocks, RETIRE_MILLIS, 0, 0));
            if (filter != null) set(SOL_SOCKET, ATTACH_FILTER, filter.program());
            if (name.equals("lo")) set(SOL_PACKET, IGNORE_OUTGOING, ints(1));
            long length = (long) BLOCK * blocks;
            address = LinuxCalls.mmap(Pointer.NULL, length, READ_WRITE, SHARED, fd, 0);
            ring = mapped(address, length);
            LinuxCalls.bind(fd, link(index), 20);
            if (promiscuous) set(SOL_PACKET, ADD_MEMBERSHIP, membership(index));
        } catch (LastErrorException e) {
            LinuxCalls.close(fd);
            throw new LiveException(
                    "no ring of " + blocks + " MiB could be set up on " + name + ": "
                            + LinuxCalls.strerror(e.getErrorCode()) + "; --buffer takes a smaller size",
                    e);
        }
    }

    @SuppressWarnings("restricted") // The kernel mapped exactly so many bytes there, until close.
    private static MemorySegment mapped(Pointer address, long length) {
        return MemorySegment.ofAddress(Pointer.nativeValue(address)).reinterpret(length);
    }

    private static int index(String name) throws LiveException {
        try {
            return LinuxCalls.if_nametoindex(name);
        } catch (LastErrorException e) {
            throw new LiveException("there is no interface " + name + "; 'earshot capture --list' names them", e);
        }
    }

    private static int socket() throws LiveException {
        try {
            // Protocol 0: nothing comes in before bind.
            return LinuxCalls.socket(AF_PACKET, SOCK_RAW, 0);
        } catch (LastErrorException e) {
            if (e.getErrorCode() != EPERM && e.getErrorCode() != EACCES)
                throw new LiveException("no packet socket: " + LinuxCalls.strerror(e.getErrorCode()), e);
            throw new LiveException(
                    "listening needs the right to open raw sockets: run it as root (sudo), which is given up before the"
                            + " first packet is read, or give the Java machine that right alone: sudo setcap"
                            + " cap_net_raw,cap_net_admin=eip " + java(),
                    e);
        }
    }

    private static String java() {
        return java.nio.file.Path.of(System.getProperty("java.home"), "bin", "java")
                .toString();
    }

    private void set(int level, int option, byte[] value) {
        LinuxCalls.setsockopt(fd, level, option, value, value.length);
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.nativeOrder());
        for (int value : values) bytes.putInt(value);
        return bytes.array();
    }

    /// sockaddr_ll: the family, all protocols in network order, the interface.
    private static byte[] link(int index) {
        ByteBuffer bytes = ByteBuffer.allocate(20).order(ByteOrder.nativeOrder());
        return bytes.putShort((short) AF_PACKET)
                .put((byte) 0)
                .put((byte) 3)
                .putInt(index)
                .array();
    }

    /// packet_mreq
    private static byte[] membership(int index) {
        ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
        return bytes.putInt(index).putShort((short) PROMISCUOUS).array();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean ready() {
        return left > 0 || ((int) WORD.getAcquire(ring, (long) current * BLOCK + STATUS) & 1) != 0;
    }

    @Override
    public void await(int millis) {
        if (ready()) return;
        ByteBuffer.wrap(descriptor)
                .order(ByteOrder.nativeOrder())
                .putInt(fd)
                .putShort((short) POLLIN)
                .putShort((short) 0);
        LinuxCalls.poll(descriptor, 1, millis);
    }

    @Override
    public int read(Block block) {
        int before = block.count;
        while (ready()) {
            long begin = (long) current * BLOCK;
            if (left == 0) {
                left = ring.get(INT, begin + PACKETS);
                next = begin + Integer.toUnsignedLong(ring.get(INT, begin + FIRST));
            }
            while (left > 0 && copy(block)) left--;
            if (left > 0) break;
            WORD.setRelease(ring, begin + STATUS, 0);
            current = (current + 1) % blocks;
        }
        int packets = block.count - before;
        read.addAndGet(packets);
        return packets;
    }

    /// Appends the next packet.
    ///
    /// @return false where the block has no room for it
    private boolean copy(Block block) {
        int captured = ring.get(INT, next + CAPTURED), length = ring.get(INT, next + LENGTH);
        int flags = ring.get(INT, next + FLAGS);
        // The kernel takes the outer VLAN tag out of the frame; on the wire it stood behind the addresses.
        int tag = (flags & VLAN_VALID) != 0 && captured >= 12 ? 4 : 0;
        int i = block.count;
        int at = i == 0 ? 0 : block.offset[i - 1] + block.captured[i - 1];
        if (i == Block.RECORDS || i > 0 && at + captured + tag > block.bytes.length) return false;
        if (captured + tag > block.bytes.length) block.bytes = new byte[captured + tag];
        long frame = next + Short.toUnsignedInt(ring.get(SHORT, next + MAC));
        if (tag == 0) {
            MemorySegment.copy(ring, ValueLayout.JAVA_BYTE, frame, block.bytes, at, captured);
        } else {
            MemorySegment.copy(ring, ValueLayout.JAVA_BYTE, frame, block.bytes, at, 12);
            int type = (flags & VLAN_TYPE_VALID) != 0 ? ring.get(SHORT, next + VLAN_TYPE) : 0x8100;
            int control = ring.get(INT, next + VLAN_TAG);
            ByteBuffer.wrap(block.bytes).putShort(at + 12, (short) type).putShort(at + 14, (short) control);
            MemorySegment.copy(ring, ValueLayout.JAVA_BYTE, frame + 12, block.bytes, at + 16, captured - 12);
        }
        block.offset[i] = at;
        block.captured[i] = captured + tag;
        block.length[i] = Math.max(length, captured) + tag;
        block.time[i] = Integer.toUnsignedLong(ring.get(INT, next + SECONDS)) * 1_000_000_000L
                + Integer.toUnsignedLong(ring.get(INT, next + NANOS));
        block.link[i] = Links.of(Short.toUnsignedInt(ring.get(SHORT, next + HARDWARE)));
        block.count++;
        next += Integer.toUnsignedLong(ring.get(INT, next));
        return true;
    }

    /// Asks the kernel, which begins to count anew each time.
    @Override
    public synchronized Counts counts() {
        if (!closed) {
            LinuxCalls.getsockopt(fd, SOL_PACKET, STATISTICS, statistics, new int[] {statistics.length});
            ByteBuffer counted = ByteBuffer.wrap(statistics).order(ByteOrder.nativeOrder());
            dropped += Integer.toUnsignedLong(counted.getInt(4));
            freezes += Integer.toUnsignedLong(counted.getInt(8));
        }
        return new Counts(name, read.get(), dropped, before.since(), freezes);
    }

    @Override
    public synchronized void close() {
        if (closed) return;
        counts();
        closed = true;
        LinuxCalls.munmap(address, (long) BLOCK * blocks);
        LinuxCalls.close(fd);
    }
}
