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
}
