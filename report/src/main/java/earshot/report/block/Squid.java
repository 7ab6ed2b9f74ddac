package earshot.report.block;

/// Access control of the Squid proxy.
final class Squid implements Format {
    @Override
    public String name() {
        return "squid";
    }

    @Override
    public String use() {
        return "Include in squid.conf before its http_access allow lines: include FILE";
    }

    @Override
    public String text(BlockList list) {
        Text text = new Text("#")
                .head(this, list, "What does not go through the proxy is not stopped: let nothing else out.");
        for (String domain : list.domains()) text.line("acl earshot_names dstdomain ." + domain);
        for (String pattern : list.patterns())
            text.line("acl earshot_patterns dstdom_regex -i ^"
                    + pattern.replace(".", "\\.").replace("*", ".*") + "$");
        for (BlockList.Entry entry : list.entries()) {
            text.service(entry, true);
            // CONNECT to such a port is a client going through the proxy.
            for (int port : entry.tcp()) text.line("acl earshot_ports port " + port);
            for (String network : entry.networks()) text.line("acl earshot_networks dst " + network);
        }
        text.line("");
        boolean ports = list.entries().stream().anyMatch(entry -> !entry.tcp().isEmpty());
        boolean networks =
                list.entries().stream().anyMatch(entry -> !entry.networks().isEmpty());
        if (!list.domains().isEmpty()) text.line("http_access deny earshot_names");
        if (!list.patterns().isEmpty()) text.line("http_access deny earshot_patterns");
        if (networks) text.line("http_access deny earshot_networks");
        if (ports) text.line("http_access deny CONNECT earshot_ports");
        return text.toString();
    }
}
