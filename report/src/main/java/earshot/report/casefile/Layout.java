package earshot.report.casefile;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Where things stand in a case folder. No part of a path ever comes from the traffic.
record Layout(Path root) {
    Path record() {
        return root.resolve("case.json");
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path custody() {
        return root.resolve("custody.log");
    }

    Path notes() {
        return root.resolve("notes.log");
    }

    Path holds() {
        return root.resolve("holds.log");
    }

    /// What was expired.
    Path expired() {
        return root.resolve("expired.log");
    }

    Path log() {
        return root.resolve("log");
    }

    Path lines(int segment) {
        return log().resolve(name(segment) + ".jsonl.gz");
    }

    Path seal(int segment) {
        return log().resolve(name(segment) + ".seal");
    }

    Path marks(int segment) {
        return log().resolve(name(segment) + ".marks");
    }

    Path files() {
        return root.resolve("files");
    }

    /// Files being recovered, before their digest is known.
    Path incoming() {
        return files().resolve("incoming");
    }

    /// @param sha256 must be one ([Digests#isSha256])
    Path file(String sha256) {
        return files().resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    Path index() {
        return root.resolve("index");
    }

    private static String name(int segment) {
        String digits = Integer.toString(segment);
        return "0".repeat(Math.max(0, 8 - digits.length())) + digits;
    }

    /// Makes a directory that only its owner may enter: a case holds other people's secrets.
    static void makePrivate(Path directory) throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owner = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        Files.createDirectories(directory, owner);
    }

    /// Puts the bytes in the file's place at once, or not at all.
    static void replace(Path file, byte[] bytes) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) out.write(buffer);
            out.force(true);
        }
        move(fresh, file);
    }

    static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
