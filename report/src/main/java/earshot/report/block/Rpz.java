package earshot.report.block;

/// A response policy zone, for BIND, Knot Resolver, PowerDNS and Unbound.
final class Rpz implements Format {
    @Override
    public String name() {
        return "rpz";
    }

    @Override
    public String use() {
        return "A zone: response-policy { zone \"rpz.earshot\"; }; and zone \"rpz.earshot\" { type primary; file \"FILE\"; };";
    }

    @Override
    public String text(BlockList list) {
        Text text = new Text(";")
                .head(
                        this,
                        list,
                        "Whoever asks another name server, or none because the address is built in, is not stopped.");
        text.line("$TTL 300");
        // The serial is the reader's to raise; nothing here depends on the day.
        text.line("@ IN SOA localhost. root.localhost. 1 3600 900 604800 300");
        text.line("@ IN NS localhost.");
        for (String pattern : list.patterns()) text.comment("cannot be said in a zone: " + pattern);
        for (String domain : list.domains()) text.line(domain + " CNAME .").line("*." + domain + " CNAME .");
        return text.toString();
    }
}
