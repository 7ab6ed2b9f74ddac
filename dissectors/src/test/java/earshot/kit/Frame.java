package earshot.kit;

import java.nio.ByteBuffer;

/// Ethernet frames for tests, made from what they carry.
public final class Frame {
    private Frame() {}

    /// An IPv4 TCP segment.
    ///
    /// @param flags FIN 1, SYN 2, RST 4, PSH 8, ACK 16
    public static byte[] tcp(int from, int fromPort, int to, int toPort, int seq, int ack, int flags, byte[] payload) {
        ByteBuffer frame = ip(from, to, 6, 20 + payload.length);
        frame.putShort((short) fromPort).putShort((short) toPort).putInt(seq).putInt(ack);
        frame.put((byte) 0x50)
                .put((byte) flags)
                .putShort((short) 65_535)
                .putShort((short) 0)
                .putShort((short) 0);
        return frame.put(payload).array();
    }

    /// An IPv4 UDP datagram without checksum.
    public static byte[] udp(int from, int fromPort, int to, int toPort, byte[] payload) {
        ByteBuffer frame = ip(from, to, 17, 8 + payload.length);
        frame.putShort((short) fromPort)
                .putShort((short) toPort)
                .putShort((short) (8 + payload.length))
                .putShort((short) 0);
        return frame.put(payload).array();
    }

    private static ByteBuffer ip(int from, int to, int protocol, int length) {
        ByteBuffer frame = ByteBuffer.allocate(14 + 20 + length);
        frame.put(new byte[] {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2}).putShort((short) 0x0800);
        frame.put((byte) 0x45).put((byte) 0).putShort((short) (20 + length)).putInt(0x00004000);
        frame.put((byte) 64)
                .put((byte) protocol)
                .putShort((short) 0)
                .putInt(from)
                .putInt(to);
        return frame;
    }
}
