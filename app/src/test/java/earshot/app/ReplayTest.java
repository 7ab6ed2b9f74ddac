package earshot.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.report.casefile.CaseFolder;
import earshot.report.casefile.Run;
import earshot.report.casefile.Verification.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {
    private static final String IRC = Cli.sample("irc.pcap");

    @TempDir
    Path folder;

    @Test
    void linesBeginWithTheCapturesAndEndWithTheirCompleteness() {
        Cli.Result result = Cli.run("replay", "--json", IRC, Cli.sample("xmpp.pcap"));
        assertEquals(Exit.DONE, result.status(), result.err());
        List<String> lines = result.lines();
        assertTrue(lines.get(0).startsWith("{\"type\":\"capture\""), lines.get(0));
        assertTrue(lines.get(1).startsWith("{\"type\":\"capture\""), lines.get(1));
        for (String line : lines.subList(lines.size() - 3, lines.size())) {
            assertTrue(line.startsWith("{\"type\":\"completeness\""), line);
        }
        assertTrue(lines.stream().allMatch(line -> line.startsWith("{") && line.endsWith("}")));
        assertEquals("", result.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"aim.pcap", "irc.pcap", "irc-tls.pcapng", "xmpp.pcap"})
    void anyNumberOfWorkersGivesTheSameBytes(String sample) {
        String one = Cli.run("replay", "--json", "--workers", "1", Cli.sample(sample))
                .out();
        for (String workers : List.of("2", "3", "8")) {
            assertEquals(
                    one,
                    Cli.run("replay", "--json", "--workers", workers, Cli.sample(sample))
                            .out());
        }
    }

    @Test
    void secretsAreMaskedUnlessTheyAreAskedFor() {
        assertFalse(Cli.run("replay", "--json", IRC).out().contains("serverpa55"));
        assertFalse(Cli.run("replay", IRC, "--case", inFolder("a")).out().contains("rh0ndaNickPass"));
        assertTrue(Cli.run("replay", "--json", "--reveal-secrets", IRC).out().contains("serverpa55"));
        assertTrue(Cli.run("replay", "--reveal-secrets", IRC, "--case", inFolder("b"))
                .out()
                .contains("serverpa55"));
    }

    @Test
    void theDigestTellsWhatHappened() {
        Cli.Result result = Cli.run("replay", IRC, "--case", inFolder("case"));
        assertEquals(Exit.DONE, result.status(), result.err());
        for (String said : List.of(
                "483 frames",
                "13 messages in 4",
                "Evening all, is core-rtr-2 drained?",
                "runbook.pdf",
                "05ed017d4a36ab769b72a650fc798629",
                "NickServ IDENTIFY",
                "Cleartext password of Rhonda",
                "stefan_, later stefan_away",
                "no gap in what was read",
                "earshot search ")) {
            assertTrue(result.out().contains(said), said + " in\n" + result.out());
        }
        assertFalse(result.out().contains("\033"), "no colours where nobody watches");
    }

    @Test
    void theDigestShowsSecretsInTextsToWhoeverAsks() {
        assertFalse(Cli.run("replay", IRC, "--case", inFolder("masked")).out().contains("rh0ndaNickPass"));
        Cli.Result revealed = Cli.run("replay", IRC, "--case", inFolder("shown"), "--reveal-secrets");
        assertTrue(revealed.out().contains("IDENTIFY rh0ndaNickPass"), revealed.out());
    }

    @Test
    void aMistakeInAFileOfServicesIsSaidWithItsLineAndNothingIsRead() throws IOException {
        Path file = Files.writeString(folder.resolve("ours.txt"), "service ours\n  host chat.company.example talk\n");
        Cli.Result result = Cli.run("replay", IRC, "--case", inFolder("none"), "--services", file.toString());
        assertEquals(Exit.FAILED, result.status());
        assertTrue(result.err().contains("ours.txt, line 2: a role is"), result.err());
        assertFalse(Files.exists(folder.resolve("none")));
        Cli.Result absent = Cli.run("replay", "--json", IRC, "--services", inFolder("absent.txt"));
        assertEquals(Exit.FAILED, absent.status());
        assertTrue(absent.err().contains("cannot be read"), absent.err());
    }

    @Test
    void whatThePolicyDeniesIsAnAlertThatNamesTheRule() throws IOException {
        Path policy = folder.resolve("policy.yaml");
        Files.writeString(folder.resolve("people.csv"), "account,person,department\nRhonda,Rhonda Roe,network\n");
        Files.writeString(policy, """
                people: people.csv
                rules:
                  - name: only the network department talks on IRC
                    departments: [network]
                    then: allow
                otherwise: deny
                """);
        Cli.Result result = Cli.run("replay", IRC, "--json", "--policy", policy.toString());
        List<String> alerts = result.out()
                .lines()
                .filter(line -> line.contains("unauthorized-use"))
                .toList();
        assertTrue(alerts.stream().anyMatch(line -> line.contains("TrudyX used irc")), alerts.toString());
        assertTrue(alerts.stream().noneMatch(line -> line.contains("Rhonda used irc")), alerts.toString());
        assertTrue(result.out().contains("Rhonda is Rhonda Roe, network (people.csv line 2)."));
    }

    @Test
    void aPolicyWithASlipIsRefusedWithItsLine() throws IOException {
        Path policy = folder.resolve("policy.yaml");
        Files.writeString(policy, "rules:\n  - servics: [aim]\n    then: deny\n");
        Cli.Result result = Cli.run("replay", IRC, "--json", "--policy", policy.toString());
        assertEquals(Exit.FAILED, result.status());
        assertTrue(result.err().contains("policy.yaml line 2: there is no 'servics' here"), result.err());
    }

    /// Whoever does the same work again, in whatever folder, comes to the same seal.
    @Test
    void theSealDoesNotDependOnTheFolder() throws IOException {
        List<String> seals = new java.util.ArrayList<>();
        for (String name : List.of("here", "there")) {
            Cli.run("replay", IRC, "--case", inFolder(name), "--workers", name.equals("here") ? "1" : "2");
            try (CaseFolder opened = CaseFolder.open(folder.resolve(name))) {
                seals.add(opened.record().seal());
            }
        }
        assertEquals(seals.getFirst(), seals.getLast());
    }

    @Test
    void aCaseIsKeptSealed() throws IOException {
        Path path = folder.resolve("case");
        Cli.Result result =
                Cli.run("replay", IRC, "--case", path.toString(), "--case-number", "17/26", "--examiner", "A. Jones");
        assertEquals(Exit.DONE, result.status(), result.err());
        try (CaseFolder opened = CaseFolder.open(path)) {
            assertEquals("17/26", opened.record().number());
            assertEquals("A. Jones", opened.record().examiner());
            assertEquals(Run.State.FINISHED, opened.runs().getFirst().state());
            assertTrue(result.out().contains(opened.record().seal()));
            assertEquals(
                    Verdict.UNCHANGED, opened.verify(opened.record().seal()).verdict());
            Path file = opened.file("bfc1497f7ee8b70c932fce20754f6a9a2d1cb85431be9d66d991a848ce017f9a");
            assertEquals(70_000, Files.size(file));
        }
    }

    @Test
    void whatIsInTheCaseIsNotReadTwice() throws IOException {
        String path = inFolder("case");
        Path copy = Files.copy(Path.of(IRC), folder.resolve("the same under another name.pcap"));
        Cli.run("replay", IRC, "--case", path);
        Cli.Result again = Cli.run("replay", copy.toString(), "--case", path);
        assertEquals(Exit.DONE, again.status());
        assertEquals("", again.out());
        assertTrue(again.err().contains("already"), again.err());
        Cli.Result more = Cli.run("replay", copy.toString(), Cli.sample("xmpp.pcap"), "--case", path);
        assertTrue(more.out().contains("11 messages in 4"), more.out());
        try (CaseFolder opened = CaseFolder.open(Path.of(path))) {
            assertEquals(2, opened.runs().size());
        }
    }

    @Test
    void alertsMakeStatus3AndDamageMakes4AndWins() throws IOException {
        assertEquals(
                Exit.ALERTS,
                Cli.run("replay", "--json", "--fail-on", "high", IRC).status());
        assertEquals(
                Exit.DONE,
                Cli.run("replay", "--json", "--fail-on", "critical", IRC).status());
        byte[] whole = Files.readAllBytes(Path.of(IRC));
        Path cut = Files.write(folder.resolve("cut.pcap"), Arrays.copyOf(whole, whole.length - 7));
        Cli.Result result = Cli.run("replay", "--json", "--fail-on", "high", cut.toString());
        assertEquals(Exit.DAMAGED, result.status());
        assertTrue(result.err().contains("cut.pcap: "), result.err());
    }

    @Test
    void whatIsRecoveredBeforeDamageIsWhatTheWholeFileGivesThere() throws IOException {
        byte[] whole = Files.readAllBytes(Path.of(IRC));
        Path cut = Files.write(folder.resolve("irc.pcap"), Arrays.copyOf(whole, whole.length / 2 + 11));
        List<String> all = messages(Path.of(IRC)), some = messages(cut);
        assertTrue(some.size() > 5 && some.size() < all.size(), some.size() + " of " + all.size());
        assertEquals(all.subList(0, some.size()), some);
    }

    private static List<String> messages(Path capture) {
        return Cli.run("replay", "--json", capture.toString())
                .out()
                .lines()
                .filter(line -> line.startsWith("{\"type\":\"message\""))
                .map(line -> line.substring(line.indexOf("\"time\"")).replaceAll("\"capture\":\"[^\"]*\"", ""))
                .toList();
    }

    @Test
    void oneUnreadableFileDoesNotStopTheRest() {
        Cli.Result result = Cli.run("replay", "--json", "no-such.pcap", IRC);
        assertEquals(Exit.DAMAGED, result.status());
        assertTrue(result.err().contains("no-such.pcap: not read: no such file"), result.err());
        assertTrue(result.out().contains("\"type\":\"message\""));
    }

    @Test
    void nothingReadableIsNothingDone() throws IOException {
        String path = inFolder("case");
        Cli.Result result = Cli.run("replay", "no-such.pcap", "--case", path);
        assertEquals(Exit.FAILED, result.status());
        assertFalse(Files.exists(Path.of(path)), "no case is made for nothing");
        Files.writeString(folder.resolve("notes.txt"), "no capture");
        assertEquals(Exit.FAILED, Cli.run("replay", folder.toString(), "--json").status());
    }

    @Test
    void anotherDigestThanExpectedIsSaidAndRecorded() throws IOException {
        String path = inFolder("case"), zeros = "0".repeat(64);
        Cli.Result result = Cli.run("replay", IRC, "--case", path, "--expect", "sha256:" + zeros);
        assertEquals(Exit.DAMAGED, result.status());
        assertTrue(result.err().contains("not " + zeros + " as expected"), result.err());
        try (CaseFolder opened = CaseFolder.open(Path.of(path))) {
            assertFalse(opened.runs().getFirst().inputs().getFirst().asExpected());
        }
    }

    @Test
    void flowsNeverSpanSourcesAndClocksAreSetRight() {
        String one = Cli.run("replay", "--json", "--source", "lab=" + IRC, "--clock-offset", "lab=-1h")
                .out();
        assertTrue(
                one.contains("\"source\":\"lab\",\"clockOffset\":"),
                one.lines().findFirst().orElse(""));
        assertTrue(one.contains("\"from\":\"2026-11-20T09:41:10.009735000Z\""), "an hour earlier");
    }

    @Test
    void anInterruptedRunKeepsWhatItHas() throws IOException {
        Interruption interruption = new Interruption();
        interruption.interrupt();
        String path = inFolder("case");
        Cli.Result result = Cli.run(interruption, "replay", IRC, "--case", path);
        assertEquals(Exit.INTERRUPTED, result.status());
        assertTrue(result.out().contains("interrupted"), result.out());
        try (CaseFolder opened = CaseFolder.open(Path.of(path))) {
            assertEquals(Run.State.INTERRUPTED, opened.runs().getFirst().state());
        }
    }

    @Test
    void aFolderWithOtherThingsIsNoCase() throws IOException {
        Files.writeString(folder.resolve("precious.txt"), "do not touch");
        Cli.Result result = Cli.run("replay", IRC, "--case", folder.toString());
        assertEquals(Exit.FAILED, result.status());
        assertEquals(1, result.err().lines().count(), result.err());
    }

    @Test
    void aKeyLogMustBeReadable() {
        Cli.Result result = Cli.run("replay", "--json", IRC, "--keylog", inFolder("no-such.keys"));
        assertEquals(Exit.FAILED, result.status());
        assertTrue(result.err().contains("cannot be read"), result.err());
    }

    private String inFolder(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void keysThatCannotBeUsedOrAreOthersAreSaid() throws IOException {
        Path text = Files.writeString(folder.resolve("key.pem"), "no key");
        Cli.Result refused = Cli.run("replay", "--json", IRC, "--tls-key", text.toString());
        assertEquals(Exit.FAILED, refused.status());
        assertTrue(refused.err().contains("cannot be used: it holds no private key"), refused.err());

        String secret = "CLIENT_RANDOM " + "0".repeat(64) + " " + "1".repeat(96);
        Path others = Files.writeString(folder.resolve("others.keys"), secret);
        Cli.Result useless = Cli.run("replay", "--json", IRC, "--keylog", others.toString());
        assertEquals(Exit.DONE, useless.status());
        assertTrue(useless.err().contains("opened no connection"), useless.err());

        assertEquals(
                "", Cli.run("replay", "--json", Cli.sample("irc-tls.pcapng")).err());
    }
}
