package earshot.dissect.oscar.oft;

import earshot.bytes.Cursor;
import earshot.dissect.Out;
import earshot.dissect.Recovery;
import earshot.event.Account;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Recovered;
import earshot.event.MessageBuilder;
import earshot.event.Proof;
import earshot.text.AolText;
import earshot.text.ChatHtml;
import earshot.text.Overlays;
import earshot.text.TextDecoding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The payload of one direct IM: HTML, then perhaps `<BINARY>` with `<DATA ID="1" SIZE="n">` blocks of n raw
/// bytes each. Read as it comes; what it holds is bounded, the files go where files go.
final class DirectImPayload {
    private static final byte[] BINARY = "<BINARY>".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_TEXT = 64 * 1024, LONGEST_TAG = 512, MOST_FILES = 64;

    private enum State {
        TEXT,
        TAG,
        DATA,
        /// Behind the last block, or behind a hole of which nobody knows what was in it.
        REST
    }

    private static final class Block {
        final String id;
        final long size;
        final Recovery recovery;
        long left;

        Block(String id, long size, Recovery recovery) {
            this.id = id;
            this.size = size;
            this.recovery = recovery;
            this.left = size;
        }
    }

    private final Out out;
    private final int charset;
    private final boolean automatic;
    private final Proof proof = new Proof();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream(), tag = new ByteArrayOutputStream();
    private final List<Block> blocks = new ArrayList<>();
    private State state = State.TEXT;
    private int matched;
    private long gap;
    private boolean truncated;

    DirectImPayload(Out out, int charset, boolean automatic) {
        this.out = out;
        this.charset = charset;
        this.automatic = automatic;
        proof.add(out.seen().frames());
    }

    void add(Cursor piece) {
        proof.add(out.seen().frames());
        while (piece.remaining() > 0) {
            switch (state) {
                case TEXT -> text(piece.u8());
                case TAG -> tag(piece.u8());
                case DATA -> data(piece);
                case REST -> piece.skip(piece.remaining());
            }
        }
    }

    private void text(int b) {
        if (text.size() < LONGEST_TEXT) text.write(b);
        else truncated = true;
        boolean next = matched < BINARY.length && Character.toUpperCase(b) == BINARY[matched];
        matched = next ? matched + 1 : b == '<' ? 1 : 0;
        if (matched == BINARY.length) state = State.TAG;
    }

    private void tag(int b) {
        tag.write(b);
        if (b != '>' && tag.size() < LONGEST_TAG) return;
        String whole = tag.toString(StandardCharsets.ISO_8859_1).strip();
        tag.reset();
        String upper = whole.toUpperCase(Locale.ROOT);
        if (upper.startsWith("</BINARY") || !upper.endsWith(">")) state = State.REST;
        else if (upper.startsWith("<DATA ")) block(whole);
    }

    private void block(String tag) {
        long size = number(ChatHtml.attribute(tag, "size"));
        if (size < 0 || blocks.size() == MOST_FILES) {
            out.anomaly("bad-data-block", tag);
            state = State.REST;
            return;
        }
        blocks.add(new Block(ChatHtml.attribute(tag, "id"), size, out.recover()));
        if (size > 0) state = State.DATA;
    }

    private static long number(String digits) {
        if (digits.isEmpty() || digits.length() > 10) return -1;
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), 10);
            if (digit < 0) return -1;
            number = number * 10 + digit;
        }
        return number;
    }

    private void data(Cursor piece) {
        Block block = blocks.getLast();
        int n = (int) Math.min(block.left, piece.remaining());
        block.recovery.write(piece.slice(n));
        block.left -= n;
        if (block.left == 0) state = State.TAG;
    }

    /// So many bytes are missing here.
    void skip(long bytes) {
        if (state == State.DATA && bytes < blocks.getLast().left) {
            blocks.getLast().recovery.skip(bytes);
            blocks.getLast().left -= bytes;
            return;
        }
        if (state == State.TEXT) gap += bytes;
        state = State.REST;
    }

    /// Says what there was.
    void finish(Account from, Account to) {
        byte[] raw = text.toByteArray();
        int length = matched == BINARY.length && !truncated ? raw.length - BINARY.length : raw.length;
        TextDecoding decoded = AolText.numbered(java.util.Arrays.copyOf(raw, length), charset, null);
        String html = decoded.text();
        List<String> names = new ArrayList<>();
        for (Block block : blocks) names.add(name(html, block.id));
        message(from, to, decoded, java.util.Arrays.copyOf(raw, length), names);
        for (int i = 0; i < blocks.size(); i++) file(blocks.get(i), from, to, names.get(i));
    }

    private void message(Account from, Account to, TextDecoding decoded, byte[] raw, List<String> names) {
        String text = Overlays.withoutOffer(ChatHtml.text(decoded.text()));
        if (text.isBlank() && names.isEmpty() && gap == 0) return;
        MessageBuilder message = Message.from(out.seen().withFrames(proof.frames()), from)
                .to(to)
                .leg(Message.Leg.SENT)
                .text(text)
                .markup(decoded.text())
                .gap(gap)
                .attachments(names);
        if (automatic) message.kind(Message.Kind.AUTO);
        if (truncated) message.truncated();
        if (decoded.foreign()) message.raw(decoded.charset(), raw);
        String overlay = Overlays.scheme(text);
        if (!overlay.isEmpty()) message.encrypted(overlay, raw.length);
        out.emit(message.build());
    }

    /// The name that the HTML gives the block with this id: `<IMG SRC="x.jpg" ID="1">`.
    private static String name(String html, String id) {
        for (int open = html.indexOf('<'); open >= 0; open = html.indexOf('<', open + 1)) {
            int close = html.indexOf('>', open);
            if (close < 0) break;
            String tag = html.substring(open, close + 1);
            if (!ChatHtml.attribute(tag, "id").equals(id)) continue;
            String source = ChatHtml.attribute(tag, "src");
            if (!source.isEmpty()) return source;
        }
        return "";
    }

    private void file(Block block, Account from, Account to, String name) {
        boolean whole = block.recovery.written() == block.size;
        if (FileNames.climbs(name)) out.anomaly("path-in-file-name", name);
        Recovered recovered = block.recovery.finish(block.size);
        out.emit(new FileTransfer(
                out.seen().withFrames(proof.frames()),
                from,
                to,
                name,
                block.size,
                whole ? FileTransfer.State.COMPLETE : FileTransfer.State.PARTIAL,
                recovered,
                ""));
    }
}
