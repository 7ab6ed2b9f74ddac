package earshot.report.block;

/// Rules of Suricata, which drop when it runs inline and alert otherwise.
final class Suricata implements Format {
    /// Where this project's rule numbers begin: a range for local rules.
    private static final int FIRST = 1_900_000;

    @Override
    public String name() {
        return "suricata";
    }

    @Override
    public String use() {
        return "Add to rule-files in suricata.yaml. As they stand they alert; inline, replace alert by drop.";
    }

    @Override
    public String text(BlockList list) {
        Text text = new Text("#")
                .head(this, list, "A client that encrypts the server's name (ECH) and its name look-ups is not seen.");
        int id = FIRST;
        for (BlockList.Entry entry : list.entries()) {
            text.service(entry, true);
            for (String name : entry.names()) {
                String match = contents(name);
                text.line(rule(entry, "dns", "dns.query; " + match, name, id++));
                text.line(rule(entry, "tls", "tls.sni; " + match, name, id++));
                text.line(rule(entry, "http", "http.host; " + match, name, id++));
            }
            if (!entry.tcp().isEmpty()) text.line(ports(entry, "tcp", Text.join(entry.tcp()), id++));
            if (!entry.udp().isEmpty()) text.line(ports(entry, "udp", Text.join(entry.udp()), id++));
        }
        return text.toString();
    }

    private static String rule(BlockList.Entry entry, String protocol, String match, String name, int id) {
        return "alert " + protocol + " $HOME_NET any -> any any (msg:\"EARSHOT " + entry.id() + " " + name + "\"; "
                + match + " classtype:policy-violation; sid:" + id + "; rev:1;)";
    }

    private static String ports(BlockList.Entry entry, String protocol, String ports, int id) {
        String begun = protocol.equals("tcp") ? "flags:S,CE; " : "";
        return "alert " + protocol + " $HOME_NET any -> $EXTERNAL_NET [" + ports.replace(" ", "") + "] (msg:\"EARSHOT "
                + entry.id() + " port\"; " + begun + "classtype:policy-violation; sid:" + id + "; rev:1;)";
    }

    /// The name and all below it: `dotprefix` puts a dot before what is looked at.
    private static String contents(String name) {
        if (name.indexOf('*') < 0) return "dotprefix; content:\"." + name + "\"; nocase; endswith;";
        StringBuilder contents = new StringBuilder();
        for (String part : name.split("\\*")) {
            if (!part.isEmpty()) contents.append("content:\"").append(part).append("\"; nocase; ");
        }
        return contents.toString().strip();
    }
}
