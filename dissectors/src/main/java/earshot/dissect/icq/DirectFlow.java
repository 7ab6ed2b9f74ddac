package earshot.dissect.icq;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Direction;
import earshot.flow.Endpoint;

/// One connection between two clients: openings, then messages, a file transfer or a chat.
final class DirectFlow implements Dissection {
    private static final int LENGTH = 2, LONGEST = LENGTH + 0xffff, FILE_TYPE = 3;
    /// Frames of versions 6 onward that are no messages: an acknowledged opening, the third part of one.
    private static final int ACKNOWLEDGED = 1, CHANNEL = 3;

    private final Out out;
    private final Talker talker;
    private final DirectFiles files;
    private final DirectChat chat;
    private final Account[] parties = new Account[2];
    private int version;

    DirectFlow(Out out) {
        this.out = out;
        this.talker = new Talker(out);
        this.files = new DirectFiles(out, this::party);
        this.chat = new DirectChat(out, this::party);
        for (Direction side : Direction.values()) {
            Endpoint end = out.flow().endpoint(side);
            Account unnamed = out.unnamed(side);
            parties[side.ordinal()] = side == Direction.CLIENT
                    ? unnamed
                    : unnamed.claiming(Talker.listener(end.address().toString(), end.port()));
        }
    }

    private Account party(Direction side) {
        return parties[side.ordinal()];
    }

    @Override
    public int frame(Direction from, Cursor in) {
        if (chat.isTyping(from)) return Math.min(in.remaining(), LONGEST);
        if (in.remaining() < LENGTH) return MORE;
        int length = in.peek(0) | in.peek(1) << 8;
        return length == 0 ? LOST : LENGTH + length;
    }

    /// Lengths have no mark to look for: a direction that lost its place stays lost.
    @Override
    public int resync(Direction from, Cursor in) {
        return ~in.remaining();
    }

    @Override
    public int longestMessage() {
        return LONGEST;
    }

    @Override
    public int heldBytes() {
        return chat.heldBytes();
    }

    @Override
    public void message(Direction from, Cursor in) {
        if (chat.isTyping(from)) {
            chat.typed(from, in);
            return;
        }
        in.skip(LENGTH);
        Hello hello = in.peek(0) == Hello.MARK ? Hello.read(in.copy()) : null;
        if (hello != null) hello(from, hello);
        else if (files.isFile(in)) files.read(from, in);
        else if (chat.isChat(in)) chat.read(from, in);
        else said(from, in);
    }

    private void hello(Direction from, Hello hello) {
        out.service("icq");
        out.confirm("signature:icq-direct", Confidence.CERTAIN, false);
        version = version == 0 ? hello.version() : Math.min(version, hello.version());
        parties[from.ordinal()] = Talker.account(hello.uin());
        Direction other = from.other();
        if (hello.reader() != 0 && !party(other).named()) parties[other.ordinal()] = Talker.account(hello.reader());
    }

    private void said(Direction from, Cursor in) {
        if (version >= 6 && (in.peek(0) == ACKNOWLEDGED && in.remaining() == 4 || in.peek(0) == CHANNEL)) return;
        DirectMessage message = version == 0 ? null : DirectMessage.read(in, version);
        if (message == null) {
            out.anomaly("malformed-frame", "%d bytes that version %d does not have".formatted(in.remaining(), version));
            return;
        }
        Account by = party(from);
        if (!by.named() && IcqPacket.isUin(message.uin())) {
            by = Talker.account(message.uin());
            parties[from.ordinal()] = by;
        }
        var way = new Talker.Way(by, party(from.other()), Leg.DELIVERED, Message.Kind.CHAT, 0);
        switch (message.command()) {
            case DirectMessage.START -> {
                if (message.type() == FILE_TYPE) talker.offer(message.rest(), way);
                talker.typed(message.type(), message.text(), way);
            }
            case DirectMessage.ACK -> talker.answered(message.type(), message.text(), way);
            default -> {}
        }
    }

    @Override
    public void gap(Direction from, long bytes) {
        files.gap(from, bytes);
        chat.gap();
    }

    @Override
    public void end() {
        files.end();
        chat.end();
    }
}
