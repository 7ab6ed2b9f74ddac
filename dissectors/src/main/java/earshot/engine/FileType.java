package earshot.engine;

import java.nio.charset.StandardCharsets;

/// The media type of a file by its first bytes; names from the wire are not asked. The common types only: an
/// unknown one is
/// `application/octet-stream`, or `text/plain` where all bytes are text.
public final class FileType {
    /// How many first bytes are looked at.
    static final int NEEDED = 512;

    private record Signature(int offset, String bytes, String type) {}

    /// Magic numbers as ISO-8859-1 text; the first that fits wins.
    private static final Signature[] SIGNATURES = {
        new Signature(0, "\u0089PNG\r\n\u001a\n", "image/png"),
        new Signature(0, "\u00ff\u00d8\u00ff", "image/jpeg"),
        new Signature(0, "GIF8", "image/gif"),
        new Signature(0, "BM", "image/bmp"),
        new Signature(8, "WEBP", "image/webp"),
        new Signature(0, "II*\0", "image/tiff"),
        new Signature(0, "MM\0*", "image/tiff"),
        new Signature(0, "%PDF-", "application/pdf"),
        new Signature(0, "MZ", "application/vnd.microsoft.portable-executable"),
        new Signature(0, "\u007fELF", "application/x-elf"),
        new Signature(0, "\u00ca\u00fe\u00ba\u00be", "application/x-java-or-mach-o"),
        new Signature(0, "\u00cf\u00fa\u00ed\u00fe", "application/x-mach-binary"),
        new Signature(0, "Rar!\u001a\u0007", "application/vnd.rar"),
        new Signature(0, "7z\u00bc\u00af'\u001c", "application/x-7z-compressed"),
        new Signature(0, "\u001f\u008b", "application/gzip"),
        new Signature(0, "BZh", "application/x-bzip2"),
        new Signature(0, "\u00fd7zXZ\0", "application/x-xz"),
        new Signature(0, "(\u00b5/\u00fd", "application/zstd"),
        new Signature(0, "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "application/x-ole-storage"),
        new Signature(0, "{\\rtf", "application/rtf"),
        new Signature(0, "ID3", "audio/mpeg"),
        new Signature(0, "\u00ff\u00fb", "audio/mpeg"),
        new Signature(0, "OggS", "application/ogg"),
        new Signature(0, "fLaC", "audio/flac"),
        new Signature(8, "WAVE", "audio/wav"),
        new Signature(8, "AVI ", "video/x-msvideo"),
        new Signature(4, "ftyp", "video/mp4"),
        new Signature(0, "\u001aE\u00df\u00a3", "video/x-matroska"),
        new Signature(0, "0&\u00b2u\u008ef\u00cf\u0011", "video/x-ms-asf"),
        new Signature(0, "#!", "text/x-shellscript"),
        new Signature(0, "<?xml", "application/xml"),
        new Signature(0, "L\0\0\0\u0001\u0014\u0002\0", "application/x-ms-shortcut"),
    };

    private FileType() {}

    /// The type of a file that begins so.
    public static String of(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("PK\u0003\u0004")) return zip(text);
        for (Signature one : SIGNATURES) if (text.startsWith(one.bytes, one.offset)) return one.type;
        String start = text.stripLeading().toLowerCase(java.util.Locale.ROOT);
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) return "text/html";
        return plain(head) ? "text/plain" : "application/octet-stream";
    }

    private static String zip(String text) {
        if (text.contains("word/") || text.contains("[Content_Types].xml") && text.contains("word")) {
            return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        }
        if (text.contains("xl/")) return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        if (text.contains("ppt/")) return "application/vnd.openxmlformats-officedocument.presentationml.presentation";
        if (text.contains("[Content_Types].xml")) return "application/x-ooxml";
        if (text.startsWith("mimetypeapplication/vnd.oasis.opendocument.text", 30)) {
            return "application/vnd.oasis.opendocument.text";
        }
        return text.contains("META-INF/") ? "application/java-archive" : "application/zip";
    }

    private static boolean plain(byte[] head) {
        for (byte b : head)
            if (b >= 0 && b < 32 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 27) return false;
        return head.length > 0;
    }
}
