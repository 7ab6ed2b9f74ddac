package earshot.dissect.irc;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.Frames;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Credential.Form;
import earshot.flow.Direction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/// One connection's SASL exchange (IRCv3 sasl 3.1): AUTHENTICATE with the mechanism, then base64 both ways. A
/// message of exactly 400 characters continues in the next line; a lone `+` is an empty message or the end of a
/// long one. Octets.
///
/// What each mechanism exposes: PLAIN the password; OAUTHBEARER and XOAUTH2 the token; SCRAM and CRAM-MD5 enough
/// to guess at the password; EXTERNAL, ECDSA-NIST256P-CHALLENGE and DH-* nothing that is of use.
final class Sasl {
    private static final int PART = 400;
    /// Longer than any mechanism's messages. What is longer is given up.
    private static final int LONGEST = 16 * 1024;

    private static final Set<String> KNOWN =
            Set.of("PLAIN", "EXTERNAL", "SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER");

    private final Out out;
    private final StringBuilder fromClient = new StringBuilder();
    private final StringBuilder fromServer = new StringBuilder();
    /// SCRAM's messages, or the challenge of CRAM-MD5.
    private final List<String> exchange = new ArrayList<>(4);
    private String mechanism = "";
    private String user = "";
    private Frames frames = Frames.NONE;
    private boolean over;

    Sasl(Out out) {
        this.out = out;
    }

    /// The mechanism of the exchange that goes on or was the last, as event lines name it; "" before the first.
    String login() {
        return mechanism.isEmpty() ? "" : "SASL " + mechanism;
    }

    /// Whom the exchange is about, "" where that is not known.
    String user() {
        return user;
    }

    void client(String parameter) {
        boolean begins = KNOWN.contains(Ascii.upper(parameter)) || (mechanism.isEmpty() || over) && name(parameter);
        if (parameter.equals("*")) {
            forget();
        } else if (begins) {
            forget();
            mechanism = Ascii.upper(parameter);
        } else if (!mechanism.isEmpty()) {
            String message = collect(fromClient, parameter);
            if (message != null) clientMessage(message);
        }
    }

    void server(String parameter) {
        if (mechanism.isEmpty()) return;
        String message = collect(fromServer, parameter);
        if (message != null && !message.isEmpty()) note(message);
    }

    /// The exchange is over: a number from 900 to 908 said so. Another may follow.
    void over() {
        fromClient.setLength(0);
        fromServer.setLength(0);
        exchange.clear();
        frames = Frames.NONE;
        over = true;
    }

    /// Lost bytes: no message of this exchange can be trusted to be whole.
    void forget() {
        over();
        over = false;
        mechanism = "";
        user = "";
    }

    /// RFC 4422: capitals, digits, hyphens, underscores.
    private static boolean name(String parameter) {
        if (parameter.isEmpty() || parameter.length() > 20) return false;
        for (int i = 0; i < parameter.length(); i++) {
            char c = parameter.charAt(i);
            if (!(c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_')) return false;
        }
        return true;
    }

    /// @return the whole message once it is, else null
    private String collect(StringBuilder parts, String part) {
        frames = frames.and(out.seen().frames());
        if (!part.equals("+")) parts.append(part);
        if (parts.length() > LONGEST) {
            out.anomaly("irc-sasl-too-long", "AUTHENTICATE messages of more than " + LONGEST + " characters");
            forget();
            return null;
        }
        if (part.length() == PART) return null;
        String whole = parts.toString();
        parts.setLength(0);
        return whole;
    }

    private void note(String message) {
        if (exchange.size() < 8) exchange.add(message);
    }

    private void clientMessage(String base64) {
        byte[] bytes = decoded(base64);
        if (bytes == null) {
            out.anomaly("irc-sasl-not-base64", "AUTHENTICATE " + mechanism);
            return;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        switch (mechanism) {
            case "PLAIN" -> plain(text);
            case "OAUTHBEARER", "XOAUTH2" -> bearer(text);
            case "CRAM-MD5" -> cram(base64, text);
            case "SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512" -> scram(base64, text);
            default -> {}
        }
    }

    /// RFC 4616: whom to act as, NUL, who one is, NUL, the password.
    private void plain(String text) {
        int first = text.indexOf('\0');
        int second = text.indexOf('\0', first + 1);
        if (first < 0 || second < 0) {
            out.anomaly("irc-sasl-not-plain", "a SASL PLAIN message without its two separators");
            return;
        }
        user = text.substring(first + 1, second);
        if (user.isEmpty()) user = text.substring(0, first);
        expose(Form.REVERSIBLE, text.substring(second + 1), 0);
    }

    /// RFC 7628: `n,a=user,` then 0x01-separated `auth=Bearer token`; Google's older form has `user=` there.
    private void bearer(String text) {
        for (String part : text.split("[\u0001,]", 32)) {
            if (part.startsWith("a=") || part.startsWith("user=")) user = part.substring(part.indexOf('=') + 1);
        }
        int token = text.indexOf("auth=Bearer ");
        if (token < 0) return;
        int end = text.indexOf('\u0001', token);
        expose(Form.TOKEN, text.substring(token + 12, end < 0 ? text.length() : end), 0);
    }

    private void cram(String base64, String text) {
        int space = text.lastIndexOf(' ');
        if (space <= 0 || exchange.isEmpty()) return;
        user = text.substring(0, space);
        expose(Form.DIGEST, "$cram_md5$" + exchange.getLast() + "$" + base64, 10200);
    }

    /// RFC 5802. The proof can be tried against guesses with the three messages that it signs.
    private void scram(String base64, String text) {
        if (text.startsWith("c=") && text.contains(",p=")) {
            if (exchange.size() < 2) return;
            String hash = mechanism.substring("SCRAM-".length());
            String messages = exchange.get(0) + "$" + exchange.get(1) + "$" + base64;
            expose(Form.DIGEST, "$scram$" + hash + "$" + messages, 0);
            return;
        }
        int name = text.indexOf("n=");
        int end = text.indexOf(',', Math.max(name, 0));
        if (name >= 0 && end > name) {
            user = text.substring(name + 2, end).replace("=2C", ",").replace("=3D", "=");
            exchange.clear();
            note(base64);
        }
    }

    private void expose(Form form, String secret, int hashcat) {
        Account account = user.isEmpty() ? out.unnamed(Direction.CLIENT) : Account.of(user);
        var seen = out.seen().withFrames(frames);
        out.emit(new Credential(seen, account, form, secret, login(), hashcat));
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
