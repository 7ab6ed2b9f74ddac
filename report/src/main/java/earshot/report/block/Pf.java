package earshot.report.block;

/// pf, the firewall of OpenBSD, FreeBSD and macOS.
final class Pf implements Format {
    @Override
    public String name() {
        return "pf";
    }

    @Override
    public String use() {
        return "Include in pf.conf after the rules that pass: include \"FILE\", then pfctl -f /etc/pf.conf";
    }

    @Override
    public String text(BlockList list) {
        Text text = new Text("#")
                .head(
                        this,
                        list,
                        "A firewall knows no names: a client that goes to port 80 or 443, or through a proxy, passes."
                                + " Block the names as well (--format unbound, rpz, squid).");
        for (BlockList.Entry entry : list.entries()) {
            text.service(entry, false);
            if (!entry.tcp().isEmpty())
                text.line("block return quick proto tcp from any to any port { " + Text.join(entry.tcp()) + " }");
            if (!entry.udp().isEmpty())
                text.line("block drop quick proto udp from any to any port { " + Text.join(entry.udp()) + " }");
            if (!entry.networks().isEmpty()) {
                String table = "earshot_" + entry.id().replace('-', '_');
                text.line("table <" + table + "> const { " + Text.join(entry.networks()) + " }");
                text.line("block drop quick from any to <" + table + ">");
            }
        }
        return text.toString();
    }
}
