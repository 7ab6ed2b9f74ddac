package earshot.dissect.icq;

import earshot.bytes.Cursor;
import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.Frames;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.MessageBuilder;
import earshot.event.Proof;
import earshot.flow.Direction;
import earshot.text.TextDecoding;
import java.io.ByteArrayOutputStream;
import java.util.function.Function;

/// A chat on a direct connection: frames with names and fonts (two of the one who connects, one of the other), then
/// each
/// side's keys as they are typed, with codes for colours and fonts between them. Lines are said when they are
/// ended.
final class DirectChat {
    private static final int COLOUR = 0x64, COLOUR_AND_FONT = 0x65;
    private static final int LONGEST_LINE = 4096;

    /// One side.
    private static final class Side {
        final ByteArrayOutputStream line = new ByteArrayOutputStream();
        final TextDecoding.Speaker speaker = new TextDecoding.Speaker();
        Proof proof = new Proof();
        int openings;
        /// Bytes of a code that are still to come and say nothing.
        int hidden;
        /// The length of a font's name is being read.
        int fontName = -1, low;
    }

    private final Out out;
    private final Function<Direction, Account> party;
    private final Side[] sides = {new Side(), new Side()};
    private boolean active;

    DirectChat(Out out, Function<Direction, Account> party) {
        this.out = out;
        this.party = party;
    }

    /// Whether a frame opens a chat: u32 64 or 65, then minus the version.
    boolean isChat(Cursor in) {
        if (active) return true;
        boolean begins = in.peek(0) == COLOUR || in.peek(0) == COLOUR_AND_FONT;
        return begins && in.peek(1) == 0 && in.peek16(2) == 0 && in.peek(5) == 0xff && in.peek16(6) == 0xffff;
    }

    boolean isTyping(Direction from) {
        return sides[from.ordinal()].openings >= (from == Direction.CLIENT ? 2 : 1);
    }

    void read(Direction from, Cursor in) {
        active = true;
        sides[from.ordinal()].openings++;
    }

    /// Keys of one side.
    void typed(Direction from, Cursor in) {
        Side side = sides[from.ordinal()];
        side.proof.add(out.seen().frames());
        while (in.remaining() > 0) key(from, side, in.u8());
    }

    private void key(Direction from, Side side, int key) {
        if (side.fontName >= 0) {
            fontName(side, key);
        } else if (side.hidden > 0) {
            side.hidden--;
        } else if (key == '\r' || key == '\n') {
            say(from, side);
        } else if (key == '\b') {
            byte[] line = side.line.toByteArray();
            side.line.reset();
            side.line.write(line, 0, Math.max(0, line.length - 1));
        } else if (key <= 1 || key == 0x11 || key == 0x12) {
            side.hidden = 4;
        } else if (key == 0x10) {
            side.fontName = 0;
        } else if (key >= ' ') {
            side.line.write(key);
            if (side.line.size() >= LONGEST_LINE) say(from, side);
        }
    }

    /// u16 length, the name, u16 of its charset.
    private static void fontName(Side side, int key) {
        if (side.fontName++ == 0) {
            side.low = key;
        } else {
            side.hidden = (side.low | key << 8) + 2;
            side.fontName = -1;
        }
    }

    private void say(Direction from, Side side) {
        byte[] raw = side.line.toByteArray();
        Frames frames = side.proof.frames();
        side.line.reset();
        side.proof = new Proof();
        TextDecoding read = side.speaker.read(raw);
        if (read.text().isBlank()) return;
        MessageBuilder message = Message.from(out.seen().withFrames(frames), party.apply(from))
                .to(party.apply(from.other()))
                .leg(Leg.DELIVERED)
                .text(read.text());
        if (read.foreign()) message.raw(read.charset(), raw);
        out.emit(message.build());
    }

    /// What was typed before and after does not belong to one line any more.
    void gap() {
        end();
        for (Side side : sides) side.hidden = 0;
    }

    int heldBytes() {
        return sides[0].line.size() + sides[1].line.size();
    }

    void end() {
        for (Direction side : Direction.values()) say(side, sides[side.ordinal()]);
    }
}
