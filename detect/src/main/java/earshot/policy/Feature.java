package earshot.policy;

/// What somebody does with a service.
public enum Feature {
    /// Using it at all, whatever for.
    USE,
    CHAT,
    ROOMS,
    FILES,
    VOICE,
    VIDEO,
    WEBCAM,
    SCREEN,
    APP
}
