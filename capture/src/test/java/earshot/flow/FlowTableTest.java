package earshot.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The table against a map that does the same slowly.
class FlowTableTest {
    /// An IPv4 header and the ports behind it.
    private static byte[] packet(int from, int to, int fromPort, int toPort) {
        ByteBuffer packet = ByteBuffer.allocate(40);
        packet.put((byte) 0x45).position(12);
        packet.putInt(from).putInt(to).putShort((short) fromPort).putShort((short) toPort);
        return packet.array();
    }

    private final FlowTable table = new FlowTable(500);

    private int find(int from, int to, int fromPort, int toPort) {
        table.key(packet(from, to, fromPort, toPort), 0, 20, 6, 0, 0);
        return table.find();
    }

    @Test
    void bothDirectionsAreOneFlow() {
        assertEquals(FlowTable.NONE, find(1, 2, 1000, 80));
        int row = table.add(true, 0, 1, 1);
        assertEquals(row, find(2, 1, 80, 1000));
        assertEquals(FlowTable.NONE, find(1, 2, 80, 1000));
        assertEquals("0.0.0.1:1000", table.endpoint(row, true).toString());
        assertEquals("0.0.0.2:80", table.endpoint(row, false).toString());
    }

    @Test
    void transportAndSourceTellFlowsApart() {
        byte[] packet = packet(1, 2, 1000, 80);
        table.key(packet, 0, 20, 6, 0, 0);
        int tcp = table.add(true, 0, 1, 1);
        table.key(packet, 0, 20, 17, 0, 0);
        assertEquals(FlowTable.NONE, table.find());
        int udp = table.add(false, 0, 1, 1);
        table.key(packet, 0, 20, 6, 0, 1);
        assertEquals(FlowTable.NONE, table.find());
        assertNotEquals(tcp, udp);
    }

    @Test
    void behavesAsAMapInOrderOfUse() {
        Random random = new Random(2);
        Map<List<Integer>, Integer> model = new LinkedHashMap<>(16, 0.75f, true);
        for (int step = 0; step < 200_000; step++) {
            List<Integer> key = List.of(random.nextInt(40), 100 + random.nextInt(10), random.nextInt(3), 80);
            int row = find(key.get(0), key.get(1), key.get(2), key.get(3));
            Integer known = model.get(key);
            assertEquals(known == null ? FlowTable.NONE : known, row);
            if (row == FlowTable.NONE) {
                if (table.full()) {
                    var eldest = model.entrySet().iterator().next();
                    assertEquals(eldest.getValue(), table.oldest(FlowTable.COUNTED_TCP));
                    table.remove(eldest.getValue());
                    model.remove(eldest.getKey());
                    find(key.get(0), key.get(1), key.get(2), key.get(3));
                }
                model.put(key, table.add(true, step, 1, step));
            } else if (random.nextInt(10) == 0) {
                table.remove(row);
                model.remove(key);
            } else {
                table.touch(row, step, 1);
            }
            assertEquals(model.size(), table.live());
        }
    }

    @Test
    void openFlowsHaveTheirOwnOrder() {
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            find(i, 9, 1, 80);
            rows.add(table.add(true, i, 1, i));
        }
        table.open(rows.get(0), true, 7);
        assertEquals(rows.get(1), table.oldest(FlowTable.COUNTED_TCP));
        assertEquals(rows.get(0), table.oldest(FlowTable.OPEN_TCP));
        assertEquals(7, table.object(rows.get(0)));
        table.open(rows.get(0), false, 0);
        assertEquals(FlowTable.NONE, table.oldest(FlowTable.OPEN_TCP));
    }
}
