package earshot.report.block;

import java.util.List;

/// One program's language for saying what is to be blocked.
public interface Format {
    /// In the order in which they are listed.
    List<Format> ALL = List.of(
            new Nftables(),
            new Iptables(),
            new CiscoAcl(),
            new Pf(),
            new Rpz(),
            new Unbound(),
            new Dnsmasq(),
            new Squid(),
            new Suricata(),
            new Pac());

    /// As `--format` takes it.
    String name();

    /// Which program reads it, and how it is told to.
    String use();

    /// The list in this language; ends with a line feed. The same list gives the same text.
    String text(BlockList list);

    /// The format of that name, null where there is none.
    static Format of(String name) {
        for (Format format : ALL) if (format.name().equals(name)) return format;
        return null;
    }
}
