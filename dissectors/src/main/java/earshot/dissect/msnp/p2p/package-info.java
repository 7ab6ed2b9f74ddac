/// The peer-to-peer layer of MSN Messenger: packets, sessions agreed on in MSNSLP, and the files they carry.
///
/// **Covered.** Packets of version 1 (48 bytes, little-endian) and 2 (Windows Live Messenger 2009: two variable
/// headers, big-endian), relayed by a switchboard or over a direct TCP connection
/// ([earshot.dissect.msnp.p2p.Direct]); MSNSLP requests and answers, put together from their packets; files,
/// display pictures, emoticons and winks, recovered; webcam and other applications as calls; where a direct
/// connection is agreed on, addresses written backwards included.
///
/// **Not covered.** The direct UDP transport, encrypted direct connections.
///
/// **Framing.** Relayed, a packet is the body of one message and ends with four bytes that are not its own; direct,
/// it is led by its length. A header's own chunk length is believed only where it is what came: a client is known
/// whose headers lag one packet behind (libpurple 2.10), and its file is read by offset plus length of each, with an
/// anomaly.
///
/// **Who.** Relayed packets come with their sender. A direct connection names nobody: its sessions are bound to the
/// offer made on the switchboard by their number.
///
/// Sources: the sheet on MSNP; the MSNPiki on P2P versions 1 and 2; the captures.
package earshot.dissect.msnp.p2p;
