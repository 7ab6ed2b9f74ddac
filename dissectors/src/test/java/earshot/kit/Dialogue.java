package earshot.kit;

import earshot.dissect.Dissector;
import earshot.dissect.Dissectors;
import earshot.engine.Engine;
import earshot.engine.FileSpool;
import earshot.event.ImEvent;
import earshot.flow.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/// What a client (192.0.2.1) and a server (192.0.2.2) say to each other, as a capture for the engine.
///
///     List<String> lines = Dialogue.tcp(6667).client("NICK ann\r\n").server(":irc.t 001 ann :Welcome\r\n").lines();
public final class Dialogue {
    public static final int CLIENT = 0xc0000201, SERVER = 0xc0000202;
    private static final long BEGIN = 1_700_000_000_000_000_000L;

    /// One packet's payload; null bytes: `gap` bytes that the capture lacks.
    private record Piece(boolean client, byte[] bytes, int gap) {}

    private final boolean tcp;
    private final int port;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Dialogue> later = new ArrayList<>();
    private boolean midStream;
    private boolean closed = true;
    private int clientPort = 40_000;
    private int clientAddress = CLIENT, serverAddress = SERVER;
    private List<Dissector> dissectors = Dissectors.ALL;

    private Dialogue(boolean tcp, int port) {
        this.tcp = tcp;
        this.port = port;
    }

    /// A TCP connection to this port of the server.
    public static Dialogue tcp(int port) {
        return new Dialogue(true, port);
    }

    /// Datagrams to this port of the server.
    public static Dialogue udp(int port) {
        return new Dialogue(false, port);
    }

    /// Reads with these dissectors only.
    public Dialogue with(Dissector... only) {
        dissectors = List.of(only);
        return this;
    }

    /// The connection's beginning was not captured.
    public Dialogue midStream() {
        midStream = true;
        return this;
    }

    /// The connection does not end before the capture does.
    public Dialogue open() {
        closed = false;
        return this;
    }

    public Dialogue clientPort(int port) {
        clientPort = port;
        return this;
    }

    /// IPv4 addresses as 32 bits.
    public Dialogue between(int client, int server) {
        clientAddress = client;
        serverAddress = server;
        return this;
    }

    public Dialogue client(byte[] bytes) {
        pieces.add(new Piece(true, bytes, 0));
        return this;
    }

    public Dialogue server(byte[] bytes) {
        pieces.add(new Piece(false, bytes, 0));
        return this;
    }

    /// UTF-8.
    public Dialogue client(String text) {
        return client(text.getBytes(StandardCharsets.UTF_8));
    }

    /// UTF-8.
    public Dialogue server(String text) {
        return server(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Hexadecimal digits, blanks ignored.
    public Dialogue clientHex(String hex) {
        return client(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
    }

    /// Hexadecimal digits, blanks ignored.
    public Dialogue serverHex(String hex) {
        return server(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
    }

    /// The capture lacks so many bytes of the client here.
    public Dialogue clientGap(int bytes) {
        pieces.add(new Piece(true, null, bytes));
        return this;
    }

    /// The capture lacks so many bytes of the server here.
    public Dialogue serverGap(int bytes) {
        pieces.add(new Piece(false, null, bytes));
        return this;
    }

    /// Another connection, after this one (which stays open meanwhile).
    public Dialogue then(Dialogue next) {
        later.add(next);
        return this;
    }

    /// The same dialogue in pieces cut at random.
    public Dialogue cut(RandomGenerator random, int longest) {
        Dialogue cut = new Dialogue(tcp, port);
        cut.midStream = midStream;
        cut.closed = closed;
        cut.clientPort = clientPort;
        cut.clientAddress = clientAddress;
        cut.serverAddress = serverAddress;
        cut.dissectors = dissectors;
        for (Dialogue next : later) cut.later.add(next.cut(random, longest));
        for (Piece piece : pieces) {
            if (piece.bytes == null || !tcp) {
                cut.pieces.add(piece);
                continue;
            }
            for (int at = 0; at < piece.bytes.length; ) {
                int n = Math.min(piece.bytes.length - at, 1 + random.nextInt(longest));
                cut.pieces.add(new Piece(piece.client, java.util.Arrays.copyOfRange(piece.bytes, at, at + n), 0));
                at += n;
            }
        }
        return cut;
    }

    /// The dialogue as frames, ten milliseconds apart.
    public List<Records.Captured> records() {
        List<Records.Captured> all = new ArrayList<>();
        records(all);
        return all;
    }

    private void records(List<Records.Captured> out) {
        int[] seq = {1000, 5000};
        if (tcp && !midStream) {
            add(out, segment(true, seq[0]++, 0, 2, new byte[0]));
            add(out, segment(false, seq[1]++, seq[0], 18, new byte[0]));
            add(out, segment(true, seq[0], seq[1], 16, new byte[0]));
        }
        for (Piece piece : pieces) {
            int mine = piece.client ? 0 : 1;
            if (piece.bytes == null) {
                seq[mine] += piece.gap;
                add(out, segment(!piece.client, seq[1 - mine], seq[mine], 16, new byte[0]));
                continue;
            }
            add(out, tcp ? segment(piece.client, seq[mine], seq[1 - mine], 24, piece.bytes) : datagram(piece));
            seq[mine] += piece.bytes.length;
        }
        for (Dialogue next : later) next.records(out);
        if (tcp && closed) {
            add(out, segment(true, seq[0]++, seq[1], 17, new byte[0]));
            add(out, segment(false, seq[1]++, seq[0], 17, new byte[0]));
        }
    }

    private static void add(List<Records.Captured> out, byte[] frame) {
        out.add(new Records.Captured(BEGIN + out.size() * 10_000_000L, frame));
    }

    private byte[] segment(boolean client, int seq, int ack, int flags, byte[] payload) {
        return client
                ? Frame.tcp(clientAddress, clientPort, serverAddress, port, seq, ack, flags, payload)
                : Frame.tcp(serverAddress, port, clientAddress, clientPort, seq, ack, flags, payload);
    }

    private byte[] datagram(Piece piece) {
        return piece.client
                ? Frame.udp(clientAddress, clientPort, serverAddress, port, piece.bytes)
                : Frame.udp(serverAddress, port, clientAddress, clientPort, piece.bytes);
    }

    /// What the engine makes of it.
    public List<ImEvent> events() {
        List<ImEvent> events = new ArrayList<>();
        try (Engine engine = new Engine(dissectors, Limits.DEFAULT, 1, FileSpool.none())) {
            engine.run(new Records(records()), events::add, () -> {});
        }
        return events;
    }

    /// The events as lines, without how much an encrypted flow was used, which closes each.
    public List<String> said() {
        return events().stream()
                .filter(event -> !(event instanceof ImEvent.Usage))
                .map(Lines::of)
                .toList();
    }

    /// The events as lines, see [Lines].
    public List<String> lines() {
        return events().stream().map(Lines::of).toList();
    }
}
