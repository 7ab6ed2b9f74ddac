package earshot.dissect.icq;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Lookup;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Presence;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.ImEvent.Session;
import earshot.flow.Address;
import earshot.flow.Direction;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What one client and the server send each other.
final class IcqFlow implements Dissection {
    /// Packets whose repetition is recognised, entries of lists and states that are not said twice.
    private static final int MOST_REMEMBERED = 256, MOST_LISTED = 4096;
    private static final int META_PASSWORD = 0x042e, META_UNREGISTER = 0x04c4;
    private static final int META_BASIC = 0x03e8, META_BASIC_2 = 0x03e9, META_FOUND = 0x00c8, META_ABOUT = 0x00e6;
    private static final int META_HIT = 0x0190, META_LAST_HIT = 0x019a;
    private static final int META_ASK_FIRST = 0x04b0, META_ASK_LAST = 0x04bb;
    private static final int SUCCESS = 0x0a;

    private record Sent(boolean client, int command, int seq1, int seq2, int hash) {}

    private final Out out;
    private final Talker talker;
    private final Set<Sent> seen = new LinkedHashSet<>();
    private final Set<String> listed = new HashSet<>();
    private final Map<Long, Presence.State> states = new HashMap<>();
    private Account own;
    private boolean named, saidUnnamed;
    private boolean loggedIn;
    private Presence.State ownState;
    /// About whom details were asked last, 0 for nobody.
    private long asked;

    IcqFlow(Out out) {
        this.out = out;
        this.talker = new Talker(out);
        this.own = out.unnamed(Direction.CLIENT);
    }

    @Override
    public int frame(Direction from, Cursor in) {
        return in.remaining();
    }

    @Override
    public void message(Direction from, Cursor in) {
        IcqPacket packet = IcqPacket.read(in);
        if (packet == null) {
            out.anomaly("malformed-packet", in.remaining() + " bytes that are no packet of any version");
            return;
        }
        out.service("icq");
        if (packet.certain()) out.confirm("signature:icq", Confidence.CERTAIN, false);
        if (!named) own = out.unnamed(packet.fromClient() ? from : from.other());
        if (IcqPacket.isUin(packet.uin())) named(packet.uin());
        read(packet, 0);
    }

    private void named(long uin) {
        Account now = Talker.account(uin);
        if (named && now.equals(own)) return;
        Account was = own;
        if (named) {
            out.anomaly("sender-changed", "packets of %s, then of %s".formatted(was, now));
            ownState = null;
            listed.clear();
        }
        own = now;
        if (!named && saidUnnamed) out.emit(new Identity(out.seen(), was, own, Identity.Kind.NAMED));
        named = true;
    }

    private Account own() {
        if (!named) saidUnnamed = true;
        return own;
    }

    private void read(IcqPacket packet, int depth) {
        Cursor body = packet.body();
        if (packet.command() == Command.ACK || isRepeated(packet)) return;
        if (packet.fromClient()) client(packet.version(), packet.command(), body);
        else server(packet.command(), body, depth);
        if (body.truncated()) {
            out.anomaly("truncated-packet", "command 0x%04x ends inside a field".formatted(packet.command()));
        }
    }

    /// Both sides send a packet again until they see it acknowledged.
    private boolean isRepeated(IcqPacket packet) {
        int hash = Arrays.hashCode(packet.body().copy().rest());
        Sent sent = new Sent(packet.fromClient(), packet.command(), packet.seq1(), packet.seq2(), hash);
        if (!seen.add(sent)) return true;
        if (seen.size() > MOST_REMEMBERED) seen.remove(seen.iterator().next());
        return false;
    }

    private void client(int version, int command, Cursor in) {
        switch (command) {
            case Command.LOGIN -> login(version, in);
            case Command.PRE_LOGIN -> {
                long uin = in.u32le();
                byte[] password = Talker.counted(in);
                if (in.truncated()) return;
                if (IcqPacket.isUin(uin)) named(uin);
                password(version, password, "ICQ v%d pre-login".formatted(version));
            }
            case Command.REGISTER -> password(version, Talker.counted(in), "ICQ registration");
            case Command.CHANGE_PASSWORD -> {
                if (Command.passwordEnd(in, 0) < 0) in.skip(2);
                password(version, Talker.counted(in), "password change (new)");
            }
            case Command.CONTACTS -> list(in, Contact.State.LISTED);
            case Command.VISIBLE -> list(in, Contact.State.ALLOWED);
            case Command.INVISIBLE -> list(in, Contact.State.BLOCKED);
            case Command.CHANGE_LISTS -> changeLists(in);
            case Command.ADD_CONTACT -> contact(in.u32le(), Contact.State.ADDED, "");
            case Command.AUTHORIZE -> contact(in.u32le(), Contact.State.ALLOWED, "");
            case Command.SEND -> {
                long to = in.u32le();
                int type = in.u16le();
                byte[] text = Talker.counted(in);
                if (in.truncated()) return;
                talker.typed(type, text, way(own(), Talker.account(to), Leg.SENT));
            }
            case Command.STATUS -> {
                long status = in.u32le();
                if (!in.truncated()) own(Talker.state(status));
            }
            case Command.TEXT_CODE -> {
                if (Talker.text(Talker.counted(in)).equals("B_USER_DISCONNECTED")) left();
            }
            case Command.SEARCH_UIN, Command.INFO, Command.MORE_INFO -> ask(in.u32le());
            case Command.SEARCH -> search(in, 4);
            case Command.META -> meta(version, in);
            default -> {}
        }
    }

    private Talker.Way way(Account from, Account to, Leg leg) {
        return new Talker.Way(from, to, leg, Message.Kind.CHAT, 0);
    }

    private void login(int version, Cursor in) {
        Login login = Login.read(in);
        if (login == null) {
            out.anomaly("malformed-login", "no password where version %d has it".formatted(version));
            return;
        }
        password(version, login.password(), "ICQ v%d login".formatted(version));
        loggedIn = false;
        if (login.status() >= 0) ownState = Talker.state(login.status());
        if (login.port() == 0 || login.address() == 0 || !named) return;
        out.bind(Talker.listener(Address.v4(login.address()).toString(), login.port()), own);
        // Behind a translator the address that the client knows is not the one that others see.
        Address seen = out.flow().endpoint(Direction.CLIENT).address();
        out.bind(Talker.listener(seen.toString(), login.port()), own);
    }

    private void password(int version, byte[] password, String mechanism) {
        if (password.length == 0) return;
        Credential.Form form = version < 5 ? Credential.Form.CLEARTEXT : Credential.Form.REVERSIBLE;
        out.emit(new Credential(out.seen(), own(), form, Talker.text(password), mechanism, 0));
    }

    private void list(Cursor in, Contact.State state) {
        int count = in.u8();
        for (int i = 0; i < count && in.remaining() >= 4; i++) contact(in.u32le(), state, "");
    }

    /// u32 number, u8 list (1 of those who never see the user, 2 of those who always do), u8 whether it is added. Some
    /// send instead u8 what to do, u32 number: 1 and 2 add to and take from the second list, 3 and 4 the first.
    private void changeLists(Cursor in) {
        boolean longer = in.remaining() >= 6;
        int act = longer ? 0 : in.u8();
        long uin = in.u32le();
        if (longer) {
            int list = in.u8();
            boolean added = in.u8() == 1;
            act = list == 2 ? added ? 1 : 2 : list == 1 ? added ? 3 : 4 : 0;
        }
        if (in.truncated()) return;
        switch (act) {
            case 1 -> contact(uin, Contact.State.ALLOWED, "");
            case 2 -> contact(uin, Contact.State.REMOVED, "permit");
            case 3 -> contact(uin, Contact.State.BLOCKED, "");
            case 4 -> contact(uin, Contact.State.REMOVED, "deny");
            default -> {}
        }
    }

    private void contact(long uin, Contact.State state, String list) {
        if (!IcqPacket.isUin(uin)) return;
        if (listed.size() >= MOST_LISTED) listed.clear();
        // Clients send their whole lists again at every login.
        if (list.isEmpty() && !listed.add(state + " " + uin)) return;
        List<String> groups = list.isEmpty() ? List.of() : List.of(list);
        out.emit(new Contact(out.seen(), own(), Talker.account(uin), "", groups, state));
    }

    private void own(Presence.State state) {
        if (state == ownState) return;
        ownState = state;
        out.emit(new Presence(out.seen(), own(), state, "", Client.UNKNOWN));
    }

    private void left() {
        if (loggedIn) out.emit(new Session(out.seen(), Session.State.ENDED, own(), Client.UNKNOWN, "", ""));
        else own(Presence.State.OFFLINE);
        loggedIn = false;
    }

    private void ask(long uin) {
        if (!IcqPacket.isUin(uin)) return;
        asked = uin;
        out.emit(new Lookup(out.seen(), own(), Talker.account(uin), "asks for details"));
    }

    /// So many counted texts: nick, names, e-mail address.
    private void search(Cursor in, int count) {
        String wanted = texts(in, count);
        if (!wanted.isEmpty()) out.emit(new Lookup(out.seen(), own(), Account.NONE, "searches " + wanted));
    }

    private static String texts(Cursor in, int count) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count && in.remaining() >= 2; i++) {
            String text = Talker.text(Talker.counted(in)).strip();
            if (!text.isEmpty()) all.append(all.isEmpty() ? "" : " ").append(text);
        }
        return in.truncated() ? "" : all.toString();
    }

    private void meta(int version, Cursor in) {
        int what = in.u16le();
        if (what == META_PASSWORD) {
            password(version, Talker.counted(in), "password change (new)");
        } else if (what == META_UNREGISTER) {
            in.u32le();
            password(version, Talker.counted(in), "ICQ v%d unregistration".formatted(version));
        } else if (what == META_BASIC || what == META_BASIC_2) {
            String card = texts(in, 4);
            if (!card.isEmpty()) out.emit(new Lookup(out.seen(), own(), own(), card));
        } else if (what >= META_ASK_FIRST && what <= META_ASK_LAST) {
            ask(in.u32le());
        } else if (what == 0x0514 || what == 0x0515) {
            search(in, 3);
        } else if (what == 0x0528 || what == 0x0529) {
            search(in, 1);
        } else if (what == 0x051e || what == 0x051f) {
            ask(in.u32le());
        }
    }

    private void server(int command, Cursor in, int depth) {
        switch (command) {
            case Command.WELCOME -> {
                if (loggedIn) return;
                loggedIn = true;
                out.emit(new Session(out.seen(), Session.State.STARTED, own(), Client.UNKNOWN, "ICQ password", ""));
                if (ownState != null) {
                    out.emit(new Presence(out.seen(), own(), ownState, "", Client.UNKNOWN));
                }
            }
            case Command.BAD_PASSWORD -> failed("bad-name-or-password");
            case Command.GO_AWAY, Command.NOT_CONNECTED ->
                out.anomaly("not-connected", "the server does not know this client");
            case Command.TRY_AGAIN -> out.anomaly("server-busy", "the server asks to try again");
            case Command.ONLINE -> online(in);
            case Command.OFFLINE -> state(in.u32le(), Presence.State.OFFLINE);
            case Command.STATUS_CHANGE -> {
                long uin = in.u32le(), status = in.u32le();
                if (!in.truncated()) state(uin, Talker.state(status));
            }
            case Command.FOUND, Command.INFO_REPLY -> {
                long uin = in.u32le();
                details(uin, texts(in, 4));
            }
            case Command.MESSAGE -> {
                long from = in.u32le();
                delivered(from, in, 0);
            }
            case Command.STORED -> {
                long from = in.u32le();
                int year = in.u16le(), month = in.u8(), day = in.u8(), hour = in.u8(), minute = in.u8();
                delivered(from, in, time(year, month, day, hour, minute));
            }
            case Command.SEVERAL -> several(in, depth);
            case Command.META_REPLY -> metaReply(in);
            default -> {}
        }
    }

    private void failed(String reason) {
        out.emit(new Session(out.seen(), Session.State.FAILED, own(), Client.UNKNOWN, "ICQ password", reason));
    }

    /// Number, address, port (4 bytes), the address that the client itself has, u8 how it is connected, status; newer
    /// servers add more.
    private void online(Cursor in) {
        long uin = in.u32le();
        int address = (int) in.u32();
        int port = (int) in.u32le() & 0xffff;
        int inner = (int) in.u32();
        in.u8();
        long status = in.u16le();
        if (in.truncated()) return;
        state(uin, Talker.state(status));
        for (int one : new int[] {address, inner}) {
            if (one == 0 || port == 0 || !IcqPacket.isUin(uin)) continue;
            out.bind(Talker.listener(Address.v4(one).toString(), port), Talker.account(uin));
        }
    }

    private void state(long uin, Presence.State state) {
        if (!IcqPacket.isUin(uin)) return;
        if (states.size() >= MOST_LISTED) states.clear();
        if (state == states.put(uin, state)) return;
        out.emit(new Presence(out.seen(), Talker.account(uin), state, "", Client.UNKNOWN));
    }

    private void details(long uin, String details) {
        if (!IcqPacket.isUin(uin) || details.isEmpty()) return;
        out.emit(new Lookup(out.seen(), own(), Talker.account(uin), details));
    }

    /// @param time of a stored message; 0 for one that comes at once
    private void delivered(long from, Cursor in, long time) {
        int type = in.u16le();
        byte[] text = Talker.counted(in);
        if (in.truncated()) return;
        Message.Kind kind = time == 0 ? Message.Kind.CHAT : Message.Kind.OFFLINE;
        talker.typed(type, text, new Talker.Way(Talker.account(from), own(), Leg.DELIVERED, kind, time));
    }

    private static long time(int year, int month, int day, int hour, int minute) {
        try {
            return LocalDateTime.of(year, month, day, hour, minute).toEpochSecond(ZoneOffset.UTC) * 1_000_000_000L;
        } catch (DateTimeException e) {
            return 1; // stored all the same; nobody believes the time
        }
    }

    /// u8 how many, then a length and a packet each.
    private void several(Cursor in, int depth) {
        int count = in.u8();
        for (int i = 0; i < count && depth == 0; i++) {
            Cursor one = in.slice(in.u16le());
            if (in.truncated()) return;
            IcqPacket packet = IcqPacket.read(one);
            if (packet != null && !packet.fromClient()) read(packet, depth + 1);
        }
    }

    /// u16 what, u8 how it went; then texts, before which some servers repeat whom they are about.
    private void metaReply(Cursor in) {
        int what = in.u16le();
        if (in.u8() != SUCCESS) return;
        int texts = what == META_ABOUT ? 1 : what == META_FOUND || what == META_HIT || what == META_LAST_HIT ? 4 : 0;
        if (texts == 0) return;
        for (int before : new int[] {0, 4, 6}) {
            if (!isText(in, before)) continue;
            in.skip(Math.max(0, before - 4));
            long about = before == 0 ? asked : in.u32le();
            details(about, texts(in, texts));
            return;
        }
    }

    /// Whether a counted text with its NUL stands there.
    private static boolean isText(Cursor in, int at) {
        int length = in.peek(at + 1) < 0 ? 0 : in.peek(at) | in.peek(at + 1) << 8;
        if (length == 0 || in.peek(at + 1 + length) != 0) return false;
        for (int i = at + 2; i < at + 1 + length; i++) if (in.peek(i) < ' ') return false;
        return true;
    }
}
