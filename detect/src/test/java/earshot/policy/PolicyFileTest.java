package earshot.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent.Alert.Severity;
import earshot.flow.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A policy as a person writes it, and what it says of uses.
class PolicyFileTest {
    private static final String OFFICE = """
            internal: [10.0.0.0/8, "2001:db8::/32"]
            time-zone: Europe/Paris
            people: people.csv
            rules:
              - name: the company's own messenger
                services: [sametime, sip-*]
                then: allow
              - name: traders talk to customers
                services: [aim]
                departments: [trading]
                hours: mon-fri 08:00-18:00
                features: [use, chat]
                then: allow
              - name: old mIRC
                services: [irc]
                clients: ["mIRC < 6.16"]
                then: deny
                severity: high
              - name: the laboratory's IRC
                services: [irc]
                hosts: [10.9.0.0/16]
                direction: inside
                then: allow
            otherwise: deny
            """;
    private static final String PEOPLE = """
            service,account,person,department,groups
            aim,ann4trade,Ann Jones,trading,"brokers;floor 3"
            aim,"bob, the builder",Bob Smith,facilities,
            *,*@corp.example,,sales,
            """;

    @TempDir
    Path folder;

    private Policy policy(String text) throws IOException {
        Files.writeString(folder.resolve("people.csv"), PEOPLE);
        return PolicyFile.read(folder.resolve("policy.yaml"), text);
    }

    /// The first rule that fits decides; what asks for something unknown leaves it open, unless nothing more can be
    /// known.
    @ParameterizedTest(name = "{0} {1} {2} from {3} at {4} for {5}: {7}")
    @CsvSource(textBlock = """
            sametime,   ,          ,             10.1.1.1, 2026-11-20T23:00:00Z, use,   false, allowed, the company's own messenger
            sip-simple, ,          ,             10.1.1.1, 2026-11-20T23:00:00Z, voice, false, allowed, the company's own messenger
            aim,        ann4trade, ,             10.1.1.1, 2026-11-20T09:00:00Z, chat,  false, allowed, traders talk to customers
            aim,        ann4trade, ,             10.1.1.1, 2026-11-20T06:30:00Z, chat,  false, denied,
            aim,        ann4trade, ,             10.1.1.1, 2026-11-20T17:30:00Z, chat,  false, denied,
            aim,        ann4trade, ,             10.1.1.1, 2026-11-21T09:00:00Z, chat,  false, denied,
            aim,        ann4trade, ,             10.1.1.1, 2026-11-20T09:00:00Z, files, false, denied,
            aim,        bob,       ,             10.1.1.1, 2026-11-20T09:00:00Z, chat,  false, denied,
            aim,        ,          ,             10.1.1.1, 2026-11-20T09:00:00Z, use,   false, open,
            aim,        ,          ,             10.1.1.1, 2026-11-20T09:00:00Z, use,   true,  denied,
            irc,        ann,       mIRC 6.03,    10.9.1.1, 2026-11-20T09:00:00Z, chat,  false, denied,  old mIRC
            irc,        ann,       mIRC 6.35,    10.9.1.1, 2026-11-20T09:00:00Z, chat,  false, allowed, the laboratory's IRC
            irc,        ann,       irssi 1.4.3,  10.8.1.1, 2026-11-20T09:00:00Z, chat,  false, denied,
            irc,        ann,       ,             10.9.1.1, 2026-11-20T09:00:00Z, chat,  false, open,
            whatsapp,   ,          ,             10.1.1.1, 2026-11-20T09:00:00Z, use,   true,  denied,
            """)
    void theFirstRuleThatFitsDecides(
            String service,
            String account,
            String client,
            String host,
            Instant time,
            String feature,
            boolean sealed,
            String verdict,
            String rule)
            throws IOException {
        Policy policy = policy(OFFICE);
        String who = account == null ? "" : account, what = client == null ? "" : client;
        Use use = new Use(
                service,
                who,
                what,
                what.substring(what.indexOf(' ') + 1),
                policy.directory().person(service, who),
                Address.parse(host),
                Address.parse("10.0.0.1"),
                Feature.valueOf(feature.toUpperCase(java.util.Locale.ROOT)),
                time.getEpochSecond() * 1_000_000_000L,
                sealed);
        Verdict said = policy.judge(use);
        assertEquals(verdict, said.kind().name().toLowerCase(java.util.Locale.ROOT));
        assertEquals(rule, said.rule() == null ? null : said.rule().name());
    }

    /// What is wrong is said with its line; nothing is taken for something else.
    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            rules:\\n  - servces: [aim]\\n    then: deny          | line 2: there is no 'servces' here
            rules:\\n  - services: [aim]                          | line 2: this rule does not say what then
            rules:\\n  - then: maybe                              | line 2: 'maybe' is neither allow nor deny
            rules:\\n  - hours: noon\\n    then: deny             | line 2: 'noon' are no hours
            rules:\\n  - hosts: [10.0.0.0/33]\\n    then: deny    | line 2: 10.0.0.0/33 is no address and no range
            rules:\\n  - features: [gossip]\\n    then: deny      | line 2: 'gossip' is none of use, chat, rooms
            otherwise: deny\\notherwise: allow                    | line 2: 'otherwise' stands here twice
            time-zone: Moon/Tycho                                 | line 1: there is no time zone Moon/Tycho
            people: nobody.csv                                    | line 1: the file of people
            suppress:\\n  - rule: evasion\\n    until: tomorrow\\n    reason: known | line 3: 'tomorrow' is no day
            suppress:\\n  - rule: evasion\\n    until: 2026-12-31 | line 2: a suppression needs reason
            tuning:\\n  worms:\\n    alarn: 3                     | line 3: there is no 'alarn' here; it takes alarm
            tuning:\\n  worms:\\n    burst: soon                  | line 3: 'soon' is not understood
            rules: [                                              | line 1
            """)
    void whatIsNotUnderstoodIsSaidWithItsLine(String text, String said) {
        PolicyException wrong = assertThrows(PolicyException.class, () -> policy(text.replace("\\n", "\n")));
        assertTrue(wrong.getMessage().contains(said.strip()), wrong.getMessage());
    }

    @Test
    void thresholdsAreSetByTheirNames() throws IOException {
        Policy policy = policy("tuning: {decoys: [honey1], worms: {passed-on: 4.5, burst: 2h}}");
        assertEquals(4.5, policy.tuning().worms().passedOn());
        assertEquals(Duration.ofHours(2), policy.tuning().worms().burst());
        assertTrue(policy.tuning().decoys().contains("honey1"));
    }

    @Test
    void peopleAreFoundByAccountAndByDomain() throws IOException {
        Directory directory = policy(OFFICE).directory();
        assertEquals(
                new Person("Ann Jones", "trading", List.of("brokers", "floor 3"), "people.csv line 2"),
                directory.person("aim", "Ann4 Trade"));
        assertEquals("Bob Smith", directory.person("aim", "bob, the builder").name());
        assertEquals("carl", directory.person("xmpp", "carl@corp.example").name());
        assertEquals(null, directory.person("icq", "ann4trade"));
    }

    @Test
    void aSuppressionEndsWithItsDay() throws IOException {
        Policy policy = policy("""
                suppress:
                  - rule: evasion
                    subject: 10.1.*
                    until: 2026-12-31
                    reason: the printers' old firmware
                """);
        Suppression one = policy.suppressions().getFirst();
        long lastMoment = Instant.parse("2026-12-31T23:59:59Z").getEpochSecond() * 1_000_000_000L;
        assertTrue(one.holds("evasion", List.of("10.1.2.3"), lastMoment));
        assertTrue(!one.holds("evasion", List.of("10.1.2.3"), lastMoment + 1_000_000_000L));
        assertTrue(!one.holds("evasion", List.of("10.2.2.3"), lastMoment));
        assertTrue(!one.holds("worm", List.of("10.1.2.3"), lastMoment));
        assertEquals(
                Severity.MEDIUM,
                policy("rules: [{then: deny}]").rules().getFirst().severity());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            6.03,   6.16,  -1
            6.16,   6.16,  0
            6.16,   6.16.0, 0
            6.9,    6.16,  -1
            10.0,   9.9,   1
            2.0rc1, 2.0,   -1
            """)
    void versionsAreComparedNumberByNumber(String one, String other, int order) {
        assertEquals(order, Integer.signum(ClientRule.compare(one, other)));
        assertEquals(-order, Integer.signum(ClientRule.compare(other, one)));
    }

    /// A pattern that makes backtracking matchers work for ages.
    @Test
    void globsAreLinear() {
        String stars = "*a".repeat(2_000) + "b", text = "a".repeat(20_000);
        long began = System.nanoTime();
        assertTrue(!Globs.matches(stars, text));
        assertTrue(System.nanoTime() - began < 2_000_000_000L);
    }
}
