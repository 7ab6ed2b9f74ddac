package earshot.report.block;

/// A proxy auto-configuration that sends what is blocked nowhere.
final class Pac implements Format {
    @Override
    public String name() {
        return "pac";
    }

    @Override
    public String use() {
        return "Serve as application/x-ns-proxy-autoconfig, and put your own proxy in the last line.";
    }

    @Override
    public String text(BlockList list) {
        Text text = new Text("//")
                .head(this, list, "Only browsers and programs that follow the system's proxy settings are stopped.");
        text.line("function FindProxyForURL(url, host) {");
        for (String domain : list.domains())
            text.line("  if (host == \"" + domain + "\" || dnsDomainIs(host, \"." + domain
                    + "\")) return \"PROXY 127.0.0.1:9\";");
        for (String pattern : list.patterns())
            text.line("  if (shExpMatch(host, \"" + pattern + "\")) return \"PROXY 127.0.0.1:9\";");
        return text.line("  return \"DIRECT\";").line("}").toString();
    }
}
