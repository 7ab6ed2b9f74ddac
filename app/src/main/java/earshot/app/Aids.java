package earshot.app;

import earshot.policy.Policy;
import earshot.policy.PolicyFile;
import earshot.services.Services;
import earshot.services.ServicesException;
import earshot.tls.Keys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/// What the user knows besides the packets, as files: read before anything else is done.
///
/// @param services what services flows may belong to
/// @param keys for what is encrypted
/// @param policy what is allowed, and who is who
record Aids(Services services, Keys keys, Policy policy) {
    /// A private key's file is small; what is larger is something else.
    private static final long MOST = 1 << 20;

    static List<Option> options() {
        return List.of(
                Opts.value(
                        null,
                        "policy",
                        "FILE",
                        "What is allowed, to whom and when (YAML): what is not is an alert. docs/POLICY.md says how it is written."),
                Opts.value(
                        null,
                        "keylog",
                        "FILE",
                        "A TLS key log (as SSLKEYLOGFILE makes it) for what is encrypted. Keys inside pcapng captures are used anyway."),
                Opts.value(
                        null,
                        "tls-key",
                        "FILE",
                        "A server's RSA private key (PEM), for TLS connections that agreed on their keys with it. May be given several times."),
                Opts.value(
                        null,
                        "services",
                        "FILE",
                        "Services of your own, on top of those that are known: 'protocols --services' says which, and how the file is written."));
    }

    static Aids of(CommandLine line, Terminal terminal) throws DataException {
        Keys keys = new Keys();
        if (line.hasOption("keylog")) keyLog(Path.of(line.getOptionValue("keylog")), keys, terminal);
        if (line.hasOption("tls-key"))
            for (String file : line.getOptionValues("tls-key")) privateKey(Path.of(file), keys);
        return new Aids(services(line.getOptionValue("services")), keys, policy(line.getOptionValue("policy")));
    }

    /// Says where there are keys and none fitted: they may belong to other connections than those captured. After a
    /// run.
    void warnOfUseless(Terminal terminal) {
        if (!keys.isEmpty() && keys.opened() == 0) {
            terminal.warn("the keys opened no connection: none of those that were captured is theirs");
        }
    }

    private static Policy policy(String file) throws DataException {
        if (file == null) return Policy.NONE;
        try {
            return PolicyFile.read(Path.of(file));
        } catch (earshot.policy.PolicyException e) {
            throw new DataException(e.getMessage(), e);
        } catch (IOException e) {
            throw new DataException("the policy " + file + " cannot be read", e);
        }
    }

    private static Services services(String file) throws DataException {
        if (file == null) return Services.standard();
        try {
            return Services.with(Path.of(file));
        } catch (ServicesException e) {
            throw new DataException(e.getMessage(), e);
        } catch (IOException e) {
            throw new DataException("the file of services " + file + " cannot be read", e);
        }
    }

    private static void keyLog(Path file, Keys keys, Terminal terminal) throws DataException {
        try {
            keys.addLog(Files.readAllBytes(file));
        } catch (IOException | OutOfMemoryError e) {
            throw new DataException("the key log " + file + " cannot be read", e);
        }
        if (keys.secrets() == 0) terminal.warn("the key log " + file + " holds no secret");
        if (keys.leftOut() > 0) {
            terminal.warn(
                    "the key log " + file + " is too large: " + keys.leftOut() + " secrets at its end are not used");
        }
    }

    private static void privateKey(Path file, Keys keys) throws DataException {
        try {
            if (Files.size(file) > MOST)
                throw new DataException("the private key " + file + " cannot be used: it is no key file");
            keys.addPrivateKey(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new DataException("the private key " + file + " cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new DataException("the private key " + file + " cannot be used: " + e.getMessage(), e);
        }
    }
}
