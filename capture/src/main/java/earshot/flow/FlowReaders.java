package earshot.flow;

/// Decides how a flow is read when its first payload comes. One for each shard; called by one thread at a time.
public interface FlowReaders {
    /// Who reads this flow.
    ///
    /// @return null where the flow is only to be counted
    FlowReader open(Flow flow);

    /// An ARP packet; its header begins at `offset`.
    void arp(byte[] bytes, int offset, int length, int source, long ref, long time);

    /// A flow that had a reader is gone from the table.
    void gone(Traffic traffic);

    /// The shard goes on to the record with this place in the run's order: what readers say from now on became
    /// known there.
    void at(long index);
}
