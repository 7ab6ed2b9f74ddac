package earshot.detect;

import earshot.event.Seen;

/// Where an event comes from.
public final class Place {
    private Place() {}

    /// The client's address, "" where the event belongs to no flow.
    public static String client(Seen seen) {
        return seen.flow() == null ? "" : seen.flow().client().address().toString();
    }

    /// The server's address, "" where the event belongs to no flow.
    public static String server(Seen seen) {
        return seen.flow() == null ? "" : seen.flow().server().address().toString();
    }
}
