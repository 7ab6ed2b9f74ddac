package earshot.app;

import earshot.app.digest.Amounts;
import earshot.app.digest.Paint;
import earshot.report.bundle.BundleCheck;
import earshot.report.casefile.CaseFolder;
import earshot.report.casefile.Verification;
import earshot.report.casefile.Verification.Finding;
import earshot.report.casefile.Verification.Verdict;
import earshot.report.sign.Ed25519;
import earshot.report.text.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
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
        return "[BUNDLE] [--seal HEX] [--key PUB.pem] [options]";
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

                --key checks the signature that 'seal --sign' or 'bundle --sign' made: where it holds, the verdict is
                "unchanged" as well, as far as you trust whoever has the other half of the key.
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("earshot verify", "Whether the case is consistent in itself."),
                new Example(
                        "earshot verify --seal c0c37902498ba9f7b6225fe185aa091723d8dea365d4740f3a0192d7e65e62cf",
                        "Whether it is what it was when that seal was printed."),
                new Example("earshot verify exhibit-4.zip", "Whether a bundle is as its manifest says."),
                new Example("earshot verify exhibit-6.zip --key pub.pem", "Whether it is as it was signed."));
    }

    @Override
    public Options options() {
        return CaseCommand.options(
                Opts.value(null, "seal", "HEX", "The case seal, or the bundle digest, as it was printed."),
                Opts.value(null, "key", "PUB.pem", "The Ed25519 public key of whoever signed."));
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

    /// Adds what is to be said of a signature, where there is one or one is asked for.
    private static void signature(
            CommandLine line, byte[] signed, byte[] signature, String name, List<Finding> findings) throws IOException {
        if (!line.hasOption("key")) {
            if (signature != null)
                findings.add(new Finding(false, name, "is a signature: --key says whose it must be"));
            return;
        }
        PublicKey key = Ed25519.publicKey(Path.of(line.getOptionValue("key")));
        if (signature == null) findings.add(new Finding(true, name, "is not there: this was not signed"));
        else if (!Ed25519.isOf(key, signed, signature)) {
            findings.add(new Finding(true, name, "is not that key's signature over what is there now"));
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
        signature(line, check.manifest(), check.signature(), "manifest.sig", findings);
        print(findings, terminal);
        boolean changed = findings.stream().anyMatch(Finding::change);
        Paint paint = new Paint(terminal.colours());
        String verdict = changed
                ? paint.red("changed") + ": not everything is as the manifest says"
                : expected.isEmpty() && !line.hasOption("key")
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
        List<Finding> findings = new ArrayList<>(verification.findings());
        Path signature = Seal.signature(folder.folder());
        signature(
                line,
                Files.readAllBytes(folder.folder().resolve("case.json")),
                Files.exists(signature) ? Files.readAllBytes(signature) : null,
                signature.getFileName().toString(),
                findings);
        Paint paint = new Paint(terminal.colours());
        print(findings, terminal);
        boolean changed = findings.stream().anyMatch(Finding::change);
        Verdict reached =
                changed ? Verdict.CHANGED : line.hasOption("key") ? Verdict.UNCHANGED : verification.verdict();
        String verdict = switch (reached) {
            case UNCHANGED ->
                paint.green("unchanged") + ": everything is as it was sealed, with the "
                        + (expected.isEmpty() ? "signature" : "seal") + " expected";
            case CONSISTENT -> paint.green("consistent") + ": everything is as it was sealed last";
            case CHANGED -> paint.red("changed") + ": not everything is as it was sealed";
        };
        terminal.out().println(verdict);
        terminal.out()
                .println(Amounts.of(verification.lines(), "event line") + " and "
                        + Amounts.of(verification.files(), "file") + " held against their seals");
        terminal.out().println("case seal " + verification.seal());
        CaseCommand.disclosed(
                folder, terminal, "verified", Map.of("verdict", reached.name(), "seal", verification.seal()));
        return changed ? Exit.DAMAGED : Exit.DONE;
    }
}
