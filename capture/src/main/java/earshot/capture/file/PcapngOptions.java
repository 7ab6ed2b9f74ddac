package earshot.capture.file;

import earshot.capture.CaptureInfo;
import earshot.flow.Address;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Reads what a pcapng capture says beside its frames: comments, names, keys, statistics. All of it
/// boundedly.
final class PcapngOptions {
    static final int COMMENTS = 1024, COMMENT_BYTES = 16 * 1024;
    static final int NAMES = 65_536, NAME_BYTES = 256;
    static final int KEY_BYTES = 16 * 1024 * 1024;

    private static final int END_OF_OPTIONS = 0, COMMENT = 1;
    private static final int RESOLUTION = 9, TIME_OFFSET = 14;
    private static final int STATISTICS_DROPPED = 5, STATISTICS_DROPPED_BY_SYSTEM = 7;
    private static final int PACKET_DROPPED = 4;
    private static final int TLS_KEY_LOG = 0x544c534b;
    private static final int RECORD_IPV4 = 1, RECORD_IPV6 = 2;

    private final Walk walk;
    private final CaptureInfo info;
    private long keyBytes;
    private boolean commentsLeftOut;

    /// The option that [#option] found: its value stands in the walk's window.
    private int code, value, size, following;

    PcapngOptions(Walk walk) {
        this.walk = walk;
        info = walk.info;
    }

    void section(int at, int end) {
        for (following = at; option(end); ) if (code == COMMENT) comment("section");
    }

    void packet(int at, int end) {
        for (following = at; option(end); ) {
            if (code == COMMENT) comment("frame " + walk.frame);
            else if (code == PACKET_DROPPED && size == 8) dropped(u64(value));
        }
    }

    /// @param at where the block starts
    /// @param end where its options end
    PcapngInterface describe(int at, int end, int number) {
        int link = walk.u16(at + 8), snapLength = Math.max(0, walk.i32(at + 12));
        int resolution = 6;
        long offset = 0;
        for (following = at + 16; option(end); ) {
            if (code == COMMENT) comment("interface " + number);
            else if (code == RESOLUTION && size == 1) resolution = walk.data[value] & 0xff;
            else if (code == TIME_OFFSET && size == 8) offset = u64(value);
        }
        offset = Math.clamp(offset, -4_000_000_000L, 4_000_000_000L) * 1_000_000_000L;
        return new PcapngInterface(link, snapLength, resolution, offset + info.clockOffset);
    }

    void statistics(int at, int end, List<PcapngInterface> interfaces) {
        int number = walk.i32(at);
        long dropped = -1;
        for (following = at + 12; option(end); ) {
            if ((code == STATISTICS_DROPPED || code == STATISTICS_DROPPED_BY_SYSTEM) && size == 8)
                dropped = Math.max(0, dropped) + Math.max(0, u64(value));
        }
        if (dropped < 0 || number < 0 || number >= interfaces.size()) return;
        PcapngInterface of = interfaces.get(number);
        dropped(dropped - of.statedDrops);
        of.statedDrops = dropped;
    }

    private void dropped(long more) {
        if (more < 0) return;
        info.drops = Math.max(0, info.drops) + more;
    }

    /// The name resolution block: records of an address and the names it has, each ended by a zero.
    void names(int at, int end) {
        while (end - at >= 4) {
            int type = walk.u16(at), length = walk.u16(at + 2), record = at + 4;
            int bytes = type == RECORD_IPV4 ? 4 : type == RECORD_IPV6 ? 16 : 0;
            if (type == 0 || length > end - record) return;
            if (bytes > 0 && length > bytes) {
                String address = Address.of(Arrays.copyOfRange(walk.data, record, record + bytes))
                        .toString();
                for (int from = record + bytes, p = from; p < record + length; p++) {
                    if (walk.data[p] != 0) continue;
                    if (p > from && info.names.size() < NAMES)
                        info.names.add(new String[] {address, text(from, Math.min(p - from, NAME_BYTES))});
                    from = p + 1;
                }
            }
            at = record + (length + 3 & ~3);
        }
    }

    void secrets(int at, int end) {
        if (end - at < 8) return;
        int length = walk.i32(at + 4);
        if (walk.i32(at) != TLS_KEY_LOG || length <= 0 || length > end - at - 8) return;
        if (keyBytes + length > KEY_BYTES) {
            walk.damage.say("more than " + KEY_BYTES + " bytes of TLS keys: those after frame " + walk.frame
                    + " were left out");
            return;
        }
        keyBytes += length;
        info.keyLogs.add(Arrays.copyOfRange(walk.data, at + 8, at + 8 + length));
    }

    /// Goes on to the next option.
    private boolean option(int end) {
        int at = following;
        if (end - at < 4) return false;
        code = walk.u16(at);
        size = walk.u16(at + 2);
        value = at + 4;
        following = value + (size + 3 & ~3);
        return code != END_OF_OPTIONS && size <= end - value;
    }

    private void comment(String of) {
        if (info.comments.size() < COMMENTS) {
            info.comments.add(of + ": " + text(value, shortened(size, COMMENT_BYTES)));
        } else if (!commentsLeftOut) {
            commentsLeftOut = true;
            info.comments.add("further comments were left out");
        }
    }

    /// As much of the option's value as is kept, without cutting a character in two.
    private int shortened(int length, int most) {
        if (length <= most) return length;
        while (most > 0 && (walk.data[value + most] & 0xc0) == 0x80) most--;
        return most;
    }

    private String text(int at, int length) {
        return new String(walk.data, at, length, StandardCharsets.UTF_8);
    }

    private long u64(int at) {
        long first = walk.i32(at) & 0xffff_ffffL, second = walk.i32(at + 4) & 0xffff_ffffL;
        return walk.big ? first << 32 | second : second << 32 | first;
    }
}
