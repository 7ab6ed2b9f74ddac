package earshot.dissect.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.event.Account;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Message;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;
import earshot.kit.Dialogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// What is carried in HTTP comes out whole, whatever carries it: an inner protocol that says every byte it gets.
class HttpTest {
    /// Takes streams that begin with `<body` or `inner`, and says what each side sent in all.
    private static final class Inner implements Dissector {
        @Override
        public String name() {
            return "inner";
        }

        @Override
        public boolean over(Transport transport) {
            return transport == Transport.TCP;
        }

        @Override
        public boolean mayBegin(Direction side, int firstByte) {
            return side == Direction.SERVER || firstByte == '<' || firstByte == 'i';
        }

        @Override
        public Verdict recognise(Opening opening) {
            Cursor client = opening.bytes(Direction.CLIENT);
            if (client.startsWith("<body") || client.startsWith("inner")) return Verdict.YES;
            return client.remaining() < 5 ? Verdict.MORE : Verdict.NO;
        }

        @Override
        public Dissection begin(Out out) {
            return new Dissection() {
                private final StringBuilder[] said = {new StringBuilder(), new StringBuilder()};

                @Override
                public int frame(Direction from, Cursor in) {
                    return 1;
                }

                @Override
                public void message(Direction from, Cursor in) {
                    said[from.ordinal()].append((char) in.u8());
                }

                @Override
                public void gap(Direction from, long bytes) {
                    said[from.ordinal()].append("[gap]");
                }

                @Override
                public void end() {
                    for (Direction side : Direction.values()) {
                        Account who = Account.of(side.toString());
                        out.emit(Message.from(out.seen(), who)
                                .text(said[side.ordinal()].toString())
                                .build());
                    }
                }
            };
        }
    }

    private static List<String> inner(Dialogue dialogue) {
        return dialogue.with(new Http(), new Inner()).events().stream()
                .flatMap(e -> e instanceof Message m ? Stream.of(m.text()) : Stream.empty())
                .toList();
    }

    private static final String BOSH = "<body xmlns='http://jabber.org/protocol/httpbind'/>";

    private static String post(String body) {
        return "POST /http-bind HTTP/1.1\r\nHost: x.example\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void boshBodiesOfManyExchangesAreOneStream() {
        Dialogue dialogue = Dialogue.tcp(5280).client(post(BOSH)).server(ok("<body a='1'/>"));
        dialogue.client(post("<body b='2'/>")).server(ok("<body c='3'/>"));
        assertEquals(List.of(BOSH + "<body b='2'/>", "<body a='1'/><body c='3'/>"), inner(dialogue));
    }

    @Test
    void chunksAndCompressionAreTakenOff() {
        Dialogue dialogue = Dialogue.tcp(5280).client(post(BOSH));
        dialogue.server(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n<body \r\n7;x=y\r\na='1'/>\r\n0\r\nT: 1\r\n\r\n");
        byte[] packed = gzip("<body b='2'/>");
        dialogue.client(post("<body/>"));
        dialogue.server("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.length + "\r\n\r\n")
                .server(packed);
        List<String> whole = List.of(BOSH + "<body/>", "<body a='1'/><body b='2'/>");
        assertEquals(whole, inner(dialogue));
        Random random = new Random(3);
        for (int i = 1; i < 40; i++) assertEquals(whole, inner(dialogue.cut(random, i)));
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Test
    void webPagesArePassedBy() {
        Dialogue dialogue = Dialogue.tcp(80).client("GET / HTTP/1.1\r\nHost: www.example\r\n\r\n");
        dialogue.server(ok("<html>inner</html>"))
                .client("HEAD /x HTTP/1.1\r\n\r\n")
                .server("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n");
        assertEquals(List.of(), dialogue.with(new Http(), new Inner()).events());
    }

    @Test
    void connectGoesOnInside() {
        Dialogue dialogue = Dialogue.tcp(3128);
        dialogue.client("CONNECT im.example:5190 HTTP/1.0\r\n\r\n")
                .server("HTTP/1.0 407 Authenticate\r\nContent-Length: 3\r\n\r\nno!");
        // `ann:pw` in Base64
        dialogue.client("CONNECT im.example:5190 HTTP/1.0\r\nProxy-Authorization: Basic YW5uOnB3\r\n\r\n");
        dialogue.server("HTTP/1.0 200 Connection established\r\n\r\nwelcome")
                .client("inner")
                .server("!");
        List<ImEvent> events = dialogue.with(new Http(), new Inner()).events();
        assertEquals(List.of("inner", "welcome!"), inner(dialogue));
        assertEquals("http-connect im.example:5190 ann", events.getLast().seen().via());
        assertTrue(events.stream()
                .anyMatch(e -> e instanceof ImEvent.Credential c && c.secret().equals("pw")));
    }

    @Test
    void webSocketFramesAreUnmaskedAndPutTogether() {
        Dialogue dialogue = Dialogue.tcp(80).client("GET /ws HTTP/1.1\r\nUpgrade: websocket\r\n\r\n");
        dialogue.server("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n");
        // "in" masked with 01020304, then a ping, then "ner" unmasked as the last fragment
        dialogue.clientHex("01 82 01020304 686c")
                .clientHex("89 00")
                .clientHex("80 03 6e6572")
                .serverHex("81 02 6869");
        assertEquals(List.of("inner", "hi"), inner(dialogue));
    }

    @Test
    void afterAGapReadingGoesOnAtTheNextHead() {
        Dialogue dialogue = Dialogue.tcp(5280).client(post(BOSH)).server(ok("<body a='1'/>"));
        dialogue.clientGap(50).client(post("<body b='2'/>")).server(ok("<body c='3'/>"));
        assertEquals(List.of(BOSH + "[gap]<body b='2'/>", "<body a='1'/><body c='3'/>"), inner(dialogue));
    }
}
