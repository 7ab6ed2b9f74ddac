package earshot.detect.worm;

import java.util.Locale;
import java.util.Set;

/// What a file's name says it does when it is opened.
enum FileKind {
    /// Runs, and its name hides that.
    DISGUISED,
    /// Runs.
    PROGRAM,
    /// May hold anything.
    ARCHIVE,
    OTHER;

    private static final Set<String> PROGRAMS = Set.of(
            "exe", "bat", "cmd", "vbs", "vbe", "jse", "wsf", "wsh", "msi", "jar", "hta", "cpl", "ps1", "reg", "apk");
    /// Programs whose ending few people know as one.
    private static final Set<String> VEILED = Set.of("scr", "pif", "com", "lnk");
    private static final Set<String> ARCHIVES = Set.of("zip", "rar", "7z", "gz", "cab", "ace", "arj", "iso");
    private static final Set<String> HARMLESS = Set.of(
            "jpg", "jpeg", "gif", "png", "bmp", "txt", "doc", "docx", "pdf", "mp3", "avi", "mpg", "mov", "mp4", "htm",
            "html", "xls", "ppt");
    /// Turns the order of the letters that follow: a name ends otherwise than it shows.
    private static final char RIGHT_TO_LEFT = '\u202e';

    static FileKind of(String name) {
        String lower = name.toLowerCase(Locale.ROOT).strip();
        int dot = lower.lastIndexOf('.');
        if (dot < 0) return OTHER;
        String ending = lower.substring(dot + 1);
        if (ARCHIVES.contains(ending)) return ARCHIVE;
        boolean veiled = VEILED.contains(ending);
        if (!veiled && !PROGRAMS.contains(ending)) return OTHER;
        int before = lower.lastIndexOf('.', dot - 1);
        boolean twice = before >= 0
                && HARMLESS.contains(lower.substring(before + 1, dot).strip());
        return veiled || twice || name.indexOf(RIGHT_TO_LEFT) >= 0 ? DISGUISED : PROGRAM;
    }

    boolean runs() {
        return this == DISGUISED || this == PROGRAM;
    }
}
