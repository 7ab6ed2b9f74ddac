package earshot.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the interface itself lost, as the kernel's statistics say: before the ring saw it.
final class InterfaceDrops {
    private static final String[] COUNTERS = {"rx_missed_errors", "rx_fifo_errors", "rx_over_errors"};

    private final Path folder;
    private final long atFirst;

    InterfaceDrops(String name) {
        folder = Path.of("/sys/class/net").resolve(name).resolve("statistics");
        atFirst = count();
    }

    /// Packets lost since this was made; -1 where nobody counts them.
    long since() {
        long now = count();
        return now < 0 || atFirst < 0 ? -1 : Math.max(0, now - atFirst);
    }

    private long count() {
        long sum = 0;
        try {
            for (String counter : COUNTERS) {
                sum += Long.parseLong(Files.readString(folder.resolve(counter)).strip());
            }
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
        return sum;
    }
}
