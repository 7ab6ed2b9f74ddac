package earshot.event.json;

import static earshot.event.json.JsonBuffer.key;

import earshot.flow.Endpoint;
import earshot.flow.Flow;
import earshot.net.Path;
import java.util.Arrays;

/// Writes the field `flow`. Remembers how the latest flows are written, as most events of a flow come close
/// together and a community id costs a digest. One thread.
final class FlowFields {
    private static final int SLOTS = 1 << 12;
    private static final byte[] FLOW = key("flow"), TRANSPORT = key("transport"), CLIENT = key("client");
    private static final byte[] SERVER = key("server"), COMMUNITY = key("communityId"), PATH = key("path");
    private static final byte[] VIA = key("via"), BEGAN = key("began");

    private final Flow[] flows = new Flow[SLOTS];
    /// A flow that was turned round has another client.
    private final Endpoint[] clients = new Endpoint[SLOTS];
    private final Times times = new Times();
    private final byte[][] written = new byte[SLOTS][];

    void write(JsonBuffer out, Flow flow, String via) {
        int slot = System.identityHashCode(flow) & SLOTS - 1;
        if (flows[slot] != flow || !clients[slot].equals(flow.client())) {
            flows[slot] = flow;
            clients[slot] = flow.client();
            written[slot] = spell(flow);
        }
        out.put(written[slot], written[slot].length);
        if (!via.isEmpty()) out.put(VIA).string(via);
        out.put('}');
    }

    /// All but `via` and the closing brace.
    private byte[] spell(Flow flow) {
        JsonBuffer out = new JsonBuffer(256);
        out.put(FLOW).put('{');
        out.put(TRANSPORT).string(flow.transport.label);
        out.put(CLIENT).string(flow.client().toString());
        out.put(SERVER).string(flow.server().toString());
        out.put(COMMUNITY).string(flow.communityId());
        times.write(out.put(BEGAN), flow.firstTime);
        if (flow.path != 0) out.put(PATH).string(Path.text(flow.path));
        return Arrays.copyOf(out.bytes(), out.size());
    }
}
