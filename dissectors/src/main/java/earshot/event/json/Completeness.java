package earshot.event.json;

import earshot.capture.CaptureInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What went in, and what could not be read of it: one capture, or all of a run. Counts below 0 are not
/// known.
///
/// @param capture the capture's name; "" for all of the run
/// @param sha256 of the whole capture as stored, "" where it was not asked for
/// @param from first and last time stamp, nanoseconds; meaningful where frames is above 0
/// @param linkTypes LINKTYPE_ numbers, ascending
/// @param drops frames that the capturing program says it lost
/// @param truncated frames of which not all bytes were captured
/// @param stepsBack how often the clock ran backwards
/// @param losses what the flows lost
/// @param damage what could not be read and where, one sentence each
public record Completeness(
        String capture,
        String sha256,
        long from,
        long until,
        List<Integer> linkTypes,
        long frames,
        long bytes,
        long drops,
        long truncated,
        long stepsBack,
        Losses losses,
        List<String> damage) {

    /// What was lost between frames and events.
    ///
    /// @param gaps holes in streams that were read
    /// @param midStream flows whose beginning was not captured
    /// @param evictions by table: what was given up because the table was full
    /// @param unread bytes not understood, by kind
    /// @param notShown anomalies beyond what a flow may show, by kind
    public record Losses(
            long gaps,
            long badChecksums,
            long midStream,
            SortedMap<String, Long> evictions,
            SortedMap<String, Long> unread,
            SortedMap<String, Long> notShown) {
        public static final Losses UNKNOWN = new Losses(-1, -1, -1, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

        /// Both together; what one does not know is not known.
        public Losses and(Losses other) {
            return new Losses(
                    known(gaps, other.gaps),
                    known(badChecksums, other.badChecksums),
                    known(midStream, other.midStream),
                    sum(evictions, other.evictions),
                    sum(unread, other.unread),
                    sum(notShown, other.notShown));
        }

        private static long known(long a, long b) {
            return a < 0 || b < 0 ? -1 : a + b;
        }

        private static SortedMap<String, Long> sum(Map<String, Long> a, Map<String, Long> b) {
            SortedMap<String, Long> sum = new TreeMap<>(a);
            b.forEach((kind, count) -> sum.merge(kind, count, Long::sum));
            return sum;
        }
    }

    public static Completeness of(CaptureInfo info, Losses losses) {
        return new Completeness(
                info.name,
                info.sha256,
                info.from,
                info.until,
                info.links.stream().distinct().sorted().toList(),
                info.frames,
                info.bytes,
                info.drops,
                info.truncated,
                info.stepsBack,
                losses,
                List.copyOf(info.damage));
    }

    /// All captures of a run. Damage is said for each capture alone, and so not again.
    ///
    /// @param losses those of the run
    public static Completeness inAll(List<CaptureInfo> captures, Losses losses) {
        long from = Long.MAX_VALUE, until = Long.MIN_VALUE, frames = 0, bytes = 0, drops = 0, truncated = 0, back = 0;
        List<Integer> links = new ArrayList<>();
        for (CaptureInfo info : captures) {
            if (info.frames > 0) {
                from = Math.min(from, info.from);
                until = Math.max(until, info.until);
            }
            links.addAll(info.links);
            frames += info.frames;
            bytes += info.bytes;
            drops = Losses.known(drops, info.drops);
            truncated += info.truncated;
            back += info.stepsBack;
        }
        List<Integer> types = links.stream().distinct().sorted().toList();
        return new Completeness("", "", from, until, types, frames, bytes, drops, truncated, back, losses, List.of());
    }
}
