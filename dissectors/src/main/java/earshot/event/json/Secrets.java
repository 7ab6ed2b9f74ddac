package earshot.event.json;

/// What becomes of secrets in lines.
public enum Secrets {
    /// Each shows as `…`; bytes and markup in which one cannot be found to be masked are left out.
    MASKED,
    /// Written as they are, and a message names its secret, so that who reads the line can mask it. For a
    /// case's own log, and for users who ask for secrets.
    REVEALED;

    /// What stands in a secret's place.
    public static final String MASK = "…";

    /// The text without its secret; nothing but the mask where the secret may stand there in another spelling.
    public static String mask(String text, String secret) {
        if (text.isEmpty()) return text;
        return text.contains(secret) ? text.replace(secret, MASK) : MASK;
    }
}
