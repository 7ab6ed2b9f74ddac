package earshot.dissect.sip.msrp;

import earshot.bytes.Cursor;
import earshot.dissect.Out;
import earshot.dissect.sip.body.Content;
import earshot.event.Account;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Recovered;
import earshot.event.MessageBuilder;
import earshot.event.Seen;
import earshot.flow.Direction;
import earshot.mime.Mime;
import java.util.LinkedHashMap;
import java.util.Map;

/// Puts the chunks of messages together and says what they were.
///
/// Bounded: [#MOST] messages under way, the one begun longest ago is given up; [#LONGEST] bytes of text. Files go to
/// the run's store as they come.
final class Messages {
    private static final int MOST = 32;
    private static final int LONGEST = 1 << 20;

    private final Out out;
    private final Offered offered;
    private final Map<String, Incoming> underWay = new LinkedHashMap<>();

    Messages(Out out, Offered offered) {
        this.out = out;
        this.offered = offered;
    }

    /// Who stands behind the path that a chunk comes from.
    Account sender(Direction from, Chunk chunk) {
        return party(from, chunk.fields().field("from-path"));
    }

    private Account party(Direction side, String path) {
        String last = Msrp.last(path);
        return last.isEmpty() ? out.unnamed(side) : out.unnamed(side).claiming(Msrp.KEY + last);
    }

    /// What the chunk's bytes belong to, placed where they belong.
    Incoming begin(Direction from, Chunk chunk) {
        String id = chunk.fields().field("message-id");
        String key = from + " " + (id.isEmpty() ? chunk.id() : id);
        Incoming incoming = underWay.get(key);
        if (incoming == null) {
            if (underWay.size() == MOST) unfinished(underWay.values().iterator().next());
            Account sender = sender(from, chunk);
            Account reader = party(from.other(), chunk.fields().field("to-path"));
            incoming = new Incoming(from, key, chunk, sender, reader, isFile(chunk) ? out.recover() : null);
            underWay.put(key, incoming);
        }
        if (chunk.total() >= 0) incoming.total = chunk.total();
        if (incoming.file != null) {
            incoming.file.position(chunk.start());
        } else if (chunk.start() > incoming.text.size() + incoming.missing) {
            incoming.missing = chunk.start() - incoming.text.size();
        }
        seen(incoming);
        return incoming;
    }

    /// What a session was agreed for is a file, and so is whatever no chat program shows as words.
    private boolean isFile(Chunk chunk) {
        Mime fields = chunk.fields();
        if (offered != null) return true;
        String disposition = fields.field("content-disposition").toLowerCase(java.util.Locale.ROOT);
        if (disposition.startsWith("attachment") || disposition.startsWith("render")) return true;
        String type = fields.type();
        if (type.isEmpty() || type.startsWith("text/") || type.startsWith("message/") || type.startsWith("multipart/"))
            return false;
        return switch (type) {
            case "application/im-iscomposing+xml",
                    "application/im-iscomposing",
                    "application/xhtml+xml",
                    "application/resource-lists+xml",
                    "application/vnd.gsma.rcs-ft-http+xml",
                    "application/vnd.gsma.rcspushlocation+xml",
                    "application/x-ms-ink",
                    "application/pkcs7-mime" -> false;
            default -> true;
        };
    }

    private void seen(Incoming incoming) {
        incoming.last = out.seen();
        incoming.proof.add(incoming.last.frames());
    }

    void add(Incoming incoming, Cursor piece) {
        seen(incoming);
        if (incoming.file != null) incoming.file.write(piece);
        else if (incoming.text.size() + piece.remaining() <= LONGEST)
            incoming.text.write(piece.array(), piece.position(), piece.remaining());
        else incoming.tooLong = true;
    }

    void skip(Incoming incoming, long bytes) {
        if (incoming.file != null) incoming.file.skip(bytes);
        else incoming.missing += bytes;
    }

    /// A chunk ended.
    void over(Direction from, Incoming incoming, int flag) {
        seen(incoming);
        if (flag == '+') return;
        if (flag == '#') {
            unfinished(incoming);
            return;
        }
        underWay.remove(incoming.key);
        if (incoming.file != null) file(incoming, true);
        else said(from, incoming);
    }

    /// What is not whole is no message; of a file what came is kept.
    void unfinished(Incoming incoming) {
        underWay.remove(incoming.key);
        if (incoming.file != null) file(incoming, false);
        else out.anomaly("unfinished-message", incoming.text.size() + " bytes of a message that never ended");
    }

    private void said(Direction from, Incoming incoming) {
        Mime fields = incoming.first.fields();
        Content content = Content.read(new Mime(fields.fields(), incoming.text.toByteArray()));
        if (!content.speaks()) return;
        Seen seen = incoming.last.withFrames(incoming.proof.frames());
        Account sender = named(content.envelope().from(), incoming.sender);
        Account reader = named(content.envelope().to(), incoming.reader);
        MessageBuilder message = content.message(seen, sender)
                .to(reader)
                .room("", Msrp.ROOM_KEY + Msrp.last(fields.field("from-path")))
                .gap(incoming.missing)
                .leg(from == Direction.CLIENT ? Leg.SENT : Leg.DELIVERED);
        if (incoming.tooLong) message.truncated();
        out.emit(message.build());
    }

    /// The envelope's party, or the one known by its path; anonymous ones hide nothing that the path does not show.
    private static Account named(String envelope, Account otherwise) {
        int open = envelope.lastIndexOf('<'), close = envelope.indexOf('>', Math.max(0, open));
        String uri = open >= 0 && close > open ? envelope.substring(open + 1, close) : envelope.strip();
        int colon = uri.indexOf(':');
        String address = colon > 0 && colon <= 5 ? uri.substring(colon + 1) : uri;
        int parameters = address.indexOf(';');
        if (parameters >= 0) address = address.substring(0, parameters);
        boolean nobody = address.isEmpty() || address.startsWith("anonymous@") || address.indexOf(' ') >= 0;
        return nobody ? otherwise : Account.of(address);
    }

    private void file(Incoming incoming, boolean ended) {
        Mime fields = incoming.first.fields();
        String name = Mime.parameterOf(fields.field("content-disposition"), "filename");
        boolean known = offered != null;
        if (known && name.isEmpty()) name = offered.name();
        long size = incoming.total >= 0 ? incoming.total : known ? offered.size() : -1;
        if (incoming.file.written() == 0 && size != 0) {
            incoming.file.discard();
            return;
        }
        Recovered recovered = incoming.file.finish(size);
        boolean whole = ended && recovered.missing().isEmpty() && (size < 0 || recovered.bytes() == size);
        Seen seen = incoming.last.withFrames(incoming.proof.frames());
        String path = Msrp.last(fields.field("from-path"));
        String claim = path.isEmpty() ? "" : Msrp.FILE_KEY + path;
        out.emit(new FileTransfer(
                seen,
                incoming.sender,
                incoming.reader,
                name,
                size,
                whole ? State.COMPLETE : State.PARTIAL,
                recovered,
                claim));
    }

    int heldBytes() {
        int held = 0;
        for (Incoming one : underWay.values()) held += one.text.size();
        return held;
    }

    void end() {
        while (!underWay.isEmpty()) unfinished(underWay.values().iterator().next());
    }
}
