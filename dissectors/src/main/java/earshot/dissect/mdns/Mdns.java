package earshot.dissect.mdns;

import earshot.bytes.Cursor;
import earshot.dissect.Answer;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.dns.DnsMessage;
import earshot.dns.DnsRecord;
import earshot.event.ImEvent;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;
import java.util.List;

/// Multicast DNS: recognised by its header on its port.
public final class Mdns implements Dissector {
    private static final int PORT = 5353;
    /// Address records that are read of one message.
    private static final int MOST = 32;

    @Override
    public String name() {
        return "mdns";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.UDP;
    }

    /// The identifier is 0 (RFC 6762 §18.1).
    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == 0;
    }

    @Override
    public Verdict recognise(Opening opening) {
        if (opening.flow().client().port() != PORT && opening.flow().server().port() != PORT) return Verdict.NO;
        for (Direction side : Direction.values()) {
            Cursor in = opening.bytes(side);
            if (in.peek16(0) == 0 && DnsMessage.plausible(in)) return Verdict.YES;
        }
        return Verdict.NO;
    }

    @Override
    public Dissection begin(Out out) {
        return new Reader(out, new BonjourPresence(out));
    }

    private record Reader(Out out, BonjourPresence people) implements Dissection {
        @Override
        public int frame(Direction from, Cursor in) {
            return in.remaining();
        }

        @Override
        public void message(Direction from, Cursor in) {
            DnsMessage message = DnsMessage.read(in);
            boolean answer = message != null && message.response() && message.opcode() == 0;
            if (!answer || message.responseCode() != 0) return;
            places(message.answers());
            places(message.additional());
            int left = addresses(message.answers(), MOST);
            addresses(message.additional(), left);
        }

        /// What is offered where: a messenger of the local network says its port so (XEP-0174).
        private void places(List<DnsRecord> records) {
            int told = 0;
            for (DnsRecord record : records) {
                if (told == MOST || !record.internet() || record.ttl() == 0) continue;
                if (!(record.data() instanceof DnsRecord.Data.Service place)) continue;
                told++;
                out.answer(new Answer.Place(record.owner(), place.target(), place.port(), record.ttl()));
            }
        }

        /// @return how many more may be read
        private int addresses(List<DnsRecord> records, int most) {
            for (DnsRecord record : records) {
                if (most == 0) return 0;
                if (people.read(record)) continue;
                if (!record.internet() || record.ttl() == 0 || record.owner().isEmpty()) continue;
                if (record.data() instanceof DnsRecord.Data.Host(var address)) {
                    out.answer(new Answer.Host(record.owner(), record.owner(), address, record.ttl()));
                    out.emit(new ImEvent.Host(out.seen(), address.toString(), "", record.owner(), "mdns"));
                    most--;
                }
            }
            return most;
        }
    }
}
