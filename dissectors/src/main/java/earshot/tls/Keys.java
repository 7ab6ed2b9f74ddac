package earshot.tls;

/// What the investigator holds to decrypt with.
public final class Keys {
    /// Whether there is nothing at all.
    public boolean isEmpty() {
        return true;
    }
}
