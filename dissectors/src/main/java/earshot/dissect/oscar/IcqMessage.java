package earshot.dissect.oscar;

import earshot.bytes.Cursor;
import earshot.dissect.oscar.oft.FileNames;
import earshot.event.Account;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.Lookup;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Presence;
import earshot.event.MessageBuilder;
import earshot.text.IcqFields;
import earshot.text.Overlays;
import earshot.text.Rtf;
import earshot.text.TextDecoding;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// ICQ's typed messages, little-endian inside: channel 4 {u32 number, u8 type, u8 flags, counted text}, the
/// server relay on channel 2 (rendezvous 0946-1349), offline messages. The text of most types is several
/// fields with FE between them.
final class IcqMessage {
    private static final int PLAIN = 0x01,
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
            PLUGIN = 0x1a,
            ASK_AWAY = 0xe8,
            ASK_OCCUPIED = 0xe9,
            ASK_DO_NOT_DISTURB = 0xeb,
            ASK_FREE_FOR_CHAT = 0xec;

    /// In a relay message the text is UTF-8 where this follows it, RTF where the other does.
    private static final String UTF8_GUID = "{0946134E-4C7F-11D1-8222-444553540000}";

    private static final String RTF_GUID = "{97B12751-243C-4334-AD22-D6ABF73F1492}";
    private static final int LONGEST_GUID = 64, MOST_FIELDS = 2001;

    private final Connection connection;
    private final Presences presences;

    IcqMessage(Connection connection, Presences presences) {
        this.connection = connection;
        this.presences = presences;
    }

    /// A u16le length and a text that ends with NUL, in whatever charset.
    static byte[] countedBytes(Cursor in) {
        byte[] text = in.take(in.u16le());
        int end = text.length;
        while (end > 0 && text[end - 1] == 0) end--;
        return Arrays.copyOf(text, end);
    }

    static String counted(Cursor in) {
        return TextDecoding.of(countedBytes(in)).text();
    }

    /// Channel 4, TLV 5.
    void read(Cursor in, Icbm.Envelope envelope) {
        long number = in.u32le();
        int type = in.u8();
        in.u8();
        byte[] text = countedBytes(in);
        if (in.truncated()) {
            connection.out.anomaly("truncated-message", "ICQ message of type 0x%02x".formatted(type));
            return;
        }
        if (envelope.leg() == Message.Leg.SENT && number != 0 && !connection.isNamed()) {
            connection.named(Long.toString(number));
            envelope = envelope.from(connection.own());
        }
        String sender = envelope.from().id();
        if (UserInfo.isUin(sender) && number != 0 && !sender.equals(Long.toString(number))) {
            connection.out.anomaly("sender-mismatch", "the server says " + sender + ", the message " + number);
        }
        if (type == FILE) file(in, envelope);
        if (type == PLUGIN) plugin(in, envelope);
        else typed(type, text, envelope, Icbm.begin(connection, envelope), Message.Kind.CHAT);
    }

    /// An offline message of family 15.
    void offline(Cursor in, Account from, Account to, long time) {
        int type = in.u8();
        in.u8();
        byte[] text = countedBytes(in);
        if (in.truncated()) return;
        var envelope = new Icbm.Envelope("", new byte[0], from, to, Message.Leg.DELIVERED);
        MessageBuilder message = Icbm.begin(connection, envelope).statedTime(time);
        typed(type, text, envelope, message, Message.Kind.OFFLINE);
    }

    private void typed(int type, byte[] text, Icbm.Envelope envelope, MessageBuilder message, Message.Kind kind) {
        Account from = envelope.from(), to = envelope.to();
        switch (type) {
            case PLAIN -> say(text, text, envelope, message.kind(kind));
            case URL -> say(IcqFields.link(text), text, envelope, message.kind(kind));
            case ASK_FOR_CONSENT -> {
                contact(from, to, Contact.State.REQUESTED);
                say(IcqFields.sixth(text), text, envelope, message.kind(Message.Kind.SYSTEM));
            }
            case REFUSE_CONSENT -> say(text, text, envelope, message.kind(Message.Kind.SYSTEM));
            case CONSENT -> contact(from, to, Contact.State.ALLOWED);
            case WAS_ADDED -> contact(from, to, Contact.State.ADDED);
            case FROM_SERVER -> say(IcqFields.sixth(text), text, envelope, message.kind(Message.Kind.SYSTEM));
            case WEB_PAGER, E_MAIL -> {
                // From the web or by e-mail: the sender is who the form or the mail says, by way of the server.
                List<byte[]> fields = IcqFields.split(text, 6);
                String mail = fields.size() < 6
                        ? ""
                        : TextDecoding.of(fields.get(3)).text().strip();
                Account writer = mail.isEmpty() ? from : Account.of(mail);
                say(
                        IcqFields.sixth(text),
                        text,
                        envelope,
                        Message.from(connection.seen(), writer)
                                .to(to)
                                .leg(envelope.leg())
                                .messageId(envelope.id())
                                .kind(kind));
            }
            case CONTACTS -> contacts(text, envelope, message.kind(kind));
            default -> {
                if (type >= ASK_AWAY && type <= ASK_FREE_FOR_CHAT) {
                    connection.emit(new Lookup(connection.seen(), from, to, "away text"));
                } else {
                    say(text, text, envelope, message.kind(kind));
                }
            }
        }
    }

    private void contact(Account by, Account other, Contact.State state) {
        connection.emit(new Contact(connection.seen(), by, other, "", List.of(), state));
    }

    private void say(byte[] text, byte[] sent, Icbm.Envelope envelope, MessageBuilder message) {
        TextDecoding read = connection.speaker(envelope.from().id()).read(text);
        if (read.text().isBlank()) return;
        String markup =
                Arrays.equals(sent, text) ? read.text() : TextDecoding.of(sent).text();
        Said said = new Said(Overlays.withoutOffer(read.text()), markup, read.charset(), sent);
        connection.emit(said.into(message).build());
    }

    /// Count FE (number FE nick FE)*: a message that hands over contacts.
    private void contacts(byte[] text, Icbm.Envelope envelope, MessageBuilder message) {
        StringBuilder list = new StringBuilder();
        TextDecoding.Speaker speaker = connection.speaker(envelope.from().id());
        List<byte[]> fields = IcqFields.split(text, MOST_FIELDS);
        for (int i = 1; i + 1 < fields.size(); i += 2) {
            if (!list.isEmpty()) list.append('\n');
            list.append(TextDecoding.of(fields.get(i)).text()).append(' ');
            list.append(speaker.read(fields.get(i + 1)).text());
        }
        if (!list.isEmpty()) connection.emit(message.text(list.toString()).build());
    }

    /// What follows the description in an old file request: u32 port, counted name, u32 size. The bytes then
    /// go from client to client in ICQ's own way.
    private void file(Cursor in, Icbm.Envelope envelope) {
        in.u32();
        String name = counted(in);
        long size = in.u32le();
        if (in.truncated() || name.isBlank()) return;
        if (FileNames.climbs(name)) connection.out.anomaly("path-in-file-name", name);
        connection.emit(new FileTransfer(
                connection.seen(), envelope.from(), envelope.to(), name, size, FileTransfer.State.OFFERED, null, ""));
    }

    /// A plugin's message: GUID, a name, and text or XML. What people write through one is its text: an SMS,
    /// a link.
    private void plugin(Cursor in, Icbm.Envelope envelope) {
        Cursor head = in.slice(in.u16le());
        head.skip(16 + 2);
        int nameLength = (int) Math.min(head.u32le(), head.remaining());
        String name = head.text(nameLength, StandardCharsets.ISO_8859_1);
        in.u32le();
        int length = (int) Math.min(in.u32le(), Integer.MAX_VALUE);
        byte[] text = in.take(length);
        if (in.truncated() || head.truncated() || name.startsWith("Script Plug-in")) return;
        if (name.isEmpty() || text.length == 0) return;
        say(text, text, envelope, Icbm.begin(connection, envelope));
    }

    /// The body of a relayed message (TLV 2711): two counted headers, then the message as on channel 4.
    void relayed(Cursor in, Icbm.Envelope envelope) {
        Relay relay = Relay.read(in);
        if (relay == null) {
            connection.out.anomaly("truncated-message", "relayed ICQ message");
            return;
        }
        if (relay.type == PLUGIN) {
            plugin(in, envelope);
            return;
        }
        if (relay.type == FILE) file(in, envelope);
        MessageBuilder message = Icbm.begin(connection, envelope);
        if (relay.type != PLAIN) {
            typed(relay.type, relay.text, envelope, message, Message.Kind.CHAT);
            return;
        }
        in.skip(8); // colours
        int length = (int) Math.min(in.u32le(), LONGEST_GUID);
        String guid = in.remaining() < length ? "" : in.text(length, StandardCharsets.US_ASCII);
        TextDecoding read = guid.equalsIgnoreCase(UTF8_GUID)
                ? TextDecoding.of(relay.text)
                : connection.speaker(envelope.from().id()).read(relay.text);
        boolean rtf = guid.equalsIgnoreCase(RTF_GUID) || read.text().startsWith("{\\rtf");
        String text = rtf ? Rtf.text(read.text()) : read.text();
        if (text.isBlank()) return;
        Said said = new Said(text, read.text(), read.charset(), relay.text);
        connection.emit(said.into(message).build());
    }

    /// What a client answered: nothing (it acknowledges), or its user's away text.
    void relayReply(Cursor in, Icbm.Envelope envelope) {
        Relay relay = Relay.read(in);
        if (relay == null || relay.text.length == 0) return;
        TextDecoding read = connection.speaker(envelope.from().id()).read(relay.text);
        if (relay.type >= ASK_AWAY && relay.type <= ASK_FREE_FOR_CHAT) {
            Presence.State state = switch (relay.type) {
                case ASK_OCCUPIED, ASK_DO_NOT_DISTURB -> Presence.State.BUSY;
                case ASK_FREE_FOR_CHAT -> Presence.State.ONLINE;
                default -> Presence.State.AWAY;
            };
            presences.awayText(envelope.from(), state, read.text());
        } else if (relay.type == PLAIN && !read.text().isBlank()) {
            Said said = Said.plain(read, relay.text);
            MessageBuilder message = Icbm.begin(connection, envelope).kind(Message.Kind.AUTO);
            connection.emit(said.into(message).build());
        }
    }

    private record Relay(int type, byte[] text) {
        static Relay read(Cursor in) {
            in.skip(in.u16le());
            in.skip(in.u16le());
            int type = in.u8();
            in.skip(5); // flags, status, priority
            byte[] text = countedBytes(in);
            return in.truncated() ? null : new Relay(type, text);
        }
    }
}
