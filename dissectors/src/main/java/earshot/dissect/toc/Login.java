package earshot.dissect.toc;

import earshot.bytes.Cursor;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Session;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Signing on and off, and changes of password and spelling.
final class Login {
    private static final String HOW = "TOC roasted";
    private static final String ROAST = "Tic/Toc";
    private static final int LONGEST_CLIENT = 200;
    private static final int NAME = 1;

    /// What version control put there: `TIC:$Revision: 1.148 $`.
    private static final Pattern REVISION = Pattern.compile("^([^:$]{1,40}):?\\$Revision: ([0-9.]{1,20}) *\\$?");
    /// A name, then a number with dots: `TIC:TiK 0.90`.
    private static final Pattern NUMBERED = Pattern.compile("^(.{1,80}?)[ /]v?([0-9]{1,5}(?:\\.[0-9a-z]{1,12}){1,4})$");

    private final Connection connection;
    private boolean asked, online;
    private String spelling = "";

    Login(Connection connection) {
        this.connection = connection;
    }

    /// Channel 1 of the client: u32 version, then u16 tag, u16 length, the name without spaces and capitals.
    void opening(Cursor payload) {
        payload.u32();
        int tag = payload.u16();
        String name = payload.text(payload.u16(), StandardCharsets.ISO_8859_1);
        if (!payload.truncated() && tag == NAME) connection.named(Connection.plain(name));
    }

    /// `toc_signon HOST PORT NAME 0xROASTED LANGUAGE VERSION …`; TOC2's has more words after that.
    void signOn(Command command) {
        if (!command.has(3)) {
            connection.malformed(command);
            return;
        }
        connection.named(Connection.plain(command.word(2)));
        connection.client = client(Connection.plain(command.word(5)));
        asked = true;
        String password = roasted(command.word(3));
        if (password.isEmpty())
            connection.out.anomaly("unreadable-password", "the roasted password is not hexadecimal");
        else credential(Credential.Form.REVERSIBLE, password, HOW);
    }

    /// Each byte was XORed with `Tic/Toc`, over and over, and written as hexadecimal digits.
    static String roasted(String hex) {
        int from = hex.startsWith("0x") || hex.startsWith("0X") ? 2 : 0;
        int length = (hex.length() - from) / 2;
        byte[] typed = new byte[length];
        for (int i = 0; i < length; i++) {
            int high = Character.digit(hex.charAt(from + 2 * i), 16),
                    low = Character.digit(hex.charAt(from + 2 * i + 1), 16);
            if (high < 0 || low < 0) return "";
            typed[i] = (byte) ((high << 4 | low) ^ ROAST.charAt(i % ROAST.length()));
        }
        return earshot.text.TextDecoding.of(typed).text();
    }

    /// What a client says of itself: `naim:0.11.6:contact …`, `TIC:$Revision: 1.148 $`, `TIC:TiK 0.90`, `Net::AIM
    /// desk`.
    static Client client(String said) {
        String whole = said.length() > LONGEST_CLIENT ? said.substring(0, LONGEST_CLIENT) : said;
        if (whole.startsWith("naim:")) {
            String[] parts = whole.split(":", 3);
            return new Client("naim", parts[1], "");
        }
        for (Pattern shape : new Pattern[] {REVISION, NUMBERED}) {
            Matcher found = shape.matcher(whole);
            if (found.find()) return new Client(found.group(1).strip(), found.group(2), "");
        }
        return whole.isBlank() ? Client.UNKNOWN : new Client(whole.strip(), "", "");
    }

    /// `SIGN_ON:TOC1.0`: the password was right.
    void accepted() {
        if (online) return;
        online = true;
        session(Session.State.STARTED, asked ? HOW : "", "");
    }

    /// `ERROR:98x` before that.
    ///
    /// @return whether the error is about the login
    boolean refused(String code) {
        if (online || !asked && connection.out.flow().midStream) return false;
        String reason = switch (code) {
            case "980" -> "bad-name-or-password";
            case "981" -> "service-down";
            case "982" -> "warned-too-much";
            case "983" -> "rate-limited";
            case "989" -> "unknown-error";
            default -> "";
        };
        if (reason.isEmpty()) return false;
        session(Session.State.FAILED, asked ? HOW : "", reason);
        return true;
    }

    /// Channel 4.
    void over() {
        if (online) session(Session.State.ENDED, "", "");
        online = false;
    }

    private void session(Session.State state, String how, String reason) {
        Client client = state == Session.State.ENDED ? Client.UNKNOWN : connection.client;
        connection.emit(new Session(connection.seen(), state, connection.own(), client, how, reason));
    }

    /// `toc_change_passwd OLD NEW`, both in clear.
    void changePassword(Command command) {
        if (!command.has(1)) {
            connection.malformed(command);
            return;
        }
        credential(Credential.Form.CLEARTEXT, Connection.plain(command.word(0)), "password change (old)");
        credential(Credential.Form.CLEARTEXT, Connection.plain(command.word(1)), "password change (new)");
    }

    private void credential(Credential.Form form, String secret, String mechanism) {
        connection.emit(new Credential(connection.seen(), connection.own(), form, secret, mechanism, 0));
    }

    /// `toc_format_nickname NAME`: the same account, spelled anew once the server agrees.
    void spell(Command command) {
        spelling = Connection.plain(command.word(0));
    }

    /// `ADMIN_NICK_STATUS:0`.
    void spelled(Line line) {
        if (line.rest().startsWith("0") && connection.isOwn(spelling)) connection.named(spelling);
        spelling = "";
    }

    /// What was lost may have been the answer, or another wish.
    void forget() {
        spelling = "";
    }
}
