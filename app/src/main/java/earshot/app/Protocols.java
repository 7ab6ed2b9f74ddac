package earshot.app;

import earshot.app.digest.Columns;
import earshot.app.digest.Paint;
import earshot.dissect.Dissector;
import earshot.dissect.Dissectors;
import earshot.dissect.http.Http;
import earshot.flow.Flow.Transport;
import earshot.web.WebReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `protocols`: what is read, and what is recovered from it.
final class Protocols implements Command {
    /// @param name as in event lines
    record Described(String name, String title, String recovered) {}

    @Override
    public String name() {
        return "protocols";
    }

    @Override
    public String syntax() {
        return "[--services] [--json | --csv | --markdown]";
    }

    @Override
    public String purpose() {
        return "Every protocol that is read and what is recovered from it; every service known.";
    }

    @Override
    public String about() {
        return """
                Lists the protocols that Earshot reads, in the order in which a connection is held against them. A protocol
                is recognised by what it says in both directions, on any port and in the middle of a connection too; ports
                are only hints.

                With --services it lists the services that are known by their hosts: whether what is said there can be read,
                their hosts and the ports of their servers. 'replay --services FILE' puts a file of your own on top:

                  service company-chat
                    title   The company's own chat
                    host    chat.company.example   chat
                    tcp     8065
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("earshot protocols", "All of them."),
                new Example("earshot protocols --services", "The services that have a name in event lines."),
                new Example("earshot protocols --services --json", "With every host, its role and where it is from."));
    }

    @Override
    public Options options() {
        Options options = new Options();
        options.addOption(Opts.flag(null, "services", "The services that are known, instead of the protocols."));
        options.addOption(Opts.flag(null, "markdown", "The protocols as the table that the README has."));
        options.addOption(Table.JSON);
        options.addOption(Table.CSV);
        return options;
    }

    @Override
    public int run(CommandLine line, Terminal terminal) throws IOException, UsageException {
        if (line.hasOption("services")) return ServiceList.print(line, terminal);
        Map<String, Described> described = described();
        List<String> names = names();
        if (line.hasOption("markdown")) {
            terminal.out().println("| protocol | what it is | recovered |\n|---|---|---|");
            for (String name : names) {
                Described one = described.getOrDefault(name, new Described(name, "", ""));
                terminal.out().println("| `%s` | %s | %s |".formatted(name, one.title, one.recovered));
            }
            return Exit.DONE;
        }
        if (Table.forPrograms(line)) {
            Table table = new Table(List.of("protocol", "over", "title", "recovered"), List.of());
            for (String name : names) {
                Described one = described.getOrDefault(name, new Described(name, "", ""));
                table.row(name, over(name), one.title, one.recovered);
            }
            table.print(line, terminal);
            return Exit.DONE;
        }
        Paint paint = new Paint(terminal.colours());
        for (String name : names) {
            Described one = described.getOrDefault(name, new Described(name, "", ""));
            terminal.out()
                    .println(paint.bold(Columns.pad(name, 9))
                            + one.title
                            + paint.dim("  " + String.join(", ", over(name))));
            for (String part : Columns.wrap(one.recovered, terminal.width() - 9))
                terminal.out().println("         " + part);
        }
        return Exit.DONE;
    }

    /// What there is to know of each protocol, by its name.
    static Map<String, Described> described() throws IOException {
        Map<String, Described> described = new LinkedHashMap<>();
        try (InputStream in = Protocols.class.getResourceAsStream("protocols.tsv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line; (line = lines.readLine()) != null; ) {
                if (line.startsWith("#")) continue;
                String[] parts = line.split("\t", 3);
                described.put(parts[0], new Described(parts[0], parts[1], parts[2]));
            }
        }
        return described;
    }

    /// Those that are recognised, and behind each those that it hands connections to.
    private static List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        for (Dissector dissector : Dissectors.ALL) {
            if (!names.contains(dissector.name())) names.add(dissector.name());
            if (dissector.name().equals("irc")) names.add("dcc");
            if (dissector instanceof Http http) inHttp(http, names);
        }
        return names;
    }

    private static void inHttp(Http http, List<String> names) {
        for (WebReader reader : http.readers()) if (!names.contains(reader.name())) names.add(reader.name());
    }

    private static List<String> over(String name) {
        List<String> over = new ArrayList<>();
        for (Transport transport : Transport.values()) {
            boolean any = name.equals("dcc") && transport == Transport.TCP;
            for (Dissector one : Dissectors.ALL) {
                boolean named = one.name().equals(name);
                if (one instanceof Http http)
                    named |= http.readers().stream().anyMatch(r -> r.name().equals(name));
                any |= named && one.over(transport);
            }
            if (any) over.add(transport.label);
        }
        return over;
    }
}
