package earshot.app;

import earshot.report.casefile.Digests;
import earshot.report.sign.Ed25519;
import earshot.report.sign.TimestampRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PrivateKey;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/// What commands that sign have in common.
final class Signing {
    static final Option SIGN = Opts.value(null, "sign", "KEY.pem", "Sign with this Ed25519 private key.");
    static final Option REQUEST =
            Opts.value(null, "timestamp-request", "FILE", "Write a request for an RFC 3161 time stamp.");

    private Signing() {}

    /// The key that is to sign, null for none. Read before any work is done.
    static PrivateKey key(CommandLine line) throws IOException {
        return line.hasOption("sign") ? Ed25519.privateKey(Path.of(line.getOptionValue("sign"))) : null;
    }

    /// Writes the request for a time stamp on these bytes, where one is asked for.
    static void request(CommandLine line, byte[] bytes) throws IOException, DataException {
        if (!line.hasOption("timestamp-request")) return;
        Path to = Path.of(line.getOptionValue("timestamp-request"));
        if (Files.exists(to)) throw new DataException(to + " is there already");
        Files.write(to, TimestampRequest.of(Digests.sha256().digest(bytes)), StandardOpenOption.CREATE_NEW);
    }
}
