package earshot.dissect.mrim;

import earshot.bytes.Cursor;
import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.MessageBuilder;
import earshot.mime.Mime;
import earshot.text.Overlays;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;

/// Messages, by their flags. The RTF beside a text says the same again and is passed.
final class Speech {
    private static final long KEPT = 1, ASKS = 8, SYSTEM = 0x40, TYPING = 0x400, MANY = 0x1000, ALARM = 0x4000;
    private static final long NARROW = 0x20_0000;
    private static final String ROOM = "@chat.agent";
    private static final int MOST_READERS = 256;

    private final Out out;
    private final Supplier<Account> own;

    Speech(Out out, Supplier<Account> own) {
        this.out = out;
        this.own = own;
    }

    void sent(Packet packet) {
        long flags = packet.number();
        byte[] to = packet.bytes();
        byte[] text = packet.bytes();
        if (packet.body().truncated()) return;
        List<Account> readers = (flags & MANY) != 0
                ? many(to)
                : List.of(Account.of(packet.text(to, true).strip()));
        if (readers.isEmpty() || readers.getFirst().isNone() || (flags & ASKS) != 0) return;
        MessageBuilder message = Message.from(out.seen(), own.get()).leg(Leg.SENT);
        String first = readers.getFirst().id();
        if (first.endsWith(ROOM)) message.room(first);
        else message.to(readers);
        tell(message, packet, flags, text, false);
    }

    /// Behind each other, each with its length.
    private static List<Account> many(byte[] list) {
        List<Account> readers = new ArrayList<>();
        Cursor in = new Cursor(list);
        while (in.remaining() > 4 && readers.size() < MOST_READERS) {
            long length = in.u32le();
            if (length > in.remaining()) break;
            readers.add(Account.of(in.text((int) length, StandardCharsets.US_ASCII)));
        }
        return readers;
    }

    void received(Packet packet) {
        long number = packet.number();
        long flags = packet.number();
        String from = packet.ascii();
        byte[] text = packet.bytes();
        if (packet.body().truncated() || from.isEmpty()) return;
        if ((flags & ASKS) != 0) {
            Account asking = Account.of(from);
            out.emit(new Contact(out.seen(), asking, own.get(), "", List.of(), Contact.State.REQUESTED));
            return;
        }
        boolean room = from.endsWith(ROOM);
        String speaker = room ? speaker(packet) : from;
        if (speaker.isEmpty() || (flags & SYSTEM) != 0) return;
        MessageBuilder message = Message.from(out.seen(), Account.of(speaker))
                .to(own.get())
                .leg(Leg.DELIVERED)
                .messageId(Long.toString(number));
        if (room) message.room(from);
        tell(message, packet, flags, text, (flags & KEPT) != 0);
    }

    /// Who speaks in a conference stands behind the RTF: a kind, the conference's name, the speaker.
    private static String speaker(Packet packet) {
        packet.bytes();
        Cursor in = new Cursor(packet.bytes());
        if (in.u32le() != 0) return "";
        long name = in.u32le();
        in.skip((int) Math.min(name, Integer.MAX_VALUE));
        long length = in.u32le();
        return length > in.remaining()
                ? ""
                : in.text((int) length, StandardCharsets.US_ASCII).strip();
    }

    void sms(Packet packet) {
        packet.number();
        String number = packet.ascii();
        byte[] text = packet.bytes();
        if (packet.body().truncated() || number.isEmpty()) return;
        tell(Message.from(out.seen(), own.get()).to(Account.of(number)).leg(Leg.SENT), packet, 0, text, false);
    }

    private void tell(MessageBuilder message, Packet packet, long flags, byte[] bytes, boolean kept) {
        if ((flags & TYPING) != 0) {
            out.emit(message.kind(Kind.TYPING).build());
            return;
        }
        Charset charset = packet.charset(bytes, (flags & NARROW) != 0);
        String text = new String(bytes, charset);
        if (text.isEmpty() && (flags & ALARM) == 0) return;
        if ((flags & ALARM) != 0) message.kind(Kind.NUDGE);
        else if (kept) message.kind(Kind.OFFLINE);
        put(message, text, charset, bytes);
    }

    private void put(MessageBuilder message, String text, Charset charset, byte[] bytes) {
        String scheme = Overlays.scheme(text);
        if (!scheme.isEmpty()) message.encrypted(scheme, bytes.length);
        message.text(Overlays.withoutOffer(text));
        boolean ascii =
                !charset.equals(StandardCharsets.UTF_16LE) && text.chars().allMatch(c -> c < 128);
        if (!ascii) message.raw(charset.name(), bytes);
        out.emit(message.build());
    }

    /// A message as mail has them: fields, an empty line, the text and the RTF between boundaries.
    void kept(Packet packet) {
        packet.body().skip(8);
        byte[] all = packet.bytes();
        if (packet.body().truncated()) return;
        Mime mail = Mime.read(all);
        String from = mail.field("from");
        String flags = mail.field("x-mrim-flags");
        if (from.isEmpty()) return;
        long bits = flags.isEmpty() || flags.length() > 8 ? 0 : hex(flags);
        if ((bits & (ASKS | SYSTEM | TYPING)) != 0) return;
        byte[] body = part(mail.body(), mail.field("boundary"));
        if (mail.field("content-transfer-encoding").equalsIgnoreCase("base64")) body = decoded(body);
        if (body.length == 0) return;
        Charset charset = packet.charset(body, (bits & NARROW) != 0);
        MessageBuilder message = Message.from(out.seen(), Account.of(from))
                .to(own.get())
                .leg(Leg.DELIVERED)
                .kind(Kind.OFFLINE);
        put(message, new String(body, charset).strip(), charset, body);
    }

    private static long hex(String digits) {
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), 16);
            if (digit < 0) return 0;
            number = number << 4 | digit;
        }
        return number;
    }

    private static byte[] part(byte[] body, String boundary) {
        if (boundary.isEmpty()) return body;
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("--" + boundary);
        return end < 0 ? body : Arrays.copyOf(body, end);
    }

    private static byte[] decoded(byte[] base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
