package earshot.detect.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.detect.Detector;
import earshot.event.Account;
import earshot.event.Frames;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Service;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.Seen;
import earshot.flow.Address;
import earshot.flow.Endpoint;
import earshot.flow.Flow;
import earshot.policy.Policy;
import earshot.policy.PolicyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is against a policy, and what hides; each with its innocent twin.
class PolicyRulesTest {
    @TempDir
    Path folder;

    private static Flow flow(String client, int port) {
        Endpoint server = new Endpoint(Address.parse("205.188.1.1"), port);
        return new Flow(Flow.Transport.TCP, new Endpoint(Address.parse(client), 40_000), server, 0, 0, 0, 0, 0, false);
    }

    private static Seen seen(Flow flow, String via, String protocol, String service) {
        return new Seen(1_000_000_000L, Frames.of(7), flow, via, protocol, service, "");
    }

    private static List<Alert> alerts(Detector detector, ImEvent... events) {
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < events.length; i++) detector.observe(events[i], "e" + i, alerts::add);
        detector.end(alerts::add);
        return alerts;
    }

    @ParameterizedTest(name = "{0} by {1} on {2}, via {3}, encrypted {4}: {5}")
    @CsvSource(nullValues = "-", textBlock = """
            aim,      signature:oscar,      443,  '',                          false, aim in clear on port 443; which is for TLS
            aim,      signature:oscar,      23,   '',                          false, aim on port 23; which is for telnet
            yahoo,    signature:ymsg,       80,   '',                          false, yahoo on port 80; which is for the web
            irc,      signature:irc,        1080, socks5 irc.example:6667 ann, false, irc through SOCKS5
            whatsapp, signature:whatsapp,   25,   '',                          true,  whatsapp on port 25; which is for mail
            aim,      signature:oscar,      5190, '',                          false, -
            whatsapp, sni:e1.whatsapp.net,  443,  '',                          true,  -
            xmpp,     signature:xmpp,       5222, '',                          false, -
            """)
    void whatHides(String service, String evidence, int port, String via, boolean encrypted, String title) {
        String protocol = evidence.startsWith("sni") ? "tls" : evidence.substring(evidence.indexOf(':') + 1);
        Service event = new Service(
                seen(flow("10.1.1.1", port), via, protocol, service), List.of(evidence), Confidence.CERTAIN, encrypted);
        List<Alert> alerts = alerts(new Evasion(), event);
        assertEquals(title == null ? 0 : 1, alerts.size());
        if (title == null) return;
        assertEquals(title.replace(';', ','), alerts.getFirst().title());
        assertTrue(alerts.getFirst().explanation().contains("one connection to 205.188.1.1:" + port));
    }

    private Policy policy(String text) throws IOException {
        Path file = folder.resolve("policy.yaml");
        Files.writeString(file, text);
        return PolicyFile.read(file);
    }

    private static ImEvent[] chat(String client, String account, int messages) {
        Flow flow = flow(client, 5190);
        Seen seen = seen(flow, "", "oscar", "aim");
        List<ImEvent> events = new ArrayList<>();
        events.add(new Service(seen, List.of("signature:oscar"), Confidence.CERTAIN, false));
        for (int i = 0; i < messages; i++) {
            events.add(ImEvent.Message.from(seen, Account.of(account))
                    .to(Account.of("friend"))
                    .text("hi " + i)
                    .leg(ImEvent.Message.Leg.SENT)
                    .build());
        }
        return events.toArray(ImEvent[]::new);
    }

    @Test
    void oneAlertForWhoeverItIsWhichGrows() throws IOException {
        Policy policy = policy("""
                rules:
                  - name: nobody chats
                    features: [chat]
                    then: deny
                    severity: high
                """);
        List<Alert> alerts = alerts(new UnauthorizedUse(policy), chat("10.1.1.1", "ann", 5));
        assertEquals(List.of(1, 2, 3, 4), alerts.stream().map(Alert::revision).toList());
        assertEquals(1, alerts.stream().map(Alert::key).distinct().count());
        Alert last = alerts.getLast();
        assertEquals(
                "ann used aim from 10.1.1.1, seen 5 times: the policy's rule 'nobody chats' (line 2) denies it."
                        + " The service is known by signature:oscar (certain).",
                last.explanation());
        assertEquals(List.of("e1", "e2", "e3", "e4", "e5"), last.because());
        assertEquals(Alert.Severity.HIGH, last.severity());
    }

    @Test
    void whoIsAllowedIsNoAlertAndNothingIsWithoutPolicy() throws IOException {
        Policy policy = policy("""
                rules:
                  - {accounts: [ann], then: allow}
                otherwise: deny
                """);
        assertEquals(List.of(), alerts(new UnauthorizedUse(policy), chat("10.1.1.1", "ann", 3)));
        assertEquals(
                "bob",
                alerts(new UnauthorizedUse(policy), chat("10.1.1.1", "bob", 1))
                        .getFirst()
                        .subjects()
                        .getFirst());
        assertEquals(List.of(), alerts(new UnauthorizedUse(Policy.NONE), chat("10.1.1.1", "bob", 3)));
    }

    @Test
    void whatIsSuppressedIsSaidQuietly() throws IOException {
        Policy policy = policy("""
                suppress:
                  - {rule: evasion, subject: 10.1.1.1, until: 2030-01-01, reason: known and asked for}
                """);
        Service event = new Service(
                seen(flow("10.1.1.1", 443), "", "oscar", "aim"), List.of("signature:oscar"), Confidence.CERTAIN, false);
        Alert spoken = policy.spoken(alerts(new Evasion(), event).getFirst());
        assertEquals(Alert.Severity.INFO, spoken.severity());
        assertTrue(
                spoken.explanation().endsWith("Suppressed by the policy: known and asked for."), spoken.explanation());
    }
}
