package earshot.dissect.sip;

import earshot.auth.Authorization;
import earshot.auth.KerberosTicket;
import earshot.auth.Ntlm;
import earshot.auth.SipDigest;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Credential.Form;
import earshot.event.ImEvent.Session;
import earshot.flow.Direction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Registrations, and what the credentials in any request expose.
///
/// | scheme | form | secret |
/// |---|---|---|
/// | Digest | digest | hashcat 11400, [SipDigest] |
/// | NTLM | digest | hashcat 5500 or 5600, once challenge and answer were seen ([MS-SIPAE]) |
/// | Kerberos | digest | the ticket, of the *service's* account: hashcat 13100, 19600, 19700 |
/// | Basic | reversible | the password |
/// | a password in a URI | cleartext | the password |
///
/// After a login was accepted, further answers of the same account to the same realm say nothing new and are not told.
final class Login {
    private static final int MOST_TOLD = 2048;

    private final Link link;
    private final Set<String> told = new HashSet<>();
    /// Who is registered, and with which nonce each account logged in last.
    private final Recent<Boolean> registered = new Recent<>(512);
    private final Recent<String> accepted = new Recent<>(512), nonces = new Recent<>(512);
    private final Recent<byte[]> challenges = new Recent<>(64);

    Login(Link link) {
        this.link = link;
    }

    static boolean hasCredentials(SipMessage message) {
        return !message.field("authorization").isEmpty()
                || !message.field("proxy-authorization").isEmpty();
    }

    private static List<Authorization> credentials(SipMessage message) {
        List<Authorization> all = new ArrayList<>(1);
        for (String value : message.all("authorization")) all.add(Authorization.read(value));
        for (String value : message.all("proxy-authorization")) all.add(Authorization.read(value));
        return all;
    }

    private static Account who(Request request) {
        return request.message().method.equals("REGISTER") ? request.to() : request.from();
    }

    void asked(Request request) {
        SipMessage message = request.message();
        Account account = who(request);
        for (Authorization answer : credentials(message)) {
            switch (answer.scheme()) {
                case "digest" -> digest(request, account, answer);
                case "basic" -> basic(account, answer);
                case "ntlm" -> ntlm(message, account, token(answer));
                case "kerberos" -> kerberos(token(answer));
                case "negotiate" -> {
                    byte[] token = token(answer);
                    if (Ntlm.isAnswer(token)) ntlm(message, account, token);
                    else kerberos(token);
                }
                default -> {}
            }
        }
        password(message.from().uri());
        password(Uri.read(message.target));
    }

    private void digest(Request request, Account account, Authorization answer) {
        String realm = answer.field("realm");
        if (answer.field("nonce").equals(accepted.get(account.id() + ' ' + realm))) return;
        Direction side = request.side();
        String server = link.out.flow().endpoint(side.other()).address().toString();
        String client = link.out.flow().endpoint(side).address().toString();
        SipDigest digest = SipDigest.read(answer, request.message().method, server, client);
        if (digest != null) tell(account, Form.DIGEST, digest.notation(), "SIP Digest", digest.hashcat());
    }

    private void basic(Account account, Authorization answer) {
        byte[] login = base64(answer.rest());
        String text = new String(login, StandardCharsets.UTF_8);
        int colon = text.indexOf(':');
        if (colon > 0) tell(account, Form.REVERSIBLE, text.substring(colon + 1), "SIP Basic", 0);
    }

    private void ntlm(SipMessage message, Account account, byte[] token) {
        byte[] challenge = challenges.get(message.callId());
        if (challenge == null || !Ntlm.isAnswer(token)) return;
        Ntlm answer = Ntlm.read(challenge, token);
        if (answer != null) tell(account, Form.DIGEST, answer.hash(), "SIP NTLM", answer.hashcat());
    }

    /// The ticket is encrypted with the service's password, so that is whose credential it is.
    private void kerberos(byte[] token) {
        KerberosTicket ticket = KerberosTicket.read(token);
        if (ticket == null) return;
        tell(Account.of(ticket.service()), Form.DIGEST, ticket.notation(), "SIP Kerberos", ticket.hashcat());
    }

    private void password(Uri uri) {
        if (!uri.password().isEmpty()) tell(Account.of(uri.address()), Form.CLEARTEXT, uri.password(), "SIP URI", 0);
    }

    private void tell(Account account, Form form, String secret, String mechanism, int hashcat) {
        if (told.size() >= MOST_TOLD || !told.add(account.id() + ' ' + secret)) return;
        link.out.emit(new Credential(link.seen(), account, form, secret, mechanism, hashcat));
    }

    private static byte[] token(Authorization answer) {
        String data = answer.field("gssapi-data");
        return base64(data.isEmpty() && answer.fields().isEmpty() ? answer.rest() : data);
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    void answered(Request asked, SipMessage answer) {
        int status = answer.status;
        if (status < 200) return;
        Authorization given = credentials(asked.message()).stream().findFirst().orElse(null);
        Account account = who(asked);
        boolean challenged = status == 401 || status == 407;
        String dialog = asked.message().callId();
        // Judged before the new challenge takes the old one's place.
        boolean outOfDate = answer.reason.toLowerCase(Locale.ROOT).contains("nonce");
        boolean failed = challenged && given != null && !outOfDate && isWrong(given, dialog, account);
        boolean handshake = challenged && challenge(answer, dialog);
        if (status / 100 == 2 && given != null && given.scheme().equals("digest"))
            accepted.put(account.id() + ' ' + given.field("realm"), given.field("nonce"));
        if (!asked.message().method.equals("REGISTER")) return;
        String scheme = given == null ? "" : mechanism(given.scheme());
        Client client = Programs.of(asked.userAgent());
        if (status / 100 == 2) accepted(asked, account, client, scheme);
        else if (failed && !handshake || status == 403 || status == 404)
            session(Session.State.FAILED, account, client, scheme, status + " " + answer.reason);
    }

    /// Whether it answered the challenge at hand, and was refused all the same. An answer to an older challenge is
    /// only out of date.
    private boolean isWrong(Authorization given, String dialog, Account account) {
        if (!given.scheme().equals("digest")) return Ntlm.isAnswer(token(given));
        String nonce = given.field("nonce");
        return nonce.equals(nonces.get(dialog))
                && !nonce.equals(accepted.get(account.id() + ' ' + given.field("realm")));
    }

    /// @return whether the challenge is a step on the way: the client must answer it before it can be refused
    private boolean challenge(SipMessage answer, String dialog) {
        boolean step = false;
        List<String> all = new ArrayList<>(answer.all("www-authenticate"));
        all.addAll(answer.all("proxy-authenticate"));
        for (String value : all) {
            Authorization challenge = Authorization.read(value);
            if (challenge.scheme().equals("digest")) {
                nonces.put(dialog, challenge.field("nonce"));
                step |= challenge.field("stale").equalsIgnoreCase("true");
            }
            byte[] token = token(challenge);
            if (!Ntlm.isChallenge(token)) continue;
            challenges.put(dialog, token);
            step = true;
        }
        return step;
    }

    private void accepted(Request asked, Account account, Client client, String scheme) {
        if (asked.message().expires() == 0) {
            if (registered.remove(account.id()) != null) session(Session.State.ENDED, account, Client.UNKNOWN, "", "");
            return;
        }
        for (NameAddress contact : NameAddress.list(asked.message().field("contact")))
            link.registered(account, contact, asked.side().other());
        if (registered.get(account.id()) != null) return;
        registered.put(account.id(), true);
        link.knowsProgram(account, asked.userAgent());
        session(Session.State.STARTED, account, client, scheme, "");
    }

    private void session(Session.State state, Account account, Client client, String scheme, String reason) {
        link.out.emit(new Session(link.seen(), state, account, client, scheme, reason));
    }

    private static String mechanism(String scheme) {
        return switch (scheme) {
            case "digest" -> "SIP Digest";
            case "ntlm" -> "SIP NTLM";
            case "kerberos" -> "SIP Kerberos";
            case "basic" -> "SIP Basic";
            case "tls-dsk" -> "SIP TLS-DSK";
            default -> "SIP " + scheme;
        };
    }

    /// Lost bytes may hold a newer challenge.
    void forget() {
        challenges.clear();
        nonces.clear();
    }
}
