package earshot.report.survey;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What accounts and people are called where their names are not to be shown: `u-3fa1c09b`, the same one everywhere,
/// and
/// nobody's without the key.
public final class Pseudonyms {
    private static final int KEY = 32, SHOWN = 4;

    private final SecretKeySpec key;

    /// null: names are shown.
    private Pseudonyms(SecretKeySpec key) {
        this.key = key;
    }

    /// Names are shown.
    public static Pseudonyms none() {
        return new Pseudonyms(null);
    }

    /// With the key in this file, which is made, readable by its owner alone, where it is not there.
    public static Pseudonyms of(Path file) throws IOException {
        byte[] bytes;
        if (Files.exists(file)) {
            try {
                bytes = HexFormat.of().parseHex(Files.readString(file).strip());
            } catch (IllegalArgumentException e) {
                throw new IOException(file + " is no key of pseudonyms", e);
            }
        } else {
            bytes = new byte[KEY];
            new SecureRandom().nextBytes(bytes);
            boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            if (posix) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(
                    file, HexFormat.of().formatHex(bytes) + "\n", StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        return new Pseudonyms(new SecretKeySpec(bytes, "HmacSHA256"));
    }

    /// Whether names are shown as they are.
    public boolean showNames() {
        return key == null;
    }

    /// The name, or what stands for it.
    public String of(String name) {
        if (key == null || name.isEmpty()) return name;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] digest = mac.doFinal(name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return "u-" + HexFormat.of().formatHex(Arrays.copyOf(digest, SHOWN));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
