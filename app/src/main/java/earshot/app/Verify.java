package earshot.app;

import earshot.app.digest.Amounts;
import earshot.app.digest.Paint;
import earshot.report.bundle.BundleCheck;
import earshot.report.casefile.CaseFolder;
import earshot.report.casefile.Verification;
import earshot.report.casefile.Verification.Finding;
import earshot.report.text.Shown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `verify`: whether anything in a case was changed.
final class Verify implements CaseCommand {
    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String syntax() {
        return "[BUNDLE] [--seal HEX] [options]";
    }

    @Override
    public String purpose() {
        return "Recompute every seal and digest of a case or a bundle: whether anything was changed.";
    }

    @Override
    public String about() {
        return """
                Recomputes the digest of every event line, segment and recovered file, and the chains of the custody log
                and the notes, and holds them against their seals.

                Whoever can write into the folder can also seal it anew. So without anything from outside the best verdict
                is "consistent"; "unchanged" is said only where --seal gives the case seal that 'replay' printed. Exit
                status 4 where something was changed.

                With a BUNDLE that 'bundle' made, a folder or a zip, every file in it is held against its manifest; --seal
                then takes the bundle digest that was printed.
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("earshot verify", "Whether the case is consistent in itself."),
                new Example(
                        "earshot verify --seal c0c37902498ba9f7b6225fe185aa091723d8dea365d4740f3a0192d7e65e62cf",
                        "Whether it is what it was when that seal was printed."),
                new Example("earshot verify exhibit-4.zip", "Whether a bundle is as its manifest says."));
    }

    @Override
    public Options options() {
        return CaseCommand.options(
                Opts.value(null, "seal", "HEX", "The case seal, or the bundle digest, as it was printed."));
    }

    @Override
    public int run(CommandLine line, Terminal terminal) throws IOException, UsageException, DataException {
        if (line.getArgList().isEmpty()) return CaseCommand.super.run(line, terminal);
        if (line.getArgList().size() > 1) throw new UsageException("verify takes one bundle");
        return bundle(Path.of(line.getArgList().getFirst()), line, terminal);
    }

    private static String expected(CommandLine line) throws UsageException {
        String expected = line.getOptionValue("seal", "");
        if (!expected.isEmpty() && !expected.matches("[0-9a-fA-F]{64}")) {
            throw new UsageException("--seal takes the 64 hexadecimal digits that were printed");
        }
        return expected;
    }

    private static void print(List<Finding> findings, Terminal terminal) {
        Paint paint = new Paint(terminal.colours());
        for (Finding finding : findings) {
            terminal.out()
                    .println((finding.change() ? paint.red("changed  ") : "note     ") + Shown.line(finding.where())
                            + ": " + Shown.line(finding.what()));
        }
    }

    private static int bundle(Path path, CommandLine line, Terminal terminal)
            throws IOException, UsageException, DataException {
        String expected = expected(line);
        if (!BundleCheck.mayBe(path)) throw new DataException("there is no bundle in " + path);
        BundleCheck check = BundleCheck.of(path);
        List<Finding> findings = new ArrayList<>(check.findings());
        if (!expected.isEmpty() && !expected.equalsIgnoreCase(check.digest())) {
            findings.add(new Finding(
                    true, "manifest.json", "the bundle digest is " + check.digest() + " and not " + expected));
        }
        print(findings, terminal);
        boolean changed = findings.stream().anyMatch(Finding::change);
        Paint paint = new Paint(terminal.colours());
        String verdict = changed
                ? paint.red("changed") + ": not everything is as the manifest says"
                : expected.isEmpty()
                        ? paint.green("consistent") + ": everything is as the manifest says"
                        : paint.green("unchanged")
                                + ": everything is as the manifest says, and that is the one expected";
        terminal.out().println(verdict);
        terminal.out().println(Amounts.of(check.files(), "file") + " held against the manifest");
        terminal.out().println("bundle digest " + check.digest());
        return changed ? Exit.DAMAGED : Exit.DONE;
    }

    @Override
    public int run(CaseFolder folder, CommandLine line, Terminal terminal) throws IOException, UsageException {
        String expected = expected(line);
        Verification verification = folder.verify(expected);
        Paint paint = new Paint(terminal.colours());
        print(verification.findings(), terminal);
        boolean changed = verification.verdict() == Verification.Verdict.CHANGED;
        String verdict = switch (verification.verdict()) {
            case UNCHANGED -> paint.green("unchanged") + ": everything is as it was sealed, with the seal expected";
            case CONSISTENT -> paint.green("consistent") + ": everything is as it was sealed last";
            case CHANGED -> paint.red("changed") + ": not everything is as it was sealed";
        };
        terminal.out().println(verdict);
        terminal.out()
                .println(Amounts.of(verification.lines(), "event line") + " and "
                        + Amounts.of(verification.files(), "file") + " held against their seals");
        terminal.out().println("case seal " + verification.seal());
        CaseCommand.disclosed(
                folder,
                terminal,
                "verified",
                Map.of("verdict", verification.verdict().name(), "seal", verification.seal()));
        return changed ? Exit.DAMAGED : Exit.DONE;
    }
}
