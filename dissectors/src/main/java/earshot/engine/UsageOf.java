package earshot.engine;

import earshot.event.Frames;
import earshot.event.ImEvent.Service;
import earshot.event.ImEvent.Usage;
import earshot.event.Seen;
import earshot.flow.Flow;
import earshot.flow.Flow.Transport;
import earshot.flow.Traffic;

/// What the amounts and the rhythm of an encrypted flow tell of its use. The thresholds are cautious: what stays
/// under them is not called anything.
///
/// A voice codec speaks 8 (several frames a packet, as WhatsApp does) to 50 times a second; a muted side still sends
/// some packets each second (RTCP, comfort noise). A file is many full packets one way and little the other.
final class UsageOf {
    private static final double SECOND = 1e9;
    private static final double CALL_SECONDS = 5, CALL_RATE = 6, QUIET_RATE = 1;
    private static final int FILE_BYTES = 128 << 10, MEDIA_BYTES = 32 << 10;
    /// Payload of a packet, on average, from which it is one of a bulk transfer.
    private static final int FULL = 600;
    /// And from which it is voice rather than a sign of life.
    private static final int VOICE = 50;

    private UsageOf() {}

    static Usage usage(Service service, Traffic counted) {
        Flow flow = service.seen().flow();
        Traffic traffic = flow.reversed() ? counted.reversed() : counted;
        Seen seen = new Seen(
                Math.max(traffic.last(), flow.firstTime),
                Frames.of(flow.firstRef),
                flow,
                service.seen().via(),
                service.seen().protocol(),
                service.seen().service(),
                service.seen().network());
        return new Usage(
                seen,
                flow.firstTime,
                traffic.clientBytes(),
                traffic.serverBytes(),
                traffic.clientPackets(),
                traffic.serverPackets(),
                service.role(),
                likely(flow, traffic, service.role()));
    }

    private static String likely(Flow flow, Traffic traffic, String role) {
        double seconds = (traffic.last() - flow.firstTime) / SECOND;
        long most = Math.max(traffic.clientPackets(), traffic.serverPackets());
        long least = Math.min(traffic.clientPackets(), traffic.serverPackets());
        boolean live = role.equals("call")
                || flow.transport == Transport.UDP && flow.server().port() != 443;
        if (live) {
            boolean talk = seconds >= CALL_SECONDS
                    && most >= CALL_RATE * seconds
                    && least >= QUIET_RATE * seconds
                    && traffic.clientBytes() + traffic.serverBytes() >= VOICE * (most + least);
            return talk ? "call" : "";
        }
        int enough = role.equals("media") ? MEDIA_BYTES : FILE_BYTES;
        if (bulk(traffic.clientBytes(), traffic.clientPackets(), traffic.serverBytes(), enough)) return "file-sent";
        if (bulk(traffic.serverBytes(), traffic.serverPackets(), traffic.clientBytes(), enough)) return "file-received";
        return "";
    }

    private static boolean bulk(long bytes, long packets, long back, int enough) {
        return bytes >= enough && bytes >= FULL * packets && bytes >= 5 * back;
    }
}
