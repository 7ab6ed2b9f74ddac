package earshot.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.flow.Limits;
import earshot.kit.Frame;
import earshot.kit.Records;
import earshot.net.UnreadCounts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the engine says of frames that it could not make use of.
class SummaryTest {
    private static byte[] typed(int type) {
        byte[] frame = new byte[60];
        frame[12] = (byte) (type >>> 8);
        frame[13] = (byte) type;
        return frame;
    }

    @ParameterizedTest(name = "{0} workers")
    @ValueSource(ints = {1, 3})
    void whatWasNotUnderstoodIsCountedInFrameOrder(int workers) {
        byte[] wrong = Frame.udp(0xc0000201, 1, 0xc0000202, 2, new byte[4]);
        wrong[24] = 1;
        List<Records.Captured> records = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            records.add(new Records.Captured(i, i % 4 == 0 ? typed(0x88cc) : i % 4 == 1 ? typed(0x8899) : wrong));
        }
        try (Engine engine = new Engine(List.of(), Limits.DEFAULT, workers, FileSpool.none())) {
            engine.run(new Records(records), _ -> {}, () -> {});
            UnreadCounts unread = engine.summary().unread().getFirst();
            assertEquals(2, unread.kinds());
            assertEquals("ethertype 0x88cc", unread.kind(0));
            assertEquals(5_000, unread.frames(0));
            assertEquals(300_000, unread.bytes(0));
            assertEquals("ethertype 0x8899", unread.kind(1));
            assertEquals(10_000, engine.summary().badIpChecksums(0));
        }
    }
}
