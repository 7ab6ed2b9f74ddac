package earshot.report.bundle;

import earshot.report.casefile.Digests;
import earshot.report.casefile.Verification.Finding;
import earshot.report.line.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipException;

/// What a bundle's manifest says, held against the bundle.
///
/// @param digest SHA-256 of the manifest as it is now, "" where there is none
/// @param manifest its bytes
/// @param signature what the bundle has as its signature, null for none
/// @param files how many were held against their digests
/// @param findings what does not hold
public record BundleCheck(String digest, byte[] manifest, byte[] signature, long files, List<Finding> findings) {
    private static final int LONGEST = 1 << 26;

    public boolean changed() {
        return findings.stream().anyMatch(Finding::change);
    }

    /// Whether a bundle may be there: a zip, or a folder with a manifest.
    public static boolean mayBe(Path path) {
        return Contents.mayBe(path);
    }

    /// Recomputes every digest. Whatever stands there, the answer is a finding and no exception, unless reading fails.
    public static BundleCheck of(Path bundle) throws IOException {
        List<Finding> findings = new ArrayList<>();
        try (Contents contents = Contents.open(bundle)) {
            Set<String> there = new TreeSet<>(contents.names());
            for (String twice : contents.twice()) findings.add(new Finding(true, twice, "is there more than once"));
            byte[] signature =
                    there.remove(BundleWriter.SIGNATURE) ? contents.read(BundleWriter.SIGNATURE, 1 << 16) : null;
            byte[] manifest =
                    there.remove(BundleWriter.MANIFEST) ? contents.read(BundleWriter.MANIFEST, LONGEST) : null;
            if (manifest == null) {
                findings.add(new Finding(true, BundleWriter.MANIFEST, "is missing or cannot be read"));
                return new BundleCheck("", new byte[0], signature, 0, findings);
            }
            String digest = Digests.of(manifest);
            Map<String, Object> json = Json.object(manifest);
            if (json == null || !(json.get("files") instanceof List<?> listed)) {
                findings.add(new Finding(true, BundleWriter.MANIFEST, "is no manifest: it was changed"));
                return new BundleCheck(digest, manifest, signature, 0, findings);
            }
            if (json.get("bundle") instanceof Long format && format > 1) {
                findings.add(new Finding(
                        true, BundleWriter.MANIFEST, "is of format " + format + ", and this version knows format 1"));
            }
            for (Object one : listed) file(one, contents, there, findings);
            for (String stranger : there) findings.add(new Finding(true, stranger, "is not in the manifest"));
            return new BundleCheck(digest, manifest, signature, listed.size(), findings);
        } catch (ZipException e) {
            String name = bundle.getFileName().toString();
            return new BundleCheck(
                    "", new byte[0], null, 0, List.of(new Finding(true, name, "is no zip that can be read")));
        }
    }

    private static void file(Object listed, Contents contents, Set<String> there, List<Finding> findings)
            throws IOException {
        if (!(listed instanceof Map<?, ?> file)
                || !(file.get("name") instanceof String name)
                || !(file.get("sha256") instanceof String sha256)) {
            findings.add(new Finding(true, BundleWriter.MANIFEST, "lists something that is no file"));
            return;
        }
        if (!there.remove(name)) {
            findings.add(new Finding(true, name, "is missing"));
            return;
        }
        String now = contents.digest(name);
        if (now.isEmpty()) findings.add(new Finding(true, name, "cannot be read"));
        else if (!now.equals(sha256)) findings.add(new Finding(true, name, "was changed: its SHA-256 is now " + now));
    }
}
