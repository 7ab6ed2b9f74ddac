package earshot.report.line;

/// The frames of one capture that carry something.
///
/// @param capture the capture's name
/// @param frames `25,61-64`: 1-based, ascending
public record Proof(String capture, String frames) {}
