package earshot.report.block;

/// Local zones of Unbound.
final class Unbound implements Format {
    @Override
    public String name() {
        return "unbound";
    }

    @Override
    public String use() {
        return "Put into /etc/unbound/unbound.conf.d/, then: unbound-control reload";
    }

    @Override
    public String text(BlockList list) {
        Text text = new Text("#")
                .head(
                        this,
                        list,
                        "Whoever asks another name server, or none because the address is built in, is not stopped.");
        text.line("server:");
        for (String pattern : list.patterns()) text.comment("cannot be said in a zone: " + pattern);
        for (String domain : list.domains()) text.line("    local-zone: \"" + domain + ".\" always_nxdomain");
        return text.toString();
    }
}
