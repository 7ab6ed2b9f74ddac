package earshot.dissect.icq;

import earshot.bytes.Cursor;
import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.Lookup;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Presence;
import earshot.event.MessageBuilder;
import earshot.text.IcqFields;
import earshot.text.Overlays;
import earshot.text.TextDecoding;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Turns typed messages into what somebody said or did, for both ways they travel.
final class Talker {
    private static final int PLAIN = 0x01,
            CHAT = 0x02,
            FILE = 0x03,
            URL = 0x04,
            ASK_FOR_CONSENT = 0x06,
            REFUSE_CONSENT = 0x07,
            CONSENT = 0x08,
            FROM_SERVER = 0x09,
            WAS_ADDED = 0x0c,
            WEB_PAGER = 0x0d,
            E_MAIL = 0x0e,
            CONTACTS = 0x13,
            ASK_AWAY = 0xe8,
            ASK_FREE_FOR_CHAT = 0xec;
    /// Sent to several readers at once.
    private static final int MULTIPLE = 0x8000;

    private static final int MOST_FIELDS = 401, MOST_SPEAKERS = 64;

    final Out out;
    private final Map<String, TextDecoding.Speaker> speakers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TextDecoding.Speaker> eldest) {
            return size() > MOST_SPEAKERS;
        }
    };

    Talker(Out out) {
        this.out = out;
    }

    /// One message on its way.
    ///
    /// @param stated the protocol's own time, nanoseconds; 0 for none
    record Way(Account from, Account to, Leg leg, Message.Kind kind, long stated) {}

    static Account account(long uin) {
        return Account.of(Long.toString(uin));
    }

    /// A u16le length and a text that ends with NUL, in whatever charset.
    static byte[] counted(Cursor in) {
        byte[] text = in.take(in.u16le());
        int end = text.length;
        while (end > 0 && text[end - 1] == 0) end--;
        return Arrays.copyOf(text, end);
    }

    static String text(byte[] bytes) {
        return TextDecoding.of(bytes).text();
    }

    /// What a message of this type says.
    void typed(int stated, byte[] text, Way way) {
        int type = stated & ~MULTIPLE;
        switch (type) {
            // A chat is a connection of its own: what comes with the invitation is said here.
            case PLAIN, CHAT -> say(text, text, way);
            case URL -> say(IcqFields.link(text), text, way);
            case ASK_FOR_CONSENT -> {
                contact(way, Contact.State.REQUESTED);
                say(IcqFields.reason(text), text, as(way, Message.Kind.SYSTEM));
            }
            case REFUSE_CONSENT -> say(text, text, as(way, Message.Kind.SYSTEM));
            case CONSENT -> contact(way, Contact.State.ALLOWED);
            case WAS_ADDED -> contact(way, Contact.State.ADDED);
            case FROM_SERVER -> say(IcqFields.sixth(text), text, as(way, Message.Kind.SYSTEM));
            case WEB_PAGER, E_MAIL -> paged(text, way);
            case CONTACTS -> contacts(text, way);
            case FILE -> {
                if (text.length > 0) say(text, text, way);
            }
            default -> {
                if (type >= ASK_AWAY && type <= ASK_FREE_FOR_CHAT) {
                    out.emit(new Lookup(out.seen(), way.from, way.to, "asks for the away text"));
                } else {
                    say(text, text, way);
                }
            }
        }
    }

    private static Way as(Way way, Message.Kind kind) {
        return new Way(way.from, way.to, way.leg, kind, way.stated);
    }

    private void contact(Way way, Contact.State state) {
        out.emit(new Contact(out.seen(), way.from, way.to, "", List.of(), state));
    }

    /// From the web or by e-mail: the sender is who the form or the mail says, by way of the server.
    private void paged(byte[] text, Way way) {
        List<byte[]> fields = IcqFields.split(text, 6);
        String mail = fields.size() < 6 ? "" : text(fields.get(3)).strip();
        Account writer = mail.isEmpty() ? way.from : Account.of(mail);
        say(IcqFields.sixth(text), text, new Way(writer, way.to, way.leg, way.kind, way.stated));
    }

    /// Count FE (number FE nick FE)*: contacts handed over.
    private void contacts(byte[] text, Way way) {
        List<byte[]> fields = IcqFields.split(text, MOST_FIELDS);
        StringBuilder list = new StringBuilder();
        for (int i = 1; i + 1 < fields.size(); i += 2) {
            if (!list.isEmpty()) list.append('\n');
            list.append(text(fields.get(i)))
                    .append(' ')
                    .append(decoded(fields.get(i + 1), way.from).text());
        }
        if (!list.isEmpty()) out.emit(begin(way).text(list.toString()).build());
    }

    private void say(byte[] text, byte[] sent, Way way) {
        TextDecoding read = decoded(text, way.from);
        if (read.text().isBlank()) return;
        MessageBuilder message = begin(way);
        String overlay = Overlays.scheme(read.text());
        if (!overlay.isEmpty()) {
            out.emit(message.encrypted(overlay, sent.length).build());
            return;
        }
        message.text(Overlays.withoutOffer(read.text()));
        if (!Arrays.equals(text, sent)) message.markup(text(sent));
        if (read.foreign()) message.raw(read.charset(), sent);
        out.emit(message.build());
    }

    private TextDecoding decoded(byte[] text, Account by) {
        return speakers.computeIfAbsent(by.id(), _ -> new TextDecoding.Speaker())
                .read(text);
    }

    private MessageBuilder begin(Way way) {
        return Message.from(out.seen(), way.from)
                .to(way.to)
                .leg(way.leg)
                .kind(way.kind)
                .statedTime(way.stated);
    }

    /// What follows the text of an offered file: u32 port, counted name, u32 size.
    void offer(Cursor in, Way way) {
        in.u32();
        String name = text(counted(in));
        long size = in.u32le();
        if (in.truncated() || name.isBlank()) return;
        out.emit(new FileTransfer(out.seen(), way.from, way.to, name, size, FileTransfer.State.OFFERED, null, ""));
    }

    /// What somebody's client answered by itself: nothing (it acknowledges), or its user's away text.
    void answered(int stated, byte[] text, Way way) {
        int type = stated & ~MULTIPLE;
        if (text.length == 0 || text(text).isBlank()) return;
        if (type < ASK_AWAY || type > ASK_FREE_FOR_CHAT) {
            if (type == PLAIN || type == URL || type == CONTACTS) say(text, text, as(way, Message.Kind.AUTO));
            return;
        }
        Presence.State state = switch (type) {
            case 0xe9, 0xeb -> Presence.State.BUSY;
            case ASK_FREE_FOR_CHAT -> Presence.State.ONLINE;
            default -> Presence.State.AWAY;
        };
        out.emit(new Presence(
                out.seen(), way.from, state, decoded(text, way.from).text(), Client.UNKNOWN));
    }

    /// The low half of a status: several bits may be set, do-not-disturb implies away.
    static Presence.State state(long status) {
        if ((status & 0x0100) != 0) return Presence.State.INVISIBLE;
        if ((status & 0x0012) != 0) return Presence.State.BUSY;
        return (status & 0x0005) != 0 ? Presence.State.AWAY : Presence.State.ONLINE;
    }

    /// The key under which a client that listens at this address is known.
    static String listener(String address, int port) {
        return String.format(Locale.ROOT, "icq:%s:%d", address, port);
    }
}
