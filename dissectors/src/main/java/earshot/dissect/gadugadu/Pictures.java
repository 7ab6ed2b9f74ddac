package earshot.dissect.gadugadu;

import earshot.bytes.Cursor;
import earshot.dissect.Recovery;
import earshot.event.Account;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.event.ImEvent.Recovered;
import earshot.event.Proof;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Pictures inside messages: asked for by size and checksum, and sent in pieces behind messages without text.
///
/// Holds at most [#MOST] that are coming; of more, the oldest is told as it is.
final class Pictures {
    static final int BEGINS = 5, GOES_ON = 6;
    private static final int MOST = 16, LARGEST = 1 << 20;

    private final Link link;
    private final Map<String, Picture> coming = new LinkedHashMap<>();

    Pictures(Link link) {
        this.link = link;
    }

    private static final class Picture {
        final Account from, to;
        final String name;
        final long size;
        final Recovery recovery;
        final Proof proof = new Proof();

        Picture(Account from, Account to, String name, long size, Recovery recovery) {
            this.from = from;
            this.to = to;
            this.name = name;
            this.size = size;
            this.recovery = recovery;
        }
    }

    int heldBytes() {
        return coming.size() * 256;
    }

    void piece(Account from, Account to, int kind, Cursor in) {
        long size = in.u32le(), checksum = in.u32le();
        String key = from.id() + " " + to.id() + " " + size + " " + checksum;
        if (kind == BEGINS) {
            String name = new String(Packet.zeroEnded(in), StandardCharsets.UTF_8);
            if (in.truncated() || size == 0 || size > LARGEST) return;
            if (coming.size() == MOST) finish(coming.keySet().iterator().next());
            coming.putIfAbsent(key, new Picture(from, to, name, size, link.out.recover()));
        }
        Picture picture = coming.get(key);
        if (picture == null || in.truncated()) return;
        picture.proof.add(link.seen().frames());
        picture.recovery.write(in);
        if (picture.recovery.written() >= size) finish(key);
    }

    private void finish(String key) {
        Picture picture = coming.remove(key);
        boolean whole = picture.recovery.written() == picture.size;
        Recovered recovered = picture.recovery.finish(picture.size);
        link.out.emit(new FileTransfer(
                link.seen().withFrames(picture.proof.frames()),
                picture.from,
                picture.to,
                picture.name,
                picture.size,
                whole ? State.COMPLETE : State.PARTIAL,
                recovered,
                ""));
    }

    void end() {
        while (!coming.isEmpty()) finish(coming.keySet().iterator().next());
    }
}
