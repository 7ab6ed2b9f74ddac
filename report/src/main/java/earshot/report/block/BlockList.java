package earshot.report.block;

import earshot.services.Role;
import earshot.services.Service;
import earshot.services.Strength;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// What is to be blocked, a service at a time, in the order in which they were named.
public record BlockList(List<Entry> entries) {
    public BlockList {
        entries = List.copyOf(entries);
    }

    /// One service.
    ///
    /// @param names hosts, each with all below it; `*` inside one stands for any characters
    /// @param left names that are the service's and others' as well, and so are not blocked
    /// @param networks addresses in CIDR notation that serve nothing else
    public record Entry(
            String id,
            String title,
            List<String> names,
            List<String> left,
            List<Integer> tcp,
            List<Integer> udp,
            List<String> networks) {}

    /// @param shared whether names and addresses that a larger product shares with the service are blocked, too
    public static BlockList of(List<Service> services, boolean shared) {
        List<Entry> entries = new ArrayList<>();
        for (Service service : services) entries.add(entry(service, shared));
        return new BlockList(entries);
    }

    private static Entry entry(Service service, boolean shared) {
        List<String> names = new ArrayList<>(), left = new ArrayList<>();
        for (Service.Host host : service.hosts()) {
            boolean wanted = host.strength() == Strength.SURE || shared && host.strength() == Strength.SHARED;
            if (host.role() == Role.WEB) wanted = false;
            if (!isPlain(host.name())) continue;
            (wanted ? names : left).add(host.name());
        }
        List<String> networks = service.ranges().stream()
                .filter(range -> range.strength() != Strength.WEAK)
                .map(Service.Range::cidr)
                .toList();
        return new Entry(service.id(), service.title(), names, left, service.tcpPorts(), service.udpPorts(), networks);
    }

    /// Only what a host's name may have goes into a rule.
    private static boolean isPlain(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(c -> c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || c >= '0' && c <= '9'
                                || "-_.*".indexOf(c) >= 0);
    }

    /// All names that have no `*`, sorted, none below another.
    List<String> domains() {
        TreeSet<String> all = new TreeSet<>();
        for (Entry entry : entries) for (String name : entry.names) if (name.indexOf('*') < 0) all.add(name);
        List<String> highest = new ArrayList<>();
        for (String name : all) {
            boolean below = false;
            for (int dot = name.indexOf('.'); dot > 0 && !below; dot = name.indexOf('.', dot + 1))
                below = all.contains(name.substring(dot + 1));
            if (!below) highest.add(name);
        }
        return highest;
    }

    /// All names with a `*` in them.
    List<String> patterns() {
        TreeSet<String> all = new TreeSet<>();
        for (Entry entry : entries) for (String name : entry.names) if (name.indexOf('*') >= 0) all.add(name);
        return List.copyOf(all);
    }
}
