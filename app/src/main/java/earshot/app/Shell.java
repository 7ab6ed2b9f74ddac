package earshot.app;

/// Command lines that can be copied.
final class Shell {
    private Shell() {}

    /// How the user called this program.
    static String self() {
        return quoted(System.getProperty("earshot.self", "earshot"));
    }

    /// A word as a shell takes it.
    static String quoted(String word) {
        boolean plain = !word.isEmpty() && word.chars().allMatch(Shell::isPlain);
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "/._-+:@%,=".indexOf(c) >= 0;
    }
}
