package earshot.dissect.gadugadu;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Presence;
import earshot.event.ImEvent.Service.Confidence;
import earshot.web.Form;
import earshot.web.WebAnswer;
import earshot.web.WebBody;
import earshot.web.WebReader;
import earshot.web.WebReading;
import earshot.web.WebRequest;

/// What Gadu-Gadu asks by HTTP: which server to use (`/appsvc/appmsg…`, with number and version in the query), and
/// registration and changes of password (`/appsvc/fmregister3.asp`, `/fmregister.php`), with the password in the form.
public final class HttpHub implements WebReader {
    @Override
    public String name() {
        return "gadu-gadu";
    }

    @Override
    public boolean wants(WebRequest request) {
        if (request.pathStarts("/appsvc/appmsg"))
            return !request.parameter("fmnumber").isEmpty();
        return request.method().equals("POST")
                && (request.pathStarts("/appsvc/fmregister") || request.path().equals("/fmregister.php"));
    }

    @Override
    public WebReading begin(Out out) {
        out.service("gadu-gadu");
        return new Questions(out);
    }

    private record Questions(Out out) implements WebReading {
        @Override
        public WebBody request(WebRequest request) {
            if (!request.pathStarts("/appsvc/appmsg")) {
                return WebBody.whole(body -> registration(Form.read(body)));
            }
            String number = request.parameter("fmnumber");
            if (number.equals("0") || number.length() > 10 || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return null;
            }
            out.confirm("signature:gadu-gadu-hub", Confidence.CERTAIN, false);
            Client client = new Client("Gadu-Gadu", request.parameter("version"), "");
            out.emit(new Presence(out.seen(), Account.of(number), Presence.State.ONLINE, "", client));
            return null;
        }

        /// The old password and the new one, or the first.
        private void registration(Form form) {
            String email = form.field("email"), number = form.field("fmnumber");
            Account account = Account.of(number.isEmpty() ? email : number);
            if (account.isNone()) return;
            secret(account, form.field("fmpwd"));
            secret(account, form.field("pwd"));
        }

        private void secret(Account account, String password) {
            if (password.isEmpty()) return;
            out.confirm("signature:gadu-gadu-registration", Confidence.CERTAIN, false);
            out.emit(new Credential(
                    out.seen(), account, Credential.Form.CLEARTEXT, password, "Gadu-Gadu registration", 0));
        }

        @Override
        public WebBody answer(WebRequest request, WebAnswer answer) {
            return null;
        }
    }
}
