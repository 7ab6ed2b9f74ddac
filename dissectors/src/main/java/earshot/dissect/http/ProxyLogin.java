package earshot.dissect.http;

import earshot.auth.Authorization;
import earshot.auth.Ntlm;
import earshot.auth.SipDigest;
import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Credential;
import earshot.web.WebAnswer;
import earshot.web.WebRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// What a client proves to the proxy of its connection (RFC 9110 section 11.7): Basic, Digest, NTLM. Clients say it
/// again with every request; it is a credential once.
final class ProxyLogin {
    private static final int REFUSED = 407;
    private static final byte[] NONE = {};

    private final Out out;
    private String said = "", user = "", mechanism = "";
    /// NTLM: what the proxy asked last.
    private byte[] challenge = NONE;

    ProxyLogin(Out out) {
        this.out = out;
    }

    /// The user as whom the client goes through the proxy, "" where it has not said.
    String user() {
        return user;
    }

    void request(WebRequest request) {
        String field = request.field("proxy-authorization");
        if (field.isEmpty() || field.equals(said)) return;
        said = field;
        Authorization login = Authorization.read(field);
        switch (login.scheme()) {
            case "basic" -> basic(login.rest());
            case "digest" -> digest(login, request.method());
            case "ntlm", "negotiate" -> ntlm(decoded(login.rest()));
            default -> {}
        }
    }

    /// A refusal may carry NTLM's challenge.
    void answer(WebAnswer answer) {
        if (answer.status() != REFUSED) return;
        for (String offer : answer.field("proxy-authenticate").split(",", 16)) {
            Authorization one = Authorization.read(offer);
            byte[] message =
                    one.scheme().equals("ntlm") || one.scheme().equals("negotiate") ? decoded(one.rest()) : NONE;
            if (Ntlm.isChallenge(message)) challenge = message;
        }
    }

    /// What was lost may have been another challenge.
    void forget() {
        challenge = NONE;
    }

    private void basic(String encoded) {
        String login = new String(decoded(encoded), StandardCharsets.UTF_8);
        int colon = login.indexOf(':');
        if (colon <= 0) return;
        credential(login.substring(0, colon), Credential.Form.REVERSIBLE, login.substring(colon + 1), "Basic", 0);
    }

    private void digest(Authorization login, String method) {
        SipDigest digest = SipDigest.read(
                login,
                method,
                out.flow().server().address().toString(),
                out.flow().client().address().toString());
        if (digest == null || digest.user().equals(user) && mechanism.equals("Digest")) return;
        credential(digest.user(), Credential.Form.DIGEST, digest.notation(), "Digest", digest.hashcat());
    }

    private void ntlm(byte[] message) {
        if (!Ntlm.isAnswer(message)) return;
        Ntlm answer = Ntlm.read(challenge, message);
        if (answer == null) out.anomaly("challenge-missing", "a login answers a challenge that was not captured");
        else credential(answer.user(), Credential.Form.DIGEST, answer.hash(), "NTLM", answer.hashcat());
    }

    private void credential(String name, Credential.Form form, String secret, String by, int hashcat) {
        user = name;
        mechanism = by;
        out.emit(new Credential(out.seen(), Account.of(name), form, secret, "HTTP " + by + " (proxy)", hashcat));
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }
}
