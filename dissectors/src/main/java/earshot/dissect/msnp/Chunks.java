package earshot.dissect.msnp;

import earshot.dissect.msnp.p2p.Names;
import earshot.mime.Mime;
import java.util.LinkedHashMap;
import java.util.Map;

/// Texts that were too long for one message: `Message-ID` in all parts, `Chunks` in the first, `Chunk` in the others.
///
/// Holds at most [#MOST] unfinished texts of at most [#MOST_PARTS] parts; of more, the oldest is dropped.
final class Chunks {
    private static final int MOST = 16, MOST_PARTS = 64;

    /// @param first the fields that hold for the whole
    private record Pending(Mime first, byte[][] parts) {
        boolean whole() {
            for (byte[] part : parts) if (part == null) return false;
            return true;
        }
    }

    private final Map<String, Pending> pending = new LinkedHashMap<>();

    /// @return the message, or the whole of which it is the last part; null while parts are missing
    Mime whole(String sender, Mime part) {
        String id = part.field("message-id");
        String count = part.field("chunks"), number = part.field("chunk");
        if (id.isEmpty() || count.isEmpty() && number.isEmpty()) return part;
        String key = Names.key(sender) + ' ' + id;
        int index = Line.number(number, MOST_PARTS);
        if (!count.isEmpty()) {
            int parts = Line.number(count, MOST_PARTS + 1);
            if (parts <= 1 || parts > MOST_PARTS) return part;
            if (pending.size() == MOST)
                pending.remove(pending.keySet().iterator().next());
            pending.put(key, new Pending(part, new byte[parts][]));
            index = 0;
        }
        Pending text = pending.get(key);
        // The first part is missing: how many there are is not known.
        if (text == null) return null;
        if (index >= text.parts.length) return null;
        text.parts[index] = part.body();
        if (!text.whole()) return null;
        pending.remove(key);
        int size = 0;
        for (byte[] one : text.parts) size += one.length;
        byte[] all = new byte[size];
        int at = 0;
        for (byte[] one : text.parts) {
            System.arraycopy(one, 0, all, at, one.length);
            at += one.length;
        }
        return new Mime(text.first.fields(), all);
    }

    int heldBytes() {
        int held = 0;
        for (Pending text : pending.values()) for (byte[] part : text.parts) held += part == null ? 0 : part.length;
        return held;
    }

    void forget() {
        pending.clear();
    }
}
