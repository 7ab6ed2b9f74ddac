package earshot.dissect.xmpp;

import earshot.dissect.Recovery;
import earshot.event.Account;
import earshot.event.Seen;
import earshot.flow.Direction;

/// In-band bytestreams (XEP-0047): files in base64 inside stanzas, in numbered blocks. Either side of a
/// stream may send; each direction is a file of its own.
final class InBand {
    private static final int MOST_STREAMS = 32;
    /// Block numbers count to here and begin again.
    private static final int WRAP = 0x10000;
    /// More blocks than this are not taken to be lost, but to be numbered wrongly.
    private static final int MOST_LOST = 4096;

    private final Link link;
    private final Files files;
    private final Recent<String, Stream> streams = new Recent<>(MOST_STREAMS);

    InBand(Link link, Files files) {
        this.link = link;
        this.files = files;
    }

    private final class Stream {
        final FileOffer offer;
        final Recovery recovery = link.out().recover();
        final Proof proof = new Proof();
        int next;
        long block;
        boolean whole = true;
        Seen last;

        Stream(FileOffer offer, long block) {
            this.offer = offer;
            this.block = block;
            if (offer.offset() > 0) recovery.position(offer.offset());
        }
    }

    boolean read(Direction from, Element stanza) {
        String type = stanza.attribute("type");
        for (Element child : stanza.children()) {
            if (!child.namespace.equals(Ns.IBB)) continue;
            if (stanza.name.equals("iq") && !type.equals("set")) return true;
            Account sender = link.sender(from, stanza), reader = link.reader(from, stanza);
            switch (child.name) {
                case "open" -> open(sender, reader, child);
                case "data" -> data(sender, reader, child);
                case "close" -> close(sender, reader, child);
                default -> {}
            }
            return true;
        }
        return false;
    }

    /// A stream has two directions; the one that opens it is nearly always the only one that sends.
    private static String direction(String sid, Account sender, Account reader) {
        return sid + "\n" + sender.id() + "\n" + reader.id();
    }

    private void open(Account sender, Account reader, Element open) {
        String sid = open.attribute("sid"), key = direction(sid, sender, reader);
        Stream before = streams.remove(key);
        if (before != null) finish(before, false);
        if (room())
            streams.put(key, new Stream(offer(sid, sender, reader), Files.number(open.attribute("block-size"))));
    }

    private boolean room() {
        if (streams.size() < MOST_STREAMS) return true;
        link.out().anomaly("table-full", "more than " + MOST_STREAMS + " in-band streams at once");
        return false;
    }

    private FileOffer offer(String sid, Account sender, Account reader) {
        FileOffer offer = files.offered(Files.key(sid, sender, reader));
        boolean thisWay = offer != null && offer.from().id().equals(sender.id());
        return thisWay ? offer : FileOffer.unknown(sender, reader);
    }

    private void data(Account sender, Account reader, Element data) {
        String sid = data.attribute("sid"), key = direction(sid, sender, reader);
        Stream stream = streams.get(key);
        int seq = (int) Math.min(Files.number(data.attribute("seq")), WRAP);
        if (stream == null) {
            if (!room()) return;
            // Joined in the middle, or the other direction of an open stream.
            stream = new Stream(offer(sid, sender, reader), -1);
            if (seq != 0) stream.whole = false;
            stream.next = Math.max(0, seq);
            streams.put(key, stream);
        }
        byte[] bytes = Base64Text.decode(data.text());
        int lost = seq - stream.next & WRAP - 1;
        if (bytes == null || seq < 0 || lost > MOST_LOST) {
            String why =
                    bytes == null ? "is not base64" : "has number " + data.attribute("seq") + ", not " + stream.next;
            link.out().anomaly("bad-block", "in-band block " + why);
            return;
        }
        if (lost > 0) {
            stream.whole = false;
            stream.recovery.skip(lost * Math.max(stream.block, bytes.length));
        }
        stream.recovery.write(bytes, 0, bytes.length);
        stream.block = Math.max(stream.block, bytes.length);
        stream.next = (seq + 1) % WRAP;
        stream.last = link.seen();
        stream.proof.add(stream.last.frames());
        if (stream.offer.size() >= 0 && stream.recovery.written() >= stream.offer.expected()) {
            streams.remove(key);
            finish(stream, true);
        }
    }

    private void close(Account sender, Account reader, Element close) {
        String sid = close.attribute("sid");
        Stream sent = streams.remove(direction(sid, sender, reader));
        Stream received = streams.remove(direction(sid, reader, sender));
        if (sent != null) finish(sent, true);
        if (received != null) finish(received, true);
    }

    private void finish(Stream stream, boolean closed) {
        if (stream.last == null) {
            stream.recovery.discard();
            return;
        }
        Seen seen = stream.last.withFrames(stream.proof.frames());
        boolean whole = stream.whole && (closed || stream.offer.size() >= 0);
        link.emit(stream.offer.recovered(seen, stream.recovery.finish(stream.offer.size()), whole, ""));
    }

    void end() {
        for (var entry : streams.entries()) finish(entry.getValue(), false);
        streams.clear();
    }
}
