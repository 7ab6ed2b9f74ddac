package earshot.report.talk;

import earshot.capture.CaptureInfo;
import earshot.capture.FrameRef;
import earshot.event.Account;
import earshot.event.Frames;
import earshot.event.ImEvent.Message;
import earshot.event.Seen;
import earshot.report.line.EventLine;
import earshot.report.line.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One message as seen on one hop: an event of type `message`.
///
/// @param id the event's
/// @param time nanoseconds since 1970-01-01 UTC
/// @param flow the flow's community id, "" for none
/// @param leg `sent`, `relayed`, `delivered`, `echo`
/// @param hop tells the hops of one message apart
/// @param stated the protocol's own time, [Long#MIN_VALUE] for none
/// @param notes what else is to be said of it: `truncated`, `12 bytes missing`, `corrects m1`, `otr, 300
///     bytes`
public record Hop(
        String id,
        long time,
        String service,
        String network,
        String flow,
        Party from,
        List<Party> to,
        String room,
        String text,
        String kind,
        String leg,
        String hop,
        String messageId,
        long stated,
        List<String> notes,
        List<Proof> proof) {

    /// A live event.
    ///
    /// @param id the event's
    /// @param reveal whether a secret in its text shows
    public static Hop of(Message message, String id, List<CaptureInfo> captures, boolean reveal) {
        Seen seen = message.seen();
        String flow = "", client = "", server = "";
        if (seen.flow() != null) {
            flow = EventLine.flow(seen.flow());
            client = seen.flow().client().toString();
            server = seen.flow().server().toString();
        }
        List<Party> to = new ArrayList<>(message.to().size());
        for (Account reader : message.to()) to.add(Party.of(reader.id(), flow));
        String leg = word(message.leg());
        boolean secret = !reveal && !message.secret().isEmpty();
        return new Hop(
                id,
                seen.time(),
                seen.service(),
                seen.network(),
                flow,
                Party.of(message.from().id(), flow),
                to,
                message.room(),
                secret ? earshot.event.json.Secrets.mask(message.text(), message.secret()) : message.text(),
                word(message.kind()),
                leg,
                hop(leg, client, server, message.room(), to),
                message.messageId(),
                message.statedTime() == 0 ? Long.MIN_VALUE : message.statedTime(),
                notes(
                        message.truncated(),
                        message.gap(),
                        message.replaces(),
                        message.retracts(),
                        message.encryption(),
                        message.size(),
                        message.attachments()),
                proof(seen.frames(), captures));
    }

    /// A message, or a file as if it were one: enough to know the talk it belongs to.
    ///
    /// @return null for a line of another type
    static Hop between(EventLine line) {
        if (!line.type().equals("file")) return of(line);
        String flow = line.flow();
        List<Party> to =
                line.list("to").stream().map(reader -> Party.of(reader, flow)).toList();
        return new Hop(
                line.id(),
                line.time(),
                line.text("service"),
                line.text("network"),
                flow,
                Party.of(line.text("from"), flow),
                to,
                line.text("room"),
                "",
                "file",
                "",
                "",
                "",
                Long.MIN_VALUE,
                List.of(),
                line.proof());
    }

    /// An event line of type `message`, its secrets masked.
    ///
    /// @return null for a line of another type
    public static Hop of(EventLine line) {
        if (!line.type().equals("message")) return null;
        EventLine masked = line.masked();
        String flow = line.flow();
        List<Party> to =
                line.list("to").stream().map(reader -> Party.of(reader, flow)).toList();
        String leg = line.text("leg"), room = line.text("room");
        return new Hop(
                line.id(),
                line.time(),
                line.text("service"),
                line.text("network"),
                flow,
                Party.of(line.text("from"), flow),
                to,
                room,
                masked.text("text"),
                line.text("kind"),
                leg,
                hop(leg, line.text("flow", "client"), line.text("flow", "server"), room, to),
                line.text("messageId"),
                line.time("statedTime"),
                notes(
                        line.flag("truncated"),
                        line.number("gap", 0),
                        line.text("replaces"),
                        line.text("retracts"),
                        line.text("encryption"),
                        line.number("size", 0),
                        line.list("attachments")),
                line.proof());
    }

    /// Whether it is something that was said, and not a sign of it (typing, receipts).
    public boolean isSaid() {
        return !kind.equals("typing") && !kind.equals("receipt");
    }

    Hop withText(String other) {
        return new Hop(
                id, time, service, network, flow, from, to, room, other, kind, leg, hop, messageId, stated, notes,
                proof);
    }

    /// Who reads it reads on one flow; who sends it may have reconnected between two messages.
    private static String hop(String leg, String client, String server, String room, List<Party> to) {
        String ends = leg.equals("sent") ? host(client) + ' ' + host(server) : client + ' ' + server;
        return leg
                + ' '
                + ends
                + (room.isEmpty() || to.isEmpty() ? "" : ' ' + to.getFirst().key());
    }

    private static String host(String endpoint) {
        return endpoint.substring(0, Math.max(0, endpoint.lastIndexOf(':')));
    }

    private static List<String> notes(
            boolean truncated,
            long gap,
            String replaces,
            String retracts,
            String encryption,
            long size,
            List<String> attachments) {
        List<String> notes = new ArrayList<>(0);
        if (!encryption.isEmpty()) notes.add(encryption + ", " + size + " bytes");
        if (truncated) notes.add("truncated");
        if (gap > 0) notes.add(gap + " bytes missing");
        if (!replaces.isEmpty()) notes.add("corrects " + replaces);
        if (!retracts.isEmpty()) notes.add("retracts " + retracts);
        for (String name : attachments) notes.add("with " + name);
        return notes;
    }

    private static List<Proof> proof(Frames frames, List<CaptureInfo> captures) {
        List<Proof> proof = new ArrayList<>(1);
        int last = -1;
        for (int i = 0; i < frames.count(); i++) {
            int capture = FrameRef.capture(frames.ref(i));
            if (capture == last) continue;
            last = capture;
            proof.add(new Proof(capture < captures.size() ? captures.get(capture).name : "", frames.text(capture)));
        }
        return proof;
    }

    private static final Map<Enum<?>, String> WORDS = new java.util.concurrent.ConcurrentHashMap<>();

    private static String word(Enum<?> value) {
        return WORDS.computeIfAbsent(value, one -> one.name().toLowerCase(Locale.ROOT));
    }
}
