package earshot.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.event.Account;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The engine end to end with the smallest protocol there can be: `ECHO`, then lines.
class EchoTest {
    /// Lines after the word ECHO; `+n` announces a body of n bytes from the other side, `>` hands what follows to
    /// recognition.
    private static final class Echo implements Dissector {
        @Override
        public String name() {
            return "echo";
        }

        @Override
        public boolean over(Transport transport) {
            return transport == Transport.TCP;
        }

        @Override
        public boolean mayBegin(Direction side, int firstByte) {
            return side == Direction.SERVER || firstByte == 'E';
        }

        @Override
        public Verdict recognise(Opening opening) {
            if (!opening.fromStart())
                return opening.bytes(Direction.CLIENT).indexOf('\n', 0) >= 0 ? Verdict.YES : Verdict.MORE;
            Cursor client = opening.bytes(Direction.CLIENT);
            if (client.startsWith("ECHO\n")) return Verdict.YES;
            return client.remaining() < 5 ? Verdict.MORE : Verdict.NO;
        }

        @Override
        public Dissection begin(Out out) {
            return new Lines(out);
        }

        private static final class Lines implements Dissection {
            private final Out out;

            Lines(Out out) {
                this.out = out;
            }

            @Override
            public int frame(Direction from, Cursor in) {
                int end = in.indexOf('\n', 0);
                return end < 0 ? MORE : end + 1;
            }

            @Override
            public void message(Direction from, Cursor in) {
                String line = in.text(in.remaining() - 1, StandardCharsets.UTF_8);
                out.confirm("signature:echo", Confidence.CERTAIN, false);
                if (line.startsWith("+")) out.body(from.other(), Long.parseLong(line.substring(1)));
                else if (line.equals(">")) out.peel("echo");
                else say(from, line);
            }

            private void say(Direction from, String text) {
                out.emit(Message.from(out.seen(), Account.of(from.toString()))
                        .text(text)
                        .build());
            }

            @Override
            public void body(Direction from, Cursor piece) {
                say(from, "body " + piece.remaining());
            }

            @Override
            public void bodyEnd(Direction from) {
                say(from, "body end");
            }

            @Override
            public void bodyGap(Direction from, long bytes) {
                say(from, "body gap " + bytes);
            }

            @Override
            public int resync(Direction from, Cursor in) {
                int end = in.indexOf('\n', 0);
                return end < 0 ? ~in.remaining() : end + 1;
            }
        }
    }

    private static List<String> texts(Dialogue dialogue) {
        return dialogue.events().stream()
                .flatMap(event -> event instanceof Message m ? java.util.stream.Stream.of(m.text()) : null)
                .toList();
    }

    @Test
    void readsLinesOfBothSides() {
        Dialogue dialogue = Dialogue.tcp(7)
                .with(new Echo())
                .client("ECHO\nhel")
                .client("lo\n")
                .server("hi\n");
        assertEquals(List.of("ECHO", "hello", "hi"), texts(dialogue));
    }

    @Test
    void anyCutGivesTheSame() {
        Dialogue dialogue = Dialogue.tcp(7).with(new Echo());
        dialogue.client("ECHO\n".repeat(40)).server("one\ntwo\nthree\n").client(">\nECHO\nin");
        dialogue.server("four\n").client("side\n");
        List<String> whole = texts(dialogue);
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) assertEquals(whole, texts(dialogue.cut(random, 1 + i)));
    }

    @Test
    void bodyOfTheOtherSide() {
        Dialogue dialogue =
                Dialogue.tcp(7).with(new Echo()).client("ECHO\n+4\n").server("abcdyes\n");
        assertEquals(List.of("ECHO", "body 4", "body end", "yes"), texts(dialogue));
    }

    @Test
    void gapInsideABody() {
        Dialogue dialogue = Dialogue.tcp(7)
                .with(new Echo())
                .client("ECHO\n+9\n")
                .server("ab")
                .serverGap(4)
                .server("cdeyes\n");
        assertEquals(List.of("ECHO", "body 2", "body gap 4", "body 3", "body end", "yes"), texts(dialogue));
    }

    @Test
    void gapLosesOnlyTheLineItFallsInto() {
        Dialogue dialogue = Dialogue.tcp(7)
                .with(new Echo())
                .client("ECHO\none\ntw")
                .clientGap(5)
                .client("ee\nfour\n");
        assertEquals(List.of("ECHO", "one", "four"), texts(dialogue));
    }
}
