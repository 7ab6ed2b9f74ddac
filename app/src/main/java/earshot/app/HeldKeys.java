package earshot.app;

import earshot.tls.Keys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The keys that the user holds for what is encrypted, read from files.
final class HeldKeys {
    /// A private key's file is small; what is larger is something else.
    private static final long MOST = 1 << 20;

    private HeldKeys() {}

    static Keys of(ReplayOptions options, Terminal terminal) throws DataException {
        Keys keys = new Keys();
        if (options.keylog() != null) keyLog(options.keylog(), keys, terminal);
        for (Path file : options.tlsKeys()) privateKey(file, keys);
        return keys;
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
