package earshot.live;

/// Which LINKTYPE_ a Linux interface's hardware type (ARPHRD_) has.
final class Links {
    private Links() {}

    static int of(int hardware) {
        return switch (hardware) {
            case 1, 772 -> 1; // Ethernet; loopback, which looks like it
            case 512 -> 9; // PPP
            case 801 -> 105; // 802.11
            case 803 -> 127; // 802.11 with radiotap
            case 65534, 768, 769, 776, 778 -> 101; // tun, tunnels: the IP packet itself
            default -> 1;
        };
    }
}
