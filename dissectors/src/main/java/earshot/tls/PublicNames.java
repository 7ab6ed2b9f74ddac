package earshot.tls;

import java.util.Locale;
import java.util.Set;

/// Server names that stand for many others: with an encrypted ClientHello (ECH) they are all that is in clear, and say
/// nothing of where a connection goes.
public final class PublicNames {
    private static final Set<String> COVERS = Set.of("cloudflare-ech.com");

    private PublicNames() {}

    /// Whether the hello's server name is such a cover and not the server's own. The extension alone does not make it
    /// one: browsers send a meaningless one to everybody.
    public static boolean cover(ClientHello hello) {
        return hello.encryptedHello() && COVERS.contains(hello.serverName().toLowerCase(Locale.ROOT));
    }
}
