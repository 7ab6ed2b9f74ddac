/// Packets from the wire: the sources behind `earshot capture`. Everything native stands here and nowhere else; replay
/// loads none of it.
///
/// ```
/// interface -> PacketRing (Linux, AF_PACKET TPACKET_V3)  \
///              PcapHandle.loop (elsewhere, or on request)  -> LiveSource -> Block -> engine
/// pcap from standard input or TCP -> PcapStream          /        |
///                                                                  +-> RawFiles: a ring of pcapng files
/// ```
///
/// **One shape of evidence.** Every packet that is read is also written to the ring of files, and a file of that ring
/// is a
/// capture like any other: an event's proof names the file and the frame in it, so that what was seen live is carved
/// and
/// replayed with the same commands as everything else.
///
/// **Losses are counted by cause.** The kernel's ring is the queue: where reading falls behind, it fills, and what
/// finds no
/// place is counted by the kernel ([Counts#ringDrops]); what the interface itself lost, where its driver says so, is
/// [Counts#interfaceDrops]. Nothing in between sheds packets, so that packets sent = read + lost by the ring + lost
/// before.
///
/// Of a stream, the sender knows what it lost; here it waits.
///
/// **Privileges.** Sockets and files are opened first; then [Privileges] gives up what is not needed, before a byte of
/// a packet is looked at.
///
/// Sources: packet(7), the kernel's if_packet.h, and `LIVE.md`'s measured facts.
package earshot.live;
