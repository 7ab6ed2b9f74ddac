package earshot.auth;

/// An answer to a digest challenge (RFC 3261 section 22.4, RFC 8760) in the notation of hashcat 11400 and John's SIP
/// format:
///
///     $sip$*server*client*user*realm*METHOD*scheme*resource*suffix*nonce*cnonce*nc*qop*MD5*response
///
/// The three parts of the URI are joined by colons when it is hashed. Of other algorithms than MD5, and of `auth-int`,
/// whose hash takes the body in too, there is no mode; the notation then still names all that a guess needs.
///
/// @param user the name that was given, which need not be the address of record's
/// @param hashcat 11400, or 0 where the cracker has no mode
public record SipDigest(String user, String notation, int hashcat) {
    /// @param server and client the hosts' addresses
    /// @return null where the answer lacks what makes one
    public static SipDigest read(Authorization answer, String method, String server, String client) {
        String response = answer.field("response"), nonce = answer.field("nonce");
        if (!answer.scheme().equals("digest") || response.isEmpty() || nonce.isEmpty()) return null;
        String user = answer.field("username"), realm = answer.field("realm");
        String[] uri = parts(answer.field("uri"));
        String qop = answer.field("qop");
        // Some clients count their nonces without a quality of protection: then they are no part of the hash.
        String cnonce = qop.isEmpty() ? "" : answer.field("cnonce"), count = qop.isEmpty() ? "" : answer.field("nc");
        String algorithm = answer.field("algorithm").isEmpty() ? "MD5" : answer.field("algorithm");
        String notation = "$sip$*"
                + String.join(
                        "*", server, client, user, realm, method, uri[0], uri[1], uri[2], nonce, cnonce, count, qop,
                        algorithm, response);
        boolean crackable =
                algorithm.equalsIgnoreCase("MD5") && !qop.equalsIgnoreCase("auth-int") && response.length() == 32;
        return new SipDigest(user, notation, crackable ? 11_400 : 0);
    }

    /// `sip:host:port` in three; what has fewer colons leaves the last ones empty.
    private static String[] parts(String uri) {
        int first = uri.indexOf(':');
        if (first < 0) return new String[] {"", uri, ""};
        int second = uri.indexOf(':', first + 1);
        return second < 0
                ? new String[] {uri.substring(0, first), uri.substring(first + 1), ""}
                : new String[] {uri.substring(0, first), uri.substring(first + 1, second), uri.substring(second + 1)};
    }
}
