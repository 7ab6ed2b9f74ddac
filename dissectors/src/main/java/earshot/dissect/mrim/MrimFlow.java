package earshot.dissect.mrim;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Contact.State;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Presence;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.ImEvent.Session;
import earshot.flow.Direction;
import java.util.HexFormat;
import java.util.List;

/// The packets of one connection.
final class MrimFlow implements Dissection {
    private static final int FIRST_HASHED = 0x16, MD5 = 16, HASHCAT_MD5 = 0;
    private static final int ELSEWHERE = 0x10;
    private static final int INVISIBLE = 0x8000_0000;
    private static final int OF_A_CONTACT_REMOVED = 1, OF_A_GROUP = 2, OF_A_CONTACT_IGNORED = 0x10;

    private final Out out;
    private final Speech speech;
    private final ContactList list;
    private final Files files;
    private Account own;
    private boolean named, spoken, confirmed, pending, over;
    private Client client = Client.UNKNOWN;
    private String how = "";

    MrimFlow(Out out) {
        this.out = out;
        this.own = out.unnamed(Direction.CLIENT);
        this.speech = new Speech(out, this::own);
        this.list = new ContactList(out, this::own);
        this.files = new Files(out, this::own);
        out.service("mailru-agent");
    }

    @Override
    public int longestMessage() {
        return Packet.LONGEST;
    }

    @Override
    public int frame(Direction from, Cursor in) {
        return Packet.length(in);
    }

    @Override
    public int resync(Direction from, Cursor in) {
        for (int at = in.indexOf(0xef, 0); at >= 0; at = in.indexOf(0xef, at + 1)) {
            Cursor here = in.copy();
            here.skip(at);
            int length = Packet.length(here);
            if (length == MORE) return ~at;
            if (length > 0) return at;
        }
        return ~in.remaining();
    }

    /// Whose connection it is, for something that is told.
    private Account own() {
        spoken = true;
        return own;
    }

    private void name(Account account) {
        if (account.isNone() || named && own.equals(account)) return;
        if (!named && spoken) out.emit(new Identity(out.seen(), own, account, Identity.Kind.NAMED));
        own = account;
        named = true;
    }

    @Override
    public void message(Direction from, Cursor in) {
        Packet packet = Packet.read(in);
        if (!confirmed) out.confirm("signature:mrim", Confidence.CERTAIN, false);
        confirmed = true;
        if (from == Direction.CLIENT) sent(packet);
        else received(packet);
        if (packet.body().truncated()) {
            out.anomaly("truncated-packet", "a packet of type 0x%04x is too short".formatted(packet.message()));
        }
    }

    private void sent(Packet packet) {
        switch (packet.message()) {
            case Packet.LOGIN_2, Packet.LOGIN_3 -> login(packet);
            case Packet.SEND -> speech.sent(packet);
            case Packet.SMS -> speech.sms(packet);
            case Packet.CHANGE_STATUS -> {
                int status = (int) packet.number();
                String[] words = words(packet);
                if (!packet.body().truncated()) present(own(), status, words[1], Client.UNKNOWN);
            }
            case Packet.ADD -> added(packet);
            case Packet.MODIFY -> modified(packet);
            case Packet.AUTHORIZE -> contact(own(), packet.ascii(), State.ALLOWED, packet);
            case Packet.SEARCH -> list.asked(packet);
            case Packet.FILE -> files.offered(Direction.CLIENT, packet);
            case Packet.FILE_ANSWER -> files.answered(packet);
            default -> {}
        }
    }

    private void received(Packet packet) {
        switch (packet.message()) {
            case Packet.LOGIN_ACK -> {
                if (pending) session(Session.State.STARTED, "");
                pending = false;
            }
            case Packet.LOGIN_REJECTED -> {
                if (pending) session(Session.State.FAILED, packet.text());
                pending = false;
            }
            case Packet.LOGOUT -> {
                if (named && !over)
                    session(Session.State.ENDED, packet.number() == ELSEWHERE ? "signed-on-elsewhere" : "");
                over = true;
            }
            case Packet.RECEIVED -> speech.received(packet);
            case Packet.KEPT -> speech.kept(packet);
            case Packet.USER_STATUS -> status(packet);
            case Packet.CONTACTS -> list.read(packet);
            case Packet.PERSON -> list.answered(packet);
            case Packet.AUTHORIZED -> {
                Account other = Account.of(packet.ascii());
                if (!other.isNone() && !packet.body().truncated()) {
                    out.emit(new Contact(out.seen(), other, own(), "", List.of(), State.ALLOWED));
                }
            }
            case Packet.FILE -> files.offered(Direction.SERVER, packet);
            case Packet.FILE_ANSWER -> files.answered(packet);
            default -> {}
        }
    }

    private void session(Session.State state, String reason) {
        out.emit(new Session(out.seen(), state, own(), client, state == Session.State.ENDED ? "" : how, reason));
    }

    private void login(Packet packet) {
        Account account = Account.of(packet.ascii());
        byte[] password = packet.bytes();
        if (packet.body().truncated() || account.isNone()) return;
        name(account);
        pending = true;
        over = false;
        how = "MRIM 1." + packet.minor();
        client = program(packet);
        boolean hashed = packet.minor() >= FIRST_HASHED && password.length == MD5;
        String secret = hashed ? HexFormat.of().formatHex(password) : packet.text(password, true);
        Credential.Form form = hashed ? Credential.Form.DIGEST : Credential.Form.CLEARTEXT;
        if (!secret.isEmpty()) {
            out.emit(new Credential(
                    out.seen(), account, form, secret, hashed ? "MRIM MD5" : "MRIM", hashed ? HASHCAT_MD5 : 0));
        }
    }

    /// `client="magent" version="5.8" build="4402"`, or any words; somewhere behind the password, later with each
    /// version.
    private static Client program(Packet packet) {
        Cursor rest = packet.body().copy();
        String text = new String(rest.rest(), java.nio.charset.StandardCharsets.ISO_8859_1);
        int at = text.indexOf("client=\"");
        if (at >= 0) {
            String stated = text.substring(at, Math.min(text.length(), at + 256));
            String name = attribute(stated, "client"), build = attribute(stated, "build");
            String version = attribute(stated, "version") + (build.isEmpty() ? "" : " build " + build);
            return new Client(name.equals("magent") ? "Mail.Ru Agent" : name, version.strip(), "");
        }
        packet.number();
        String words = packet.ascii();
        boolean plain = !packet.body().truncated()
                && words.length() < 64
                && words.chars().noneMatch(c -> c < ' ');
        return plain ? new Client(words, "", "") : Client.UNKNOWN;
    }

    private static String attribute(String text, String name) {
        int at = text.indexOf(name + "=\"");
        if (at < 0) return "";
        int from = at + name.length() + 2, end = text.indexOf('"', from);
        return end < 0 ? "" : text.substring(from, end);
    }

    /// Identifier, title and description of a state, from version 1.14 on.
    private static String[] words(Packet packet) {
        if (packet.body().remaining() == 0) return new String[] {"", ""};
        String id = packet.ascii(), title = packet.text(), description = packet.text();
        return new String[] {id, (title + " " + description).strip()};
    }

    private void status(Packet packet) {
        int status = (int) packet.number();
        String first = packet.ascii();
        String text = "";
        if (first.indexOf('@') < 0) {
            text = (packet.text() + " " + packet.text()).strip();
            first = packet.ascii();
        }
        Account account = Account.of(first);
        if (packet.body().truncated() || account.isNone()) return;
        present(account, status, text, program(packet.body()));
    }

    /// Features and the program, where they are there.
    private static Client program(Cursor in) {
        if (in.remaining() < 8) return Client.UNKNOWN;
        Cursor rest = in.copy();
        String stated = new String(rest.rest(), java.nio.charset.StandardCharsets.ISO_8859_1);
        if (!stated.contains("client=\"")) return Client.UNKNOWN;
        String name = attribute(stated, "client");
        return new Client(name.equals("magent") ? "Mail.Ru Agent" : name, attribute(stated, "version"), "");
    }

    private void present(Account account, int status, String text, Client program) {
        Presence.State state = (status & INVISIBLE) != 0
                ? Presence.State.INVISIBLE
                : switch (status) {
                    case 0 -> Presence.State.OFFLINE;
                    case 2 -> Presence.State.AWAY;
                    default -> Presence.State.ONLINE;
                };
        out.emit(new Presence(out.seen(), account, state, text, program));
    }

    private void added(Packet packet) {
        int flags = (int) packet.number();
        packet.number();
        if ((flags & OF_A_GROUP) == 0) contact(own(), packet.ascii(), State.ADDED, packet);
    }

    private void modified(Packet packet) {
        packet.number();
        int flags = (int) packet.number();
        packet.number();
        if ((flags & OF_A_GROUP) != 0) return;
        String name = packet.ascii();
        if ((flags & OF_A_CONTACT_REMOVED) != 0) contact(own(), name, State.REMOVED, packet);
        else if ((flags & OF_A_CONTACT_IGNORED) != 0) contact(own(), name, State.BLOCKED, packet);
    }

    private void contact(Account owner, String name, State state, Packet packet) {
        if (packet.body().truncated() || name.isEmpty()) return;
        out.emit(new Contact(out.seen(), owner, Account.of(name), "", List.of(), state));
    }

    @Override
    public void gap(Direction from, long bytes) {
        if (from == Direction.CLIENT) pending = false;
        files.forget();
    }
}
