package earshot.net;

/// The VLANs and the tunnel around a packet, packed into a `long`: bits 0-11 the outer VLAN, 12-23 the inner one, 24-55
/// the tunnel's identifier (VNI, TEID, GRE key, session, label), 56-59 its [Tunnel]. 0 for none.
///
/// Of tunnels inside tunnels the innermost stands here, unless an overlay is around it. Only an overlay
/// ([Tunnel#overlay]) tells flows apart: a VLAN or TEID often differs between the two directions.
public final class Path {
    public enum Tunnel {
        NONE(false),
        VXLAN(true),
        GENEVE(true),
        GTP(false),
        GRE(false),
        ERSPAN(false),
        IPIP(false),
        L2TP(false),
        PPPOE(false),
        MPLS(false);

        /// Address spaces of two identifiers may overlap.
        public final boolean overlay;

        Tunnel(boolean overlay) {
            this.overlay = overlay;
        }
    }

    private static final Tunnel[] TUNNELS = Tunnel.values();

    private Path() {}

    public static long vlan(long path, int id) {
        id &= 0xfff;
        return (path & 0xfff) == 0 ? path | id : path & ~0xfff000L | (long) id << 12;
    }

    public static long tunnel(long path, Tunnel tunnel, int id) {
        return path & 0xffffffL | (id & 0xffff_ffffL) << 24 | (long) tunnel.ordinal() << 56;
    }

    public static Tunnel tunnel(long path) {
        return TUNNELS[(int) (path >>> 56 & 15)];
    }

    /// What of the path tells flows with equal addresses apart: 0, or an overlay's kind and identifier.
    public static long overlay(long path) {
        return tunnel(path).overlay ? path >>> 24 : 0;
    }

    /// `vlan 12/30, vxlan 5001`; empty for none.
    public static String text(long path) {
        StringBuilder text = new StringBuilder();
        if ((path & 0xfff) != 0) text.append("vlan ").append(path & 0xfff);
        if ((path >>> 12 & 0xfff) != 0) text.append('/').append(path >>> 12 & 0xfff);
        Tunnel tunnel = tunnel(path);
        if (tunnel != Tunnel.NONE) {
            if (!text.isEmpty()) text.append(", ");
            text.append(tunnel.name().toLowerCase(java.util.Locale.ROOT));
            long id = path >>> 24 & 0xffff_ffffL;
            if (id != 0) text.append(' ').append(id);
        }
        return text.toString();
    }
}
