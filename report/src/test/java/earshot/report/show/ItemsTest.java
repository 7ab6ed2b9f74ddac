package earshot.report.show;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import earshot.event.Account;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Message.Leg;
import earshot.report.Recording;
import earshot.report.casefile.CaseFolder;
import earshot.report.line.EventLine;
import earshot.report.talk.Hop;
import earshot.report.talk.Names;
import earshot.report.talk.Saying;
import earshot.report.talk.Talk;
import earshot.report.talk.Talks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each is asked twice: of the log alone, and through the index.
class ItemsTest {
    @TempDir
    Path temp;

    private CaseFolder folder;

    @BeforeEach
    void aRecording() throws IOException {
        Recording r = new Recording();
        Account somebody = Account.unnamed("192.168.1.158");
        r.said("?192.168.1.158", "bob", "the first");
        r.said("eve", "bob", "noise");
        r.add(new Identity(r.seen("aim"), somebody, Account.of("ann"), Identity.Kind.NAMED));
        r.said("ann", "bob", "the second");
        r.said("ann", "bob", "the second", m -> m.leg(Leg.DELIVERED));
        r.add(new Credential(r.seen("aim"), Account.of("ann"), Credential.Form.CLEARTEXT, "s3cret", "PLAIN", 0));
        for (int revision = 1; revision < 3; revision++) {
            r.add(new Alert(
                    r.seen("aim"),
                    "worm",
                    "bob",
                    Alert.Severity.LOW,
                    "",
                    "",
                    List.of(),
                    List.of(),
                    List.of(),
                    revision));
        }
        r.on(Recording.flow("10.0.0.1", 1, "10.0.0.2", 2)).said("carl", "dora", "elsewhere");
        r.into(temp.resolve("case"));
        folder = CaseFolder.open(temp.resolve("case"));
    }

    private List<Items> both() {
        return List.of(new Items(folder, _ -> {}, true), new Items(folder, _ -> {}, false));
    }

    @Test
    void aTalkWhole() throws IOException {
        EventLine second = both().getFirst().event("3f2a9c1e77aa-4-message-1");
        String id = Talk.id(Hop.of(second), new Names());
        for (Items items : both()) {
            Items.WholeTalk talk = items.talk(id, Talks.Limits.NONE);
            assertEquals(
                    List.of("the first", "the second"),
                    talk.talk().first().stream().map(Saying::text).toList());
            assertEquals(id, talk.talk().id());
            assertEquals(
                    "ann",
                    talk.names().resolve(talk.talk().first().getFirst().from()).shown());
            assertEquals(2, talk.talk().first().getLast().seen());
            assertNull(items.talk("chat-0000000000", Talks.Limits.NONE).talk());
        }
    }

    @Test
    void anEventAsItWasLastAndMasked() throws IOException {
        for (Items items : both()) {
            assertEquals("2", items.event("3f2a9c1e77aa-7-alert-1").text("revision"));
            assertEquals("…", items.event("3f2a9c1e77aa-6-credential-1").text("secret"));
            assertEquals("capture", items.event("3f2a9c1e77aa-capture-1").type());
            assertEquals(
                    "completeness", items.event("3f2a9c1e77aa-completeness-all").type());
            assertNull(items.event("3f2a9c1e77aa-7-alert-9"));
        }
    }

    @Test
    void whatElseHappenedOnTheFlow() throws IOException {
        for (Items items : both()) {
            EventLine last = items.event("3f2a9c1e77aa-9-message-1");
            assertEquals(
                    List.of("elsewhere"),
                    items.sameFlow(last).stream().map(l -> l.text("text")).toList());
            assertEquals(
                    8,
                    items.sameFlow(items.event("3f2a9c1e77aa-6-credential-1")).size());
        }
    }
}
