package earshot.dissect.irc;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Credential.Form;
import earshot.event.Seen;
import java.util.ArrayList;
import java.util.List;

/// Passwords given with PASS, which wait for the nick or the server that they belong to.
final class Passwords {
    /// More are a flood, of which these stand for the rest.
    private static final int WAITING = 8;

    private record Pass(Seen seen, String secret) {}

    private final Out out;
    private final List<Pass> waiting = new ArrayList<>(1);

    Passwords(Out out) {
        this.out = out;
    }

    void add(String secret) {
        if (!secret.isEmpty() && waiting.size() < WAITING) waiting.add(new Pass(out.seen(), secret));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// They are this account's. Proven by their own frames and those of the line that names it.
    void expose(Account account, String mechanism) {
        for (Pass pass : waiting) {
            Seen seen = out.seen().withFrames(pass.seen.frames());
            out.emit(new Credential(seen, account, form(pass.secret), Wire.text(pass.secret), mechanism, 0));
        }
        waiting.clear();
    }

    /// Twitch takes tokens; InspIRCd's servers may prove instead of tell.
    static Form form(String secret) {
        if (secret.startsWith("oauth:")) return Form.TOKEN;
        return secret.startsWith("HMAC-") || secret.startsWith("AUTH:") ? Form.DIGEST : Form.CLEARTEXT;
    }
}
