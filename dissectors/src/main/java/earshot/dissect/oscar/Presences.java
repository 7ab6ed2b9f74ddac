package earshot.dissect.oscar;

import earshot.bytes.Cursor;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Lookup;
import earshot.event.ImEvent.Presence;
import earshot.text.AolText;
import earshot.text.ChatHtml;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Families 01, 02 and 03: who is there, in which state, with what away text and profile; warnings and rate
/// limits.
///
/// The server repeats a user's whole info at every small change, so what was said last of each is remembered
/// and not said again.
final class Presences {
    private static final int PROFILE_TYPE = 1, PROFILE = 2, AWAY_TYPE = 3, AWAY = 4, CAPABILITIES = 5;
    private static final int ICQ_STATUS = 0x06, BART = 0x1d;
    private static final int MOST_REMEMBERED = 4096;

    private record Last(Presence.State state, String text, Client client) {}

    private final Connection connection;
    private final Login login;
    private final Map<String, Last> last = new HashMap<>();
    /// Null: not known.
    private Presence.State ownState, ownBeforeIdle;
    private String ownText = "";

    Presences(Connection connection, Login login) {
        this.connection = connection;
        this.login = login;
    }

    /// What was lost may have changed anybody's state.
    void forget() {
        last.clear();
        ownState = ownBeforeIdle = null;
        ownText = "";
    }

    /// 01/03 (and 01/17): the main connection is the one that carries messages.
    void families(Snac snac, int step) {
        Cursor body = snac.body();
        while (body.remaining() >= step) {
            if (body.u16() == 0x0004) connection.main = true;
            body.skip(step - 2);
        }
    }

    /// 01/0F: the connection's own user info; newer servers put a second one, of the same account, after it.
    void ownInfo(Snac snac) {
        UserInfo info = UserInfo.read(snac.body());
        if (info == null) {
            connection.truncated(snac);
            return;
        }
        connection.named(info.name());
        login.online();
        // Chat and icon connections have one too, which says nothing new.
        if (connection.main) own(info.state(), info.statusText());
    }

    /// 01/1E: the client sets its own ICQ status or status text.
    void setStatus(Snac snac) {
        Tlvs tlvs = Tlvs.rest(snac.body());
        connection.overrun(tlvs, snac);
        long status = tlvs.number(ICQ_STATUS, -1);
        Cursor bart = tlvs.get(BART);
        String text = bart == null ? ownText : UserInfo.statusText(bart);
        if (status < 0 && bart == null) return;
        Presence.State state = status < 0 ? ownState : UserInfo.icqState(status);
        own(state == null ? Presence.State.ONLINE : state, text);
    }

    /// 01/11: idle for so many seconds; zero is back.
    void idle(Snac snac) {
        long seconds = snac.body().u32();
        if (snac.body().truncated()) return;
        if (seconds > 0 && ownState != Presence.State.IDLE) {
            ownBeforeIdle = ownState;
            own(Presence.State.IDLE, ownText);
        } else if (seconds == 0 && ownState == Presence.State.IDLE) {
            own(ownBeforeIdle == null ? Presence.State.ONLINE : ownBeforeIdle, ownText);
        }
    }

    /// 02/04: own profile, away text (none: back) and capabilities.
    void setInfo(Snac snac) {
        Tlvs tlvs = Tlvs.rest(snac.body());
        connection.overrun(tlvs, snac);
        Cursor capabilities = tlvs.get(CAPABILITIES);
        if (capabilities != null && connection.client.name().isEmpty()) {
            connection.client = ClientName.ofCapabilities(capabilities);
        }
        String profile = text(tlvs, PROFILE, PROFILE_TYPE);
        if (!profile.isBlank()) {
            Account own = connection.own();
            connection.emit(new Lookup(connection.seen(), own, own, profile));
        }
        if (!tlvs.has(AWAY)) return;
        String away = text(tlvs, AWAY, AWAY_TYPE);
        own(away.isEmpty() ? Presence.State.ONLINE : Presence.State.AWAY, away);
    }

    private void own(Presence.State state, String text) {
        if (state == ownState && text.equals(ownText)) return;
        ownState = state;
        ownText = text;
        connection.emit(new Presence(connection.seen(), connection.own(), state, text, connection.client));
    }

    /// 02/06: somebody's profile or away text, as asked for.
    void info(Snac snac) {
        UserInfo info = UserInfo.read(snac.body());
        if (info == null) {
            connection.truncated(snac);
            return;
        }
        Tlvs tlvs = Tlvs.rest(snac.body());
        connection.overrun(tlvs, snac);
        Account about = connection.peer(info.name());
        String profile = text(tlvs, PROFILE, PROFILE_TYPE), away = text(tlvs, AWAY, AWAY_TYPE);
        if (!profile.isBlank()) {
            connection.emit(new Lookup(connection.seen(), connection.own(), about, profile));
        }
        if (!away.isBlank()) said(info.name(), Presence.State.AWAY, away, ClientName.ofUser(info.tlvs()));
    }

    private static String text(Tlvs tlvs, int value, int mime) {
        byte[] bytes = tlvs.bytes(value);
        if (bytes.length == 0) return "";
        return ChatHtml.text(AolText.typed(bytes, tlvs.text(mime), null).text());
    }

    /// 03/0B: one user info or several.
    void arrived(Snac snac) {
        while (snac.body().remaining() > 0) {
            UserInfo info = UserInfo.read(snac.body());
            if (info == null) {
                connection.truncated(snac);
                return;
            }
            said(info.name(), info.state(), info.statusText(), ClientName.ofUser(info.tlvs()));
        }
    }

    /// 03/0C: likewise, without much in them.
    void left(Snac snac) {
        while (snac.body().remaining() > 0) {
            UserInfo info = UserInfo.read(snac.body());
            if (info == null) {
                connection.truncated(snac);
                return;
            }
            said(info.name(), Presence.State.OFFLINE, "", Client.UNKNOWN);
        }
    }

    private void said(String name, Presence.State state, String text, Client client) {
        if (last.size() >= MOST_REMEMBERED) last.clear();
        Last now = new Last(state, text, client);
        if (now.equals(last.put(name.replace(" ", "").toLowerCase(Locale.ROOT), now))) return;
        connection.emit(new Presence(connection.seen(), connection.peer(name), state, text, client));
    }

    /// The away text that somebody's ICQ client gave when asked (04/0B).
    void awayText(Account account, Presence.State state, String text) {
        connection.emit(new Presence(connection.seen(), account, state, text, Client.UNKNOWN));
    }

    /// 01/10: this account was warned, by somebody or anonymously.
    void warned(Snac snac) {
        int level = snac.body().u16();
        if (snac.body().truncated()) return;
        UserInfo by = snac.body().remaining() > 0 ? UserInfo.read(snac.body()) : null;
        connection.out.anomaly(
                "account-warned",
                "%s warned by %s, level now %s"
                        .formatted(connection.own(), by == null ? "nobody named" : by.name(), percent(level)));
    }

    /// 04/09: what the warning that this client sent did.
    void warning(Snac snac) {
        int delta = snac.body().u16(), level = snac.body().u16();
        if (snac.body().truncated()) return;
        connection.out.anomaly(
                "account-warned",
                "%s warned somebody: level up by %s to %s".formatted(connection.own(), percent(delta), percent(level)));
    }

    private static String percent(int tenths) {
        return tenths / 10 + "." + tenths % 10 + " %";
    }

    /// 01/0A: the client sends faster than it may. Codes 1 (parameters changed) and 4 (clear again) are
    /// normal.
    void rate(Snac snac) {
        int code = snac.body().u16();
        int group = snac.body().u16();
        if (snac.body().truncated() || code != 2 && code != 3) return;
        connection.out.anomaly(code == 2 ? "rate-warning" : "rate-limited", "rate class " + group);
    }
}
