package earshot.flow;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Numbers the overlay networks met, so that a flow's key can hold them in 16 bits. Which number a network gets
/// depends on the
/// threads, so numbers are compared and never shown. Beyond 65,534 networks all further ones share one number.
final class Networks {
    private static final int MOST = 65_534;
    private static final ConcurrentHashMap<Long, Integer> NUMBERS = new ConcurrentHashMap<>();
    private static final AtomicInteger LAST = new AtomicInteger();

    private Networks() {}

    static int number(long overlay) {
        Integer known = NUMBERS.get(overlay);
        if (known != null) return known;
        if (LAST.get() >= MOST) return MOST + 1;
        return NUMBERS.computeIfAbsent(overlay, _ -> Math.min(MOST + 1, LAST.incrementAndGet()));
    }
}
