package earshot.report.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.capture.CaptureInfo;
import earshot.event.Account;
import earshot.event.Frames;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.MessageBuilder;
import earshot.event.Seen;
import earshot.event.json.EventIds;
import earshot.event.json.EventWriter;
import earshot.event.json.Secrets;
import earshot.flow.Address;
import earshot.flow.Endpoint;
import earshot.flow.Flow;
import earshot.report.line.EventLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is one saying and what is one talk, told with invented messages. Each case is read twice: from live events and
/// from the lines that they become.
class TalksTest {
    private static final Account ANN = Account.of("ann"), BOB = Account.of("bob"), CARL = Account.of("carl");
    private static final CaptureInfo CAPTURE = new CaptureInfo("a.pcap", "");
    private static final Flow ANNS = flow("10.0.0.1", 5001),
            BOBS = flow("10.0.0.2", 5002),
            CARLS = flow("10.0.0.3", 5003);

    private final List<ImEvent> events = new ArrayList<>();
    private int frame;

    @Test
    void oneMessageOnThreeHopsIsOneSaying() {
        said(1.0, ANNS, Leg.SENT, ANN, "hi").to(BOB);
        said(1.1, flow("10.0.0.9", 5269), Leg.RELAYED, ANN, "hi").to(BOB);
        said(1.2, BOBS, Leg.DELIVERED, ANN, "hi").to(BOB);
        assertTalks("ann, bob", "ann: hi [1-3]");
    }

    @Test
    void bothWaysAreOneTalkWhateverTheCaseAndSpacesOfNames() {
        said(1, ANNS, Leg.SENT, ANN, "hi").to(BOB);
        said(2, ANNS, Leg.DELIVERED, Account.of("B o b"), "hello").to(Account.of("ANN"));
        assertTalks("ann, bob", "ann: hi [1]", "B o b: hello [2]");
    }

    @Test
    void sayingItThriceIsThreeLinesHoweverManyHopsWereSeen() {
        for (int i = 0; i < 3; i++) {
            said(i, ANNS, Leg.SENT, ANN, "ok").to(BOB);
            said(i + 0.1, BOBS, Leg.DELIVERED, ANN, "ok").to(BOB);
        }
        assertTalks("ann, bob", "ann: ok [1-2]", "ann: ok [3-4]", "ann: ok [5-6]");
    }

    @Test
    void sayingItThriceFastIsThreeLines() {
        for (int i = 0; i < 3; i++) said(i / 100.0, ANNS, Leg.SENT, ANN, "ok").to(BOB);
        for (int i = 0; i < 3; i++)
            said(1 + i / 100.0, BOBS, Leg.DELIVERED, ANN, "ok").to(BOB);
        assertTalks("ann, bob", "ann: ok [1,4]", "ann: ok [2,5]", "ann: ok [3,6]");
    }

    @Test
    void aHopThatWasNotCapturedDoesNotSwallowTheNextSaying() {
        said(1, BOBS, Leg.DELIVERED, ANN, "ok").to(BOB); // its `sent` is lost
        said(9, ANNS, Leg.SENT, ANN, "ok").to(BOB);
        said(9.1, BOBS, Leg.DELIVERED, ANN, "ok").to(BOB);
        assertTalks("ann, bob", "ann: ok [1]", "ann: ok [2-3]");
    }

    @Test
    void hopsThatMergingTurnedRoundAreStillOne() {
        said(1, BOBS, Leg.DELIVERED, ANN, "ok").to(BOB);
        said(1.5, ANNS, Leg.SENT, ANN, "ok").to(BOB);
        assertTalks("ann, bob", "ann: ok [1-2]");
    }

    @Test
    void theSameWordsLaterAreSaidAgain() {
        said(1, ANNS, Leg.SENT, ANN, "ok").to(BOB);
        said(100, BOBS, Leg.DELIVERED, ANN, "ok").to(BOB);
        assertTalks("ann, bob", "ann: ok [1]", "ann: ok [2]");
    }

    @Test
    void messageIdsTellWhichIsWhich() {
        said(1, ANNS, Leg.SENT, ANN, "ok").to(BOB).messageId("m1");
        said(2, ANNS, Leg.SENT, ANN, "ok").to(BOB).messageId("m2");
        said(3, BOBS, Leg.DELIVERED, ANN, "ok").to(BOB).messageId("m2");
        assertTalks("ann, bob", "ann: ok [1]", "ann: ok [2-3]");
    }

    @Test
    void aRoomIsOneTalkAndItsCopiesOneSaying() {
        said(1, ANNS, Leg.SENT, ANN, "hi all").room("#Tea");
        said(1.1, BOBS, Leg.DELIVERED, ANN, "hi all").room("#tea").to(BOB);
        said(1.1, CARLS, Leg.DELIVERED, ANN, "hi all").room("#tea").to(CARL);
        said(2, BOBS, Leg.SENT, BOB, "hi ann").room("#tea");
        assertTalks("#Tea", "ann: hi all [1-3]", "bob: hi ann [4]");
    }

    @Test
    void threeInASwitchboardAreOneTalk() {
        said(1, ANNS, Leg.SENT, ANN, "hi").to(List.of(BOB, CARL));
        said(2, ANNS, Leg.DELIVERED, CARL, "ho").to(List.of(ANN, BOB));
        said(3, ANNS, Leg.DELIVERED, CARL, "just us").to(ANN);
        assertTalks(
                List.of("ann, bob, carl", "carl, ann"),
                List.of(List.of("ann: hi [1]", "carl: ho [2]"), List.of("carl: just us [3]")));
    }

    @Test
    void historyPlayedBackTwiceIsOneSayingAndNotANewUtterance() {
        said(1, ANNS, Leg.SENT, ANN, "hi").room("#tea");
        said(500, BOBS, Leg.DELIVERED, ANN, "hi")
                .room("#tea")
                .kind(Kind.HISTORY)
                .statedTime(1_000_000_000);
        said(900, CARLS, Leg.DELIVERED, ANN, "hi")
                .room("#tea")
                .kind(Kind.HISTORY)
                .statedTime(1_000_000_000);
        said(900, CARLS, Leg.DELIVERED, ANN, "hi")
                .room("#tea")
                .kind(Kind.HISTORY)
                .statedTime(7_000_000_000L);
        assertTalks("#tea", "ann: hi [1]", "ann: hi [2-3] history", "ann: hi [4] history");
    }

    @Test
    void typingAndReceiptsAreNotSaid() {
        said(1, ANNS, Leg.SENT, ANN, "").to(BOB).kind(Kind.TYPING);
        said(2, ANNS, Leg.SENT, ANN, "").to(BOB).kind(Kind.RECEIPT);
        said(3, ANNS, Leg.SENT, ANN, "").to(BOB).kind(Kind.NUDGE);
        assertTalks("ann, bob", "ann:  [3] nudge");
    }

    @Test
    void whatIsEncryptedFoldsBySize() {
        said(1, ANNS, Leg.SENT, ANN, "").to(BOB).encrypted("otr", 100);
        said(1.1, BOBS, Leg.DELIVERED, ANN, "").to(BOB).encrypted("otr", 100);
        said(1.2, BOBS, Leg.DELIVERED, ANN, "").to(BOB).encrypted("otr", 200);
        assertTalks("ann, bob", "ann:  [1-2] (otr, 100 bytes)", "ann:  [3] (otr, 200 bytes)");
    }

    @Test
    void unnamedPartiesOfTwoFlowsAreTwo() {
        Account somebody = Account.unnamed("10.0.0.1");
        said(1, ANNS, Leg.SENT, somebody, "hi").to(BOB);
        said(2, flow("10.0.0.1", 6000), Leg.SENT, somebody, "hi").to(BOB);
        assertTalks(
                List.of("?10.0.0.1, bob", "?10.0.0.1, bob"),
                List.of(List.of("?10.0.0.1: hi [1]"), List.of("?10.0.0.1: hi [2]")));
    }

    @Test
    void aPartyThatGetsItsNameLateIsInTheTalkOfThatName() {
        Account somebody = Account.unnamed("10.0.0.1");
        said(1, ANNS, Leg.SENT, somebody, "here is the recipe").to(BOB);
        said(1.1, BOBS, Leg.DELIVERED, ANN, "here is the recipe").to(BOB);
        said(2, BOBS, Leg.SENT, BOB, "thanks").to(ANN);
        events.add(new Identity(seen(3, ANNS), somebody, ANN, Identity.Kind.NAMED));
        said(4, ANNS, Leg.SENT, ANN, "see you").to(BOB);
        assertTalks("ann, bob", "ann: here is the recipe [1-2]", "bob: thanks [3]", "ann: see you [5]");
    }

    /// The same addresses and ports, and so the same community id, but another connection and maybe another person.
    @Test
    void aNameHoldsForItsConnectionAndNotForTheNextOnTheSamePort() {
        Account somebody = Account.unnamed("10.0.0.1");
        said(1, ANNS, Leg.SENT, somebody, "I am not ann").to(BOB);
        Flow again = began(ANNS, 5_000_000_000L);
        said(6, again, Leg.SENT, somebody, "I am").to(BOB);
        events.add(new Identity(seen(7, again), somebody, ANN, Identity.Kind.NAMED));
        assertTalks(
                List.of("?10.0.0.1, bob", "ann, bob"),
                List.of(List.of("?10.0.0.1: I am not ann [1]"), List.of("ann: I am [2]")));
    }

    @Test
    void limitsKeepTheBeginningAndTheEnd() {
        for (int i = 0; i < 100; i++) said(i, ANNS, Leg.SENT, ANN, "line " + i).to(BOB);
        said(101, ANNS, Leg.SENT, ANN, "beyond").to(CARL);
        Talks talks = live(new Talks.Limits(1, 3, 2, 6));
        Talk talk = talks.all().getFirst();
        assertEquals(List.of("line 0", "line 1", "line 2"), texts(talk.first()));
        assertEquals(List.of("line 9…", "line 9…"), texts(talk.last()));
        assertEquals(100, talk.count());
        assertEquals(95, talk.skipped());
        assertEquals(1, talks.beyond());
    }

    @Test
    void longTextsThatBeginAlikeAreNotTheSame() {
        said(1, ANNS, Leg.SENT, ANN, "x".repeat(1000) + "1").to(BOB);
        said(1.1, BOBS, Leg.DELIVERED, ANN, "x".repeat(1000) + "2").to(BOB);
        said(1.2, BOBS, Leg.DELIVERED, ANN, "x".repeat(1000) + "1").to(BOB);
        Talk talk = live(Talks.Limits.DIGEST).all().getFirst();
        assertEquals(2, talk.count());
        assertEquals(2, talk.first().getFirst().seen());
    }

    @Test
    void aFloodIsHeldInBoundedMemory() {
        Talks talks = new Talks(Talks.Limits.DIGEST);
        for (int i = 0; i < 200_000; i++) {
            events.clear();
            said(i / 1e6, i % 3 == 0 ? ANNS : BOBS, Leg.DELIVERED, ANN, i % 2 == 0 ? "spam" : "spam " + i)
                    .room("#tea");
            feed(talks, events.getFirst(), "x");
        }
        Talk talk = talks.all().getFirst();
        assertEquals(30, talk.first().size() + talk.last().size());
        assertTrue(talk.count() > 100_000, () -> "kept " + talk.count());
    }

    @Test
    void secretsAreMasked() {
        said(1, ANNS, Leg.SENT, ANN, "IDENTIFY s3cret")
                .to(Account.of("NickServ"))
                .secret("s3cret");
        assertTalks("ann, NickServ", "ann: IDENTIFY … [1]");
    }

    @Test
    void idsCanBeTypedAndAreTheSameEverywhere() {
        said(1, ANNS, Leg.SENT, ANN, "hi").to(BOB);
        String id = live(Talks.Limits.NONE).all().getFirst().id();
        assertTrue(id.matches("chat-[0-9a-z]{10}"), id);
        events.clear();
        said(9, flow("10.1.1.1", 1), Leg.DELIVERED, Account.of("BOB"), "other words, another day")
                .to(ANN);
        assertEquals(id, live(Talks.Limits.NONE).all().getFirst().id());
        assertEquals(id, Talk.id(Hop.of(lines().getFirst()), new Names()));
    }

    // How the cases are told.

    private final class Said {
        private final MessageBuilder builder;
        private final int at = events.size();

        Said(MessageBuilder builder) {
            this.builder = builder;
            events.add(builder.build());
        }

        Said with(java.util.function.UnaryOperator<MessageBuilder> more) {
            events.set(at, more.apply(builder).build());
            return this;
        }

        Said to(Account reader) {
            return with(b -> b.to(reader));
        }

        Said to(List<Account> readers) {
            return with(b -> b.to(readers));
        }

        Said room(String room) {
            return with(b -> b.room(room));
        }

        Said kind(Kind kind) {
            return with(b -> b.kind(kind));
        }

        Said messageId(String id) {
            return with(b -> b.messageId(id));
        }

        Said statedTime(long time) {
            return with(b -> b.statedTime(time));
        }

        Said encrypted(String how, long size) {
            return with(b -> b.encrypted(how, size));
        }

        Said secret(String secret) {
            return with(b -> b.secret(secret));
        }
    }

    private Said said(double seconds, Flow flow, Leg leg, Account from, String text) {
        return new Said(Message.from(seen(seconds, flow), from).text(text).leg(leg));
    }

    private Seen seen(double seconds, Flow flow) {
        return new Seen((long) (seconds * 1e9), Frames.of(++frame), flow, "", "oscar", "aim", "");
    }

    private static Flow flow(String client, int port) {
        Endpoint server = new Endpoint(Address.parse("64.12.24.50"), 5190);
        return new Flow(Flow.Transport.TCP, new Endpoint(Address.parse(client), port), server, 0, 0, 0, 0, 0, false);
    }

    private static Flow began(Flow flow, long nanos) {
        return new Flow(flow.transport, flow.client(), flow.server(), 0, 0, 0, nanos, 0, false);
    }

    private void assertTalks(String title, String... sayings) {
        assertTalks(List.of(title), List.of(List.of(sayings)));
    }

    private void assertTalks(List<String> titles, List<List<String>> sayings) {
        for (Talks talks : List.of(live(Talks.Limits.DIGEST), live(Talks.Limits.NONE), fromLines())) {
            assertEquals(titles, talks.all().stream().map(TalksTest::title).toList());
            assertEquals(
                    sayings,
                    talks.all().stream()
                            .map(talk -> Stream.concat(talk.first().stream(), talk.last().stream())
                                    .map(saying -> written(saying, talks.names()))
                                    .toList())
                            .toList());
        }
    }

    private Talks live(Talks.Limits limits) {
        Talks talks = new Talks(limits);
        for (ImEvent event : events) feed(talks, event, "x");
        return talks;
    }

    private static void feed(Talks talks, ImEvent event, String id) {
        switch (event) {
            case Message message -> talks.add(Hop.of(message, id, List.of(CAPTURE), false));
            case Identity identity -> talks.names().learn(identity);
            default -> throw new AssertionError(event);
        }
    }

    private Talks fromLines() {
        Talks talks = new Talks(Talks.Limits.NONE);
        for (EventLine line : lines()) {
            talks.names().learn(line);
            Hop hop = Hop.of(line);
            if (hop != null) talks.add(hop);
        }
        return talks;
    }

    private List<EventLine> lines() {
        EventIds ids = new EventIds(List.of(CAPTURE));
        EventWriter writer = new EventWriter(List.of(CAPTURE), ids, Secrets.REVEALED);
        List<EventLine> lines = new ArrayList<>();
        for (ImEvent event : events) {
            writer.clear();
            writer.write(event, ids.of(event));
            lines.add(EventLine.read(writer.bytes(), 0, writer.size()));
        }
        return lines;
    }

    private static String title(Talk talk) {
        return talk.room().isEmpty()
                ? String.join(", ", talk.parties().stream().map(Party::shown).toList())
                : talk.room();
    }

    private static List<String> texts(List<Saying> sayings) {
        return sayings.stream().map(Saying::text).toList();
    }

    /// `ann: hi [1-2]`, with its kind where it is no plain chat, and its notes.
    private static String written(Saying saying, Names names) {
        Frames frames = Frames.of(saying.proof().stream()
                .flatMap(proof -> Stream.of(proof.frames().split(",")))
                .flatMapToLong(range -> java.util.stream.LongStream.rangeClosed(
                        Long.parseLong(range.split("-")[0]),
                        Long.parseLong(range.split("-")[range.contains("-") ? 1 : 0])))
                .toArray());
        String kind = saying.kind().equals("chat") || saying.kind().equals("room") ? "" : " " + saying.kind();
        String from = names.resolve(saying.from()).shown();
        String notes = saying.notes().isEmpty() ? "" : " (" + String.join(", ", saying.notes()) + ")";
        return from + ": " + saying.text() + " [" + frames.text(0) + "]" + kind + notes;
    }
}
