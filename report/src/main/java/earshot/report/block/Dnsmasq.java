package earshot.report.block;

/// Answers of dnsmasq.
final class Dnsmasq implements Format {
    @Override
    public String name() {
        return "dnsmasq";
    }

    @Override
    public String use() {
        return "Put into /etc/dnsmasq.d/ and restart dnsmasq.";
    }

    @Override
    public String text(BlockList list) {
        Text text = new Text("#")
                .head(
                        this,
                        list,
                        "Whoever asks another name server, or none because the address is built in, is not stopped.");
        for (String pattern : list.patterns()) text.comment("cannot be said here: " + pattern);
        // No address at all: the name does not exist, nor any below it.
        for (String domain : list.domains()) text.line("address=/" + domain + "/");
        return text.toString();
    }
}
