package earshot.app;

import earshot.event.json.Secrets;
import earshot.report.casefile.CaseFolder;
import earshot.report.line.EventLine;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `credentials`: what the wire exposed.
final class Credentials implements CaseCommand {
    @Override
    public String name() {
        return "credentials";
    }

    @Override
    public String syntax() {
        return "[options]";
    }

    @Override
    public String purpose() {
        return "Passwords, digests and tokens that the wire exposed.";
    }

    @Override
    public String about() {
        return """
                Lists every credential that a login sent so that whoever listens has it: as typed (cleartext), in a form
                that anybody can turn back (reversible), as a digest in the notation that password crackers read, or as a
                token. Failed logins count.

                Secrets show as … unless --reveal-secrets is given, which is written into the case's custody log.
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("earshot credentials", "Whose, how, in which frames."),
                new Example(
                        "earshot credentials --reveal-secrets --csv > secrets.csv",
                        "With the secrets, for a spreadsheet."),
                new Example("earshot credentials --service aim --account bob", "Only one account's."));
    }

    @Override
    public Options options() {
        return CaseCommand.options(
                Opts.flag(null, "reveal-secrets", "Show the secrets, and write that into the custody log."),
                Filters.SERVICE,
                Filters.ACCOUNT,
                Table.JSON,
                Table.CSV);
    }

    @Override
    public int run(CaseFolder folder, CommandLine line, Terminal terminal) throws IOException, UsageException {
        boolean reveal = line.hasOption("reveal-secrets"), programs = Table.forPrograms(line);
        Filters filters = Filters.of(line);
        Table table = new Table(
                List.of(
                        "time",
                        "service",
                        "network",
                        "account",
                        "form",
                        "mechanism",
                        "secret",
                        "hashcat",
                        "frames",
                        "id"),
                List.of());
        new CaseLines(folder).each("credential", credential -> {
            if (!filters.wants(credential)) return;
            table.row(
                    CaseLines.time(credential, programs),
                    credential.text("service"),
                    credential.text("network"),
                    credential.text("account"),
                    credential.text("form"),
                    credential.text("mechanism"),
                    reveal ? credential.text("secret") : Secrets.MASK,
                    hashcat(credential, programs),
                    CaseLines.frames(credential.proof()),
                    credential.id());
        });
        if (reveal) {
            CaseCommand.disclosed(folder, terminal, "revealed", Map.of("credentials", Integer.toString(table.size())));
        }
        table.print(line, terminal);
        return Exit.DONE;
    }

    private static Object hashcat(EventLine credential, boolean programs) {
        if (!credential.has("hashcat")) return null;
        return programs ? (Object) credential.number("hashcat", 0) : "-m " + credential.text("hashcat");
    }
}
