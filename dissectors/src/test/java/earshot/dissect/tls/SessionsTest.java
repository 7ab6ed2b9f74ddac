package earshot.dissect.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.kit.Dialogue;
import earshot.tls.Keys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Connections between OpenSSL and itself, with their secrets: `sessions.py` made them. In each the client says
/// `hello from NAME` twice, the server `welcome NAME`.
class SessionsTest {
    record Piece(boolean client, byte[] bytes) {}

    static final class Session {
        final String name;
        final StringBuilder keys = new StringBuilder();
        final List<Piece> pieces = new ArrayList<>();

        Session(String name) {
            this.name = name;
        }

        Dialogue dialogue(Keys keys, Plain plain) {
            return say(Dialogue.tcp(443).with(new Tls(keys), plain));
        }

        Dialogue say(Dialogue dialogue) {
            for (Piece piece : pieces) {
                if (piece.client) dialogue.client(piece.bytes);
                else dialogue.server(piece.bytes);
            }
            return dialogue;
        }

        Keys log() {
            Keys log = new Keys();
            log.addLog(keys.toString().getBytes(StandardCharsets.US_ASCII));
            return log;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static final Map<String, Session> ALL = new LinkedHashMap<>();
    private static String privateKey;

    static {
        Session at = null;
        for (String line : text().split("\n")) {
            int blank = line.indexOf(' ');
            String value = line.substring(blank + 1);
            switch (line.substring(0, blank)) {
                case "private" -> privateKey = value.replace('|', '\n');
                case "session" -> ALL.put(value, at = new Session(value));
                case "key" -> at.keys.append(value).append('\n');
                case "C", "S" ->
                    at.pieces.add(new Piece(line.startsWith("C"), HexFormat.of().parseHex(value)));
                default -> {}
            }
        }
    }

    private static String text() {
        try (var in = SessionsTest.class.getResourceAsStream("/earshot/tls/sessions.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Session> sessions() {
        return ALL.values().stream();
    }

    private static Stream<Session> rsa() {
        return sessions().filter(one -> one.name.matches("TLS1\\.[012]-(AES|CAMELLIA|ARIA|NULL).*"));
    }

    private static void assertRead(Session session, Plain plain) {
        assertEquals(1, plain.all.size());
        assertEquals(
                ("hello from " + session.name + "\n").repeat(2),
                plain.all.getFirst().client());
        assertEquals(
                ("welcome " + session.name + "\n").repeat(2),
                plain.all.getFirst().server());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sessions")
    void withTheKeyLog(Session session) {
        Plain plain = new Plain();
        assertEquals(List.of(), session.dialogue(session.log(), plain).lines());
        assertRead(session, plain);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sessions")
    void cutAnywhere(Session session) {
        for (int longest : new int[] {1, 7, 100}) {
            Plain plain = new Plain();
            session.dialogue(session.log(), plain)
                    .cut(new Random(longest), longest)
                    .events();
            assertRead(session, plain);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rsa")
    void withTheServersKey(Session session) {
        Keys keys = new Keys();
        keys.addPrivateKey(privateKey);
        Plain plain = new Plain();
        assertEquals(List.of(), session.dialogue(keys, plain).lines());
        assertRead(session, plain);
    }

    /// Nothing is claimed, and nothing said: it is only a connection for which there are no keys.
    @ParameterizedTest(name = "{0}")
    @MethodSource("sessions")
    void withoutKeys(Session session) {
        Plain plain = new Plain();
        assertEquals(List.of(), session.dialogue(new Keys(), plain).lines());
        Keys others = new Keys();
        others.addLog(("CLIENT_RANDOM " + "00".repeat(32) + " " + "11".repeat(48)).getBytes(StandardCharsets.US_ASCII));
        assertEquals(List.of(), session.dialogue(others, plain).lines());
        assertEquals(0, plain.all.size());
    }

    /// A secret of another connection under this one's name: said, and no garbage given on.
    @ParameterizedTest(name = "{0}")
    @MethodSource("sessions")
    void withWrongKeys(Session session) {
        Keys keys = new Keys();
        for (String line : session.keys.toString().split("\n")) {
            int secret = line.lastIndexOf(' ') + 1;
            String wrong = line.substring(0, secret) + "5a".repeat((line.length() - secret) / 2);
            keys.addLog(wrong.getBytes(StandardCharsets.US_ASCII));
        }
        Plain plain = new Plain();
        List<String> lines = session.dialogue(keys, plain).lines();
        assertEquals(0, plain.all.size());
        assertTrue(lines.getFirst().startsWith("anomaly tls-not-verified"), lines.toString());
    }

    /// One changed bit in what is encrypted: that record and what follows of its side are not given on, and it is said.
    @ParameterizedTest(name = "{0}")
    @MethodSource("sessions")
    void changedOnTheWay(Session session) {
        Plain plain = new Plain();
        Session changed = new Session(session.name);
        changed.keys.append(session.keys);
        changed.pieces.addAll(session.pieces);
        int last = changed.pieces.size() - 1;
        byte[] bytes = changed.pieces.get(last).bytes.clone();
        bytes[bytes.length - 3] ^= 0x10;
        changed.pieces.set(last, new Piece(changed.pieces.get(last).client, bytes));
        List<String> lines = changed.dialogue(session.log(), plain).lines();
        if (session.name.contains("update")) return;
        assertEquals(
                1,
                lines.stream()
                        .filter(line -> line.startsWith("anomaly tls-not-verified"))
                        .count());
        assertEquals("welcome " + session.name + "\n<gap>", plain.all.getFirst().server());
    }

    /// Bytes that the capture lacks: the reading goes on with the next record that verifies, where the cipher lets it.
    @ParameterizedTest(name = "{0}")
    @MethodSource("sessions")
    void afterALoss(Session session) {
        Dialogue dialogue = Dialogue.tcp(443);
        Plain plain = new Plain();
        dialogue.with(new Tls(session.log()), plain);
        int lastOfClient = 0;
        for (int i = 0; i < session.pieces.size(); i++) if (session.pieces.get(i).client) lastOfClient = i;
        int lost = lastOfClient - 2;
        for (int i = 0; i < session.pieces.size(); i++) {
            Piece piece = session.pieces.get(i);
            if (i == lost) dialogue.clientGap(piece.bytes.length);
            else if (piece.client) dialogue.client(piece.bytes);
            else dialogue.server(piece.bytes);
        }
        List<String> lines = dialogue.lines();
        String client = plain.all.getFirst().client();
        String line = "hello from " + session.name + "\n";
        assertTrue(lines.stream().anyMatch(one -> one.startsWith("anomaly stream-gap")), lines.toString());
        if (session.name.endsWith("key-update")) {
            // What was lost is the change of keys itself.
            assertEquals(line + "<gap>" + line, client);
        } else {
            assertTrue(client.endsWith(line), client);
            assertTrue(client.length() < 2 * line.length(), client);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no key at all",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n-----END RSA PRIVATE KEY-----"
            })
    void whatIsNoPrivateKeyIsRefused(String pem) {
        IllegalArgumentException e = org.junit.jupiter.api.Assertions.assertThrows(
                IllegalArgumentException.class, () -> new Keys().addPrivateKey(pem));
        assertTrue(e.getMessage().length() > 10);
    }

    /// Damage anywhere, with keys at hand: no exception, and only what was said.
    @Test
    void damage() {
        Random random = new Random(17);
        List<Session> all = List.copyOf(ALL.values());
        for (int round = 0; round < 400; round++) {
            Session session = all.get(random.nextInt(all.size()));
            Plain plain = new Plain();
            Dialogue dialogue = Dialogue.tcp(443).with(new Tls(session.log()), plain);
            for (Piece piece : session.pieces) {
                byte[] bytes = piece.bytes.clone();
                // What the connection begins with stays: otherwise it is not TLS.
                int first = bytes.length > 12 ? 12 : 0;
                if (random.nextInt(4) == 0) bytes[random.nextInt(first, bytes.length)] = (byte) random.nextInt();
                if (piece.client) dialogue.client(bytes);
                else dialogue.server(bytes);
            }
            for (String line : dialogue.lines()) assertTrue(!line.contains("dissector-failed"), session + ": " + line);
            for (Plain.Said said : plain.all) {
                assertTrue(said.client().replace("<gap>", "").matches("(hello from [^\n]*\n)*"), said.client());
                assertTrue(said.server().replace("<gap>", "").matches("(welcome [^\n]*\n)*"), said.server());
            }
        }
    }
}
