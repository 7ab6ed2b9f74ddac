package earshot.event;

/// Who: an account as its protocol writes it, or a party that the capture has not named yet.
///
/// @param id the account as shown (XMPP: the bare JID); for an unnamed party `?` and its host's address
/// @param resource the XMPP resource or its like, "" for none
/// @param named false for an unnamed party
/// @param claim the key under which another flow may know this party ([earshot.dissect.Out#bind]), "" for none; the
/// run's
///     single merging thread replaces the account by the one bound to that key before the event is shown
public record Account(String id, String resource, boolean named, String claim) {
    /// Nobody: a field without a value.
    public static final Account NONE = new Account("", "", true, "");

    public static Account of(String id) {
        return new Account(id, "", true, "");
    }

    public static Account of(String id, String resource) {
        return new Account(id, resource, true, "");
    }

    /// A party known only by its host's address.
    public static Account unnamed(String address) {
        return new Account("?" + address, "", false, "");
    }

    /// The same party, to be replaced by whoever another flow bound to the key.
    public Account claiming(String key) {
        return new Account(id, resource, named, key);
    }

    public boolean isNone() {
        return id.isEmpty();
    }

    @Override
    public String toString() {
        return id;
    }
}
