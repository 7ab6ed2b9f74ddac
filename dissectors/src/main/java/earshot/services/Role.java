package earshot.services;

/// What a host of a service is for.
public enum Role {
    /// Messages, sign-on, contacts: the service itself.
    CHAT,
    /// Voice and video: relays, conference servers.
    CALL,
    /// Files, pictures, updates of the program.
    MEDIA,
    /// Pages for browsers, short links, status.
    WEB;

    /// As in the data file.
    @Override
    public String toString() {
        return switch (this) {
            case CHAT -> "chat";
            case CALL -> "call";
            case MEDIA -> "media";
            case WEB -> "web";
        };
    }
}
