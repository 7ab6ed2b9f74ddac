/// The dissection contract: how a protocol is recognised, framed and read, and what it may ask for.
///
/// A protocol is one package below this one. Its [earshot.dissect.Dissector] says how it is recognised; its
/// [earshot.dissect.Dissection] reads one
/// flow: **frame** says how long the message is that begins here, **message** reads exactly those bytes in straight
/// lines. Only
/// the feeder holds bytes; gaps fall only between messages. After a gap a dissection forgets whatever the lost
/// bytes
/// may have changed.
/// Bad bytes are [earshot.event.ImEvent.Anomaly] events, never exceptions.
///
/// Threads: a dissector is immutable and shared; a dissection belongs to one flow and is called by one thread at a
/// time. No
/// dissection looks at another flow: what flows must know of each other goes through
/// [earshot.dissect.Out#expect] (how
/// a later flow
/// is to be read) and [earshot.dissect.Out#bind] (who or what a key stands for), which mean the same whatever the
/// number of threads.
package earshot.dissect;
