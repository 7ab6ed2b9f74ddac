package earshot.report.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.Account;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Recovered;
import earshot.event.ImEvent.Service;
import earshot.event.ImEvent.Session;
import earshot.event.ImEvent.Usage;
import earshot.report.Recording;
import earshot.report.casefile.CaseFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {
    @TempDir
    static Path temp;

    private static CaseFolder folder;
    private static final Account ANN = Account.of("Ann B"), BOB = Account.of("bob");

    @BeforeAll
    static void aRecording() throws IOException {
        Recording r = new Recording();
        Account somebody = Account.unnamed("192.168.1.158");
        r.add(new Service(r.seen(""), List.of("port:443"), Service.Confidence.GUESS, true));
        r.add(new Service(r.seen("aim"), List.of("signature:oscar"), Service.Confidence.CERTAIN, false));
        r.add(new Session(r.seen("aim"), Session.State.STARTED, ANN, new Client("Adium", "1.3", ""), "MD5", ""));
        r.add(new Credential(r.seen("aim"), ANN, Credential.Form.CLEARTEXT, "s3cret", "PLAIN", 0));
        r.add(new Credential(r.seen("aim"), ANN, Credential.Form.CLEARTEXT, "s3cret", "PLAIN", 0));
        r.add(new Contact(r.seen("aim"), ANN, BOB, "", List.of(), Contact.State.LISTED));
        r.said("Ann B", "bob", "hi");
        r.said("annb", "bob", "hi", m -> m.leg(Leg.DELIVERED));
        r.add(new Identity(r.seen("aim"), somebody, ANN, Identity.Kind.NAMED));
        r.said("?192.168.1.158", "bob", "me too");
        r.add(file(r, FileTransfer.State.OFFERED, "recipe.docx", null));
        r.add(file(r, FileTransfer.State.COMPLETE, "recipe.docx", new Recovered(12008, "ab", "cd", "zip", "", null)));
        r.add(file(r, FileTransfer.State.COMPLETE, "recipe.docx", new Recovered(12008, "ab", "cd", "zip", "", null)));
        r.add(file(r, FileTransfer.State.ACCEPTED, "recipe.docx", null)); // the other side's word, seen later
        r.add(file(r, FileTransfer.State.OFFERED, "=cmd|' /C calc'!A0.exe", null));
        r.add(alert(r, "worm", "bob", Alert.Severity.LOW, 1));
        r.add(alert(r, "cleartext-credentials", "ann", Alert.Severity.HIGH, 1));
        r.add(alert(r, "worm", "bob", Alert.Severity.MEDIUM, 2));
        r.into(temp.resolve("case"));
        folder = CaseFolder.open(temp.resolve("case"));
    }

    @AfterAll
    static void close() {
        folder.close();
    }

    private static FileTransfer file(Recording r, FileTransfer.State state, String name, Recovered recovered) {
        return new FileTransfer(r.seen("aim"), ANN, BOB, name, 12008, state, recovered, "");
    }

    private static Alert alert(Recording r, String rule, String key, Alert.Severity severity, int revision) {
        return new Alert(
                r.seen("aim"),
                rule,
                key,
                severity,
                rule + " by " + key,
                "",
                List.of(key),
                List.of(),
                List.of(),
                revision);
    }

    @Test
    void alertsStandAsTheyWereLastAndTheWorstFirst() throws IOException {
        Table alerts = Tables.alerts(folder, Filter.NONE);
        assertEquals(List.of("cleartext-credentials", "worm"), column(alerts, "rule"));
        assertEquals(List.of("high", "medium"), column(alerts, "severity"));
        Filter high = new Filter("", "", Long.MIN_VALUE, Long.MAX_VALUE, "high");
        assertEquals(List.of("cleartext-credentials"), column(Tables.alerts(folder, high), "rule"));
        Filter bob = new Filter("", "BOB", Long.MIN_VALUE, Long.MAX_VALUE, "");
        assertEquals(List.of("worm"), column(Tables.alerts(folder, bob), "rule"));
    }

    @Test
    void anOfferAndWhatBecameOfItAreOneRow() throws IOException {
        Table files = Tables.files(folder, Filter.NONE);
        assertEquals(List.of("recipe.docx", "=cmd|' /C calc'!A0.exe"), column(files, "name"));
        assertEquals(List.of("complete", "offered"), column(files, "state"));
        assertEquals(List.of(12008L, 12008L), column(files, "size"));
        assertEquals(
                List.of("evidence01.pcap 11,12,13,14"), column(files, "frames").getFirst());
    }

    @Test
    void credentialsAreMaskedAndTheSameOneIsOneRow() throws IOException {
        Table masked = Tables.credentials(folder, Filter.NONE, false);
        assertEquals(List.of("…"), column(masked, "secret"));
        assertEquals(List.of(2L), column(masked, "times"));
        assertFalse(masked.toString().contains("s3cret"));
        assertEquals(List.of("s3cret"), column(Tables.credentials(folder, Filter.NONE, true), "secret"));
    }

    @Test
    void accountsAreOneWhateverTheirSpellingAndWhenTheyGotTheirName() throws IOException {
        Table accounts = Tables.accounts(folder, Filter.NONE);
        assertEquals(List.of("Ann B", "bob"), column(accounts, "account"));
        assertEquals(List.of(2L, 0L), column(accounts, "sent"), "hops of one message count once");
        assertEquals(List.of(0L, 2L), column(accounts, "received"));
        assertEquals(List.of(1L, 0L), column(accounts, "contacts"));
        assertEquals(List.of("Adium 1.3"), column(accounts, "clients").getFirst());
        assertEquals(List.of("192.168.1.158"), column(accounts, "hosts").getFirst());
        Filter bob = new Filter("aim", "bob", Long.MIN_VALUE, Long.MAX_VALUE, "");
        assertEquals(List.of("bob"), column(Tables.accounts(folder, bob), "account"));
    }

    @Test
    void theLastIdentificationOfAFlowHolds() throws IOException {
        Table services = Tables.services(folder, Filter.NONE);
        assertEquals(List.of("aim"), column(services, "service"));
        assertEquals(List.of(1L), column(services, "flows"));
        assertEquals(List.of(0L), column(services, "encrypted"));
    }

    @Test
    void whatCannotBeReadIsCounted(@TempDir Path temp) throws IOException {
        Recording r = new Recording();
        r.add(new Service(r.seen("whatsapp"), List.of("sni:mmg.whatsapp.net"), Service.Confidence.CERTAIN, true));
        r.add(new Usage(r.seen("whatsapp"), Recording.START, 1170, 225_649, 132, 178, "media", "file-received"));
        r.add(new Usage(r.seen("whatsapp"), Recording.START, 10_944, 14_102, 87, 77, "call", "call"));
        r.into(temp.resolve("case"));
        try (CaseFolder folder = CaseFolder.open(temp.resolve("case"))) {
            Table services = Tables.services(folder, Filter.NONE);
            assertEquals(List.of(12_114L), column(services, "sent"));
            assertEquals(List.of(239_751L), column(services, "received"));
            assertEquals(List.of(1L), column(services, "calls"));
            assertEquals(List.of(1L), column(services, "files"));
        }
    }

    @Test
    void timesBoundATable() throws IOException {
        Filter early = new Filter("", "", Long.MIN_VALUE, Recording.START + 12_500_000_000L, "");
        assertEquals(List.of("recipe.docx"), column(Tables.files(folder, early), "name"));
    }

    @Test
    void printedAsTextTheyAreAlignedAndHarmless() throws IOException {
        Table table = new Table(
                List.of("name", "size", "none", "to"),
                List.of(
                        Tables.row("a\u001b[2Jb", 5L, "", List.of("x", "y")),
                        Tables.row("你好", 12345L, null, List.of())));
        StringBuilder out = new StringBuilder();
        TableWriter.text(table, out, 0);
        assertEquals("""
                name       size   to
                a\\x1b[2Jb  5      x, y
                你好       12345
                """, out.toString());
        StringBuilder narrow = new StringBuilder();
        TableWriter.text(table, narrow, 20);
        assertEquals("""
                name     size   to
                a\\x1b…   5      x, y
                你好     12345
                """.replace("a\\x1b…   5", "a\\x1b[…  5"), narrow.toString());
    }

    @Test
    void printedAsCsvTheyAreNoFormulas() throws IOException {
        StringBuilder out = new StringBuilder();
        TableWriter.csv(Tables.files(folder, Filter.NONE), out);
        String[] lines = out.toString().split("\r\n");
        assertTrue(lines[0].startsWith("time,state,name,size,from"), lines[0]);
        assertTrue(lines[2].contains(",offered,'=cmd|' /C calc'!A0.exe,12008,Ann B,bob,aim,"), lines[2]);
    }

    @Test
    void printedAsJsonTheyAreLinesWithoutEmptyFields() throws IOException {
        StringBuilder out = new StringBuilder();
        TableWriter.json(Tables.services(folder, Filter.NONE), out);
        assertEquals(
                "{\"service\":\"aim\",\"protocols\":[\"oscar\"],\"flows\":1,\"certain\":1,\"encrypted\":0,\"clients\":1,"
                        + "\"sent\":0,\"received\":0,\"calls\":0,\"files\":0,"
                        + "\"first\":\"2009-11-20T18:00:01.000000000Z\",\"last\":\"2009-11-20T18:00:01.000000000Z\","
                        + "\"servers\":[\"64.12.24.50:443\"],\"evidence\":[\"signature:oscar\"]}\n",
                out.toString());
    }

    private static List<Object> column(Table table, String name) {
        int column = table.columns().indexOf(name);
        return table.rows().stream().map(row -> row.get(column)).toList();
    }
}
