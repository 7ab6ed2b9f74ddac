package earshot.dissect.talk;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.MessageBuilder;
import earshot.event.Proof;
import earshot.event.Seen;
import earshot.flow.Direction;
import earshot.text.TextDecoding;
import java.util.Arrays;

/// What two people type, a character at a time, put together into the lines that the other one sees.
final class Typing implements Dissection {
    /// Longer lines are told in parts.
    private static final int LONGEST_LINE = 4096;

    /// One side's half of the screen.
    private static final class Half {
        final byte[] editing = new byte[3];
        int begun;
        byte[] line = new byte[64];
        int length;
        long gap;
        final TextDecoding.Speaker speaker = new TextDecoding.Speaker();
        Proof proof = new Proof();
        Seen last;
    }

    private final Out out;
    private final Account client, server;
    private final String evidence;
    private final Half[] halves = {new Half(), new Half()};

    Typing(Out out, Account client, Account server, boolean announced) {
        this.out = out;
        this.client = client;
        this.server = server;
        this.evidence = announced ? "announced:ntalk" : "signature:talk";
        // Who joins late has not seen the editing characters: the usual ones are taken.
        if (out.flow().midStream) for (Half half : halves) usual(half);
    }

    private static void usual(Half half) {
        half.editing[0] = 0x7f;
        half.editing[1] = 0x15;
        half.editing[2] = 0x17;
        half.begun = 3;
    }

    @Override
    public int frame(Direction from, Cursor in) {
        return Math.min(in.remaining(), LONGEST_LINE);
    }

    @Override
    public int resync(Direction from, Cursor in) {
        return 0;
    }

    @Override
    public void message(Direction from, Cursor in) {
        Half half = halves[from.ordinal()];
        while (in.remaining() > 0) {
            byte key = (byte) in.u8();
            if (half.begun < 3) half.editing[half.begun++] = key;
            else typed(from, half, key);
            if (half.begun == 3 && halves[from.other().ordinal()].begun == 3) {
                out.service("talk");
                out.confirm(evidence, Confidence.CERTAIN, false);
            }
        }
    }

    private void typed(Direction from, Half half, byte key) {
        if (key == half.editing[0]) half.length = Math.max(0, half.length - 1);
        else if (key == half.editing[1]) half.length = 0;
        else if (key == half.editing[2]) eraseWord(half);
        else if (key == '\n' || key == '\r') line(from, half, out.seen());
        else if (key == '\t' || key >= ' ' || key < 0) append(from, half, key);
        // What is left are the bell, ^L (redraw) and ^D.
    }

    private static void eraseWord(Half half) {
        while (half.length > 0 && half.line[half.length - 1] == ' ') half.length--;
        while (half.length > 0 && half.line[half.length - 1] != ' ') half.length--;
    }

    private void append(Direction from, Half half, byte key) {
        if (half.length == LONGEST_LINE) line(from, half, out.seen());
        if (half.length == half.line.length) half.line = Arrays.copyOf(half.line, 2 * half.length);
        half.line[half.length++] = key;
        half.last = out.seen();
        half.proof.add(half.last.frames());
    }

    private void line(Direction from, Half half, Seen end) {
        if (half.length > 0 || half.gap > 0) {
            boolean byClient = from == Direction.CLIENT;
            byte[] bytes = Arrays.copyOf(half.line, half.length);
            TextDecoding text = half.speaker.read(bytes);
            MessageBuilder message = Message.from(end.withFrames(half.proof.frames()), byClient ? client : server);
            message.to(byClient ? server : client)
                    .leg(Leg.SENT)
                    .text(text.text())
                    .gap(half.gap);
            if (text.foreign()) message.raw(text.charset(), bytes);
            out.emit(message.build());
        }
        half.length = 0;
        half.gap = 0;
        half.proof = new Proof();
    }

    @Override
    public void gap(Direction from, long bytes) {
        Half half = halves[from.ordinal()];
        // The editing characters come first of all; where they are missing, the usual ones are taken.
        if (half.begun < 3) usual(half);
        half.gap += Math.max(1, bytes);
    }

    @Override
    public int heldBytes() {
        return halves[0].line.length + halves[1].line.length;
    }

    @Override
    public void end() {
        for (Direction side : Direction.values()) {
            Half half = halves[side.ordinal()];
            if (half.last != null) line(side, half, half.last);
        }
    }
}
