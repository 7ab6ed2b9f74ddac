package earshot.tls;

/// What was inside a record.
///
/// @param type of the content
public record Opened(int type, byte[] bytes) {}
