package earshot.app;

import earshot.capture.CaptureInfo;
import earshot.report.casefile.CaseFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/// Leaves out captures that are in the case already, told by the SHA-256 of all of their bytes.
///
/// Only a capture that begins like one in the case is digested before it is read. What comes through a
/// pipe is read first.
final class Known implements Predicate<CaptureInfo> {
    private final CaseFolder folder;
    private final List<String> names = new ArrayList<>();

    /// @param folder null where there is no case yet: nothing is known then
    Known(CaseFolder folder) {
        this.folder = folder;
    }

    @Override
    public boolean test(CaptureInfo capture) {
        if (folder == null || !folder.mayContain(capture.head) || capture.name.equals("-")) return false;
        try {
            if (!folder.contains(sha256(Path.of(capture.name)))) return false;
        } catch (IOException e) {
            // The reader will meet the same trouble, and say it.
            return false;
        }
        names.add(capture.name);
        return true;
    }

    /// The captures that were left out.
    List<String> names() {
        return names;
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        byte[] buffer = new byte[256 * 1024];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n; (n = in.read(buffer)) >= 0; ) digest.update(buffer, 0, n);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
