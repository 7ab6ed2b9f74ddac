package earshot.report.block;

import java.util.List;

/// nftables, for a Linux gateway.
final class Nftables implements Format {
    @Override
    public String name() {
        return "nftables";
    }

    @Override
    public String use() {
        return "Load with: nft -f FILE";
    }

    @Override
    public String text(BlockList list) {
        Text text = new Text("#")
                .head(
                        this,
                        list,
                        "A firewall knows no names: a client that goes to port 80 or 443, or through a proxy, passes."
                                + " Block the names as well (--format unbound, rpz, squid).")
                .line("table inet earshot {")
                .line("  chain forward {")
                .line("    type filter hook forward priority 0; policy accept;");
        for (BlockList.Entry entry : list.entries()) {
            text.service(entry, false);
            if (!entry.tcp().isEmpty())
                text.line("    tcp dport { " + Text.join(entry.tcp()) + " } counter reject with tcp reset comment \""
                        + entry.id() + "\"");
            if (!entry.udp().isEmpty())
                text.line(
                        "    udp dport { " + Text.join(entry.udp()) + " } counter drop comment \"" + entry.id() + "\"");
            networks(
                    text,
                    entry,
                    "ip daddr",
                    entry.networks().stream()
                            .filter(one -> one.indexOf(':') < 0)
                            .toList());
            networks(
                    text,
                    entry,
                    "ip6 daddr",
                    entry.networks().stream()
                            .filter(one -> one.indexOf(':') >= 0)
                            .toList());
        }
        return text.line("  }").line("}").toString();
    }

    private static void networks(Text text, BlockList.Entry entry, String match, List<String> networks) {
        if (networks.isEmpty()) return;
        text.line("    " + match + " { " + Text.join(networks) + " } counter drop comment \"" + entry.id() + "\"");
    }
}
