/// From a frame to an IP packet and its payload: link layers, tunnels, IPv4 and IPv6, fragments, ARP.
///
/// [earshot.net.Decoder] fills the second group of a [earshot.capture.Block]'s columns and allocates nothing: one
/// straight way for plain Ethernet, IPv4 and TCP or UDP, and for all else one class a layer, each a few static
/// methods that move a [earshot.net.Frame] on and call the next. The innermost packet is the one that counts; what
/// was around it stays in its [earshot.net.Path]. Fragments are put together by [earshot.net.IpReassembly].
///
/// It is lax: what the snap length cut is read as far as it goes, wrong checksums are counted and accepted, and what
/// is not understood is counted by kind ([earshot.net.Unread]). Lengths in headers are believed against padding, and
/// what they claim beyond the capture counts as not captured.
///
/// **Covered.** Ethernet, 802.3 with LLC and SNAP, 802.1Q, 802.1ad and 802.1ah; Linux cooked captures of both versions;
/// BSD loopback; raw IP; PPP, PPPoE, Cisco HDLC, Frame Relay; 802.11 data frames with radiotap, PPI, Prism or AVS
/// headers; netfilter logs; MPLS; GRE, PPTP, ERSPAN I to III; IP in IP, 6in4, EtherIP, AH; VXLAN, Geneve, GTP-U,
/// L2TPv2,
/// Teredo.
///
/// **Not covered.** Encrypted 802.11 and MACsec, ESP, compressed or encrypted PPP, MPLS pseudowires without a control
/// word whose hardware address begins with the digit 4 or 6, fragments of 802.11, all but the first frame of an
/// A-MSDU.
package earshot.net;
