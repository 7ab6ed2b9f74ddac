package earshot.dissect.oscar.oft;

/// Names of files as strangers write them. They are shown, and never used as a path.
public final class FileNames {
    private FileNames() {}

    /// Whether the name would lead somewhere else if anybody used it as a path.
    public static boolean climbs(String name) {
        String unix = name.replace('\\', '/');
        boolean drive = unix.length() > 1 && unix.charAt(1) == ':';
        return drive
                || unix.startsWith("/")
                || unix.equals("..")
                || unix.startsWith("../")
                || unix.contains("/../")
                || unix.endsWith("/..");
    }
}
