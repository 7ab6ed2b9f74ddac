/// The engine: rounds of blocks, shards on worker threads, and the one thread that merges what they say.
///
/// A round goes through these steps; a step ends before the next begins.
///
/// 1. The source fills blocks, in order; any thread decodes a block.
/// 2. One thread puts fragments together, in frame order; blocks are sorted by shard.
/// 3. Threads take whole shards. A shard opens a [earshot.engine.Reading] for each flow with payload:
/// recognition, then a
///    dissection behind feeders. Flows see what was expected in earlier rounds only.
/// 4. Flows born in this round that an expectation of this round would have been for are read again, in order
/// of birth.
///    That makes the result equal to reading packet by packet, whatever the number of threads.
/// 5. One thread merges what all shards said by (record, ordinal), resolves who is meant
///    ([earshot.engine.Attribution]) and hands the events on.
package earshot.engine;
