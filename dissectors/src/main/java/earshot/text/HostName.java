package earshot.text;

/// The name that a machine gives itself, as text: final zero bytes and dots removed.
public final class HostName {
    private HostName() {}

    /// "" where nothing is left, or where it holds control characters: names from the wire end up in tables.
    public static String of(byte[] bytes) {
        int length = bytes.length;
        while (length > 0 && (bytes[length - 1] == 0 || bytes[length - 1] == '.' || bytes[length - 1] == ' ')) length--;
        String name =
                TextDecoding.of(java.util.Arrays.copyOf(bytes, length)).text().strip();
        return name.chars().anyMatch(Character::isISOControl) ? "" : name;
    }
}
