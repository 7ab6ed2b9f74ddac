package earshot.app;

import earshot.report.block.BlockList;
import earshot.report.block.Format;
import earshot.report.casefile.CaseFolder;
import earshot.services.Service;
import earshot.services.Services;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `block`: rules against services, for firewalls, name servers and proxies.
final class Block implements Command {
    @Override
    public String name() {
        return "block";
    }

    @Override
    public String syntax() {
        return "--format FORMAT [SERVICE...] [options]";
    }

    @Override
    public String purpose() {
        return "Write block lists and rules against services, named or seen.";
    }

    @Override
    public String about() {
        return """
                Writes what keeps a service from being reached, from what is known of its hosts, ports and addresses: of the
                services named ('earshot protocols --services' lists them), or else of those that the case has seen. What a
                format cannot stop is said in its comments, as is how it is put to use. Names that messaging shares with a
                larger product are left open unless --shared is given.

                Firewalls: nftables, iptables (with ipset), cisco, pf. Name servers: rpz (BIND and others), unbound, dnsmasq.
                Proxies and browsers: squid, pac. Detection: suricata.
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("earshot block --format nftables aim msn yahoo icq", "A gateway's rules."),
                new Example(
                        "earshot block --format unbound -w /etc/unbound/unbound.conf.d/earshot.conf",
                        "A name server's, for all that the case has seen."),
                new Example(
                        "earshot block --format squid --shared teams", "A proxy's, and never mind the rest of it."));
    }

    @Override
    public Options options() {
        Options options = new Options();
        options.addOption(Opts.value("f", "format", "FORMAT", "Which program is to read it: one of those above."));
        options.addOption(
                Opts.value("c", "case", "DIR", "The case whose services are meant; ./earshot-case if not given."));
        options.addOption(Opts.value("w", "output", "FILE", "Write here. An existing file is not replaced."));
        options.addOption(Opts.flag(null, "shared", "Block names and addresses that others share, too."));
        options.addOption(Opts.value(null, "services", "FILE", "What else is known of services, or otherwise."));
        return options;
    }

    @Override
    public Map<String, List<String>> choices() {
        return Map.of("format", Format.ALL.stream().map(Format::name).toList());
    }

    @Override
    public int run(CommandLine line, Terminal terminal) throws IOException, UsageException, DataException {
        String wanted = line.getOptionValue("format", "");
        Format format = Format.of(wanted);
        if (format == null) {
            throw new UsageException(
                    (wanted.isEmpty() ? "block needs --format: " : "there is no format " + wanted + ": it takes ")
                            + String.join(
                                    ", ", Format.ALL.stream().map(Format::name).toList()));
        }
        Services known = line.hasOption("services")
                ? Services.with(Path.of(line.getOptionValue("services")))
                : Services.standard();
        BlockList list = BlockList.of(services(line, known), line.hasOption("shared"));
        String text = format.text(list);
        if (!line.hasOption("output")) {
            terminal.out().print(text);
            return Exit.DONE;
        }
        Path to = Path.of(line.getOptionValue("output"));
        if (Files.exists(to)) throw new DataException(to + " is there already");
        Files.writeString(to, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        terminal.warn("written to " + to + ". " + format.use());
        return Exit.DONE;
    }

    private static List<Service> services(CommandLine line, Services known)
            throws IOException, UsageException, DataException {
        List<Service> services = new ArrayList<>();
        if (!line.getArgList().isEmpty()) {
            for (String id : line.getArgList()) {
                Service service = known.service(id);
                if (service == null)
                    throw new UsageException(
                            "there is no service " + id + "; 'earshot protocols --services' lists them");
                services.add(service);
            }
            return services;
        }
        Path path = Path.of(line.getOptionValue("case", ReplayOptions.DEFAULT_CASE));
        if (!CaseFolder.exists(path))
            throw new UsageException("name services, or a case that has seen some: there is none in " + path);
        Set<String> seen = new LinkedHashSet<>();
        try (CaseFolder folder = CaseFolder.open(path)) {
            new CaseLines(folder).each("service", event -> seen.add(event.text("service")));
        }
        for (String id : seen) if (known.service(id) != null) services.add(known.service(id));
        if (services.isEmpty()) throw new DataException("the case in " + path + " has seen no service that is known");
        return services;
    }
}
