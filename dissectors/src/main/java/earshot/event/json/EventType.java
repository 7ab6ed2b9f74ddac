package earshot.event.json;

import earshot.event.ImEvent;
import java.util.Locale;

/// The kinds of event lines: those of [ImEvent], and the two that only speak of captures.
public enum EventType {
    CAPTURE,
    SESSION,
    CREDENTIAL,
    CONTACT,
    PRESENCE,
    MESSAGE,
    ROOM,
    FILE,
    CALL,
    LOOKUP,
    IDENTITY,
    HOST,
    SERVICE,
    USAGE,
    ANOMALY,
    ALERT,
    COMPLETENESS;

    /// As written in a line: `message`.
    public final String label = name().toLowerCase(Locale.ROOT);

    public static EventType of(ImEvent event) {
        return switch (event) {
            case ImEvent.Session _ -> SESSION;
            case ImEvent.Credential _ -> CREDENTIAL;
            case ImEvent.Contact _ -> CONTACT;
            case ImEvent.Presence _ -> PRESENCE;
            case ImEvent.Message _ -> MESSAGE;
            case ImEvent.Room _ -> ROOM;
            case ImEvent.FileTransfer _ -> FILE;
            case ImEvent.Call _ -> CALL;
            case ImEvent.Lookup _ -> LOOKUP;
            case ImEvent.Identity _ -> IDENTITY;
            case ImEvent.Host _ -> HOST;
            case ImEvent.Service _ -> SERVICE;
            case ImEvent.Usage _ -> USAGE;
            case ImEvent.Anomaly _ -> ANOMALY;
            case ImEvent.Alert _ -> ALERT;
        };
    }
}
