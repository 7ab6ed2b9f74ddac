package earshot.net;

import earshot.capture.Block;
import earshot.capture.FrameRef;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Frames written down in hexadecimal, and blocks made of them.
final class Wire {
    static final int ETHERNET = 1;

    private Wire() {}

    /// The bytes of hexadecimal text; what follows `#` on a line is a comment, `'text'` stands for its characters.
    static byte[] hex(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String line : text.split("\n", -1)) {
            int comment = line.indexOf('#');
            String rest = comment < 0 ? line : line.substring(0, comment);
            for (String word : rest.trim().split("\\s+", -1)) {
                if (word.startsWith("'")) {
                    out.writeBytes(word.substring(1, word.length() - 1).getBytes(StandardCharsets.ISO_8859_1));
                    continue;
                }
                for (int i = 0; i < word.length(); i += 2) out.write(Integer.parseInt(word.substring(i, i + 2), 16));
            }
        }
        return out.toByteArray();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) out.writeBytes(part);
        return out.toByteArray();
    }

    /// A block with nothing in it; put frames in with [#add].
    static Block block() {
        Block block = new Block();
        block.clear();
        return block;
    }

    /// Adds a frame that was captured whole.
    static int add(Block block, int link, byte[] frame) {
        return add(block, link, frame, frame.length, 0);
    }

    /// @param length bytes the frame had on the wire
    static int add(Block block, int link, byte[] frame, int length, long time) {
        int i = block.count++;
        block.offset[i] = i == 0 ? 0 : block.offset[i - 1] + block.captured[i - 1];
        System.arraycopy(frame, 0, block.bytes, block.offset[i], frame.length);
        block.captured[i] = frame.length;
        block.length[i] = length;
        block.link[i] = link;
        block.time[i] = time;
        block.ref[i] = FrameRef.of(0, i + 1);
        return i;
    }

    /// A block of this one frame, decoded.
    static Block decoded(int link, byte[] frame) {
        Block block = block();
        add(block, link, frame);
        new Decoder().decode(block);
        return block;
    }

    /// The captured payload of record `i` as text.
    static String payload(Block block, int i) {
        return new String(block.data(i), block.payload[i], block.payloadCaptured[i], StandardCharsets.ISO_8859_1);
    }

    /// An IPv4 packet without options around `rest`, its checksum right.
    static byte[] ipv4(int protocol, String source, String destination, byte[] rest) {
        return ipv4(protocol, 1, 0, source, destination, rest);
    }

    /// @param fragment flags and offset as they stand in the header
    static byte[] ipv4(int protocol, int id, int fragment, String source, String destination, byte[] rest) {
        byte[] header = hex(String.format(
                "45 00 %04x %04x %04x 40 %02x 0000 %s %s",
                20 + rest.length, id, fragment, protocol, source, destination));
        int sum = 0;
        for (int i = 0; i < 20; i += 2) sum += Bytes.u16(header, i);
        int checksum = ~(sum + (sum >>> 16)) & 0xffff;
        header[10] = (byte) (checksum >>> 8);
        header[11] = (byte) checksum;
        return join(header, rest);
    }

    static byte[] ipv6(int next, String source, String destination, byte[] rest) {
        return join(hex(String.format("60000000 %04x %02x 40 %s %s", rest.length, next, source, destination)), rest);
    }

    /// A UDP datagram without checksum.
    static byte[] udp(int source, int destination, byte[] payload) {
        return join(hex(String.format("%04x %04x %04x 0000", source, destination, 8 + payload.length)), payload);
    }

    /// A TCP segment without options, its checksum left out.
    static byte[] tcp(int source, int destination, byte[] payload) {
        return join(
                hex(String.format("%04x %04x 00000064 000000c8 50 18 ffff 0000 0000", source, destination)), payload);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
