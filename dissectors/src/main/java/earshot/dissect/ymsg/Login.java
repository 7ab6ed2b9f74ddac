package earshot.dissect.ymsg;

import earshot.event.Account;
import earshot.event.Frames;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Session;
import earshot.flow.Direction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Sign-on and sign-off: a challenge (key 94) and one of four answers to it.
///
/// Up to version 8 the password goes as MD5crypt with a constant salt; 9 and 10 hash it with the challenge by MD5, 11
/// to 14 by SHA-1 and a table; from 15 on the client fetches a ticket over HTTPS and proves that (key 307).
final class Login {
    private static final int CHALLENGE = 94, ERROR = 66, CRYPT = 6, SECOND = 96, CRUMB = 307;
    private static final int VERSION = 135, VERSION_ID = 244;
    private static final int SYSTEM = 146;
    private static final int ELSEWHERE = 42;

    private final Link link;
    private String challenge = "";
    private Frames challenged = Frames.NONE;
    private Account asking;
    private String how = "";
    private boolean pending, started, over;
    private String told = "";

    Login(Link link) {
        this.link = link;
    }

    void packet(Direction from, Packet packet) {
        Fields fields = packet.fields();
        boolean client = from == Direction.CLIENT;
        switch (packet.service()) {
            case Service.AUTH -> {
                if (client) asks(fields);
                else challenge(fields);
            }
            case Service.AUTH_RESPONSE, Service.WEB_LOGIN -> {
                if (client) answers(packet);
                else if (fields.has(ERROR)) refused(fields.number(ERROR, 0));
            }
            case Service.LOGOFF -> {
                if (client) ended("");
                else if (packet.bounced()) ended(fields.number(ERROR, 0) == ELSEWHERE ? "signed-on-elsewhere" : "");
            }
            case Service.DISCONNECT -> {
                if (!client) ended("disconnected by the server");
            }
            case Service.HOST_STATS -> {
                if (client) host(fields);
            }
            default -> {}
        }
    }

    private void asks(Fields fields) {
        Account account = fields.account(1, 0);
        if (account != null) asking = account;
        challenge = "";
    }

    private void challenge(Fields fields) {
        challenge = fields.text(CHALLENGE);
        challenged = link.seen().frames();
        Account account = fields.account(1);
        if (asking == null && account != null) asking = account;
    }

    private void answers(Packet packet) {
        Fields fields = packet.fields();
        Account account = fields.account(0, 1);
        if (account != null) asking = account;
        if (asking == null) asking = link.own();
        pending = true;
        over = false;
        link.client(client(packet));
        how = "YMSG" + (packet.version() > 0 ? " " + packet.version() : "");
        if (fields.has(CRUMB)) proof("crumb", "ticket", fields.text(CRUMB), "");
        else if (fields.text(CRYPT).startsWith("$1$")) crypt(fields.text(CRYPT));
        else if (fields.has(CRYPT) && packet.service() == Service.AUTH_RESPONSE) {
            boolean sha = packet.version() > 10;
            proof(sha ? "sha1" : "md5", sha ? "SHA-1" : "MD5", fields.text(CRYPT), fields.text(SECOND));
        }
    }

    /// Old clients: whoever has it can search for the password, whatever the challenge.
    private void crypt(String crypted) {
        how += " MD5crypt";
        link.out.emit(new Credential(link.seen(), asking, Credential.Form.DIGEST, crypted, "YMSG MD5crypt", 500));
    }

    private void proof(String scheme, String name, String response, String second) {
        how += " " + name;
        if (response.isEmpty()) return;
        // Without the challenge it answers, a digest exposes nothing.
        if (challenge.isEmpty()) {
            link.out.anomaly("challenge-missing", "a login answers a challenge that was not captured");
            return;
        }
        String secret = "$ymsg$" + scheme + "$" + asking.id() + "$" + challenge + "$" + response
                + (second.isEmpty() ? "" : "$" + second);
        link.out.emit(new Credential(
                link.seen().withFrames(challenged), asking, Credential.Form.DIGEST, secret, "YMSG " + name, 0));
        challenge = "";
    }

    private static Client client(Packet packet) {
        if (packet.isWeb()) return new Client("Yahoo! Messenger for the Web", "", "");
        String version = packet.fields().text(VERSION).replace(", ", ".").strip();
        if (version.isEmpty()) return byNumber(packet.fields().text(VERSION_ID));
        return plausible(version) ? new Client("Yahoo! Messenger", version, "") : Client.UNKNOWN;
    }

    private static boolean plausible(String version) {
        if (version.length() > 24) return false;
        for (int i = 0; i < version.length(); i++) {
            char c = version.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) return false;
        }
        return true;
    }

    /// The numbers of two versions are known.
    static Client byNumber(String id) {
        return switch (id) {
            case "4194239" -> new Client("Yahoo! Messenger", "9.0.0.2162", "");
            case "524223" -> new Client("Yahoo! Messenger", "8.0.0.505", "");
            default -> Client.UNKNOWN;
        };
    }

    /// What the client tells of its machine: operating system, processor and time zone in base64.
    private void host(Fields fields) {
        String system = decoded(fields.text(SYSTEM));
        if (system.isEmpty() || system.equals(told)) return;
        told = system;
        Client known = link.client();
        link.client(new Client(known.name(), known.version(), system));
        if (link.named()) link.program(link.own(), link.client());
    }

    private static String decoded(String base64) {
        try {
            String text = new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.UTF_8).strip();
            return text.length() > 128 || text.chars().anyMatch(Character::isISOControl) ? "" : text;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /// The server sends what only those get who are signed on.
    void accepted(Account stated) {
        if (started) return;
        if (!pending) {
            named(stated);
            return;
        }
        Account account = stated != null ? stated : asking;
        if (account == null) return;
        started = true;
        pending = false;
        link.own(account);
        link.out.emit(new Session(link.seen(), Session.State.STARTED, account, link.client(), how, ""));
    }

    /// The connection is this account's, by what it says later; where its login was not captured, that it is online
    /// is all that is told.
    void named(Account account) {
        if (account == null || link.named()) return;
        link.own(account);
        if (!pending) link.program(account, link.client());
    }

    private void refused(long code) {
        if (!pending) return;
        pending = false;
        String reason = switch ((int) Math.min(code, Integer.MAX_VALUE)) {
            case 3 -> "no such account";
            case 13 -> "wrong password";
            case 14 -> "account locked";
            case 29 -> "a captcha is asked for";
            case ELSEWHERE -> "signed-on-elsewhere";
            case 1013 -> "not an account name";
            default -> "error " + code;
        };
        link.out.emit(new Session(link.seen(), Session.State.FAILED, asking, link.client(), how, reason));
    }

    private void ended(String reason) {
        if (over || !link.named()) return;
        over = true;
        link.out.emit(new Session(link.seen(), Session.State.ENDED, link.own(), link.client(), "", reason));
    }

    /// Lost bytes may have held another challenge, or another login.
    void gap(Direction from) {
        challenge = "";
        if (from == Direction.CLIENT && !started) {
            asking = null;
            pending = false;
        }
    }
}
