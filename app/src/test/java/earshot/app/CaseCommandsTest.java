package earshot.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.dissect.Dissector;
import earshot.dissect.Dissectors;
import earshot.dissect.http.Http;
import earshot.report.casefile.CaseFolder;
import earshot.report.casefile.Custody;
import earshot.report.line.EventLine;
import earshot.services.Service;
import earshot.services.Services;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a case of the IRC and AIM samples answers.
class CaseCommandsTest {
    private static final String OPS = "chat-q6bdbc7n05";

    @TempDir
    static Path folder;

    private static String path;

    @BeforeAll
    static void replay() {
        path = folder.resolve("case").toString();
        assertEquals(
                Exit.DONE,
                Cli.run("replay", Cli.sample("irc.pcap"), Cli.sample("aim.pcap"), "--case", path)
                        .status());
    }

    private static Cli.Result ask(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--case";
        all[arguments.length + 1] = path;
        return Cli.run(all);
    }

    @ParameterizedTest(name = "earshot {0}")
    @CsvSource(delimiter = '|', textBlock = """
            search drained                        | Evening all, is core-rtr-2 [drained]?
            search GRUSSE koln                    | [Grüße] aus [Köln]
            search привет                         | [Привет], как дела?
            search from:rhonda room:#ops reboots  | [reboots] core-rtr-2
            search --context 1 drained            | café déjà vu
            search type:file file:*.pdf           | runbook.pdf, complete
            search --json drained                 | "id":"0e05e06fc6b6-150-message-1"
            search --csv runbook                  | can you send me the runbook?
            alerts --severity high                | Cleartext password of Rhonda
            alerts --account boss                 | The OPER login of boss
            files                                 | ddba96a7266f7daf13c98daf87b5c0d9
            files --service irc                   | runbook.pdf
            files --offers --account stefan_      | offered
            accounts --service irc                | irssi 1.4.3
            accounts                              | ivan petrov 9
            services                              | signature:oscar
            credentials --account rhonda          | NickServ IDENTIFY
            show chat-q6bdbc7n05                  | Evening all, is core-rtr-2 drained?
            show 0e05e06fc6b6-263-file-2          | bfc1497f7ee8b70c932fce20754f6a9a2d1cb85431be9d66d991a848ce017f9a
            show 0e05e06fc6b6-86-alert-1          | credential Rhonda cleartext by NickServ IDENTIFY
            show 0e05e06fc6b6-145-message-1       | show chat-q6bdbc7n05
            show --json 0e05e06fc6b6-145-message-1 | "text":"draining now, 12 sessions left"
            """)
    void answers(String line, String says) {
        Cli.Result result = ask(line.split(" +"));
        assertEquals(Exit.DONE, result.status(), result.err());
        assertTrue(result.out().contains(says), result.out());
    }

    @Test
    void aMessageOfSeveralHopsIsOneHit() {
        assertEquals(1, ask("search", "--json", "drained").lines().size());
    }

    @Test
    void thereMayBeMoreHitsThanAreShown() {
        Cli.Result some = ask("search", "--json", "--limit", "2", "type:message");
        assertEquals(2, some.lines().size());
        assertTrue(some.err().contains("--skip 2"), some.err());
        Cli.Result next = ask("search", "--json", "--limit", "2", "--skip", "2", "type:message");
        assertFalse(some.lines().contains(next.lines().getFirst()));
    }

    @Test
    void nobodyFindsASecretByGuessingAtIt() {
        Cli.Result result = ask("search", "rh0ndaNickPass");
        assertEquals(Exit.DONE, result.status());
        assertEquals("nothing was found\n", result.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            (                | missing
            nofield:x        | there is no field "nofield"
            time:yesterday   | is no time
            """)
    void aQueryThatCannotBeReadIsExplained(String query, String says) {
        Cli.Result result = ask("search", query);
        assertEquals(Exit.USAGE, result.status());
        assertTrue(result.err().contains(says), result.err());
    }

    @Test
    void aConversationSaysEachThingOnceWithTheFramesOfAllHops() {
        String shown = ask("show", OPS).out();
        assertEquals(1, shown.split("draining now", -1).length - 1, shown);
        assertTrue(shown.contains("145,146,148"), shown);
    }

    @Test
    void secretsShowOnlyWhereTheyAreAskedForAndThatIsWrittenDown() throws IOException {
        assertFalse(ask("credentials", "--json").out().contains("serverpa55"));
        assertFalse(ask("show", "0e05e06fc6b6-86-message-1").out().contains("rh0ndaNickPass"));
        assertTrue(ask("credentials", "--json", "--reveal-secrets").out().contains("serverpa55"));
        assertTrue(ask("show", "--reveal-secrets", "0e05e06fc6b6-86-message-1")
                .out()
                .contains("rh0ndaNickPass"));
        try (CaseFolder opened = CaseFolder.open(Path.of(path))) {
            List<String> acts =
                    opened.custody().acts().stream().map(Custody.Act::what).toList();
            assertTrue(acts.contains("revealed"), acts.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"alerts", "files", "accounts", "services", "credentials"})
    void tablesAreForProgramsToo(String command) {
        List<String> json = ask(command, "--json").lines(),
                csv = ask(command, "--csv").lines();
        assertEquals(json.size() + 1, csv.size(), "a line of names, and the same rows");
        for (String line : json) {
            EventLine read = EventLine.read(line.getBytes(StandardCharsets.UTF_8));
            assertTrue(csv.getFirst().split(",").length >= read.fields().size(), line);
        }
        assertEquals(Exit.USAGE, ask(command, "--csv", "--json").status());
    }

    @Test
    void whatIsNotThereIsSaid() {
        for (String id : List.of("chat-0000000000", "0e05e06fc6b6-9999-message-1", "nonsense")) {
            Cli.Result result = ask("show", id);
            assertEquals(Exit.FAILED, result.status());
            assertEquals("earshot: there is nothing with the id " + id + " in this case\n", result.err());
        }
        Cli.Result result =
                Cli.run("files", "--case", folder.resolve("elsewhere").toString());
        assertEquals(Exit.FAILED, result.status());
        assertTrue(result.err().contains("there is no case in"), result.err());
    }

    @Test
    void anAlertThatWasDealtWithIsOpenNoMore() throws IOException {
        List<String> open = ask("alerts", "--open", "--csv").lines();
        String id = ask("alerts", "--json").out().replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        Cli.Result done = ask("alerts", "--acknowledge", id, "--reason", "password was changed");
        assertEquals(Exit.DONE, done.status(), done.err());
        assertEquals(open.size() - 1, ask("alerts", "--open", "--csv").lines().size());
        assertEquals(open.size(), ask("alerts", "--csv").lines().size(), "it is still there");
        assertTrue(ask("alerts").out().contains(": password was changed"));
        assertTrue(ask("show", id).out().contains(": password was changed"));
        try (CaseFolder opened = CaseFolder.open(Path.of(path))) {
            assertTrue(opened.custody().acts().stream()
                    .anyMatch(act -> act.what().equals("acknowledged")
                            && act.detail().get("id").equals(id)));
        }
        try (CaseFolder opened = CaseFolder.open(Path.of(path))) {
            // As if it had been acknowledged before its first word.
            opened.notes().acknowledge(id, 0, "");
        }
        assertTrue(ask("alerts", "--open").out().contains("has grown since it was acknowledged"));
        assertEquals(Exit.FAILED, ask("alerts", "--acknowledge", "nonsense").status());
        assertEquals(Exit.USAGE, ask("alerts", "--reason", "why").status());
        assertEquals(Exit.DONE, ask("verify").status(), "the evidence is what it was");
    }

    @Test
    void notesAndTagsStandBesideTheEvidence() {
        assertEquals(Exit.DONE, ask("note", OPS, "exhibit", "4").status());
        assertEquals(Exit.DONE, ask("tag", OPS, "key", "spare").status());
        assertEquals(Exit.DONE, ask("tag", "--remove", OPS, "spare").status());
        assertTrue(ask("show", OPS).out().contains("exhibit 4"));
        assertTrue(ask("note").out().contains("exhibit 4"));
        assertTrue(ask("tag", "--csv").out().contains(OPS + ",key"));
        assertEquals(Exit.FAILED, ask("note", "nonsense", "text").status());
        assertEquals(Exit.USAGE, ask("note", OPS).status());
        assertEquals(Exit.DONE, ask("verify").status(), "notes do not change the evidence");
    }

    @Test
    void carvedPacketsSayTheSameAgain() throws IOException {
        Path carved = folder.resolve("file.pcapng");
        Cli.Result result = ask("carve", OPS, "-w", carved.toString());
        assertEquals(Exit.DONE, result.status(), result.err());
        assertEquals("18 packets written to " + carved + "\n", result.out());
        String again = Cli.run("replay", "--json", carved.toString()).out();
        assertTrue(again.contains("draining now, 12 sessions left"), again);
        assertTrue(again.contains("\"time\":\"2026-11-20T10:41:38.233005000Z\""), "with their own times");
        assertEquals(Exit.FAILED, ask("carve", OPS, "-w", carved.toString()).status(), "nothing is overwritten");
        assertEquals(Exit.USAGE, ask("carve", OPS).status());
    }

    @Test
    void aCaptureThatIsAnotherByNowIsNotCarved() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("captures"));
        Files.copy(Path.of(Cli.sample("xmpp.pcap")), elsewhere.resolve("irc.pcap"));
        String to = folder.resolve("none.pcapng").toString();
        Cli.Result result = ask("carve", OPS, "-w", to, "--captures", elsewhere.toString());
        assertEquals(Exit.FAILED, result.status());
        assertTrue(result.err().contains("is not the capture that was read"), result.err());
    }

    @Test
    void verifySaysWhatWasChanged() throws IOException {
        String other = folder.resolve("changed").toString();
        Cli.run("replay", Cli.sample("irc.pcap"), "--case", other);
        String seal;
        try (CaseFolder opened = CaseFolder.open(Path.of(other))) {
            seal = opened.record().seal();
        }
        assertTrue(Cli.run("verify", "--case", other).out().startsWith("consistent"));
        assertTrue(Cli.run("verify", "--seal", seal, "--case", other).out().startsWith("unchanged"));
        Path file = Path.of(other, "files", "bf", "bfc1497f7ee8b70c932fce20754f6a9a2d1cb85431be9d66d991a848ce017f9a");
        byte[] bytes = Files.readAllBytes(file);
        bytes[1000] ^= 1;
        Files.write(file, bytes);
        Cli.Result result = Cli.run("verify", "--case", other);
        assertEquals(Exit.DAMAGED, result.status());
        assertTrue(result.out().contains("changed"), result.out());
        assertEquals(
                Exit.USAGE, Cli.run("verify", "--seal", "abc", "--case", other).status());
    }

    @Test
    void everyProtocolIsDescribed() throws IOException {
        String shown = Cli.run("protocols", "--csv").out();
        List<String> names = new ArrayList<>();
        for (Dissector dissector : Dissectors.ALL) {
            names.add(dissector.name());
            if (dissector instanceof Http http) http.readers().forEach(reader -> names.add(reader.name()));
        }
        for (String name : names) {
            assertTrue(Protocols.described().containsKey(name), name + " is not described in protocols.tsv");
            assertTrue(shown.contains("\n" + name + ","), name);
        }
    }

    @Test
    void everyServiceThatIsKnownIsListed() {
        String shown = Cli.run("protocols", "--services").out();
        String json = Cli.run("protocols", "--services", "--json").out();
        for (Service service : Services.standard().all()) {
            assertTrue(shown.contains(service.title()), service.id());
            assertTrue(json.contains("{\"service\":\"" + service.id() + "\""), service.id());
        }
    }
}
