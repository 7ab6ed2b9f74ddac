package earshot.app.alert;

import java.nio.charset.StandardCharsets;

/// An alert on its way to a receiver.
///
/// @param id the alert's id, the same for all its revisions
/// @param rule the detector's rule, for receivers that sort by it
/// @param time when the packet was captured that it rests on, nanoseconds since 1970-01-01 UTC
/// @param severity from 0 (information) to 4 (critical), as `Alert.Severity` orders them
/// @param text what is told, one line without its line feed
/// @param brief the same with less in it, for receivers that take short messages only; says so in itself
public record Notice(String id, String rule, long time, int severity, String text, String brief) {
    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// The text where it fits, else the brief one, else null.
    byte[] within(int most) {
        byte[] bytes = bytes();
        if (bytes.length <= most) return bytes;
        bytes = brief.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= most ? bytes : null;
    }
}
