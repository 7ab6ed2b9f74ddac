package earshot.dissect.xmpp;

import earshot.auth.Ntlm;
import earshot.event.ImEvent.Credential.Form;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One SASL exchange (RFC 4422): the steps of either side in, what they expose out.
///
/// | mechanism | form | secret |
/// |---|---|---|
/// | PLAIN, LOGIN | reversible | the password |
/// | DIGEST-MD5 | digest | `$DIGEST-MD5$user$realm$nonce$uri$cnonce$nc$qop$response$authzid`, as John the Ripper takes
/// it |
/// | CRAM-MD5 | digest | `$cram_md5$challenge$answer`, both in base64: hashcat 10200 |
/// | SCRAM-SHA-* | digest | `$scram$SHA-1$`, then client-first, server-first and client-final in base64, `$` between |
/// | NTLM | digest | `user::domain:lm:nt:challenge`, hashcat 5500 or 5600 |
/// | HT-* (XEP-0484) | digest | `$HT-SHA-256-NONE$` and the answer in hex: a HMAC of the token |
/// | X-OAUTH2, X-GOOGLE-TOKEN, OAUTHBEARER, X-FACEBOOK-PLATFORM, X-MESSENGER-OAUTH2 | token | the token |
///
/// The three messages of SCRAM hold everything that a guess is tried against: user, salt, iterations, nonces,
/// proof. proof. EXTERNAL, ANONYMOUS, GSSAPI and GS2-KRB5 expose no secret; EXTERNAL names the account.
final class Sasl {
    /// Longer exchanges are none; each step is bounded by the stanza that carries it.
    private static final int MOST_STEPS = 16;

    /// What an exchange exposed.
    ///
    /// @param user who logs in, as given: with or without a domain, "" where the mechanism does not say
    record Exposed(String user, Form form, String secret, String mechanism, int hashcat) {}

    final String mechanism;
    private final List<byte[]> challenges = new ArrayList<>(), responses = new ArrayList<>();
    private String user = "";
    private boolean exposed;

    Sasl(String mechanism) {
        this.mechanism = mechanism;
    }

    /// Who logs in as far as the exchange has said, "" where it has not.
    String user() {
        return user;
    }

    void challenge(byte[] step) {
        if (challenges.size() < MOST_STEPS) challenges.add(step);
    }

    /// @param step what the client sends, decoded; empty where it sends nothing
    /// @return what is known now that was not before; null where nothing is
    Exposed response(byte[] step) {
        if (responses.size() < MOST_STEPS) responses.add(step);
        if (exposed) return null;
        Exposed found = read(step);
        if (found != null) {
            exposed = true;
            user = found.user;
        }
        return found;
    }

    private Exposed read(byte[] step) {
        if (step.length == 0) return null;
        if (mechanism.startsWith("SCRAM-")) return scram(step);
        if (mechanism.startsWith("HT-")) return hashedToken(step);
        return switch (mechanism) {
            case "PLAIN" -> plain(step, Form.REVERSIBLE);
            case "LOGIN" -> login(step);
            case "DIGEST-MD5" -> digestMd5(step);
            case "CRAM-MD5" -> cramMd5(step);
            case "NTLM" -> ntlm(step);
            case "X-OAUTH2", "X-GOOGLE-TOKEN", "X-GOOGLE-COOKIE" -> plain(step, Form.TOKEN);
            case "OAUTHBEARER", "XOAUTH2" -> bearer(step);
            case "X-FACEBOOK-PLATFORM" -> facebook(step);
            case "X-MESSENGER-OAUTH2" -> token("", text(step));
            case "EXTERNAL" -> {
                user = text(step);
                yield null;
            }
            default -> null;
        };
    }

    /// `authzid NUL authcid NUL secret` (RFC 4616).
    private Exposed plain(byte[] step, Form form) {
        String[] parts = text(step).split("\0", -1);
        if (parts.length != 3 || parts[1].isEmpty()) {
            return form == Form.TOKEN && parts.length == 1 ? token("", parts[0]) : null;
        }
        return new Exposed(parts[1], form, parts[2], "SASL " + mechanism, 0);
    }

    private Exposed login(byte[] step) {
        if (responses.size() == 1) {
            user = text(step);
            return null;
        }
        return new Exposed(user, Form.REVERSIBLE, text(step), "SASL LOGIN", 0);
    }

    /// RFC 2831.
    private Exposed digestMd5(byte[] step) {
        Map<String, String> fields = fields(text(step));
        if (!fields.containsKey("response") || !fields.containsKey("nonce")) return null;
        String secret = "$DIGEST-MD5$" + fields.getOrDefault("username", "") + "$" + fields.getOrDefault("realm", "")
                + "$" + fields.get("nonce") + "$" + fields.getOrDefault("digest-uri", "")
                + "$" + fields.getOrDefault("cnonce", "") + "$" + fields.getOrDefault("nc", "")
                + "$" + fields.getOrDefault("qop", "auth") + "$" + fields.get("response")
                + "$" + fields.getOrDefault("authzid", "");
        return new Exposed(fields.getOrDefault("username", ""), Form.DIGEST, secret, "SASL DIGEST-MD5", 0);
    }

    /// RFC 2195: `user SPACE hex`.
    private Exposed cramMd5(byte[] step) {
        String answer = text(step);
        int space = answer.lastIndexOf(' ');
        if (challenges.isEmpty() || space <= 0) return null;
        String secret = "$cram_md5$" + base64(challenges.getLast()) + "$" + base64(step);
        return new Exposed(answer.substring(0, space), Form.DIGEST, secret, "SASL CRAM-MD5", 10_200);
    }

    /// RFC 5802: the three messages hold all that a guess is tried against.
    private Exposed scram(byte[] step) {
        String message = text(step);
        if (responses.size() == 1) {
            user = scramName(message);
            return null;
        }
        if (challenges.isEmpty() || !message.contains(",p=") || user.isEmpty()) return null;
        String secret = "$scram$" + mechanism.substring(6) + "$" + base64(responses.getFirst()) + "$"
                + base64(challenges.getFirst()) + "$" + base64(step);
        return new Exposed(user, Form.DIGEST, secret, "SASL " + mechanism, 0);
    }

    /// Without the channel binding header: from the third field on.
    private static String bare(String clientFirst) {
        int second = clientFirst.indexOf(',', clientFirst.indexOf(',') + 1);
        return clientFirst.substring(second + 1);
    }

    private static String scramName(String clientFirst) {
        String bare = bare(clientFirst);
        if (!bare.startsWith("n=")) return "";
        int end = bare.indexOf(',');
        return (end < 0 ? bare.substring(2) : bare.substring(2, end))
                .replace("=2C", ",")
                .replace("=3D", "=");
    }

    /// XEP-0484: `authcid NUL HMAC`.
    private Exposed hashedToken(byte[] step) {
        int nul = 0;
        while (nul < step.length && step[nul] != 0) nul++;
        if (nul == 0 || nul == step.length) return null;
        String name = new String(step, 0, nul, StandardCharsets.UTF_8);
        String hash = HexFormat.of().formatHex(step, nul + 1, step.length);
        return new Exposed(name, Form.DIGEST, "$" + mechanism + "$" + hash, "SASL " + mechanism, 0);
    }

    /// RFC 7628: `n,a=user,` and fields parted by 0x01.
    private Exposed bearer(byte[] step) {
        String name = "", token = "";
        for (String part : text(step).split("[\u0001,]")) {
            if (part.startsWith("a=") || part.startsWith("user=")) name = part.substring(part.indexOf('=') + 1);
            if (part.startsWith("auth=Bearer ")) token = part.substring(12);
        }
        return token.isEmpty() ? null : token(name, token);
    }

    /// Fields as in the query of an address; the account shows only when the resource is bound.
    private Exposed facebook(byte[] step) {
        Map<String, String> fields = new TreeMap<>();
        for (String field : text(step).split("&")) {
            int equals = field.indexOf('=');
            if (equals > 0) fields.put(field.substring(0, equals), field.substring(equals + 1));
        }
        String token = fields.getOrDefault("access_token", fields.getOrDefault("session_key", ""));
        return token.isEmpty() ? null : token("", token);
    }

    private Exposed token(String name, String token) {
        return new Exposed(name, Form.TOKEN, token, "SASL " + mechanism, 0);
    }

    /// The third message of NTLM answers the challenge of the second.
    private Exposed ntlm(byte[] step) {
        if (challenges.isEmpty() || !Ntlm.isAnswer(step)) return null;
        Ntlm answer = Ntlm.read(challenges.getLast(), step);
        return answer == null
                ? null
                : new Exposed(answer.user(), Form.DIGEST, answer.hash(), "SASL NTLM", answer.hashcat());
    }

    /// `name=value,name="quoted \" value"` (RFC 2831 §7.1). The first of two fields of one name counts.
    static Map<String, String> fields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        int at = 0;
        while (at < text.length()) {
            int equals = text.indexOf('=', at);
            if (equals < 0) break;
            String name = text.substring(at, equals).strip();
            StringBuilder value = new StringBuilder();
            at = equals + 1;
            if (at < text.length() && text.charAt(at) == '"') {
                for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
                    if (text.charAt(at) == '\\' && at + 1 < text.length()) at++;
                    value.append(text.charAt(at));
                }
                while (at < text.length() && text.charAt(at) != ',') at++;
            } else {
                while (at < text.length() && text.charAt(at) != ',') value.append(text.charAt(at++));
            }
            at++;
            fields.putIfAbsent(name, value.toString());
        }
        return fields;
    }

    private static String text(byte[] step) {
        return new String(step, StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
