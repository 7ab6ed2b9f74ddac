package earshot.dissect.icq;

import static earshot.dissect.icq.Wire.*;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent;
import earshot.event.ImEvent.Anomaly;
import earshot.kit.Dialogue;
import earshot.kit.Lines;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Damaged and invented conversations: no exception, no more events than the bytes account for. More rounds:
/// `-Dfuzz.rounds=100000`.
class FuzzTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 400);

    private final Random random = new Random(20_261_120);

    @Test
    void nothingBreaksIt() {
        for (int round = 0; round < ROUNDS; round++) {
            Dialogue dialogue = round % 2 == 0 ? datagrams() : between();
            int n = round;
            List<ImEvent> events = dialogue.events();
            assertTrue(events.size() < 3_000, () -> "round " + n + ": " + events.size() + " events");
            for (ImEvent event : events) {
                boolean defect =
                        event instanceof Anomaly anomaly && anomaly.what().equals("dissector-failed");
                assertTrue(!defect, () -> "round " + n + ": " + Lines.of(event));
            }
        }
    }

    private Dialogue datagrams() {
        Dialogue dialogue = Dialogue.udp(4000)
                .client(two(0x010e, 1).u32(BOB).u16(1).text("hi").bytes());
        int[] clients = {0x03e8, 0x03f2, 0x03fc, 0x0406, 0x0424, 0x049c, 0x04d8, 0x0438, 0x064a, 0x06b8, 0x0456};
        int[] servers = {0x005a, 0x0064, 0x006e, 0x0078, 0x008c, 0x00dc, 0x0104, 0x0118, 0x01a4, 0x0212, 0x03de};
        int[] metas = {0x042e, 0x04c4, 0x03e9, 0x04b0, 0x0514, 0x0528, 0x051e};
        for (int i = 0, n = 1 + random.nextInt(20); i < n; i++) {
            Wire body = wire();
            if (random.nextBoolean()) body.u16(metas[random.nextInt(metas.length)]);
            for (int k = random.nextInt(4); k > 0; k--) {
                switch (random.nextInt(4)) {
                    case 0 -> body.u32(BOB);
                    case 1 -> body.text("a\u00feb\u00fec\u00fed@e.f\u00fe1\u00feg");
                    case 2 -> body.u8(random.nextInt(256));
                    default -> body.u16(random.nextInt(65_536));
                }
            }
            if (random.nextBoolean()) {
                int command = clients[random.nextInt(clients.length)];
                byte[] packet = random.nextBoolean()
                        ? five(command, i, body.bytes())
                        : two(command, i).raw(body.bytes()).bytes();
                dialogue.client(damaged(packet));
            } else {
                int command = servers[random.nextInt(servers.length)];
                dialogue.server(
                        damaged(fiveFromServer(command, i).raw(body.bytes()).bytes()));
            }
        }
        return dialogue;
    }

    private Dialogue between() {
        byte[] hello = hello();
        if (random.nextInt(4) == 0) hello[3] = (byte) random.nextInt(12);
        Dialogue dialogue = Dialogue.tcp(5001).client(hello);
        int kind = random.nextInt(3);
        if (kind == 1)
            dialogue.client(framed(wire().u8(0).u32(0).u32(1).u32(9).u32(9).text("A")));
        if (kind == 2)
            dialogue.client(framed(wire().u32(0x64).u32(-3).text("A"))).client(framed(wire().u32(3)));
        for (int i = 0, n = 1 + random.nextInt(15); i < n; i++) {
            byte[] frame = switch (random.nextInt(4)) {
                case 0 -> direct(ANN, random.nextInt(256), "x");
                case 1 ->
                    framed(wire().u8(2)
                            .u8(0)
                            .text("f")
                            .text("")
                            .u32(random.nextInt(50))
                            .u32(0)
                            .u32(9));
                case 2 ->
                    framed(wire().u8(random.nextInt(8)).u32(random.nextInt(40)).u32(7));
                default -> new byte[] {(byte) random.nextInt(256), (byte) random.nextInt(3), 16, 9, 9};
            };
            int what = random.nextInt(10);
            if (what == 0) dialogue.clientGap(1 + random.nextInt(50));
            else if (what < 5) dialogue.server(damaged(frame));
            else dialogue.client(damaged(frame));
        }
        return dialogue;
    }

    private byte[] damaged(byte[] bytes) {
        byte[] damaged = bytes.clone();
        if (random.nextInt(2) == 0) return damaged;
        for (int i = random.nextInt(4); i > 0; i--)
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        return random.nextInt(6) == 0 ? Arrays.copyOf(damaged, 1 + random.nextInt(damaged.length)) : damaged;
    }
}
