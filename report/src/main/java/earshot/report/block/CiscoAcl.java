package earshot.report.block;

import earshot.flow.Address;

/// Extended access lists of Cisco IOS, one for each version of IP.
final class CiscoAcl implements Format {
    @Override
    public String name() {
        return "cisco";
    }

    @Override
    public String use() {
        return "Paste in configuration mode, then on the interface: ip access-group EARSHOT in, ipv6 traffic-filter"
                + " EARSHOT6 in";
    }

    @Override
    public String text(BlockList list) {
        Text text = new Text("!")
                .head(
                        this,
                        list,
                        "An access list knows no names: a client that goes to port 80 or 443, or through a proxy, passes."
                                + " Block the names as well (--format unbound, rpz, squid).");
        list(text, list, "ip access-list extended EARSHOT", "ip", false);
        list(text, list, "ipv6 access-list EARSHOT6", "ipv6", true);
        return text.toString();
    }

    private static void list(Text text, BlockList list, String begin, String all, boolean v6) {
        text.line(begin);
        for (BlockList.Entry entry : list.entries()) {
            if (!v6) text.service(entry, false);
            else text.comment(entry.id());
            text.line(" remark " + entry.id());
            for (int port : entry.tcp()) text.line(" deny tcp any any eq " + port);
            for (int port : entry.udp()) text.line(" deny udp any any eq " + port);
            for (String network : entry.networks()) {
                if (network.indexOf(':') >= 0 != v6) continue;
                text.line(" deny " + all + " any " + (v6 ? network : wildcard(network)));
            }
        }
        text.line(" permit " + all + " any any").line("!");
    }

    /// `157.240.0.0/16` as the address and its wildcard mask.
    private static String wildcard(String network) {
        int slash = network.indexOf('/');
        String address = slash < 0 ? network : network.substring(0, slash);
        if (Address.parse(address) == null) return "host " + address;
        int bits = slash < 0 ? 32 : Integer.parseInt(network.substring(slash + 1));
        if (bits == 32) return "host " + address;
        long mask = (1L << 32 - bits) - 1;
        return address + " " + (mask >>> 24) + "." + (mask >>> 16 & 255) + "." + (mask >>> 8 & 255) + "."
                + (mask & 255);
    }
}
