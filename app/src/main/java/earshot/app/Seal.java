package earshot.app;

import earshot.report.casefile.CaseFolder;
import earshot.report.casefile.Verification;
import earshot.report.casefile.Verification.Verdict;
import earshot.report.sign.Ed25519;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `seal`: the case seal, signed or to be stamped.
final class Seal implements CaseCommand {
    @Override
    public String name() {
        return "seal";
    }

    @Override
    public String syntax() {
        return "[--sign KEY.pem] [--timestamp-request FILE] [options]";
    }

    @Override
    public String purpose() {
        return "The case seal: print it, sign it, or ask for a time stamp on it.";
    }

    @Override
    public String about() {
        return """
                Prints the case seal, which commits to everything in the case. With --sign an Ed25519 signature over
                case.json is put beside it as case.json.sig; 'verify --key' then says "unchanged" without the seal having
                been written down. A case that is added to must be signed again. A case that does not verify is not signed.

                --timestamp-request writes a request for an RFC 3161 time stamp on case.json, to be sent to an authority
                of your choice: Earshot itself never sends anything.

                Keys are PEM files, made with 'openssl genpkey -algorithm ed25519 -out key.pem' and 'openssl pkey -in
                key.pem -pubout -out pub.pem'.
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("earshot seal", "Print it."),
                new Example("earshot seal --sign key.pem", "Sign it; 'earshot verify --key pub.pem' checks."),
                new Example(
                        "earshot seal --timestamp-request case.tsq",
                        "Then: curl -H 'Content-Type: application/timestamp-query' --data-binary @case.tsq AUTHORITY"));
    }

    @Override
    public Options options() {
        return CaseCommand.options(Signing.SIGN, Signing.REQUEST);
    }

    @Override
    public int run(CaseFolder folder, CommandLine line, Terminal terminal) throws IOException, DataException {
        PrivateKey key = Signing.key(line);
        byte[] record = Files.readAllBytes(folder.folder().resolve("case.json"));
        Verification verification = folder.verify("");
        if (verification.verdict() == Verdict.CHANGED && (key != null || line.hasOption("timestamp-request"))) {
            throw new DataException(
                    "this case is not as it was sealed, so nobody should sign it; see what verify says");
        }
        Signing.request(line, record);
        if (key != null) {
            byte[] signature = Ed25519.sign(key, record);
            Files.write(signature(folder.folder()), signature);
            CaseCommand.disclosed(
                    folder,
                    terminal,
                    "signed",
                    Map.of(
                            "seal",
                            verification.seal(),
                            "signature",
                            HexFormat.of().formatHex(signature)));
            terminal.out().println("signed: " + signature(folder.folder()));
        }
        terminal.out().println("case seal " + verification.seal());
        return Exit.DONE;
    }

    /// Where a case's signature lies.
    static Path signature(Path folder) {
        return folder.resolve("case.json.sig");
    }
}
