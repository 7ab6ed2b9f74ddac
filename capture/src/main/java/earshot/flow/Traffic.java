package earshot.flow;

/// What went over a flow, counted from its first packet to its last, read or not.
///
/// @param firstIndex the flow's place in the run's order, as in [Flow]
/// @param last when its last packet was captured
/// @param clientBytes payload sent by the side that was first taken for the client, as captured on the wire:
///     retransmissions count again
public record Traffic(
        long firstIndex, long last, long clientBytes, long serverBytes, long clientPackets, long serverPackets) {
    /// The same where the sides turn out to be the other way round.
    public Traffic reversed() {
        return new Traffic(firstIndex, last, serverBytes, clientBytes, serverPackets, clientPackets);
    }
}
