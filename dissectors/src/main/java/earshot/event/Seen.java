package earshot.event;

import earshot.flow.Flow;

/// Where and when an event was seen: enough to find it again in the capture.
///
/// @param time when the last frame that it needs was captured, nanoseconds since 1970-01-01 UTC
/// @param frames the frames that carry it
/// @param flow the flow it was seen on; null for what belongs to none (ARP, a whole run)
/// @param via what the flow goes through: `socks5 irc.example:6667 user`; "" where nothing
/// @param protocol the wire protocol's name, as CONTRACT lists them
/// @param service the service's id in the knowledge base, "" where not known
/// @param network which instance of the service, "" where there is but one
public record Seen(long time, Frames frames, Flow flow, String via, String protocol, String service, String network) {
    /// Whether it was inside TLS that keys have opened: nobody else on the way could read it.
    public boolean decrypted() {
        return via.equals("tls") || via.startsWith("tls / ") || via.endsWith(" / tls") || via.contains(" / tls / ");
    }

    public Seen withFrames(Frames more) {
        return new Seen(time, frames.and(more), flow, via, protocol, service, network);
    }
}
