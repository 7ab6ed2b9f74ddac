package earshot.tls;

import earshot.services.Match;
import earshot.services.Services;

/// Whose a certificate is, as far as the knowledge base knows its names.
public final class CertificateOwner {
    private CertificateOwner() {}

    /// The name that says it best. Most of a certificate's names must be one service's, and none another's: owners put
    /// all that they run into one certificate.
    ///
    /// @return "" where it is nobody's
    public static String name(CertificateNames certificate, Services services) {
        Match found = null;
        String by = "";
        int fitting = 0;
        for (String name : certificate.names()) {
            Match match = services.host(name);
            if (match == null || !match.names()) continue;
            if (found != null && !found.service().id().equals(match.service().id())) return "";
            fitting++;
            if (found != null && found.strength().compareTo(match.strength()) >= 0) continue;
            found = match;
            by = name;
        }
        return 2 * fitting > certificate.names().size() ? by : "";
    }
}
