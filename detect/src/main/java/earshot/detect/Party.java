package earshot.detect;

import earshot.event.Account;
import earshot.event.Seen;
import java.util.Locale;

/// An account as detectors tell accounts apart: as its server does, not as it happens to be spelled.
///
/// @param place the service and network it belongs to; "" for an address with a domain, which is the same everywhere
/// @param id what is compared
/// @param shown as the protocol writes it; no part of the identity
public record Party(String place, String id, String shown) {
    public static Party of(Seen seen, Account account) {
        return of(seen, account.id());
    }

    public static Party of(Seen seen, String name) {
        String id = name.toLowerCase(Locale.ROOT);
        if (id.indexOf('@') > 0) return new Party("", id, name);
        // AIM and ICQ are one server, which ignores spaces.
        if (seen.service().equals("aim") || seen.service().equals("icq"))
            return new Party("oscar", id.replace(" ", ""), name);
        return new Party(seen.service() + ' ' + seen.network(), id, name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Party that && id.equals(that.id) && place.equals(that.place);
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + place.hashCode();
    }

    @Override
    public String toString() {
        return shown;
    }
}
