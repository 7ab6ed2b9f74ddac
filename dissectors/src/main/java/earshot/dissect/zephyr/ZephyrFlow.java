package earshot.dissect.zephyr;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.Frames;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Presence;
import earshot.event.ImEvent.Room;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.MessageBuilder;
import earshot.event.Seen;
import earshot.flow.Direction;
import earshot.text.TextDecoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Notices between two machines.
final class ZephyrFlow implements Dissection {
    private static final int MOST_HEARD = 512, MOST_UNFINISHED = 32, LONGEST = 64 * 1024;

    /// A notice in fragments.
    private static final class Parts {
        final byte[] whole;
        final boolean[] have;
        int missing;
        Frames frames;

        Parts(int total, Frames frames) {
            this.whole = new byte[total];
            this.have = new boolean[total];
            this.missing = total;
            this.frames = frames;
        }
    }

    private final Out out;
    private final Map<String, Boolean> heard = new LinkedHashMap<>();
    private final Map<String, Parts> unfinished = new LinkedHashMap<>();

    ZephyrFlow(Out out) {
        this.out = out;
        out.service("zephyr");
    }

    @Override
    public int frame(Direction from, Cursor in) {
        return in.remaining();
    }

    @Override
    public int heldBytes() {
        int held = 0;
        for (Parts parts : unfinished.values()) held += 2 * parts.whole.length;
        return held;
    }

    @Override
    public void message(Direction from, Cursor in) {
        if (!Notice.begins(in)) return;
        Notice notice = Notice.read(in);
        if (notice == null) {
            out.anomaly("malformed-notice", "fewer fields than it says");
            return;
        }
        out.confirm("signature:zephyr", Confidence.CERTAIN, false);
        if (!notice.speaks() || !isNew(from + notice.uid() + '/' + notice.offset())) return;
        Seen seen = out.seen();
        if (notice.isFragment()) {
            Parts parts = put(notice, seen.frames());
            if (parts == null || parts.missing > 0) return;
            unfinished.remove(notice.group());
            said(from, notice.with(parts.whole), seen.withFrames(parts.frames));
        } else {
            said(from, notice, seen);
        }
    }

    private boolean isNew(String key) {
        if (heard.put(key, true) != null) return false;
        if (heard.size() > MOST_HEARD) heard.remove(heard.keySet().iterator().next());
        return true;
    }

    private Parts put(Notice notice, Frames frames) {
        int end = notice.offset() + notice.body().length;
        if (notice.total() > LONGEST || end > notice.total() || notice.group().isEmpty()) return null;
        Parts parts = unfinished.get(notice.group());
        if (parts == null || parts.whole.length != notice.total()) {
            if (unfinished.size() == MOST_UNFINISHED)
                unfinished.remove(unfinished.keySet().iterator().next());
            parts = new Parts(notice.total(), frames);
            unfinished.put(notice.group(), parts);
        }
        parts.frames = parts.frames.and(frames);
        System.arraycopy(notice.body(), 0, parts.whole, notice.offset(), notice.body().length);
        for (int i = notice.offset(); i < end; i++) {
            if (!parts.have[i]) parts.missing--;
            parts.have[i] = true;
        }
        return parts;
    }

    private void said(Direction from, Notice notice, Seen seen) {
        switch (notice.className().toUpperCase(java.util.Locale.ROOT)) {
            case "LOGIN" -> login(notice, seen);
            case "ZEPHYR_CTL" -> control(notice, seen);
            // Where somebody is, and what servers and managers tell each other.
            case "USER_LOCATE", "ZEPHYR_ADMIN", "HM_CTL", "SERVER_TEST" -> {}
            default -> spoken(from, notice, seen);
        }
    }

    private Account account(String name, Direction side) {
        return name.isEmpty() ? out.unnamed(side) : Account.of(name);
    }

    private void spoken(Direction from, Notice notice, Seen seen) {
        String recipient = notice.recipient();
        boolean personal = !recipient.isEmpty() && !recipient.equals("*") && !recipient.startsWith("@");
        Leg leg = from == Direction.CLIENT ? Leg.SENT : Leg.DELIVERED;
        MessageBuilder message =
                Message.from(seen, account(notice.sender(), from)).leg(leg).messageId(notice.uid());
        if (personal) message.to(Account.of(recipient));
        else message.room(notice.className() + "," + notice.instance());
        switch (notice.opcode()) {
            case "PING" -> message.kind(Kind.TYPING);
            case "CRYPT" -> message.encrypted("zcrypt", notice.body().length);
            default -> {
                if (notice.opcode().equals("AUTO")) message.kind(Kind.AUTO);
                byte[] text = text(notice.body());
                TextDecoding read = TextDecoding.of(text, notice.charset());
                if (read.text().isEmpty()) return;
                message.text(read.text());
                if (read.foreign()) message.raw(read.charset(), text);
            }
        }
        out.emit(message.build());
    }

    /// The second string of the body; where there is but one, that is the text.
    private static byte[] text(byte[] body) {
        int signature = 0;
        while (signature < body.length && body[signature] != 0) signature++;
        if (signature >= body.length - 1) return Arrays.copyOf(body, signature);
        int end = signature + 1;
        while (end < body.length && body[end] != 0) end++;
        int last = end;
        while (last > signature + 1 && (body[last - 1] == '\n' || body[last - 1] == '\r')) last--;
        return Arrays.copyOfRange(body, signature + 1, last);
    }

    /// The instance is who came or went; the body says where: host, time, terminal.
    private void login(Notice notice, Seen seen) {
        Presence.State state = switch (notice.opcode()) {
            case "USER_LOGIN" -> Presence.State.ONLINE;
            case "USER_LOGOUT" -> Presence.State.OFFLINE;
            default -> null;
        };
        String who = notice.instance().indexOf('@') > 0 ? notice.instance() : notice.sender();
        if (state == null || who.isEmpty()) return;
        List<String> where = strings(notice.body());
        out.emit(new Presence(
                seen, Account.of(who), state, where.isEmpty() ? "" : "at " + where.getFirst(), Client.UNKNOWN));
    }

    /// Subscriptions: class, instance, recipient. To somebody's login is a contact, to a class a room.
    private void control(Notice notice, Seen seen) {
        boolean joins = notice.opcode().equals("SUBSCRIBE"),
                leaves = notice.opcode().equals("UNSUBSCRIBE");
        if (!joins && !leaves || notice.sender().isEmpty()) return;
        Account who = Account.of(notice.sender());
        List<String> triples = strings(notice.body());
        for (int i = 0; i + 2 < triples.size(); i += 3) {
            String className = triples.get(i), instance = triples.get(i + 1), recipient = triples.get(i + 2);
            if (className.equalsIgnoreCase("LOGIN") && instance.indexOf('@') > 0) {
                Contact.State state = joins ? Contact.State.LISTED : Contact.State.REMOVED;
                out.emit(new Contact(seen, who, Account.of(instance), "", List.of(), state));
            } else if (recipient.isEmpty() || recipient.equals("*")) {
                Room.Action action = joins ? Room.Action.JOINED : Room.Action.LEFT;
                out.emit(new Room(seen, className + "," + instance, who, action, ""));
            }
        }
    }

    private static List<String> strings(byte[] body) {
        List<String> all = new ArrayList<>();
        for (int at = 0; at < body.length && all.size() < 300; ) {
            int end = at;
            while (end < body.length && body[end] != 0) end++;
            all.add(new String(body, at, end - at, StandardCharsets.UTF_8));
            at = end + 1;
        }
        return all;
    }
}
