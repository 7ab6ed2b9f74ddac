package earshot.dissect.quic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.capture.file.CaptureFiles;
import earshot.engine.Engine;
import earshot.engine.FileSpool;
import earshot.event.ImEvent;
import earshot.flow.Limits;
import earshot.kit.Replay;
import earshot.services.Services;
import earshot.tls.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Captures of other people, whose names tshark reads too; fingerprints as in the official examples of JA4.
class QuicCapturesTest {
    private static final String NAMES = """
            service any
              title Any
              operator nobody
              use consumer
              encrypted yes
              host * web test
              host facebook.com web test
              host *.facebook.com web test
            """;

    @TempDir
    private Path folder;

    private List<List<String>> evidence(String capture) throws IOException {
        Path names = Files.writeString(folder.resolve("names.txt"), NAMES);
        List<List<String>> all = new ArrayList<>();
        try (CaptureFiles source = CaptureFiles.open(Replay.shared(capture));
                Engine engine = new Engine(
                        List.of(new Quic()), Limits.DEFAULT, 1, FileSpool.none(), Services.with(names), new Keys())) {
            engine.run(
                    source,
                    event -> {
                        if (event instanceof ImEvent.Service service) all.add(service.evidence());
                    },
                    () -> {});
        }
        return all;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "other/ja4/pcap/quic-tls-handshake.pcapng, www.google.com, q13d0310h3_55b375c5d22e_cd85d2d88918",
        "other/ja4/pcap/chrome-cloudflare-quic-with-secrets.pcapng, cloudflare-quic.com,"
                + " q13d0310h3_55b375c5d22e_cd85d2d88918",
        "other/zeek/Traces/quic/quicv2-echo-443.pcap, localhost, q13d0311qe_55b375c5d22e_df5b9e597968",
        "negatives/quic-23.pcap, quic.aiortc.org, q13d0308h2_55b375c5d22e_23ed935430f2",
        "negatives/quic-mvfst-27.pcapng, graph.facebook.com, q00d0108h5_0f2cb44170f4_f4b4187450f5",
        "negatives/quic_t50.pcap, fonts.googleapis.com, q13d0309h0_55b375c5d22e_f68d9329452a",
        "negatives/quic_frags_different_dcid.pcapng, cdnjs.cloudflare.com, q13d0311h3_55b375c5d22e_5a1f323ef56d",
    })
    void theHelloIsTheOneOfTls(String capture, String name, String ja4) throws IOException {
        assertEquals(List.of(List.of("sni:" + name, "ja4:" + ja4)), evidence(capture));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "negatives/quic_q43.pcap, dns.google.com",
        "negatives/quic046.pcap, i.ytimg.com",
        "negatives/gquic.pcap, www.gstatic.com",
    })
    void googlesOwnHandshake(String capture, String name) throws IOException {
        assertEquals(List.of(List.of("sni:" + name)), evidence(capture));
    }

    @Test
    void connectionsThatForceANegotiation() throws IOException {
        assertEquals(60, evidence("negatives/quic_interop_V.pcapng").size());
    }
}
