/// From a frame to an IP packet and its payload: link layers, tunnels, IPv4 and IPv6, fragments.
///
/// The decoder fills the second group of a [earshot.capture.Block]'s columns and allocates nothing. It is lax:
/// what the
/// snap length cut is
/// read as far as it goes, wrong checksums are accepted, and what is not understood is counted by kind.
package earshot.net;
