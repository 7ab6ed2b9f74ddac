package earshot.flow;

/// One TCP connection or one exchange of UDP datagrams between two endpoints, as far as the capture shows it.
///
/// A port used again after its connection ended is a new flow. Which side is the client is known where the
/// handshake
/// was
/// seen; otherwise it is a guess that whoever reads the content may correct once, with [#reverse].
public final class Flow {
    public enum Transport {
        TCP,
        UDP;

        /// `tcp`, `udp`: as written in event lines.
        public final String label = name().toLowerCase(java.util.Locale.ROOT);
    }

    public final Transport transport;
    /// The tunnels and VLANs around the flow's first packet, see [Path]; 0 for none.
    public final long path;
    /// Which source the flow belongs to.
    public final int source;
    /// The [earshot.capture.FrameRef] of the first frame, when it was captured, and its place in the run's order.
    public final long firstRef, firstTime, firstIndex;
    /// True where the flow's beginning was not seen: its first bytes may be the middle of something.
    public final boolean midStream;

    private Endpoint client, server;
    private boolean reversed;

    public Flow(
            Transport transport,
            Endpoint client,
            Endpoint server,
            long path,
            int source,
            long firstRef,
            long firstTime,
            long firstIndex,
            boolean midStream) {
        this.transport = transport;
        this.client = client;
        this.server = server;
        this.path = path;
        this.source = source;
        this.firstRef = firstRef;
        this.firstTime = firstTime;
        this.firstIndex = firstIndex;
        this.midStream = midStream;
    }

    public Endpoint client() {
        return client;
    }

    public Endpoint server() {
        return server;
    }

    public Endpoint endpoint(Direction side) {
        return side == Direction.CLIENT ? client : server;
    }

    /// The content shows that the sides were guessed wrongly. Only before anything was said of the flow.
    public void reverse() {
        Endpoint was = client;
        client = server;
        server = was;
        reversed = !reversed;
    }

    /// Whether the sides are not those first guessed.
    public boolean reversed() {
        return reversed;
    }

    /// The same flow as it was before anybody read it.
    public Flow again() {
        Endpoint first = reversed ? server : client, second = reversed ? client : server;
        return new Flow(transport, first, second, path, source, firstRef, firstTime, firstIndex, midStream);
    }

    /// Community ID version 1, seed 0 (github.com/corelight/community-id-spec).
    public String communityId() {
        return CommunityId.of(this);
    }

    @Override
    public String toString() {
        return transport.label + " " + client + " > " + server;
    }
}
