package earshot.report.block;

import java.util.ArrayList;
import java.util.List;

/// iptables with ipset, as a shell script.
final class Iptables implements Format {
    /// Ports that one rule of the multiport match takes.
    private static final int MOST_PORTS = 15;

    @Override
    public String name() {
        return "iptables";
    }

    @Override
    public String use() {
        return "Run as root: sh FILE";
    }

    @Override
    public String text(BlockList list) {
        Text text = new Text("#");
        text.line("#!/bin/sh");
        text.head(
                this,
                list,
                "A firewall knows no names: a client that goes to port 80 or 443, or through a proxy, passes."
                        + " Block the names as well (--format unbound, rpz, squid).");
        text.line("set -e");
        for (String tool : List.of("iptables", "ip6tables")) {
            text.line(tool + " -N EARSHOT 2>/dev/null || " + tool + " -F EARSHOT");
            text.line(tool + " -C FORWARD -j EARSHOT 2>/dev/null || " + tool + " -I FORWARD -j EARSHOT");
        }
        for (BlockList.Entry entry : list.entries()) {
            text.service(entry, false);
            for (String tool : List.of("iptables", "ip6tables")) {
                for (List<Integer> ports : parts(entry.tcp()))
                    text.line(tool + " -A EARSHOT -p tcp -m multiport --dports " + joined(ports)
                            + " -j REJECT --reject-with tcp-reset");
                for (List<Integer> ports : parts(entry.udp()))
                    text.line(tool + " -A EARSHOT -p udp -m multiport --dports " + joined(ports) + " -j DROP");
            }
            set(text, entry, "", "inet", "iptables");
            set(text, entry, "6", "inet6", "ip6tables");
        }
        return text.toString();
    }

    private static void set(Text text, BlockList.Entry entry, String suffix, String family, String tool) {
        List<String> networks = entry.networks().stream()
                .filter(one -> (one.indexOf(':') >= 0) == family.equals("inet6"))
                .toList();
        if (networks.isEmpty()) return;
        // A set's name has at most 31 characters.
        String name = "earshot-" + entry.id().substring(0, Math.min(entry.id().length(), 21)) + suffix;
        text.line("ipset create -exist " + name + " hash:net family " + family);
        for (String network : networks) text.line("ipset add -exist " + name + " " + network);
        text.line(tool + " -A EARSHOT -m set --match-set " + name + " dst -j DROP");
    }

    private static String joined(List<Integer> ports) {
        return String.join(",", ports.stream().map(String::valueOf).toList());
    }

    private static List<List<Integer>> parts(List<Integer> ports) {
        List<List<Integer>> parts = new ArrayList<>();
        for (int i = 0; i < ports.size(); i += MOST_PORTS)
            parts.add(ports.subList(i, Math.min(i + MOST_PORTS, ports.size())));
        return parts;
    }
}
