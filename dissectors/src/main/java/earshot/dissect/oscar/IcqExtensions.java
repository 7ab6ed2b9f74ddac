package earshot.dissect.oscar;

import earshot.bytes.Cursor;
import earshot.event.Account;
import earshot.event.Frames;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Lookup;
import earshot.event.ImEvent.Message;
import earshot.flow.Direction;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/// Family 15: ICQ's own requests inside OSCAR, little-endian: {u16 size, u32 own number, u16 type, u16
/// sequence} in TLV 1, then offline messages, directory queries with their answers, a change of password,
/// SMS.
final class IcqExtensions {
    private static final int DATA = 0x01;
    private static final int OFFLINE_MESSAGE = 0x0041, META_REQUEST = 0x07d0, META_REPLY = 0x07da;
    private static final int FULL_INFO = 0x04b2,
            SHORT_INFO = 0x04ba,
            FULL_INFO_2 = 0x04d0,
            BY_NAME = 0x0515,
            BY_NUMBER = 0x051f,
            BY_MAIL = 0x0529,
            CHANGE_PASSWORD = 0x042e,
            SEND_SMS = 0x1482;
    private static final int BASIC_INFO = 0x00c8, MORE_INFO = 0x00dc, WORK_INFO = 0x00d2, ABOUT = 0x00e6;
    private static final int SHORT_INFO_REPLY = 0x0104, FOUND = 0x01a4, FOUND_LAST = 0x01ae;
    private static final int DONE = 0x0a;

    /// Queries whose answers are awaited; the oldest goes.
    private static final int MOST_ASKED = 256;

    private final Connection connection;
    private final IcqMessage icq;
    private final Map<Integer, Account> asked = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Account> eldest) {
            return size() > MOST_ASKED;
        }
    };

    IcqExtensions(Connection connection, Presences presences) {
        this.connection = connection;
        this.icq = new IcqMessage(connection, presences);
    }

    /// What was lost may have been other queries under the same numbers.
    void forget() {
        asked.clear();
    }

    void read(Snac snac, Direction from) {
        Cursor data = Tlvs.rest(snac.body()).get(DATA);
        if (data == null) return; // an empty answer
        data.u16le();
        long own = data.u32le();
        int type = data.u16le();
        int sequence = data.u16le();
        if (data.truncated()) {
            connection.truncated(snac);
            return;
        }
        // Servers for AIM answer with zero, and so do clients there.
        if (own != 0 && !connection.isNamed()) connection.named(Long.toString(own));
        if (from == Direction.CLIENT && type == META_REQUEST) request(data, sequence);
        if (from == Direction.SERVER && type == META_REPLY) reply(data, sequence);
        if (from == Direction.SERVER && type == OFFLINE_MESSAGE) offline(data);
    }

    /// u32 sender, u16 year, u8 month, day, hour, minute (GMT), then the message.
    private void offline(Cursor in) {
        long sender = in.u32le();
        int year = in.u16le(), month = in.u8(), day = in.u8(), hour = in.u8(), minute = in.u8();
        if (in.truncated() || sender == 0) return;
        Account from = connection.peer(Long.toString(sender));
        icq.offline(in, from, connection.own(), nanos(year, month, day, hour, minute));
    }

    private static long nanos(int year, int month, int day, int hour, int minute) {
        try {
            LocalDateTime time = LocalDateTime.of(year, month, day, hour, minute);
            return year < 1970 || year > 2200 ? 0 : time.toEpochSecond(ZoneOffset.UTC) * 1_000_000_000L;
        } catch (DateTimeException e) {
            return 0; // no such time: the message stands without it
        }
    }

    private void request(Cursor in, int sequence) {
        int what = in.u16le();
        if (in.truncated()) return;
        switch (what) {
            case CHANGE_PASSWORD -> {
                String password = IcqMessage.counted(in);
                if (in.truncated() || password.isEmpty()) return;
                connection.emit(new Credential(
                        connection.seen().withFrames(Frames.NONE),
                        connection.own(),
                        Credential.Form.CLEARTEXT,
                        password,
                        "ICQ password change",
                        0));
            }
            case FULL_INFO, FULL_INFO_2, SHORT_INFO, BY_NUMBER -> {
                long number = in.u32le();
                if (in.truncated() || number == 0) return;
                Account about = Account.of(Long.toString(number));
                asked.put(sequence, about);
                if (what == BY_NUMBER) lookup(about, "search by number");
            }
            case BY_MAIL -> {
                String mail = IcqMessage.counted(in);
                if (!in.truncated() && !mail.isEmpty()) lookup(Account.of(mail), "search by e-mail address");
            }
            case BY_NAME -> {
                String first = IcqMessage.counted(in), last = IcqMessage.counted(in), nick = IcqMessage.counted(in);
                if (!in.truncated()) lookup(Account.NONE, lines("first name", first, "last name", last, "nick", nick));
            }
            case SEND_SMS -> sms(in);
            default -> {}
        }
    }

    private void reply(Cursor in, int sequence) {
        int what = in.u16le();
        int result = in.u8();
        if (in.truncated() || result != DONE) return;
        switch (what) {
            case BASIC_INFO ->
                answer(
                        in,
                        sequence,
                        "nick",
                        "first name",
                        "last name",
                        "e-mail",
                        "city",
                        "state",
                        "phone",
                        "fax",
                        "address",
                        "mobile",
                        "zip");
            case SHORT_INFO_REPLY -> answer(in, sequence, "nick", "first name", "last name", "e-mail");
            case ABOUT -> answer(in, sequence, "about");
            case WORK_INFO ->
                answer(in, sequence, "work city", "work state", "work phone", "work fax", "work address", "work zip");
            case MORE_INFO -> {
                in.u16le();
                in.u8();
                answer(in, sequence, "home page");
            }
            case FOUND, FOUND_LAST -> {
                in.u16le();
                long number = in.u32le();
                if (in.truncated() || number == 0) return;
                asked.put(sequence, Account.of(Long.toString(number)));
                answer(in, sequence, "nick", "first name", "last name", "e-mail");
            }
            default -> {}
        }
    }

    /// So many counted strings, said about whom the query of this sequence asked.
    private void answer(Cursor in, int sequence, String... labels) {
        String[] pairs = new String[2 * labels.length];
        for (int i = 0; i < labels.length; i++) {
            pairs[2 * i] = labels[i];
            pairs[2 * i + 1] = IcqMessage.counted(in);
        }
        String text = lines(pairs);
        if (in.truncated() || text.isEmpty()) return;
        lookup(asked.getOrDefault(sequence, Account.NONE), text);
    }

    private static String lines(String... labelsAndValues) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < labelsAndValues.length; i += 2) {
            if (labelsAndValues[i + 1].isBlank()) continue;
            if (!text.isEmpty()) text.append('\n');
            text.append(labelsAndValues[i]).append(": ").append(labelsAndValues[i + 1]);
        }
        return text.toString();
    }

    private void lookup(Account about, String text) {
        connection.emit(new Lookup(connection.seen(), connection.own(), about, text));
    }

    /// u16 1, u16 22, 16 zeros, then XML in a TLV (big-endian):
    /// `<icq_sms_message><destination>…</destination><text>…`.
    private void sms(Cursor in) {
        in.skip(2 + 2 + 16);
        Tlvs tlvs = Tlvs.rest(in);
        if (in.truncated() || tlvs.count() == 0) return;
        String xml = earshot.text.TextDecoding.of(tlvs.value(0).rest()).text();
        String to = element(xml, "destination"), text = element(xml, "text");
        if (to.isEmpty() || text.isEmpty()) return;
        connection.emit(Message.from(connection.seen(), connection.own())
                .to(Account.of(to))
                .text(text)
                .leg(Message.Leg.SENT)
                .build());
    }

    private static String element(String xml, String name) {
        int from = xml.indexOf("<" + name + ">"), to = xml.indexOf("</" + name + ">");
        if (from < 0 || to < from) return "";
        return earshot.text.ChatHtml.text(xml.substring(from + name.length() + 2, to))
                .strip();
    }
}
