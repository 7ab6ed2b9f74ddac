package earshot.report.casefile;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The recovered files that lie in a case.
///
/// @param digests their names, ascending
/// @param all with those that were expired: the root is over them, so that it still holds
/// @param strangers what lies there and is no recovered file
record StoredFiles(TreeSet<String> digests, TreeSet<String> all, List<Path> strangers) {
    static StoredFiles in(Layout layout) throws IOException {
        StoredFiles stored = new StoredFiles(
                new TreeSet<>(), new TreeSet<>(Expired.in(layout).files()), new ArrayList<>());
        if (!Files.isDirectory(layout.files())) return stored;
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(layout.files())) {
            for (Path folder : folders) {
                if (folder.equals(layout.incoming())) continue;
                if (!Files.isDirectory(folder)) stored.strangers.add(folder);
                else stored.look(layout, folder);
            }
        }
        return stored;
    }

    private void look(Layout layout, Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                boolean ours = Digests.isSha256(name) && layout.file(name).equals(file) && Files.isRegularFile(file);
                if (ours) {
                    digests.add(name);
                    all.add(name);
                } else strangers.add(file);
            }
        }
    }

    /// The Merkle root over the digests, "" where there are none.
    String root() {
        if (all.isEmpty()) return "";
        MerkleTree tree = new MerkleTree();
        byte[] leaf = new byte[32];
        for (String digest : all) {
            byte[] bytes = Digests.parse(digest);
            tree.leaf(bytes, 0, bytes.length, leaf);
            tree.add(leaf);
        }
        return Digests.hex(tree.root());
    }

    /// Removes the directory of unfinished files.
    static void clean(Path incoming) throws IOException {
        if (!Files.isDirectory(incoming)) return;
        try (DirectoryStream<Path> left = Files.newDirectoryStream(incoming)) {
            for (Path file : left) Files.deleteIfExists(file);
        }
        Files.delete(incoming);
    }
}
