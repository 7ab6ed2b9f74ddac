package earshot.dns;

import earshot.bytes.Cursor;
import earshot.dns.DnsRecord.Data;
import earshot.flow.Address;
import java.util.ArrayList;
import java.util.List;

/// A DNS message.
///
/// @param id what ties an answer to its question
/// @param flags the second word of the header, see the methods
/// @param whole false where the message was damaged or cut: what stands here came before the damage, and an answer that
///     nobody sees may be missing
public record DnsMessage(
        int id,
        int flags,
        List<Question> questions,
        List<DnsRecord> answers,
        List<DnsRecord> authority,
        List<DnsRecord> additional,
        boolean whole) {
    /// More records than a message of any real protocol has.
    private static final int RECORDS = 1024;

    private static final int HEADER = 12;

    /// What was asked.
    public record Question(String name, int type, int dnsClass) {}

    public boolean response() {
        return (flags & 0x8000) != 0;
    }

    /// 0 for a query.
    public int opcode() {
        return flags >>> 11 & 15;
    }

    /// The sender left something out for lack of room.
    public boolean truncated() {
        return (flags & 0x0200) != 0;
    }

    /// 0 for success.
    public int responseCode() {
        return flags & 15;
    }

    /// Whether this may be a DNS message at all: a cheap look at the header alone.
    public static boolean plausible(Cursor in) {
        if (in.remaining() < HEADER) return false;
        int questions = in.peek16(4), records = in.peek16(6) + in.peek16(8) + in.peek16(10);
        int least = questions * 5 + records * 11;
        return questions + records > 0 && least <= in.remaining() - HEADER;
    }

    /// Reads one message, from the header to its last record.
    ///
    /// @return null where there is not even a header
    public static DnsMessage read(Cursor in) {
        return in.remaining() < HEADER ? null : new Reading(in, false).message();
    }

    /// As [#read], for the name service of NetBIOS, which has numbered its records anew (RFC 1002).
    public static DnsMessage readNetbios(Cursor in) {
        return in.remaining() < HEADER ? null : new Reading(in, true).message();
    }

    /// The reading of one message: where it began, and whether it went well so far.
    private static final class Reading {
        private final Cursor in;
        private final int begin;
        private final boolean netbios;
        private int left = RECORDS;
        private boolean sound = true;

        Reading(Cursor in, boolean netbios) {
            this.in = in;
            this.netbios = netbios;
            this.begin = in.position();
        }

        DnsMessage message() {
            int id = in.u16(), flags = in.u16();
            int questionCount = in.u16(), answerCount = in.u16(), authorityCount = in.u16(), additionalCount = in.u16();
            List<Question> questions = questions(questionCount);
            List<DnsRecord> answers = records(answerCount);
            List<DnsRecord> authority = records(authorityCount);
            List<DnsRecord> additional = records(additionalCount);
            return new DnsMessage(id, flags, questions, answers, authority, additional, sound);
        }

        private List<Question> questions(int count) {
            List<Question> all = new ArrayList<>();
            for (int i = 0; i < count && room(); i++) {
                String name = DnsName.read(in, begin);
                if (broken(name == null)) break;
                Question question = new Question(name, in.u16(), in.u16());
                if (broken(in.truncated())) break;
                all.add(question);
            }
            return List.copyOf(all);
        }

        private List<DnsRecord> records(int count) {
            List<DnsRecord> all = new ArrayList<>();
            for (int i = 0; i < count && room(); i++) {
                String owner = DnsName.read(in, begin);
                if (broken(owner == null)) break;
                int type = in.u16(), dnsClass = in.u16();
                long ttl = in.u32();
                int length = in.u16();
                Cursor field = in.copy();
                in.skip(length);
                if (broken(in.truncated())) break;
                Data data = data(type, field, length);
                if (broken(data == null)) break;
                all.add(new DnsRecord(owner, type, dnsClass, ttl, data));
            }
            return List.copyOf(all);
        }

        private boolean room() {
            return sound && !broken(left-- == 0);
        }

        private boolean broken(boolean now) {
            if (now) sound = false;
            return now;
        }

        /// @return null where a name in it is damaged
        private Data data(int type, Cursor field, int length) {
            int end = field.position() + length;
            if (netbios) return raw(field, length);
            Data data = switch (type) {
                case DnsRecord.A -> length == 4 ? new Data.Host(Address.of(field.take(4))) : raw(field, length);
                case DnsRecord.AAAA -> length == 16 ? new Data.Host(Address.of(field.take(16))) : raw(field, length);
                case DnsRecord.NS, DnsRecord.CNAME, DnsRecord.PTR -> length == 0 ? raw(field, length) : name(field);
                case DnsRecord.SRV -> length < 7 ? raw(field, length) : service(field);
                default -> raw(field, length);
            };
            return data == null || field.position() != end ? null : data;
        }

        private static Data raw(Cursor field, int length) {
            return new Data.Raw(field.take(length));
        }

        private Data name(Cursor field) {
            String name = DnsName.read(field, begin);
            return name == null ? null : new Data.Name(name);
        }

        private Data service(Cursor field) {
            int priority = field.u16(), weight = field.u16(), port = field.u16();
            String target = DnsName.read(field, begin);
            return target == null ? null : new Data.Service(priority, weight, port, target);
        }
    }
}
