package earshot.report.bundle;

import earshot.report.casefile.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The files of a bundle, in a folder or a zip. Nothing is unpacked, and no name in it becomes a path.
///
/// @param twice names that a zip has more than once
record Contents(Path folder, ZipFile zip, Set<String> names, Set<String> twice) implements AutoCloseable {
    static boolean mayBe(Path path) {
        return Files.isRegularFile(path) || Files.isRegularFile(path.resolve(BundleWriter.MANIFEST));
    }

    static Contents open(Path path) throws IOException {
        Set<String> names = new TreeSet<>(), twice = new TreeSet<>();
        if (Files.isDirectory(path)) {
            List<Path> all;
            try (var walk = Files.walk(path)) {
                all = walk.filter(Files::isRegularFile).toList();
            }
            for (Path file : all) names.add(path.relativize(file).toString().replace('\\', '/'));
            return new Contents(path, null, names, twice);
        }
        ZipFile zip = new ZipFile(path.toFile());
        Set<String> seen = new HashSet<>();
        zip.stream().map(ZipEntry::getName).forEach(name -> {
            if (!seen.add(name)) twice.add(name);
            names.add(name);
        });
        return new Contents(null, zip, names, twice);
    }

    private InputStream stream(String name) throws IOException {
        if (zip == null) return Files.newInputStream(folder.resolve(name));
        InputStream in = zip.getInputStream(zip.getEntry(name));
        if (in == null) throw new IOException("no such entry");
        return in;
    }

    /// A file's bytes, null where it cannot be read or has more than `most`.
    byte[] read(String name, int most) {
        try (InputStream in = stream(name)) {
            byte[] bytes = in.readNBytes(most + 1);
            return bytes.length > most ? null : bytes;
        } catch (IOException | RuntimeException e) {
            // Damaged zips fail in many ways; it is the caller who says so.
            return null;
        }
    }

    /// A file's SHA-256, "" where it cannot be read.
    String digest(String name) {
        MessageDigest digest = Digests.sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = stream(name)) {
            for (int n; (n = in.read(buffer)) > 0; ) digest.update(buffer, 0, n);
        } catch (IOException | RuntimeException e) {
            return "";
        }
        return Digests.hex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        if (zip != null) zip.close();
    }
}
