package earshot.app.alert;

/// In which form alerts are told.
public enum Form {
    /// The event's line, as `--json` prints it.
    JSON,
    /// ArcSight's Common Event Format.
    CEF
}
