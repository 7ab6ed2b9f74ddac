package earshot.kit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// The same conversation in other packets: TCP payloads of plain Ethernet/IPv4 frames cut at random places.
final class Recut {
    private Recut() {}

    static List<Records.Captured> cut(List<Records.Captured> records, RandomGenerator random, int longest) {
        List<Records.Captured> out = new ArrayList<>();
        for (Records.Captured record : records) cut(record, random, longest, out);
        return out;
    }

    private static void cut(Records.Captured record, RandomGenerator random, int longest, List<Records.Captured> out) {
        byte[] frame = record.bytes();
        int link = switch (record.link()) {
            case 1 -> 14;
            case 113 -> 16;
            default -> -1;
        };
        boolean ipv4 = link > 0
                && frame.length > link + 40
                && frame[link] == 0x45
                && frame[link - 2] == 8
                && frame[link - 1] == 0;
        if (!ipv4 || frame[link + 9] != 6 || (frame[link + 6] & 0x3f) != 0 || frame[link + 7] != 0) {
            out.add(record);
            return;
        }
        ByteBuffer ip = ByteBuffer.wrap(frame);
        int total = ip.getShort(link + 2) & 0xffff;
        int header = 20 + ((frame[link + 32] & 0xf0) >> 2);
        int payload = total - header;
        boolean plain = payload > 1 && link + total <= frame.length && (frame[link + 33] & 7) == 0;
        if (!plain || record.length() != frame.length) {
            out.add(record);
            return;
        }
        for (int at = 0; at < payload; ) {
            int n = Math.min(payload - at, 1 + random.nextInt(longest));
            byte[] piece = Arrays.copyOf(frame, link + header + n);
            System.arraycopy(frame, link + header + at, piece, link + header, n);
            ByteBuffer made = ByteBuffer.wrap(piece);
            made.putShort(link + 2, (short) (header + n));
            made.putInt(link + 24, ip.getInt(link + 24) + at);
            out.add(new Records.Captured(record.time(), piece, piece.length, record.link()));
            at += n;
        }
    }
}
