package earshot.report.bundle;

import earshot.report.casefile.Digests;
import earshot.report.export.PlainZip;
import earshot.report.line.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts a bundle together, in a folder beside the place where it is to be: that place holds a whole bundle or none.
/// One thread.
public final class BundleWriter implements AutoCloseable {
    static final String MANIFEST = "manifest.json", SIGNATURE = "manifest.sig";
    private final Path to, part;
    private final List<Map<String, Object>> files = new ArrayList<>();

    /// What goes into a file.
    @FunctionalInterface
    public interface Content {
        /// @param out may be closed or not
        void write(OutputStream out) throws IOException;
    }

    private BundleWriter(Path to, Path part) {
        this.to = to;
        this.part = part;
    }

    /// @param to a folder, or a file whose name ends in `.zip`; must not be there
    public static BundleWriter open(Path to) throws IOException {
        if (Files.exists(to)) throw new FileAlreadyExistsException(to + " is there already");
        Path parent = to.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        return new BundleWriter(to, Files.createTempDirectory(parent, "." + to.getFileName() + "-"));
    }

    /// Adds a file.
    ///
    /// @param name with slashes, never from the wire
    public void add(String name, Content content) throws IOException {
        Path file = part.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            content.write(out);
        }
        Map<String, Object> listed = new LinkedHashMap<>();
        listed.put("name", name);
        listed.put("bytes", Files.size(file));
        listed.put("sha256", Digests.of(file));
        files.add(listed);
    }

    /// Signs a manifest.
    @FunctionalInterface
    public interface Signer {
        byte[] sign(byte[] manifest);
    }

    /// Writes the manifest and puts the bundle in its place.
    ///
    /// @param about what the manifest says besides
    /// @param signer null for none
    /// @return the manifest
    public byte[] finish(Map<String, Object> about, Signer signer) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("bundle", 1L);
        json.putAll(about);
        json.put("files", files);
        byte[] manifest = Json.pretty(json);
        Files.write(part.resolve(MANIFEST), manifest);
        if (signer != null) Files.write(part.resolve(SIGNATURE), signer.sign(manifest));
        if (to.getFileName().toString().endsWith(".zip")) {
            pack(signer != null);
            delete();
        } else {
            Files.move(part, to);
        }
        return manifest;
    }

    private void pack(boolean signed) throws IOException {
        List<String> names = new ArrayList<>(List.of(MANIFEST));
        if (signed) names.add(SIGNATURE);
        for (Map<String, Object> file : files) names.add((String) file.get("name"));
        try (PlainZip zip = new PlainZip(new BufferedOutputStream(Files.newOutputStream(to), 1 << 16))) {
            for (String name : names) zip.add(name, part.resolve(name));
        }
    }

    private void delete() throws IOException {
        if (!Files.exists(part)) return;
        List<Path> all;
        try (var walk = Files.walk(part)) {
            all = walk.toList();
        }
        for (Path path : all.reversed()) Files.delete(path);
    }

    /// Leaves nothing of a bundle that was not finished.
    @Override
    public void close() throws IOException {
        delete();
    }
}
