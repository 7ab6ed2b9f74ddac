package earshot.dissect.gadugadu;

import earshot.bytes.Cursor;
import earshot.event.Account;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.MessageBuilder;
import earshot.flow.Direction;
import earshot.text.ChatHtml;
import earshot.text.Overlays;
import java.util.ArrayList;
import java.util.List;

/// Messages in their three shapes: plain in Windows-1250, plain and HTML, and protocol buffers.
final class Speech {
    /// Bits of a message's class.
    private static final int KEPT = 1, BETWEEN_PROGRAMS = 0x10;
    private static final int CONFERENCE = 1, RICH_TEXT = 2;
    private static final int MOST_READERS = 256;

    private final Link link;
    private final Pictures pictures;

    Speech(Link link) {
        this.link = link;
        this.pictures = new Pictures(link);
    }

    int heldBytes() {
        return pictures.heldBytes();
    }

    /// @param time the server's, 0 for none
    private record Head(Account other, long time, long kind, Leg leg) {}

    void sent(Cursor in) {
        Head head = new Head(Link.account(in.u32le()), 0, later(in), Leg.SENT);
        plain(head, in);
    }

    void received(Cursor in) {
        Account from = Link.account(in.u32le());
        in.skip(4);
        plain(new Head(from, in.u32le(), in.u32le(), Leg.DELIVERED), in);
    }

    /// The class, behind a number that nobody needs.
    private static long later(Cursor in) {
        in.skip(4);
        return in.u32le();
    }

    private void plain(Head head, Cursor in) {
        byte[] text = Packet.zeroEnded(in);
        if (in.truncated()) return;
        tell(head, new String(text, Packet.POLISH), "", text, readers(head, in));
    }

    /// Version 8: recipient, number, class, where the plain text and the attributes begin (counted from the first
    /// byte),
    /// HTML.
    void sent80(Cursor in) {
        Cursor whole = in.copy();
        Account to = Link.account(in.u32le());
        both(new Head(to, 0, later(in), Leg.SENT), in, whole);
    }

    /// @param own whether another session of the same account has said it
    void received80(Cursor in, boolean own) {
        Cursor whole = in.copy();
        Account other = Link.account(in.u32le());
        in.skip(4);
        both(new Head(other, in.u32le(), in.u32le(), own ? Leg.ECHO : Leg.DELIVERED), in, whole);
    }

    private void both(Head head, Cursor in, Cursor whole) {
        long plainAt = in.u32le(), attributesAt = in.u32le();
        int headEnd = whole.remaining() - in.remaining();
        if (in.truncated() || plainAt < headEnd || plainAt > whole.remaining() || attributesAt < plainAt) return;
        String html = Packet.utf8(Packet.zeroEnded(in.slice((int) plainAt - headEnd)));
        whole.skip((int) plainAt);
        byte[] plain = Packet.zeroEnded(whole.slice((int) Math.min(attributesAt - plainAt, whole.remaining())));
        String text = html.isEmpty() ? new String(plain, Packet.POLISH) : ChatHtml.text(html);
        tell(head, text, html, html.isEmpty() ? plain : null, readers(head, whole));
    }

    /// Version 11.
    void sent110(Cursor in) {
        Protobuf fields = Protobuf.read(in);
        if (fields != null) buffer(fields, 1, Leg.SENT, 0);
    }

    void received110(Cursor in, boolean own) {
        Protobuf fields = Protobuf.read(in);
        if (fields != null) buffer(fields, 1, own ? Leg.ECHO : Leg.DELIVERED, fields.number(4));
    }

    private void buffer(Protobuf fields, int other, Leg leg, long time) {
        String number = fields.account(other);
        if (number.isEmpty()) return;
        String html = fields.text(6);
        String text = fields.bytes(5).length > 0 ? fields.text(5) : ChatHtml.text(html);
        tell(new Head(Account.of(number), time, 0, leg), text, html, null, List.of());
    }

    /// What stands behind the text: who else reads it, and pictures; fonts and colours are passed.
    private List<Account> readers(Head head, Cursor in) {
        List<Account> readers = new ArrayList<>();
        while (in.remaining() > 0) {
            int kind = in.u8();
            switch (kind) {
                case CONFERENCE -> {
                    long count = in.u32le();
                    for (long i = 0; i < Math.min(count, MOST_READERS) && in.remaining() >= 4; i++) {
                        readers.add(Link.account(in.u32le()));
                    }
                }
                case RICH_TEXT -> in.skip(Math.min(in.remaining(), in.u16le()));
                case Pictures.BEGINS, Pictures.GOES_ON -> {
                    Account from = head.leg == Leg.DELIVERED ? head.other : link.own();
                    Account to = head.leg == Leg.DELIVERED ? link.own() : head.other;
                    pictures.piece(from, to, kind, in);
                    return readers;
                }
                default -> {
                    return readers;
                }
            }
        }
        return readers;
    }

    private void tell(Head head, String text, String markup, byte[] raw, List<Account> others) {
        boolean programs = (head.kind & BETWEEN_PROGRAMS) != 0;
        if (text.isEmpty() || programs || head.other.isNone()) return;
        boolean delivered = head.leg == Leg.DELIVERED;
        List<Account> readers = new ArrayList<>();
        readers.add(delivered ? link.own() : head.other);
        readers.addAll(others);
        MessageBuilder message = Message.from(link.seen(), delivered ? head.other : link.own())
                .to(readers)
                .leg(head.leg)
                .kind(delivered && (head.kind & KEPT) != 0 ? Kind.OFFLINE : Kind.CHAT);
        if (head.time > 0) message.statedTime(head.time * 1_000_000_000L);
        String scheme = Overlays.scheme(text);
        if (!scheme.isEmpty()) message.encrypted(scheme, text.length());
        message.text(Overlays.withoutOffer(text));
        if (!markup.isEmpty()) message.markup(markup);
        boolean foreign = raw != null && text.chars().anyMatch(c -> c > 127);
        if (foreign) message.raw(Packet.POLISH.name(), raw);
        link.out.emit(message.build());
    }

    /// A length of what is typed, 0 where it was sent or taken back; who types or for whom.
    void typing(Direction from, Cursor in) {
        int length = in.u16le();
        Account other = Link.account(in.u32le());
        if (in.truncated() || length == 0 || other.isNone()) return;
        boolean client = from == Direction.CLIENT;
        link.out.emit(Message.from(link.seen(), client ? link.own() : other)
                .to(client ? other : link.own())
                .leg(client ? Leg.SENT : Leg.DELIVERED)
                .kind(Kind.TYPING)
                .build());
    }

    void end() {
        pictures.end();
    }
}
