package earshot.dissect.ymsg;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Room;
import earshot.event.ImEvent.Room.Action;
import earshot.event.ImEvent.Session;
import earshot.event.MessageBuilder;
import earshot.flow.Direction;
import earshot.text.TextDecoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The packets of one YCHT connection: a header of 16 bytes (`YCHT`, version, service, status, length), and values with
/// C0 80 between them and no keys; inside a value 01 separates, inside a member 02.
final class YchtFlow implements Dissection {
    private static final int LOGIN = 0x01, LOGOUT = 0x02, JOIN = 0x11, PART = 0x12, MESSAGE = 0x41, EMOTE = 0x43;
    private static final int TOPIC = 1, MEMBERS = 4, OWN_JOIN = 6;

    private final Link link;
    private final YahooText texts = new YahooText();
    private boolean asked, started;
    private String room = "";

    YchtFlow(Out out) {
        link = new Link(out);
    }

    @Override
    public int longestMessage() {
        return Ycht.HEADER + 0xffff;
    }

    @Override
    public int frame(Direction from, Cursor in) {
        return switch (Ycht.header(in)) {
            case YES -> Ycht.HEADER + in.peek16(14);
            case MORE -> MORE;
            default -> LOST;
        };
    }

    @Override
    public int resync(Direction from, Cursor in) {
        for (int at = in.indexOf('Y', 0); at >= 0; at = in.indexOf('Y', at + 1)) {
            Cursor here = in.copy();
            here.skip(at);
            Verdict verdict = Ycht.header(here);
            if (verdict != Verdict.NO) return verdict == Verdict.YES ? at : ~at;
        }
        return ~in.remaining();
    }

    @Override
    public void message(Direction from, Cursor in) {
        link.confirm();
        in.skip(8);
        int service = (int) in.u32();
        in.skip(4);
        List<byte[]> values = values(in);
        if (from == Direction.CLIENT) sent(service, values);
        else received(service, values);
    }

    private static List<byte[]> values(Cursor in) {
        List<byte[]> values = new ArrayList<>();
        while (in.remaining() > 0) {
            int end = in.indexOf(0xc0, 0);
            while (end >= 0 && in.peek(end + 1) != 0x80) end = in.indexOf(0xc0, end + 1);
            values.add(in.take(end < 0 ? in.remaining() : end));
            in.skip(Math.min(2, in.remaining()));
        }
        return values;
    }

    private static byte[] value(List<byte[]> values, int number) {
        return number < values.size() ? values.get(number) : new byte[0];
    }

    private static String text(List<byte[]> values, int number) {
        return TextDecoding.of(value(values, number)).text();
    }

    /// What a client sends has a 01 where the server has a separator.
    private static int split(byte[] value) {
        for (int i = 0; i < value.length; i++) if (value[i] == 1) return i;
        return -1;
    }

    private void sent(int service, List<byte[]> values) {
        byte[] value = value(values, 0);
        int split = split(value);
        switch (service) {
            case LOGIN -> {
                if (split <= 0) return;
                link.own(Account.of(TextDecoding.of(Arrays.copyOf(value, split)).text()));
                asked = true;
            }
            case MESSAGE, EMOTE -> {
                if (split <= 0) return;
                String where = TextDecoding.of(Arrays.copyOf(value, split)).text();
                byte[] words = Arrays.copyOfRange(value, split + 1, value.length);
                said(service, where, link.speaking(), List.of(), words, Message.Leg.SENT);
            }
            case LOGOUT -> {
                if (!room.isEmpty()) tell(room, link.speaking(), Action.LEFT, "");
                room = "";
            }
            default -> {}
        }
    }

    private void received(int service, List<byte[]> values) {
        String where = text(values, 0);
        switch (service) {
            case LOGIN -> {
                if (!asked || started) return;
                started = true;
                link.out.emit(new Session(
                        link.seen(), Session.State.STARTED, link.own(), Client.UNKNOWN, "YCHT cookies", ""));
            }
            case JOIN -> joined(where, values);
            case PART -> {
                String who = text(values, 1);
                if (!where.isEmpty() && !who.isEmpty()) tell(where, Account.of(who), Action.LEFT, "");
            }
            case MESSAGE, EMOTE -> {
                String who = text(values, 1);
                if (where.isEmpty() || who.isEmpty()) return;
                List<Account> readers = link.named() ? List.of(link.own()) : List.of();
                said(service, where, Account.of(who), readers, value(values, 2), Message.Leg.DELIVERED);
            }
            default -> {}
        }
    }

    /// The client's own joining has more values, and all who are there.
    private void joined(String where, List<byte[]> values) {
        if (where.isEmpty()) return;
        boolean own = values.size() >= OWN_JOIN;
        if (own) {
            room = where;
            tell(where, link.speaking(), Action.JOINED, "");
            String topic = YahooText.plain(text(values, TOPIC));
            if (!topic.isEmpty()) tell(where, Account.NONE, Action.TOPIC, topic);
        }
        for (String member : text(values, MEMBERS).split("\u0001")) {
            int end = member.indexOf(2);
            Account account = Account.of((end < 0 ? member : member.substring(0, end)).strip());
            if (!account.isNone() && !link.isOwn(account)) {
                tell(where, account, own ? Action.PRESENT : Action.JOINED, "");
            }
        }
    }

    private void said(int service, String where, Account who, List<Account> readers, byte[] words, Message.Leg leg) {
        if (words.length == 0 || where.isEmpty()) return;
        MessageBuilder message =
                Message.from(link.seen(), who).room(where).to(readers).leg(leg);
        Speech.text(texts, message, Link.key(who), words, false);
        link.out.emit(message.kind(service == EMOTE ? Message.Kind.ACTION : Message.Kind.ROOM)
                .build());
    }

    private void tell(String where, Account account, Action action, String text) {
        link.out.emit(new Room(link.seen(), where, account, action, text));
    }

    @Override
    public void gap(Direction from, long bytes) {
        room = "";
    }
}
