package earshot.dissect.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.bytes.Cursor;
import earshot.capture.file.CaptureFiles;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Dissectors;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.engine.Engine;
import earshot.engine.FileSpool;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;
import earshot.flow.Limits;
import earshot.kit.Replay;
import earshot.tls.ClientHello;
import earshot.tls.Handshakes;
import earshot.tls.Ja4;
import earshot.tls.Keys;
import earshot.tls.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// JA4's own captures have the fingerprints that its own tests expect, of all TLS connections in them.
class Ja4CapturesTest {
    /// In what its Python program, and its Rust program, are expected to write. The latter looks into proxies too.
    private static final Pattern PYTHON = Pattern.compile("\"JA4(?:\\.\\d+)?\": \"(t[^\"]+)\"");

    private static final Pattern RUST = Pattern.compile("  ja4: (t\\S+)");

    static List<String> captures() throws IOException {
        try (Stream<Path> files = Files.list(Replay.shared("other/ja4/pcap"))) {
            return files.map(file -> file.getFileName().toString())
                    // Its expectation follows a rule for other bytes than letters that has been replaced since.
                    .filter(name -> !name.startsWith("tls-non-ascii-alpn") && !name.endsWith("notest.cap"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("captures")
    void official(String name) throws IOException {
        SortedSet<String> expected = new TreeSet<>();
        expect(PYTHON, "other/ja4/python/test/testdata/" + name + ".json", expected);
        expect(RUST, "other/ja4/rust/ja4/src/snapshots/ja4__insta@" + name + ".snap", expected);
        Fingerprints fingerprints = new Fingerprints();
        List<Dissector> all = Dissectors.ALL.stream()
                .map(one -> one instanceof Tls ? fingerprints : one)
                .toList();
        try (CaptureFiles source = CaptureFiles.open(Replay.shared("other/ja4/pcap/" + name));
                Engine engine = new Engine(all, Limits.DEFAULT, 1, FileSpool.none())) {
            engine.run(source, _ -> {}, () -> {});
        }
        assertEquals(expected, fingerprints.seen);
    }

    private static void expect(Pattern pattern, String file, SortedSet<String> to) throws IOException {
        var found = pattern.matcher(Files.readString(Replay.shared(file)));
        while (found.find()) to.add(found.group(1));
    }

    /// Reads TLS for nothing but its fingerprints.
    private static final class Fingerprints implements Dissector {
        final SortedSet<String> seen = new TreeSet<>();
        private final Tls tls = new Tls(new Keys());

        @Override
        public String name() {
            return "tls";
        }

        @Override
        public boolean over(Transport transport) {
            return tls.over(transport);
        }

        @Override
        public boolean mayBegin(Direction side, int firstByte) {
            return tls.mayBegin(side, firstByte);
        }

        @Override
        public Verdict recognise(Opening opening) {
            return tls.recognise(opening);
        }

        @Override
        public Dissection begin(Out out) {
            Handshakes client = new Handshakes();
            return new Dissection() {
                @Override
                public int frame(Direction from, Cursor in) {
                    int length = Records.length(in);
                    return length == 0 ? MORE : length < 0 ? LOST : length;
                }

                @Override
                public void message(Direction from, Cursor in) {
                    if (from != Direction.CLIENT || in.peek(0) != Records.HANDSHAKE) return;
                    in.skip(Records.HEADER);
                    client.add(in);
                    for (Cursor body; (body = client.next()) != null; ) {
                        ClientHello hello = client.type() == Handshakes.CLIENT_HELLO ? ClientHello.read(body) : null;
                        if (hello != null) seen.add(Ja4.of(hello, Ja4.Over.TCP));
                    }
                }
            };
        }
    }
}
