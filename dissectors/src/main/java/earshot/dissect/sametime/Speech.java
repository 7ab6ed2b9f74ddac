package earshot.dissect.sametime;

import earshot.bytes.Cursor;
import earshot.dissect.sametime.Blocks.LoginInfo;
import earshot.event.Account;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Room;
import earshot.event.MessageBuilder;
import earshot.flow.Direction;
import earshot.mime.Mime;
import earshot.text.ChatHtml;
import earshot.text.Overlays;
import earshot.text.TextDecoding;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// Messages between two, and conferences.
final class Speech {
    /// Sends of the message service.
    static final int SEND = 0x64;

    private static final int TEXT = 1, DATA = 2;
    private static final int TYPING = 1, HTML = 4, MIME = 5, PIECES_BEGIN = 0x1388, PIECES_END = 0x1389;
    private static final int WELCOME = 0, INVITE = 1, JOIN = 2, PART = 3, SAY = 4;
    private static final int LONGEST = 1 << 20;
    private static final int MOST_MEMBERS = 1024;

    private final Link link;

    Speech(Link link) {
        this.link = link;
    }

    private Account speaker(Channel channel, Direction from) {
        if (from == Direction.CLIENT) return link.own();
        return channel.peer.isNone() ? link.out.unnamed(Direction.SERVER) : channel.peer;
    }

    private MessageBuilder message(Channel channel, Direction from) {
        Account reader = speaker(channel, from.other());
        return Message.from(link.seen(), speaker(channel, from)).to(reader);
    }

    void hidden(Channel channel, Direction from, int size) {
        link.say(message(channel, from).encrypted("sametime-rc2-128", size), from);
    }

    void said(Channel channel, Direction from, byte[] data) {
        Cursor in = new Cursor(data);
        long kind = in.u32();
        if (kind == TEXT) {
            byte[] text = in.take(in.u16());
            if (!in.truncated()) text(message(channel, from), from, text);
        } else if (kind == DATA) {
            int type = (int) in.u32(), subtype = (int) in.u32();
            byte[] content = Blocks.opaque(in);
            if (!in.truncated()) data(channel, from, type, subtype, content);
        }
    }

    private void data(Channel channel, Direction from, int type, int subtype, byte[] content) {
        if (type == PIECES_BEGIN) {
            channel.pieces = new ByteArrayOutputStream();
            channel.piecesType = subtype;
        } else if (type == PIECES_END) {
            ByteArrayOutputStream pieces = channel.pieces;
            channel.pieces = null;
            if (pieces != null) content(message(channel, from), from, channel.piecesType, pieces.toByteArray());
        } else if (channel.pieces != null && type != TYPING) {
            if (channel.pieces.size() + content.length <= LONGEST) channel.pieces.writeBytes(content);
        } else if (type == TYPING) {
            if (subtype == 0) link.say(message(channel, from).kind(Kind.TYPING), from);
        } else {
            content(message(channel, from), from, type, content);
        }
    }

    private void content(MessageBuilder message, Direction from, int type, byte[] content) {
        switch (type) {
            case HTML -> html(message, from, content);
            case MIME -> mime(message, from, Mime.read(content));
            case TEXT -> text(message, from, content);
            default -> {}
        }
    }

    private void text(MessageBuilder message, Direction from, byte[] bytes) {
        TextDecoding decoded = TextDecoding.of(bytes);
        if (decoded.foreign()) message.raw(decoded.charset(), bytes);
        plain(message, from, decoded.text(), bytes.length);
    }

    private void html(MessageBuilder message, Direction from, byte[] bytes) {
        TextDecoding decoded = TextDecoding.of(bytes);
        if (decoded.foreign()) message.raw(decoded.charset(), bytes);
        message.markup(decoded.text());
        plain(message, from, ChatHtml.text(decoded.text()), bytes.length);
    }

    private void plain(MessageBuilder message, Direction from, String text, int size) {
        String scheme = Overlays.scheme(text);
        if (scheme.isEmpty()) message.text(Overlays.withoutOffer(text));
        else message.encrypted(scheme, size);
        link.say(message, from);
    }

    /// HTML, and the pictures that it shows, as parts.
    private void mime(MessageBuilder message, Direction from, Mime mime) {
        List<Mime> parts = mime.parts().isEmpty() ? List.of(mime) : mime.parts();
        List<String> attachments = new ArrayList<>();
        Mime words = null;
        for (Mime part : parts) {
            if (words == null && part.type().startsWith("text/")) words = part;
            else attachments.add(part.type());
        }
        message.attachments(attachments);
        if (words == null) {
            if (!attachments.isEmpty()) link.say(message, from);
        } else if (words.type().equals("text/html")) {
            html(message, from, words.content());
        } else {
            text(message, from, words.content());
        }
    }

    /// A conference is made, or the client is asked into one: `u32, S name, S title, u32, LoginInfo owner, u32, S
    /// text`.
    void invited(Channel channel, Cursor in) {
        in.skip(4);
        String name = Blocks.string(in), title = Blocks.string(in);
        in.skip(4);
        LoginInfo owner = LoginInfo.read(in);
        in.skip(4);
        String text = Blocks.string(in);
        if (in.truncated()) return;
        channel.room = title.isEmpty() ? name : title;
        boolean made = channel.creator == Direction.CLIENT;
        if (!made && !owner.userId().isEmpty()) channel.peer = Account.of(owner.userId());
        room(channel, link.own(), made ? Room.Action.CREATED : Room.Action.INVITED, text);
    }

    void conference(Channel channel, Direction from, int type, Cursor in) {
        switch (type) {
            case WELCOME -> welcome(channel, in);
            case INVITE -> {
                String user = Blocks.user(in);
                in.skip(6);
                String text = Blocks.string(in);
                if (!in.truncated() && !user.isEmpty()) room(channel, Account.of(user), Room.Action.INVITED, text);
            }
            case JOIN -> {
                Account joined = member(channel, in);
                if (joined != null) room(channel, joined, Room.Action.JOINED, "");
            }
            case PART -> {
                Account left = channel.members.remove(in.u16());
                if (left != null) room(channel, left, Room.Action.LEFT, "");
            }
            case SAY -> say(channel, from, in);
            default -> {}
        }
    }

    /// `S name, S title, u16 own number, u32, u32 n, n times (u16 number, LoginInfo)`.
    private void welcome(Channel channel, Cursor in) {
        String name = Blocks.string(in), title = Blocks.string(in);
        in.skip(6);
        long count = in.u32();
        if (in.truncated()) return;
        channel.room = title.isEmpty() ? name : title;
        room(channel, link.own(), Room.Action.JOINED, "");
        for (long i = 0; i < count && in.remaining() > 0; i++) {
            Account member = member(channel, in);
            if (member != null && !member.id().equalsIgnoreCase(link.own().id()))
                room(channel, member, Room.Action.PRESENT, "");
        }
    }

    private static Account member(Channel channel, Cursor in) {
        int number = in.u16();
        LoginInfo info = LoginInfo.read(in);
        if (in.truncated() || info.userId().isEmpty() || channel.members.size() >= MOST_MEMBERS) return null;
        Account member = Account.of(info.userId());
        channel.members.put(number, member);
        return member;
    }

    /// The server puts the speaker's number before what the client sent.
    private void say(Channel channel, Direction from, Cursor in) {
        Account speaker = link.own();
        if (from == Direction.SERVER) {
            Account member = channel.members.get(in.u16());
            speaker = member == null ? link.out.unnamed(Direction.SERVER) : member;
            in.skip(4);
        }
        if (channel.room.isEmpty()) return;
        MessageBuilder message = Message.from(link.seen(), speaker).room(channel.room);
        if (from == Direction.SERVER) message.to(link.own());
        long kind = in.u32();
        if (kind == TEXT) {
            byte[] text = in.take(in.u16());
            if (!in.truncated()) text(message, from, text);
        } else if (kind == DATA) {
            long type = in.u32(), stopped = in.u32();
            if (!in.truncated() && type == TYPING && stopped == 0) link.say(message.kind(Kind.TYPING), from);
        }
    }

    private void room(Channel channel, Account account, Room.Action action, String text) {
        if (!channel.room.isEmpty()) link.out.emit(new Room(link.seen(), channel.room, account, action, text));
    }
}
