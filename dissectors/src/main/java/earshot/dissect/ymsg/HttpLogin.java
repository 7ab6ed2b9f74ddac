package earshot.dissect.ymsg;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.ImEvent.Session;
import earshot.event.ImEvent.Session.State;
import earshot.web.Form;
import earshot.web.WebAnswer;
import earshot.web.WebBody;
import earshot.web.WebReader;
import earshot.web.WebReading;
import earshot.web.WebRequest;
import java.nio.charset.StandardCharsets;

/// Yahoo!'s logins by HTTP, where they are not inside TLS: `/config/login` of old clients and of web pages, and
/// `/config/pwtoken_get`, the first step of versions 15 and later.
public final class HttpLogin implements WebReader {
    @Override
    public String name() {
        return "ymsg";
    }

    @Override
    public boolean wants(WebRequest request) {
        if (!request.pathStarts("/config/")) return false;
        String path = request.path();
        return path.equals("/config/pwtoken_get") || path.equals("/config/login") || path.equals("/config/ncclogin");
    }

    @Override
    public WebReading begin(Out out) {
        out.service("yahoo");
        return new Logins(out);
    }

    private static final class Logins implements WebReading {
        private final Out out;
        private Account asking = Account.NONE;

        Logins(Out out) {
            this.out = out;
        }

        @Override
        public WebBody request(WebRequest request) {
            asking = Account.NONE;
            login(Form.read(request.query()));
            return request.method().equals("POST") ? WebBody.whole(body -> login(Form.read(body))) : null;
        }

        private void login(Form form) {
            String password = form.field("passwd");
            Account account = Account.of(form.field("login").strip());
            if (account.isNone() || password.isEmpty()) return;
            asking = account;
            out.confirm("signature:yahoo-login", Confidence.CERTAIN, false);
            // Pages with a script send MD5(MD5(password), challenge) in its place.
            boolean hashed =
                    form.field(".hash").equals("1") || form.field(".md5").equals("1");
            String challenge = form.field(".challenge");
            if (hashed && !challenge.isEmpty()) {
                secret(Credential.Form.DIGEST, password + ":" + challenge, "Yahoo! web login MD5");
            } else if (!hashed) {
                secret(Credential.Form.CLEARTEXT, password, "Yahoo! web login");
            }
        }

        private void secret(Credential.Form form, String secret, String mechanism) {
            out.emit(new Credential(out.seen(), asking, form, secret, mechanism, 0));
        }

        /// The answer of `pwtoken_get` begins with a number, 0 where the password was right.
        @Override
        public WebBody answer(WebRequest request, WebAnswer answer) {
            if (asking.isNone() || !request.path().endsWith("/pwtoken_get")) return null;
            Account account = asking;
            return WebBody.whole(body -> answered(account, new String(body, StandardCharsets.US_ASCII)));
        }

        private void answered(Account account, String body) {
            String code = body.lines().findFirst().orElse("").strip();
            String reason = switch (code) {
                case "1212" -> "wrong password";
                case "1213", "1236" -> "account locked";
                case "1235" -> "no such account";
                case "1214" -> "a captcha is asked for";
                default -> "";
            };
            if (reason.isEmpty()) return;
            out.emit(new Session(out.seen(), State.FAILED, account, Client.UNKNOWN, "YMSG ticket", reason));
        }
    }
}
