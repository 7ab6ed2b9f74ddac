package earshot.dissect.dns;

import earshot.dissect.Answer;
import earshot.dissect.Out;
import earshot.dns.DnsMessage;
import earshot.dns.DnsRecord;
import earshot.dns.DnsRecord.Data;
import java.util.ArrayList;
import java.util.List;

/// The answers of one message, under the name that was asked for.
final class AnswerSection {
    /// Answers that are told of one message.
    private static final int MOST = 64;
    /// Aliases that are followed; resolvers give up sooner.
    private static final int LONGEST_CHAIN = 16;

    private final DnsMessage message;

    AnswerSection(DnsMessage message) {
        this.message = message;
    }

    void tell(Out out) {
        if (message.opcode() != 0
                || message.responseCode() != 0
                || message.questions().size() != 1) return;
        DnsMessage.Question question = message.questions().getFirst();
        if ((question.dnsClass() & 0x7fff) != 1 || question.name().isEmpty()) return;
        List<String> chain = new ArrayList<>(List.of(question.name()));
        long seconds = Long.MAX_VALUE;
        int told = 0;
        // Answers stand in the order of the chain with every server that was seen; out of order they are not followed.
        for (DnsRecord record : message.answers()) {
            if (!record.internet() || told == MOST || !record.owner().equalsIgnoreCase(chain.getLast())) continue;
            switch (record.data()) {
                case Data.Name(var target)
                when record.type() == DnsRecord.CNAME -> {
                    if (chain.size() == LONGEST_CHAIN) return;
                    chain.add(target);
                    seconds = Math.min(seconds, record.ttl());
                }
                case Data.Host(var address) -> {
                    told++;
                    long until = Math.min(seconds, record.ttl());
                    out.answer(new Answer.Host(question.name(), chain.getLast(), address, until));
                }
                case Data.Service service -> {
                    told++;
                    out.answer(new Answer.Place(question.name(), service.target(), service.port(), record.ttl()));
                    places(service.target(), out);
                }
                default -> {}
            }
        }
    }

    /// Servers often add the addresses of the hosts that they name.
    private void places(String host, Out out) {
        int told = 0;
        for (DnsRecord record : message.additional()) {
            if (told == MOST || !record.internet() || !record.owner().equalsIgnoreCase(host)) continue;
            if (!(record.data() instanceof Data.Host(var address))) continue;
            told++;
            out.answer(new Answer.Host(host, host, address, record.ttl()));
        }
    }
}
